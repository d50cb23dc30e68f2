package org.meanfield4j.core;

/** Why a solver stopped. */
public enum StopReason {
    /** The stopping tolerance was met. */
    CONVERGED,
    /** The iterations, samples or time that were allowed are used up. */
    BUDGET,
    /** The caller interrupted the run; the run holds the last complete iterate. */
    INTERRUPTED,
    /** An iterate left the finite numbers; the run holds the last finite iterate. */
    DIVERGED
}
