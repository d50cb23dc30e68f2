package org.meanfield4j.graphon.internal.exact;

import java.util.Arrays;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The best response of every label to a given environment on the grid of the game: K*, shared, from the Riccati
 * recursion, and the intercepts G(Z) from a linear backward recursion. At it the exact gradients vanish. Not
 * thread-safe.
 */
public final class BestResponse {
    /** K*, shape [N, k, d]. */
    public final double[] slope;
    /** P*, shape [N + 1, d, d]. */
    public final double[] value;

    private final int d;
    private final int k;
    private final int labels;
    private final int steps;
    /** Per step: the map from w to G_i, -w_i⁻¹B', shape [k, d]. */
    private final double[] answer;
    /** Per step: the transpose of A_i, shape [d, d]. */
    private final double[] closedTransposed;
    /** Per step: A_i'P_(i+1)B dt + K_i'R dt, shape [d, k]. */
    private final double[] back;

    private final double[] couple;
    private final double[] targetPull;
    private final double[] terminalPull;
    private final double[] p;
    private final double[] w;
    private final Combination sum = new Combination();
    private final Pace pace;

    public BestResponse(LqGraphonGame game) {
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        k = c.actionDimension();
        labels = game.labels();
        steps = game.steps();
        double h = game.dt();
        SlopeProblem problem = new SlopeProblem(game, ActionTiming.EVERY_STEP, steps);
        slope = new double[steps * k * d];
        value = new double[(steps + 1) * d * d];
        problem.best(slope, value);
        targetPull = Flat.scaled(c.runningCost().pull().toArray(), h);
        terminalPull = c.terminalCost().pull().toArray();
        double[] control = c.dynamics().control().toArray();
        Euler euler = Euler.of(game);
        double[] actionWeight = c.runningCost().actionWeight().toArray();
        answer = new double[steps * k * d];
        closedTransposed = new double[steps * d * d];
        couple = new double[steps * d * d];
        back = new double[steps * d * k];
        double[] curvature = new double[k * k];
        double[] controlTransposed = Flat.transpose(control, d, k);
        for (int i = 0; i < steps; i++) {
            double[] ki = Arrays.copyOfRange(slope, i * k * d, (i + 1) * k * d);
            problem.curvature(value, i, curvature);
            System.arraycopy(controlTransposed, 0, answer, i * k * d, k * d);
            Flat.solvePositive(curvature, answer, i * k * d, k, d);
            for (int e = i * k * d; e < (i + 1) * k * d; e++) {
                answer[e] = -answer[e];
            }
            double[] closed = Flat.sum(euler.step(), Flat.scaled(Flat.product(control, ki, d, k, d), h));
            System.arraycopy(Flat.transpose(closed, d, d), 0, closedTransposed, i * d * d, d * d);
            double[] push = new double[d * k];
            Flat.multiply(value, (i + 1) * d * d, euler.control(), 0, push, 0, d, d, k);
            Flat.multiplyLeftTransposed(closed, 0, push, 0, back, i * d * k, d, d, k);
            Flat.multiply(value, (i + 1) * d * d, euler.coupling(), 0, couple, i * d * d, d, d, d);
            double[] kr = Flat.product(Flat.transpose(ki, k, d), actionWeight, d, k, k);
            Flat.addScaled(back, i * d * k, h, kr, 0, d * k);
        }
        pace = new Pace(d * labels);
        p = new double[d * labels];
        w = new double[d * labels];
    }

    /** Lets long passes be stopped. */
    public void stopWhen(Stop when) {
        pace.stopWhen(when);
    }

    /** Fills the best intercepts, shape [N, k, M], for an environment, shape [N + 1, d, M]. */
    public void intercepts(double[] aggregate, double[] intercept) {
        int row = d * labels;
        for (int r = 0; r < d; r++) {
            sum.addRow(-1, terminalPull, 0, r, d, aggregate, steps * row, labels)
                    .into(p, r * labels, labels);
        }
        for (int i = steps - 1; i >= 0; i--) {
            int go = i * k * labels;
            pace.step();
            for (int r = 0; r < d; r++) {
                sum.add(1, p, r * labels)
                        .addRow(1, couple, i * d * d, r, d, aggregate, i * row, labels)
                        .into(w, r * labels, labels);
            }
            for (int r = 0; r < k; r++) {
                sum.addRow(1, answer, i * k * d, r, d, w, 0, labels).into(intercept, go + r * labels, labels);
            }
            // A_i'(w + P B G dt) + dt K'R G = A_i'w + back_i G
            for (int r = 0; r < d; r++) {
                sum.addRow(1, closedTransposed, i * d * d, r, d, w, 0, labels)
                        .addRow(1, back, i * d * k, r, k, intercept, go, labels)
                        .addRow(-1, targetPull, 0, r, d, aggregate, i * row, labels)
                        .into(p, r * labels, labels);
            }
        }
    }
}
