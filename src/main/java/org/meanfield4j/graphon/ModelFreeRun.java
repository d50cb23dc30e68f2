package org.meanfield4j.graphon;

import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;

/**
 * A run of {@link ModelFreePolicyGradient}.
 *
 * @param info solver, model, stop reason, seed, paths drawn in complete outer iterations
 * @param history one row per outer iteration, from 0: iteration, paths (drawn so far), cost (observed label average in
 *     the environment of the row); with a reference also slopeRmse, interceptRmse and aggregateRmse (plain root mean
 *     squares), which the learner never sees
 * @param policy the last complete iterate, always finite
 * @param aggregate Z of the last complete iterate
 */
public record ModelFreeRun(RunInfo info, History history, GraphonPolicy policy, LabelPaths aggregate) implements Run {

    @Override
    public String mainColumn() {
        return history.columns().contains("aggregateRmse") ? "aggregateRmse" : "cost";
    }

    /**
     * The plateau of a column.
     *
     * @param column a column of {@link #history()}
     * @param from first outer iteration that counts
     * @return the mean over the iterations from there on
     * @throws IllegalArgumentException if the run is shorter
     */
    public double plateau(String column, int from) {
        double[] v = history.column(column);
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
}
