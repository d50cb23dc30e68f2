package org.meanfield4j.stationary;

import java.util.List;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.TabularPolicy;

/**
 * What an exact solver of a stationary game hands back.
 *
 * @param policy the last policy π_K
 * @param law the last law μ_K
 * @param laws μ_0, and the law of every row of the history: the path of the population
 * @param outcome history with columns as in {@link Metrics}, and where the run comes from
 */
public record StationaryRun(TabularPolicy policy, Law law, List<Law> laws, Outcome outcome) implements Run {

    /** Keeps its own list of laws. */
    public StationaryRun {
        laws = List.copyOf(laws);
    }

    /**
     * The path of one state.
     *
     * @param state 0 … S − 1
     * @return μ(state) of each of {@link #laws}
     */
    public double[] path(int state) {
        return laws.stream().mapToDouble(law -> law.get(state)).toArray();
    }

    @Override
    public String toString() {
        return summary();
    }
}
