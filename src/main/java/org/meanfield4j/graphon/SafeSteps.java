package org.meanfield4j.graphon;

import java.util.Locale;
import org.meanfield4j.core.Monitor;

/**
 * Why a run of {@link BilevelPolicyGradient} diverged. The inner problem does not know the graphon, so one label in a
 * still environment is enough to try smaller steps: the largest one, among halvings, that stays finite and comes closer
 * to the best slope is safe. If the steps of the run are safe, the outer map is to blame.
 */
final class SafeSteps {
    private static final int HALVINGS = 20;
    private static final int TRIAL_STEPS = 200;

    private SafeSteps() {}

    static String advise(BilevelPolicyGradient solver, LqGraphonGame game, GraphonStart start) {
        double factor = 1;
        for (int i = 0; i <= HALVINGS; i++) {
            double etaK = factor * solver.slopeStepSize();
            double etaG = factor * solver.interceptStepSize();
            if (settles(solver.withStepSizes(etaK, etaG), game, start)) {
                return i == 0
                        ? "step sizes are safe for the inner problem, the outer map does not contract: "
                                + ContractionAnalysis.of(game).advice(solver)
                        : String.format(
                                Locale.ROOT,
                                "safe from this start: slopeStepSize = %.4g, interceptStepSize = %.4g%s",
                                etaK,
                                etaG,
                                solver.slopeStep() == SlopeStep.GAUSS_NEWTON ? "" : ", or GAUSS_NEWTON");
            }
            factor *= 0.5;
        }
        return "no step size above " + factor * solver.slopeStepSize() + " is safe from this start; use GAUSS_NEWTON";
    }

    /** Whether one label in a still environment survives the inner steps and ends nearer to the best slope. */
    private static boolean settles(BilevelPolicyGradient solver, LqGraphonGame game, GraphonStart start) {
        LqGraphonGame scalar = OuterMap.along(game, 0);
        int k = scalar.actionDimension();
        int blocks = start.policy().blocks();
        double[] unit = new double[blocks * k];
        java.util.Arrays.fill(unit, 1);
        GraphonStart trial = GraphonStart.zero(scalar, blocks)
                .withPolicy(new GraphonPolicy(
                        scalar.stateDimension(), start.policy().rawSlopes(), new LabelPaths(k, 1, unit)));
        GraphonRun run = new BilevelIteration(
                        solver.withInnerSteps(TRIAL_STEPS).withIterations(1),
                        scalar,
                        trial,
                        GraphonEquilibrium.of(scalar),
                        Monitor.silent(),
                        DirectionFilter.NONE)
                .run(false);
        var inner = run.inner();
        return inner.rows() == TRIAL_STEPS + 1
                && !(inner.last("slopeRmse") > inner.get(0, "slopeRmse"))
                && !(inner.last("interceptRmse") > inner.get(0, "interceptRmse"));
    }
}
