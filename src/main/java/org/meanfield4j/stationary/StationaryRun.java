package org.meanfield4j.stationary;

import org.meanfield4j.core.History;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.TabularPolicy;

/**
 * What an exact solver of a stationary game hands back.
 *
 * @param policy the last policy π_K
 * @param law the last law μ_K
 * @param history one row per recorded outer step, columns as {@link Metrics}
 * @param info where the run comes from
 */
public record StationaryRun(TabularPolicy policy, Law law, History history, RunInfo info) implements Run {

    @Override
    public String mainColumn() {
        return Metrics.EXPLOITABILITY;
    }

    @Override
    public String toString() {
        return summary();
    }
}
