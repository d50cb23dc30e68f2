package org.meanfield4j.stackelberg;

import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;

/**
 * What solvers of Stackelberg games hand back.
 *
 * @param follower π, shape [S, A]
 * @param leader φ, shape [O, B]
 * @param law μ̂, the mean field as the method estimates it, on the atoms
 * @param outcome history with the columns of {@link StackelbergMetrics}, and where the run comes from
 */
public record StackelbergRun(TabularPolicy follower, TabularPolicy leader, Law law, Outcome outcome) implements Run {
    /** Checks that nothing is missing. */
    public StackelbergRun {
        Require.given("follower", follower);
        Require.given("leader", leader);
        Require.given("law", law);
        Require.given("outcome", outcome);
    }

    @Override
    public String toString() {
        return summary();
    }
}
