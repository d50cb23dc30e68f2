package org.meanfield4j.graphon.nonlinear;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.LqTerminalCost;

/** Laws forward and values backward on a grid of states, for {@link NonlinearPolicyGradient}. Not thread-safe. */
final class NonlinearSweeps {
    private static final int NEWTON_STEPS = 12;
    /** Newton's method squares the error, and a cost is flat around the best action: after such a move nothing is left. */
    private static final double LAST_MOVE = 1e-5;
    /** How often, in nodes, a sweep asks whether to stop. */
    private static final int ASK = 64;

    private final StateGrid grid;
    private final LqGraphonGame game;
    private final double[] free; // x + dt (A x + f(x))
    private final double[][] law;
    private final double[] nextValue;
    private final double[] value;
    private final double[] nextBest;
    private final double[] best;
    private final double[] q;
    private final double[] expected = new double[3];
    private final int n;
    private final double dt;
    private final double b;
    private final double coupling;
    private final double weight;
    private final double r;
    private final double state;
    private final double tracking;
    private final double h;
    private Stop stop = Stop.never();

    NonlinearSweeps(StateGrid grid, LqGraphonGame game, DoubleUnaryOperator drift) {
        this.grid = grid;
        this.game = game;
        LqCoefficients c = game.coefficients();
        n = game.steps();
        dt = game.dt();
        b = c.dynamics().control().get(0, 0);
        coupling = c.dynamics().coupling().get(0, 0);
        weight = game.aggregate().toArray()[0];
        r = c.runningCost().actionWeight().get(0, 0);
        state = c.runningCost().stateWeight().get(0, 0);
        tracking = c.runningCost().trackingWeight().get(0, 0);
        h = c.runningCost().tracking().get(0, 0);
        free = new double[grid.nodes.length];
        for (int j = 0; j < free.length; j++) {
            double x = grid.nodes[j];
            free[j] = x + dt * (c.dynamics().drift().get(0, 0) * x + drift.applyAsDouble(x));
            if (!Double.isFinite(free[j])) {
                throw new IllegalArgumentException("drift f(" + x + ") = " + drift.applyAsDouble(x)
                        + " must be finite on the grid; use another function or grid");
            }
        }
        law = new double[n + 1][free.length];
        law[0] = grid.normal(
                game.initialMeans()[0], c.noise().initialCovariance().get(0, 0));
        nextValue = new double[free.length];
        value = new double[free.length];
        nextBest = new double[free.length];
        best = new double[free.length];
        q = new double[free.length];
    }

    /** Who is asked from now on. */
    void stopWhen(Stop when) {
        stop = when;
    }

    /** The laws of a player who uses the policy in a given environment. */
    void laws(double[] k, double[] g, double[] z) {
        for (int i = 0; i < n; i++) {
            move(i, k, g, z);
        }
    }

    /** Fills the environment that a population makes with the policy; the most mass at an end of the grid. */
    double population(double[] k, double[] g, double[] z) {
        double edge = 0;
        for (int i = 0; i <= n; i++) {
            z[i] = weight * grid.mean(law[i], x -> x);
            edge = Math.max(edge, Math.max(law[i][0], law[i][free.length - 1]));
            if (i < n) {
                move(i, k, g, z);
            }
        }
        return edge;
    }

    private void move(int i, double[] k, double[] g, double[] z) {
        Arrays.fill(law[i + 1], 0);
        for (int j = 0; j < free.length; j++) {
            ask(j);
            grid.spread(law[i][j], mean(j, k[i] * grid.nodes[j] + g[i], z[i]), law[i + 1]);
        }
    }

    private void ask(int j) {
        if (j % ASK == 0) {
            stop.check();
        }
    }

    private double mean(int j, double u, double z) {
        return free[j] + dt * (b * u + coupling * z);
    }

    private double pay(double x, double u, double z) {
        return 0.5 * dt * (state * x * x + tracking * (x - h * z) * (x - h * z) + r * u * u);
    }

    private void terminal(double z) {
        LqTerminalCost c = game.coefficients().terminalCost();
        double own = c.stateWeight().get(0, 0);
        double bar = c.trackingWeight().get(0, 0);
        double hT = c.tracking().get(0, 0);
        Arrays.setAll(nextValue, j -> {
            double x = grid.nodes[j];
            return 0.5 * (own * x * x + bar * (x - hT * z) * (x - hT * z));
        });
    }

    /** One step of all K_i and G_i along the affine part of q_i, from the last to the first, at the laws of the policy. */
    void improve(double eta, double[] k, double[] g, double[] z) {
        terminal(z[n]);
        for (int i = n - 1; i >= 0; i--) {
            for (int j = 0; j < free.length; j++) {
                ask(j);
                double x = grid.nodes[j];
                double u = k[i] * x + g[i];
                value[j] = pay(x, u, z[i]) + grid.slope(nextValue, mean(j, u, z[i]), expected);
                q[j] = r * u + b * expected[1];
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
            k[i] -= eta * along;
            g[i] -= eta * (meanQ - along * meanX);
        }
    }

    /** What the policy costs in an environment, and what the best of all policies would save there. */
    double[] costAndGap(double[] k, double[] g, double[] z) {
        terminal(z[n]);
        System.arraycopy(nextValue, 0, nextBest, 0, nextBest.length);
        for (int i = n - 1; i >= 0; i--) {
            for (int j = 0; j < free.length; j++) {
                ask(j);
                double u = k[i] * grid.nodes[j] + g[i];
                double now = pay(grid.nodes[j], u, z[i]);
                double least = now + grid.expect(nextBest, mean(j, u, z[i]), expected);
                value[j] = now + grid.again(nextValue);
                best[j] = Math.min(least, leastCost(j, u, z[i]));
            }
            System.arraycopy(value, 0, nextValue, 0, value.length);
            System.arraycopy(best, 0, nextBest, 0, best.length);
        }
        double cost = 0;
        double least = 0;
        for (int j = 0; j < free.length; j++) {
            cost += law[0][j] * nextValue[j];
            least += law[0][j] * nextBest[j];
        }
        return new double[] {cost, cost - least};
    }

    /** The cost to go from a node under the best action, by Newton's method from an action that was just tried. */
    private double leastCost(int j, double tried, double z) {
        double u = tried;
        double move = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < NEWTON_STEPS && Math.abs(move) > LAST_MOVE; step++) {
            move = (r * u + b * expected[1]) / (r + dt * b * b * Math.max(0, expected[2]));
            u -= move;
            double later = grid.expect(nextBest, mean(j, u, z), expected);
            least = Math.min(least, pay(grid.nodes[j], u, z) + later);
        }
        return least;
    }
}
