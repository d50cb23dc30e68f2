package org.meanfield4j.core.files;

/**
 * A checkpoint that cannot be written or read. The message is one line: the file, what is wrong with it and the
 * remedy. The file itself is left as it was.
 */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With one line.
     *
     * @param message file, fault and remedy
     */
    public CheckpointException(String message) {
        super(message);
    }

    /**
     * With one line and its cause.
     *
     * @param message file, fault and remedy
     * @param cause what went wrong
     */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
