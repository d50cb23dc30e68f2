package org.meanfield4j.graphon.internal.exact;

import java.util.Arrays;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The best response of every label to a given environment on the grid of the game: K*, shared, from the Riccati
 * recursion, and the intercepts G(Z) from a linear backward recursion. At it the exact gradients vanish. Where actions
 * are held, the best among policies that hold them. Not thread-safe.
 */
public final class BestResponse {
    /** What is held over a block of steps. */
    public final ActionTiming timing;
    /** How many blocks share the N steps. */
    public final int blocks;
    /** K*, shape [blocks, k, d]. */
    public final double[] slope;
    /** P*, shape [blocks + 1, d, d]. */
    public final double[] value;

    private final int d;
    private final int k;
    private final int labels;
    private final int steps;
    private final int length;
    /** Per step: the map from w to G_i, -w_i⁻¹B', shape [k, d]; where actions are held -(w_b Δ)⁻¹, shape [k, k]. */
    private final double[] answer;
    /** Per step: the transpose of A_i, shape [d, d]. */
    private final double[] closedTransposed;
    /** Per step: A_i'P_(i+1)B dt + K_i'R dt, shape [d, k]. */
    private final double[] back;

    private final double[] couple;
    private final double[] targetPull;
    private final double[] terminalPull;
    private final double[] weight;
    private final Euler euler;
    private final double[] p;
    private final double[] w;
    private final Combination sum = new Combination();
    private final Pace pace;

    public BestResponse(LqGraphonGame game) {
        this(game, ActionTiming.EVERY_STEP, Require.given("game", game).steps());
    }

    /**
     * Held parameters over several steps have none with one slope for all in general: G_b moves the action by one number a block, so
     * the means of a label, which differ, ask for slopes of their own: the best K^x has g S + mean of e_j μ_j' = 0.
     */
    public BestResponse(LqGraphonGame game, ActionTiming timing, int blocks) {
        if (timing == ActionTiming.HELD_PARAMETERS && blocks < game.steps()) {
            throw new IllegalArgumentException("timing = HELD_PARAMETERS with actions = " + blocks
                    + " has in general no best response with one slope for all labels, as a held intercept cannot"
                    + " follow their means; use ZERO_ORDER_HOLD or actions = N = " + game.steps());
        }
        this.timing = timing;
        this.blocks = blocks;
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        k = c.actionDimension();
        labels = game.labels();
        steps = game.steps();
        length = steps / blocks;
        double h = game.dt();
        SlopeProblem problem = new SlopeProblem(game, timing, blocks);
        slope = new double[blocks * k * d];
        value = new double[(blocks + 1) * d * d];
        problem.best(slope, value);
        targetPull = Flat.scaled(c.runningCost().pull().toArray(), h);
        terminalPull = c.terminalCost().pull().toArray();
        weight = Flat.scaled(c.runningCost().weight().toArray(), h);
        euler = Euler.of(game);
        pace = new Pace(d * labels);
        p = new double[d * labels];
        w = new double[d * labels];
        if (length > 1) {
            answer = heldAnswers(problem, length * h);
            closedTransposed = null;
            couple = null;
            back = null;
            return;
        }
        double[] control = c.dynamics().control().toArray();
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
    }

    private double[] heldAnswers(SlopeProblem problem, double delta) {
        double[] out = new double[blocks * k * k];
        double[] curvature = new double[k * k];
        for (int b = 0; b < blocks; b++) {
            problem.curvature(value, b, curvature);
            System.arraycopy(Flat.scaled(Flat.identity(k), -1 / delta), 0, out, b * k * k, k * k);
            Flat.solvePositive(curvature, out, b * k * k, k, k);
        }
        return out;
    }

    /** Lets long passes be stopped. */
    public void stopWhen(Stop when) {
        pace.stopWhen(when);
    }

    /** Fills the best intercepts, shape [blocks, k, M], for an environment, shape [N + 1, d, M]. */
    public void intercepts(double[] aggregate, double[] intercept) {
        int row = d * labels;
        for (int r = 0; r < d; r++) {
            sum.addRow(-1, terminalPull, 0, r, d, aggregate, steps * row, labels)
                    .into(p, r * labels, labels);
        }
        if (length > 1) {
            heldIntercepts(aggregate, intercept);
            return;
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

    /**
     * Block by block from the end: the path c of a player who starts at 0 and does nothing, its adjoint λ, and from them
     * q = dt Σ_j B'λ_(j+1), G_b = -(w_b Δ)⁻¹ q, p_b = λ_start + K_b'q.
     */
    private void heldIntercepts(double[] aggregate, double[] intercept) {
        int row = d * labels;
        double[] path = new double[(length + 1) * row];
        double[] q = new double[k * labels];
        double[] later = w;
        double[] earlier = p; // holds the linear part of the value at the end of the block
        for (int b = blocks - 1; b >= 0; b--) {
            for (int j = 0; j < length; j++) {
                pace.step();
                int zo = (b * length + j) * row;
                for (int r = 0; r < d; r++) {
                    sum.addRow(1, euler.step(), 0, r, d, path, j * row, labels)
                            .addRow(1, euler.coupling(), 0, r, d, aggregate, zo, labels)
                            .into(path, (j + 1) * row + r * labels, labels);
                }
            }
            for (int r = 0; r < d; r++) {
                sum.add(1, earlier, r * labels)
                        .addRow(1, value, (b + 1) * d * d, r, d, path, length * row, labels)
                        .into(later, r * labels, labels);
            }
            Arrays.fill(q, 0);
            for (int j = length - 1; j >= 0; j--) {
                pace.step();
                int zo = (b * length + j) * row;
                for (int r = 0; r < k; r++) {
                    sum.add(1, q, r * labels)
                            .addColumn(1, euler.control(), 0, r, k, d, later, 0, labels)
                            .into(q, r * labels, labels);
                }
                for (int r = 0; r < d; r++) {
                    sum.addColumn(1, euler.step(), 0, r, d, d, later, 0, labels)
                            .addRow(1, weight, 0, r, d, path, j * row, labels)
                            .addRow(-1, targetPull, 0, r, d, aggregate, zo, labels)
                            .into(earlier, r * labels, labels);
                }
                double[] swap = later;
                later = earlier;
                earlier = swap;
            }
            for (int r = 0; r < k; r++) {
                sum.addRow(1, answer, b * k * k, r, k, q, 0, labels).into(intercept, (b * k + r) * labels, labels);
            }
            for (int r = 0; r < d; r++) {
                sum.add(1, later, r * labels)
                        .addColumn(1, slope, b * k * d, r, d, k, q, 0, labels)
                        .into(earlier, r * labels, labels);
            }
        }
    }
}
