package org.meanfield4j.core;

/** Why a solver stopped. In every case the run holds the last complete iterate. */
public enum StopReason {
    /** All iterations are done. */
    COMPLETED,
    /** The stopping tolerance was met, and every inner solve that it rests on converged. */
    CONVERGED,
    /** The time or the samples that were allowed are used up. */
    BUDGET,
    /** The caller interrupted the run. */
    INTERRUPTED,
    /** An iterate left the finite numbers, or ran away from where it started. */
    DIVERGED,
    /** The model threw or broke its contract. */
    FAILED;

    /**
     * What a reader is told; in capitals what is no result.
     *
     * @return such as {@code "budget used up"}
     */
    public String words() {
        return switch (this) {
            case COMPLETED -> "complete";
            case CONVERGED -> "converged";
            case BUDGET -> "budget used up";
            case INTERRUPTED -> "interrupted";
            case DIVERGED, FAILED -> name();
        };
    }

    /**
     * Whether the result is not one: the run diverged or failed.
     *
     * @return true for {@link #DIVERGED} and {@link #FAILED}
     */
    public boolean failed() {
        return this == DIVERGED || this == FAILED;
    }
}
