package org.meanfield4j.core;

/** An iterate left the finite numbers; thrown by a step, it ends a run as {@link StopReason#DIVERGED}. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An iterate left the finite numbers.
     *
     * @param where the place within the step, e.g. {@code "inner step 3"}; empty if there is nothing to add
     */
    public DivergedException(String where) {
        super(where);
    }
}
