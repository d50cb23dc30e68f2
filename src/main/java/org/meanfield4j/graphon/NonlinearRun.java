package org.meanfield4j.graphon;

import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;

/**
 * A run of {@link NonlinearPolicyGradient}.
 *
 * @param info solver, model, stop reason, wall time
 * @param history one row per outer iteration, from 1: iteration, aggregateChange (root mean square of the change of Z),
 *     firstSlope K_0, firstIntercept G_0, lastAggregate Z_N
 * @param policy the last complete iterate, always finite
 * @param aggregate Z of a population that uses it, N + 1 times
 * @param cost what the policy costs in that environment
 * @param exploitability what the best of all policies, affine or not, would save there
 */
public record NonlinearRun(
        RunInfo info, History history, GraphonPolicy policy, LabelPaths aggregate, double cost, double exploitability)
        implements Run {

    @Override
    public String mainColumn() {
        return "aggregateChange";
    }

    /**
     * The outer rate: the geometric mean of the last three ratios of aggregate changes of at least 1e-12, below
     * which rounding rules.
     *
     * @return the factor per outer iteration, NaN if there are fewer than four such changes
     */
    public double tailRate() {
        double[] v = history.column("aggregateChange");
        int n = v.length;
        while (n > 0 && !(v[n - 1] >= 1e-12)) {
            n--;
        }
        return n < 4 ? Double.NaN : FastMath.cbrt(v[n - 1] / v[n - 4]);
    }
}
