package org.meanfield4j.control;

import java.util.List;
import org.meanfield4j.core.check.Require;

/**
 * All that one gradient estimate is a function of: the unperturbed population flow, the main trajectories, and the
 * auxiliary ones.
 *
 * @param flow μ_0 … μ_T
 * @param main N trajectories of length T whose end is seen through a law too
 * @param auxiliary for each target time t = 1 … T trajectories of length t: n if the sensitivity is shared; N n if it is
 *     nested, those of main trajectory k from k n on; none where nothing is sampled
 */
public record RecordedDraws(PopulationFlow flow, Trajectories main, List<Trajectories> auxiliary) {

    /** Checks that the lengths fit together. */
    public RecordedDraws {
        Require.given("flow", flow);
        Require.given("main", main);
        auxiliary = Require.all("auxiliary", auxiliary);
        int horizon = main.steps;
        if (flow.horizon() < horizon || main.seen != horizon + 1) {
            throw new IllegalArgumentException("the flow has horizon " + flow.horizon() + " and the main trajectories "
                    + main.seen + " noises, must have " + horizon + " and " + (horizon + 1)
                    + "; their length is " + horizon);
        }
        for (int t = 1; t <= auxiliary.size(); t++) {
            Trajectories target = auxiliary.get(t - 1);
            if (auxiliary.size() != horizon || target.steps != t || target.seen != t || target.count < 1) {
                throw new IllegalArgumentException("auxiliary trajectories number " + t + " of " + auxiliary.size()
                        + " have length " + target.steps + " and " + target.seen + " noises, must have " + t
                        + " of each and number " + horizon + ", one batch per target time");
            }
        }
    }

    @Override
    public String toString() {
        return main.count + " main trajectories of length " + main.steps + ", " + auxiliary.size()
                + " auxiliary batches";
    }
}
