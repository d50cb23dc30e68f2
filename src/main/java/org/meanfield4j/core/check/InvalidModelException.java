package org.meanfield4j.core.check;

/**
 * A model that breaks its own contract: a kernel row that does not sum to one, a reward that is not finite, a law off
 * the simplex. The message is one line: what was found, where (state, action, law), the constraint and the remedy.
 */
public final class InvalidModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one line: what was found, where, the constraint and the remedy
     */
    public InvalidModelException(String message) {
        super(message);
    }

    /**
     * Creates the exception for a model that threw.
     *
     * @param message one line
     * @param cause what the model threw
     */
    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
