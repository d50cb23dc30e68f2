package org.meanfield4j.graphon;

import java.util.Arrays;

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
final class MeanProblem {
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
    private final double[] action;
    private final double[] terminalState;
    private final double[] terminalTracking;
    private final double[] terminalTarget;
    private final double[] initial;
    private final AggregateOperator operator;
    private final double[] u;
    private final double[] error;
    private final double[] adjoint;
    private final double[] next;
    private final double[] deviation;

    MeanProblem(LqGraphonGame game, ActionTiming timing, int blocks) {
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        k = c.actionDimension();
        labels = game.labels();
        steps = game.steps();
        length = steps / blocks;
        held = timing == ActionTiming.ACTION_HOLD;
        h = game.dt();
        step = Flat.sum(Flat.identity(d), Flat.scaled(c.drift().toArray(), h));
        control = c.control().toArray();
        coupling = c.coupling().toArray();
        state = c.stateWeight().toArray();
        tracking = c.trackingWeight().toArray();
        target = c.tracking().toArray();
        action = c.actionWeight().toArray();
        terminalState = c.terminalStateWeight().toArray();
        terminalTracking = c.terminalTrackingWeight().toArray();
        terminalTarget = c.terminalTracking().toArray();
        initial = game.initialMeans();
        operator = game.aggregate();
        u = new double[k * labels];
        error = new double[k * labels];
        adjoint = new double[d * labels];
        next = new double[d * labels];
        deviation = new double[d * labels];
    }

    private int observed(int j) {
        return held ? j - j % length : j;
    }

    /** u_j of every label. */
    private void act(double[] slope, double[] intercept, double[] mean, int j) {
        int block = j / length;
        System.arraycopy(intercept, block * k * labels, u, 0, k * labels);
        Flat.addProduct(u, 0, 1, slope, block * k * d, k, d, mean, observed(j) * d * labels, labels);
    }

    private void advance(double[] slope, double[] intercept, double[] aggregate, double[] mean, int j) {
        int row = d * labels;
        int to = (j + 1) * row;
        act(slope, intercept, mean, j);
        Arrays.fill(mean, to, to + row, 0);
        Flat.addProduct(mean, to, 1, step, 0, d, d, mean, j * row, labels);
        Flat.addProduct(mean, to, h, control, 0, d, k, u, 0, labels);
        Flat.addProduct(mean, to, h, coupling, 0, d, d, aggregate, j * row, labels);
    }

    /** Fills the means of players who use the policy in a given environment. */
    void means(double[] slope, double[] intercept, double[] aggregate, double[] mean) {
        System.arraycopy(initial, 0, mean, 0, initial.length);
        for (int j = 0; j < steps; j++) {
            advance(slope, intercept, aggregate, mean, j);
        }
    }

    /** Fills the means and the environment of a population that uses the policy. */
    void population(double[] slope, double[] intercept, double[] mean, double[] aggregate) {
        int row = d * labels;
        System.arraycopy(initial, 0, mean, 0, initial.length);
        operator.apply(mean, 0, aggregate, 0, d);
        for (int j = 0; j < steps; j++) {
            advance(slope, intercept, aggregate, mean, j);
            operator.apply(mean, (j + 1) * row, aggregate, (j + 1) * row, d);
        }
    }

    /** Fills the environment that means make. */
    void aggregate(double[] mean, double[] aggregate) {
        operator.apply(mean, 0, aggregate, 0, (steps + 1) * d);
    }

    /**
     * Fills the gradient of J2 in the intercepts, shape [blocks, k, M].
     *
     * @param mean the means of the policy in this environment
     * @param cross if not null, receives the label average of the gradient of J2 in the slope, shape [blocks, k, d]
     */
    void gradients(
            double[] slope, double[] intercept, double[] aggregate, double[] mean, double[] gradient, double[] cross) {
        int row = d * labels;
        int last = steps * row;
        if (cross != null) {
            Arrays.fill(cross, 0);
        }
        Arrays.fill(adjoint, 0);
        Flat.addProduct(adjoint, 0, 1, terminalState, 0, d, d, mean, last, labels);
        deviate(mean, aggregate, steps, terminalTarget);
        Flat.addProduct(adjoint, 0, 1, terminalTracking, 0, d, d, deviation, 0, labels);
        for (int j = steps - 1; j >= 0; j--) {
            int block = j / length;
            int go = block * k * labels;
            int ko = block * k * d;
            act(slope, intercept, mean, j);
            Arrays.fill(error, 0);
            Flat.addProduct(error, 0, 1, action, 0, k, k, u, 0, labels);
            Flat.addTransposedProduct(error, 0, 1, control, 0, k, d, adjoint, 0, labels);
            if (j % length == length - 1) {
                Arrays.fill(gradient, go, go + k * labels, 0);
            }
            Flat.addScaled(gradient, go, 1.0 / length, error, 0, k * labels);
            if (cross != null) {
                addCross(mean, observed(j) * row, cross, ko);
            }
            Arrays.fill(next, 0);
            Flat.addTransposedProduct(next, 0, 1, step, 0, d, d, adjoint, 0, labels);
            Flat.addProduct(next, 0, h, state, 0, d, d, mean, j * row, labels);
            deviate(mean, aggregate, j, target);
            Flat.addProduct(next, 0, h, tracking, 0, d, d, deviation, 0, labels);
            if (!held) {
                Flat.addTransposedProduct(next, 0, h, slope, ko, d, k, error, 0, labels);
            } else if (j % length == 0) {
                Flat.addTransposedProduct(next, 0, h * length, slope, ko, d, k, gradient, go, labels);
            }
            System.arraycopy(next, 0, adjoint, 0, row);
        }
    }

    /** u_j - K*_j μ_j - G*_j of every label into out, shape [k, M]; K* and G* have one entry per step. */
    void excess(
            double[] slope,
            double[] intercept,
            double[] mean,
            int j,
            double[] bestSlope,
            double[] bestIntercept,
            double[] out) {
        act(slope, intercept, mean, j);
        System.arraycopy(u, 0, out, 0, k * labels);
        Flat.addProduct(out, 0, -1, bestSlope, j * k * d, k, d, mean, j * d * labels, labels);
        Flat.addScaled(out, 0, -1, bestIntercept, j * k * labels, k * labels);
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

    /** μ_j - H Z_j into deviation. */
    private void deviate(double[] mean, double[] aggregate, int j, double[] factor) {
        int row = d * labels;
        System.arraycopy(mean, j * row, deviation, 0, row);
        Flat.addProduct(deviation, 0, -1, factor, 0, d, d, aggregate, j * row, labels);
    }

    /** J2 of every label, newly allocated, shape [M]. */
    double[] costs(double[] slope, double[] intercept, double[] aggregate, double[] mean) {
        double[] out = new double[labels];
        int row = d * labels;
        for (int j = 0; j < steps; j++) {
            act(slope, intercept, mean, j);
            deviate(mean, aggregate, j, target);
            Flat.addQuadratic(out, 0.5 * h, state, d, mean, j * row, labels);
            Flat.addQuadratic(out, 0.5 * h, tracking, d, deviation, 0, labels);
            Flat.addQuadratic(out, 0.5 * h, action, k, u, 0, labels);
        }
        deviate(mean, aggregate, steps, terminalTarget);
        Flat.addQuadratic(out, 0.5, terminalState, d, mean, steps * row, labels);
        Flat.addQuadratic(out, 0.5, terminalTracking, d, deviation, 0, labels);
        return out;
    }
}
