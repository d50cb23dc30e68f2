package org.meanfield4j.graphon;

import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;

/**
 * A run of a graphon solver.
 *
 * @param info solver, model, stop reason, wall time
 * @param history one row per outer iteration, from 0: iteration, slopeRmse, interceptRmse, aggregateRmse (plain root
 *     mean squares against the reference), exploitability, slopeCost J1, meanCost (label average of J2; both in the
 *     environment of the row)
 * @param inner one row per inner step, from 0: step, slopeRmse, interceptRmse
 * @param policy the last complete iterate, always finite
 * @param aggregate Z of the last complete iterate
 * @param reference the equilibrium that errors are measured against
 * @param advice why the run diverged and which step sizes hold; empty unless it diverged
 */
public record GraphonRun(
        RunInfo info,
        History history,
        History inner,
        GraphonPolicy policy,
        LabelPaths aggregate,
        GraphonEquilibrium reference,
        String advice)
        implements Run {

    @Override
    public String mainColumn() {
        return "aggregateRmse";
    }

    @Override
    public String summary() {
        return advice.isEmpty() ? Run.super.summary() : Run.super.summary() + System.lineSeparator() + advice;
    }

    /**
     * The tail rate of a column: the geometric mean of its last three ratios among the entries of at least 1e-12, below
     * which rounding rules.
     *
     * @param column a column of {@link #history()}
     * @return the factor per outer iteration, NaN if there are fewer than four such entries
     */
    public double tailRate(String column) {
        double[] v = history.column(column);
        int n = v.length;
        while (n > 0 && !(v[n - 1] >= 1e-12)) {
            n--;
        }
        return n < 4 ? Double.NaN : org.apache.commons.math3.util.FastMath.cbrt(v[n - 1] / v[n - 4]);
    }
}
