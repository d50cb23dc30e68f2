package org.meanfield4j.core;

/**
 * A checkpoint that cannot be written or read. The message is one line: the file, what is wrong with it and the
 * remedy. The file itself is left as it was.
 */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
