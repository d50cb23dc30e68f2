package org.meanfield4j.graphon.bilevel;

import java.util.Arrays;
import java.util.Locale;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.exact.OuterMap;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * Why a run of {@link BilevelPolicyGradient} diverged. The inner problem does not know the graphon, so one label in a
 * still environment is enough to try smaller steps: the largest one, among halvings, that stays finite and comes closer
 * to the best slope is safe. If the steps of the run are safe, the outer map is to blame.
 */
final class SafeSteps {
    private static final int HALVINGS = 20;
    private static final int TRIAL_STEPS = 200;

    private SafeSteps() {}

    /** One line for a run that diverged, from the start of a call or from the run that it continues. */
    static void advise(BilevelPolicyGradient solver, LqGraphonGame game, Call call, StopReason why, Watch watch) {
        if (why == StopReason.DIVERGED) {
            watch.warn(advise(solver, game, call, watch));
        }
    }

    private static String advise(BilevelPolicyGradient solver, LqGraphonGame game, Call call, Stop stop) {
        Start from = call.goOn() == null ? call.start() : call.goOn();
        double[] slopes = GraphonStart.of(game, Checks.blocks(solver.actions(), game), from)
                .policy()
                .rawSlopes();
        String smaller = smaller(solver, game, slopes, stop);
        return smaller != null
                ? smaller
                : "step sizes are safe for the inner problem, the outer map does not contract: "
                        + ContractionAnalysis.compute(game, stop).outerAdvice(solver, stop);
    }

    /** Smaller steps from these slopes in one line, or null if those of the solver are safe. */
    static String smaller(BilevelPolicyGradient solver, LqGraphonGame game, double[] slopes, Stop stop) {
        LqGraphonGame scalar = OuterMap.along(game, 0);
        GraphonEquilibrium target = GraphonEquilibrium.compute(scalar, stop);
        double factor = 1;
        for (int i = 0; i <= HALVINGS; i++) {
            double etaK = factor * solver.slopeStepSize();
            double etaG = factor * solver.interceptStepSize();
            if (settles(solver.withStepSizes(etaK, etaG), scalar, target, slopes, stop)) {
                return i == 0
                        ? null
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

    /** Whether one label in a still environment survives the inner steps and ends nearer to the best policy. */
    private static boolean settles(
            BilevelPolicyGradient solver, LqGraphonGame scalar, GraphonEquilibrium target, double[] start, Stop stop) {
        int blocks = Checks.blocks(solver.actions(), scalar);
        InnerStep step = new InnerStep(solver, scalar, blocks, DirectionFilter.NONE, stop);
        double[] slope = start.clone();
        double[] intercept = new double[blocks * scalar.actionDimension()];
        Arrays.fill(intercept, 1);
        double[] still = new double[(scalar.steps() + 1) * scalar.stateDimension()];
        int length = scalar.steps() / blocks;
        int row = slope.length / blocks;
        double[] bestSlope = target.policy().rawSlopes();
        double[] bestIntercept = target.policy().intercepts().raw();
        double firstSlope = Flat.rootMeanSquareDistance(slope, bestSlope, row, length);
        double firstIntercept = Flat.rootMeanSquareDistance(intercept, bestIntercept, scalar.actionDimension(), length);
        double slopeError = firstSlope;
        double interceptError = firstIntercept;
        for (int l = 0; l < TRIAL_STEPS; l++) {
            stop.check();
            step.moveSlopes(slope);
            step.interceptGradients(slope, intercept, still);
            step.moveIntercepts(intercept);
            slopeError = Flat.rootMeanSquareDistance(slope, bestSlope, row, length);
            interceptError = Flat.rootMeanSquareDistance(intercept, bestIntercept, scalar.actionDimension(), length);
            if (!Double.isFinite(slopeError + interceptError)) {
                return false;
            }
        }
        return !(slopeError > firstSlope) && !(interceptError > firstIntercept);
    }
}
