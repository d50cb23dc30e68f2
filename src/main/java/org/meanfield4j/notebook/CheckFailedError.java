package org.meanfield4j.notebook;

import java.util.Arrays;

/**
 * A claim of a notebook does not hold; the message is the claim and what was found. Its trace begins in the cell: which of
 * our methods compared the numbers is nobody's concern.
 */
public final class CheckFailedError extends AssertionError {
    private static final long serialVersionUID = 1;

    CheckFailedError(String message) {
        super(message);
        String room = CheckFailedError.class.getPackageName() + ".";
        setStackTrace(Arrays.stream(getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith(room)
                        || frame.getClassName().endsWith("Test"))
                .toArray(StackTraceElement[]::new));
    }
}
