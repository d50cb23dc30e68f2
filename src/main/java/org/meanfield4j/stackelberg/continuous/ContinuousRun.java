package org.meanfield4j.stackelberg.continuous;

import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;

/**
 * What solvers of continuous Stackelberg games hand back.
 *
 * @param leader ω
 * @param mean m
 * @param variance v
 * @param deviation σ of the followers' policy
 * @param outcome history with the columns named here, and origin
 */
public record ContinuousRun(double leader, double mean, double variance, double deviation, Outcome outcome)
        implements Run {
    /** Checks that nothing is missing. */
    public ContinuousRun {
        Require.given("outcome", outcome);
    }

    /** ω. */
    public static final String LEADER = "leader";
    /** m. */
    public static final String MEAN = "mean";
    /** v. */
    public static final String VARIANCE = "variance";
    /** σ of the followers' policy. */
    public static final String DEVIATION = "policy deviation";
    /** K: how fast the mean action falls around m, over one unit of state. */
    public static final String GAIN = "gain";
    /** |ω − ω°|, where the partial gradient vanishes in the game without its box; the main column. */
    public static final String ERROR = "leader error";

    @Override
    public String toString() {
        return summary();
    }
}
