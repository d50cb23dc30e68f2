package org.meanfield4j.notebook;

/** A claim of a notebook does not hold; the message is the claim and what was found. */
public final class CheckFailedError extends AssertionError {
    private static final long serialVersionUID = 1;

    CheckFailedError(String message) {
        super(message);
    }
}
