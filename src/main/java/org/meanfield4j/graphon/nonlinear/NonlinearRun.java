package org.meanfield4j.graphon.nonlinear;

import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;

/**
 * A run of {@link NonlinearPolicyGradient}.
 *
 * @param policy the last complete iterate, always finite
 * @param aggregate Z of a population that uses it, N + 1 times; where nothing is complete, that of the start
 * @param cost what the policy costs in that environment; NaN if the run was stopped before anything was complete
 * @param exploitability what the best of all policies, affine or not, would save there
 * @param outcome where the run comes from, and one row per outer iteration, from 1: iteration, change of the
 *     aggregate (root mean square of the change of Z), first slope K_0, first intercept G_0, last aggregate Z_N, cost,
 *     exploitability
 */
public record NonlinearRun(
        GraphonPolicy policy, LabelPaths aggregate, double cost, double exploitability, Outcome outcome)
        implements Run {
    /** Root mean square of the change of Z. */
    public static final String CHANGE = "change of the aggregate";
    /** K_0. */
    public static final String FIRST_SLOPE = "first slope";
    /** G_0. */
    public static final String FIRST_INTERCEPT = "first intercept";
    /** Z_N. */
    public static final String LAST_AGGREGATE = "last aggregate";
    /** J of the policy in the environment that it makes. */
    public static final String COST = "cost";

    @Override
    public String toString() {
        return summary();
    }
}
