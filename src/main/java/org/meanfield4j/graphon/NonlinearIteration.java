package org.meanfield4j.graphon;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;

/** One run of {@link NonlinearPolicyGradient}: laws forward, values backward, and the best response. */
final class NonlinearIteration {
    private static final int NEWTON_STEPS = 12;
    private static final double EDGE_MASS = 1e-9;

    private final NonlinearPolicyGradient solver;
    private final LqGraphonGame game;
    private final Monitor monitor;
    private final StateGrid grid;
    private final double[] free; // x + dt (A x + f(x))
    private final double[][] law;
    private final double[] nextValue;
    private final double[] value;
    private final double[] q;
    private final double[] expected = new double[3];
    private final double[] slope;
    private final double[] intercept;
    private final double[] aggregate;
    private final int n;
    private final double dt;
    private final double b;
    private final double coupling;
    private final double weight;
    private final double r;
    private final double state;
    private final double tracking;
    private final double h;
    private final History history =
            new History("iteration", "aggregateChange", "firstSlope", "firstIntercept", "lastAggregate");

    NonlinearIteration(
            NonlinearPolicyGradient solver,
            LqGraphonGame game,
            DoubleUnaryOperator drift,
            Monitor monitor,
            double deviation) {
        this.solver = solver;
        this.game = game;
        this.monitor = monitor;
        LqCoefficients c = game.coefficients();
        n = game.steps();
        dt = game.dt();
        b = c.control().get(0, 0);
        coupling = c.coupling().get(0, 0);
        weight = game.aggregate().toArray()[0];
        r = c.actionWeight().get(0, 0);
        state = c.stateWeight().get(0, 0);
        tracking = c.trackingWeight().get(0, 0);
        h = c.tracking().get(0, 0);
        grid = new StateGrid(solver.lower(), solver.upper(), solver.points(), deviation);
        free = new double[solver.points()];
        for (int j = 0; j < free.length; j++) {
            double x = grid.nodes[j];
            free[j] = x + dt * (c.drift().get(0, 0) * x + drift.applyAsDouble(x));
            if (!Double.isFinite(free[j])) {
                throw new IllegalArgumentException("drift f(" + x + ") = " + drift.applyAsDouble(x)
                        + " must be finite on the grid; use another function or grid");
            }
        }
        law = new double[n + 1][free.length];
        law[0] = grid.normal(game.initialMeans()[0], c.initialCovariance().get(0, 0));
        nextValue = new double[free.length];
        value = new double[free.length];
        q = new double[free.length];
        slope = new double[n];
        intercept = new double[n];
        aggregate = game.initialAggregate();
    }

    NonlinearRun run() {
        long began = System.nanoTime();
        StopReason reason = StopReason.BUDGET;
        double[] keptSlope = slope.clone();
        double[] keptIntercept = intercept.clone();
        double[] keptAggregate = aggregate.clone();
        monitor.begin(new Monitor.Plan("NonlinearPolicyGradient", solver.iterations(), 0, history, "aggregateChange"));
        try {
            for (int outer = 1; outer <= solver.iterations() && reason == StopReason.BUDGET; outer++) {
                reason = iterate();
                if (reason == StopReason.BUDGET) {
                    double change = Flat.rootMeanSquareDistance(aggregate, keptAggregate);
                    keptSlope = slope.clone();
                    keptIntercept = intercept.clone();
                    keptAggregate = aggregate.clone();
                    history.add(outer, change, slope[0], intercept[0], aggregate[n]);
                    monitor.iterated(outer);
                }
            }
        } finally {
            monitor.end(reason);
        }
        forward(keptSlope, keptIntercept, keptAggregate, true);
        double cost = cost(keptSlope, keptIntercept, keptAggregate, false);
        double best = cost(keptSlope, keptIntercept, keptAggregate, true);
        RunInfo info = new RunInfo(
                solver,
                game + " with a nonlinear drift",
                reason,
                0,
                0,
                Duration.ofNanos(System.nanoTime() - began),
                warnings(),
                Optional.empty());
        return new NonlinearRun(
                new GraphonPolicy(1, keptSlope, new LabelPaths(1, 1, keptIntercept)),
                new LabelPaths(1, 1, keptAggregate),
                cost,
                cost - best,
                new Outcome(info, history, "aggregateChange", null));
    }

    /** The law must not feel the ends of the grid. */
    private List<String> warnings() {
        double mass = 0;
        for (double[] at : law) {
            mass = Math.max(mass, Math.max(at[0], at[at.length - 1]));
        }
        return mass < EDGE_MASS
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "the ends of the grid of states carry a mass of %.2g; widen lower and upper",
                        mass));
    }

    /** One outer iteration; BUDGET means that all is well. */
    private StopReason iterate() {
        for (int l = 0; l < solver.innerSteps(); l++) {
            if (monitor.cancelled()) {
                return monitor.reason();
            }
            forward(slope, intercept, aggregate, false);
            terminal(aggregate[n]);
            for (int i = n - 1; i >= 0; i--) {
                improve(i);
            }
        }
        if (!Flat.isFinite(slope) || !Flat.isFinite(intercept)) {
            return StopReason.DIVERGED;
        }
        forward(slope, intercept, aggregate, true);
        return StopReason.BUDGET;
    }

    /** The laws under a policy; with own, the aggregate follows them. */
    private void forward(double[] k, double[] g, double[] z, boolean own) {
        for (int i = 0; i <= n; i++) {
            if (own) {
                z[i] = weight * grid.mean(law[i], x -> x);
            }
            if (i < n) {
                Arrays.fill(law[i + 1], 0);
                for (int j = 0; j < free.length; j++) {
                    grid.spread(law[i][j], mean(j, k[i] * grid.nodes[j] + g[i], z[i]), law[i + 1]);
                }
            }
        }
    }

    private double mean(int j, double u, double z) {
        return free[j] + dt * (b * u + coupling * z);
    }

    private double pay(double x, double u, double z) {
        return 0.5 * dt * (state * x * x + tracking * (x - h * z) * (x - h * z) + r * u * u);
    }

    private void terminal(double z) {
        LqCoefficients c = game.coefficients();
        double own = c.terminalStateWeight().get(0, 0);
        double bar = c.terminalTrackingWeight().get(0, 0);
        double hT = c.terminalTracking().get(0, 0);
        Arrays.setAll(nextValue, j -> {
            double x = grid.nodes[j];
            return 0.5 * (own * x * x + bar * (x - hT * z) * (x - hT * z));
        });
    }

    /** From V_(i+1) to V_i of the policy, then one step of K_i and G_i along the affine part of q_i. */
    private void improve(int i) {
        for (int j = 0; j < free.length; j++) {
            double x = grid.nodes[j];
            double u = slope[i] * x + intercept[i];
            grid.expect(nextValue, mean(j, u, aggregate[i]), expected);
            q[j] = r * u + b * expected[1];
            value[j] = pay(x, u, aggregate[i]) + expected[0];
        }
        System.arraycopy(value, 0, nextValue, 0, value.length);
        double meanX = grid.mean(law[i], x -> x);
        double variance = grid.mean(law[i], x -> (x - meanX) * (x - meanX));
        double meanQ = 0;
        double covariance = 0;
        for (int j = 0; j < q.length; j++) {
            meanQ += law[i][j] * q[j];
            covariance += law[i][j] * q[j] * (grid.nodes[j] - meanX);
        }
        double along = covariance / variance;
        slope[i] -= solver.stepSize() * along;
        intercept[i] -= solver.stepSize() * (meanQ - along * meanX);
    }

    /** The expected cost of the policy, or of the best response to the aggregate. */
    private double cost(double[] k, double[] g, double[] z, boolean best) {
        terminal(z[n]);
        for (int i = n - 1; i >= 0; i--) {
            for (int j = 0; j < free.length; j++) {
                double x = grid.nodes[j];
                double u = k[i] * x + g[i];
                grid.expect(nextValue, mean(j, u, z[i]), expected);
                value[j] = pay(x, u, z[i]) + expected[0];
                for (int step = 0; best && step < NEWTON_STEPS; step++) {
                    u -= (r * u + b * expected[1]) / (r + dt * b * b * Math.max(0, expected[2]));
                    grid.expect(nextValue, mean(j, u, z[i]), expected);
                    value[j] = Math.min(value[j], pay(x, u, z[i]) + expected[0]);
                }
            }
            System.arraycopy(value, 0, nextValue, 0, value.length);
        }
        double sum = 0;
        for (int j = 0; j < free.length; j++) {
            sum += law[0][j] * nextValue[j];
        }
        return sum;
    }
}
