package org.meanfield4j.graphon.bilevel;

import org.meanfield4j.core.History;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;

/**
 * A run of a graphon solver. Its history has one row per outer iteration, from 0: iteration, RMSE of the slope, of the
 * intercepts and of the aggregate (plain root mean squares against the reference), exploitability, cost of the slope J1,
 * cost of the means (label average of J2; both in the environment of the row); {@link GraphonMetrics} has the names. Why a
 * run diverged and which step sizes hold is among its warnings.
 *
 * @param policy the last complete iterate, always finite
 * @param aggregate Z of the last complete iterate
 * @param reference the equilibrium that errors are measured against; null if the run was stopped before it was found
 * @param inner one row per inner step, from 0: step, RMSE of the slope, RMSE of the intercepts
 * @param outcome history, origin, and what a continued run needs
 */
public record GraphonRun(
        GraphonPolicy policy, LabelPaths aggregate, GraphonEquilibrium reference, History inner, Outcome outcome)
        implements Run {}
