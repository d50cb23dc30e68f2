package org.meanfield4j.core;

import java.util.concurrent.CancellationException;

/**
 * Work was given up because a {@link Stop} asked for it. A loop turns it into a run with the last complete
 * iterate; elsewhere it reaches the caller.
 */
public final class StoppedException extends CancellationException {
    private static final long serialVersionUID = 1;

    /** Stopped by the caller. */
    public StoppedException() {
        super("stopped before there was a result; run it again with more time");
    }

    /** Not a fault, so there is no place to point at. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
