package org.meanfield4j.core;

/** A run that {@link StopReason#FAILED failed} or {@link StopReason#DIVERGED diverged}; see {@link Run#orThrow}. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A run failed.
     *
     * @param message what happened, one line
     * @param cause what was thrown, or null
     */
    RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
