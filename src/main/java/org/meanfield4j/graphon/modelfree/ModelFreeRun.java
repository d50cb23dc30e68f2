package org.meanfield4j.graphon.modelfree;

import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;

/**
 * A run of {@link ModelFreePolicyGradient}.
 *
 * @param policy the last complete iterate, always finite
 * @param aggregate Z of the last complete iterate
 * @param outcome where the run comes from, its samples the paths drawn in complete iterations; history with one row per
 *     outer iteration, from 0: iteration, paths (drawn so far), cost (observed label average in the environment of the
 *     row); with a reference also the RMSE of slope, intercepts and aggregate (plain root mean squares), and of a known
 *     game the exact exploitability, all of which the learner never sees
 */
public record ModelFreeRun(GraphonPolicy policy, LabelPaths aggregate, Outcome outcome) implements Run {
    /** Paths drawn since the start. */
    public static final String PATHS = "paths";
    /** The label average that the learner observes, in the environment of the row. */
    public static final String COST = "cost";

    /**
     * The plateau of a column.
     *
     * @param column a column of {@link #history()}
     * @param from first outer iteration that counts
     * @return the mean over the iterations from there on
     * @throws IllegalArgumentException if the run is shorter
     */
    public double plateau(String column, int from) {
        double[] v = history().column(column);
        if (from < 0 || from >= v.length) {
            throw new IllegalArgumentException(
                    "from = " + from + " must be in [0, " + (v.length - 1) + "], the iterations of the run");
        }
        double sum = 0;
        for (int n = from; n < v.length; n++) {
            sum += v[n];
        }
        return sum / (v.length - from);
    }

    @Override
    public String toString() {
        return summary();
    }
}
