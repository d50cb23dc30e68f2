package org.meanfield4j.control.mfq;

import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;

/**
 * A run of {@link MfqLearning}.
 *
 * @param lifted the finite problem that was solved
 * @param q Q(μ, f) at point · A^S + rule
 * @param outcome history with the columns sweep, error (max |Q − Q*|), value (true value of the greedy rules from the
 *     validation law over the validation horizon) and samples (lifted transitions)
 */
public record MfqRun(LiftedProblem lifted, double[] q, Outcome outcome) implements Run {
    /** The number of the sweep. */
    public static final String SWEEP = "sweep";
    /** max |Q − Q*|. */
    public static final String ERROR = "error";
    /** True value of the greedy rules from the validation law over the validation horizon. */
    public static final String VALUE = "value";
    /** Lifted transitions since the start. */
    public static final String SAMPLES = "samples";

    @Override
    public String toString() {
        return summary();
    }
}
