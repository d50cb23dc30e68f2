package org.meanfield4j.graphon.internal.exact;

import java.util.Arrays;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.AggregateOperator;
import org.meanfield4j.graphon.operator.DenseAggregate;

/**
 * The part J2 of the cost that the means pay, for every label at once: forward means μ, backward adjoint λ and the
 * exact gradient in the intercepts, divided by the length of a block,
 *
 * <pre>
 * u_j = K_b μ_f(j) + G_b,   μ_(j+1) = μ_j + dt (A μ_j + B u_j + Ā Z_j)
 * λ_N = (Q_T + Q̄_T) μ_N - Q̄_T H_T Z_N,   e_j = R u_j + B'λ_(j+1),   gradient_b = mean of e_j over block b
 * λ_j = λ_(j+1) + dt [A'λ_(j+1) + (Q + Q̄) μ_j - Q̄ H Z_j] + dt Σ_(i: f(i) = j) K_b'e_i,
 * </pre>
 *
 * where the action of step j looks at the state of step f(j): j itself, or the start of its block when the action is
 * held. Paths have shape [N + 1, d, M], intercepts [blocks, k, M]. Not thread-safe.
 */
public final class MeanProblem {
    /** Multiplications of an aggregate, M² per function, between two questions. */
    private static final double PIECE = 3e7;
    /** A table is one product of matrices, which is fast but slower in pieces. */
    private static final double PIECE_OF_TABLE = 1e9;

    private final int d;
    private final int k;
    private final int labels;
    private final int steps;
    private final int length;
    private final boolean held;
    private final double h;
    private final double[] step;
    private final double[] control;
    private final double[] coupling;
    private final double[] state;
    private final double[] tracking;
    private final double[] target;
    private final double[] weight;
    private final double[] pull;
    private final double[] action;
    private final double[] terminalState;
    private final double[] terminalTracking;
    private final double[] terminalTarget;
    private final double[] terminalWeight;
    private final double[] terminalPull;
    private final double[] initial;
    private final AggregateOperator operator;
    private final double[] u;
    private final double[] error;
    private final double[] adjoint;
    private final double[] next;
    private final Combination sum = new Combination();
    private final Pace pace;

    public MeanProblem(LqGraphonGame game, ActionTiming timing, int blocks) {
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        k = c.actionDimension();
        labels = game.labels();
        steps = game.steps();
        length = steps / blocks;
        held = timing == ActionTiming.ZERO_ORDER_HOLD;
        h = game.dt();
        step = Euler.of(game).step();
        control = c.dynamics().control().toArray();
        coupling = c.dynamics().coupling().toArray();
        state = c.runningCost().stateWeight().toArray();
        tracking = c.runningCost().trackingWeight().toArray();
        target = c.runningCost().tracking().toArray();
        weight = c.runningCost().weight().toArray();
        pull = c.runningCost().pull().toArray();
        action = c.runningCost().actionWeight().toArray();
        terminalState = c.terminalCost().stateWeight().toArray();
        terminalTracking = c.terminalCost().trackingWeight().toArray();
        terminalTarget = c.terminalCost().tracking().toArray();
        terminalWeight = c.terminalCost().weight().toArray();
        terminalPull = c.terminalCost().pull().toArray();
        initial = game.initialMeans();
        operator = game.aggregate();
        u = new double[k * labels];
        error = new double[k * labels];
        adjoint = new double[d * labels];
        next = new double[d * labels];
        pace = new Pace(d * labels);
    }

    /** Lets long passes be stopped. */
    public void stopWhen(Stop when) {
        pace.stopWhen(when);
    }

    private int observed(int j) {
        return held ? j - j % length : j;
    }

    /** u_j of every label. */
    private void act(double[] slope, double[] intercept, double[] mean, int j) {
        int block = j / length;
        int mo = observed(j) * d * labels;
        for (int r = 0; r < k; r++) {
            sum.add(1, intercept, (block * k + r) * labels)
                    .addRow(1, slope, block * k * d, r, d, mean, mo, labels)
                    .into(u, r * labels, labels);
        }
    }

    private void advance(double[] slope, double[] intercept, double[] aggregate, double[] mean, int j) {
        int row = d * labels;
        act(slope, intercept, mean, j);
        for (int r = 0; r < d; r++) {
            sum.addRow(1, step, 0, r, d, mean, j * row, labels)
                    .addRow(h, control, 0, r, k, u, 0, labels)
                    .addRow(h, coupling, 0, r, d, aggregate, j * row, labels)
                    .into(mean, (j + 1) * row + r * labels, labels);
        }
    }

    /** Fills the means of players who use the policy in a given environment. */
    public void means(double[] slope, double[] intercept, double[] aggregate, double[] mean) {
        System.arraycopy(initial, 0, mean, 0, initial.length);
        for (int j = 0; j < steps; j++) {
            pace.step();
            advance(slope, intercept, aggregate, mean, j);
        }
    }

    /** Fills the means and the environment of a population that uses the policy. */
    public void population(double[] slope, double[] intercept, double[] mean, double[] aggregate) {
        int row = d * labels;
        System.arraycopy(initial, 0, mean, 0, initial.length);
        operator.apply(mean, 0, aggregate, 0, d);
        for (int j = 0; j < steps; j++) {
            pace.step();
            advance(slope, intercept, aggregate, mean, j);
            operator.apply(mean, (j + 1) * row, aggregate, (j + 1) * row, d);
        }
    }

    /** Fills the environment that means make. */
    public void aggregate(double[] mean, double[] aggregate) {
        int rows = (steps + 1) * d;
        double perRow = (double) labels * labels;
        // Functions are independent of each other, but the bits of a product of matrices may depend on its size.
        int piece = (int)
                (operator instanceof DenseAggregate
                        ? Math.max(16, PIECE_OF_TABLE / perRow)
                        : Math.max(1, PIECE / perRow));
        for (int from = 0; from < rows; from += piece) {
            pace.check();
            operator.apply(mean, from * labels, aggregate, from * labels, Math.min(piece, rows - from));
        }
    }

    /**
     * Fills the gradient of J2 in the intercepts, shape [blocks, k, M].
     *
     * @param mean the means of the policy in this environment
     * @param cross if not null, receives the label average of the gradient of J2 in the slope, shape [blocks, k, d]
     */
    public void gradients(
            double[] slope, double[] intercept, double[] aggregate, double[] mean, double[] gradient, double[] cross) {
        int row = d * labels;
        if (cross != null) {
            Arrays.fill(cross, 0);
        }
        double[] later = adjoint;
        double[] earlier = next;
        for (int r = 0; r < d; r++) {
            sum.addRow(1, terminalWeight, 0, r, d, mean, steps * row, labels)
                    .addRow(-1, terminalPull, 0, r, d, aggregate, steps * row, labels)
                    .into(later, r * labels, labels);
        }
        for (int j = steps - 1; j >= 0; j--) {
            pace.step();
            int block = j / length;
            int ko = block * k * d;
            act(slope, intercept, mean, j);
            miss(later, gradient, block * k * labels, j % length == length - 1);
            if (cross != null) {
                addCross(mean, observed(j) * row, cross, ko);
            }
            for (int r = 0; r < d; r++) {
                sum.addColumn(1, step, 0, r, d, d, later, 0, labels)
                        .addRow(h, weight, 0, r, d, mean, j * row, labels)
                        .addRow(-h, pull, 0, r, d, aggregate, j * row, labels);
                if (!held) {
                    sum.addColumn(h, slope, ko, r, d, k, error, 0, labels);
                } else if (j % length == 0) {
                    sum.addColumn(h * length, slope, ko, r, d, k, gradient, block * k * labels, labels);
                }
                sum.into(earlier, r * labels, labels);
            }
            double[] swap = later;
            later = earlier;
            earlier = swap;
        }
    }

    /** e_j = R u_j + B'λ_(j+1) into error, and its share of the block's gradient. */
    private void miss(double[] later, double[] gradient, int go, boolean first) {
        for (int r = 0; r < k; r++) {
            sum.addRow(1, action, 0, r, k, u, 0, labels)
                    .addColumn(1, control, 0, r, k, d, later, 0, labels)
                    .into(error, r * labels, labels);
        }
        if (first) {
            Arrays.fill(gradient, go, go + k * labels, 0);
        }
        Flat.addScaled(gradient, go, 1.0 / length, error, 0, k * labels);
    }

    /** u_j - K*_b μ_j - G*_b of every label into out, shape [k, M], for the block b of K* and G* that starts at j. */
    void excess(
            double[] slope,
            double[] intercept,
            double[] mean,
            int j,
            int best,
            double[] bestSlope,
            double[] bestIntercept,
            double[] out) {
        act(slope, intercept, mean, j);
        for (int r = 0; r < k; r++) {
            sum.add(1, u, r * labels)
                    .addRow(-1, bestSlope, best * k * d, r, d, mean, j * d * labels, labels)
                    .add(-1, bestIntercept, (best * k + r) * labels)
                    .into(out, r * labels, labels);
        }
    }

    /** The label average of e_j μ', over the steps of a block. */
    private void addCross(double[] mean, int mo, double[] cross, int ko) {
        for (int r = 0; r < k; r++) {
            for (int c = 0; c < d; c++) {
                cross[ko + r * d + c] +=
                        Flat.dot(error, r * labels, mean, mo + c * labels, labels) / ((double) labels * length);
            }
        }
    }

    /** μ_j - H Z_j into next, which is free outside of gradients. */
    private void deviate(double[] mean, double[] aggregate, int j, double[] factor) {
        int row = d * labels;
        for (int r = 0; r < d; r++) {
            sum.add(1, mean, j * row + r * labels)
                    .addRow(-1, factor, 0, r, d, aggregate, j * row, labels)
                    .into(next, r * labels, labels);
        }
    }

    /** J2 of every label, newly allocated, shape [M]. */
    public double[] costs(double[] slope, double[] intercept, double[] aggregate, double[] mean) {
        double[] out = new double[labels];
        int row = d * labels;
        for (int j = 0; j < steps; j++) {
            pace.step();
            act(slope, intercept, mean, j);
            deviate(mean, aggregate, j, target);
            Flat.addQuadratic(out, 0.5 * h, state, d, mean, j * row, labels);
            Flat.addQuadratic(out, 0.5 * h, tracking, d, next, 0, labels);
            Flat.addQuadratic(out, 0.5 * h, action, k, u, 0, labels);
        }
        deviate(mean, aggregate, steps, terminalTarget);
        Flat.addQuadratic(out, 0.5, terminalState, d, mean, steps * row, labels);
        Flat.addQuadratic(out, 0.5, terminalTracking, d, next, 0, labels);
        return out;
    }
}
