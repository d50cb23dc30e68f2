package org.meanfield4j.graphon.modelfree;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.exact.Euler;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * Euler-Maruyama paths of players of one label,
 *
 * <pre>
 * X_(i+1) = X_i + dt (A X_i + B u_i + Ā Z_i) + √dt D ξ_i,   u_i = K_i X_i + G_i,   X_0 ~ N(m_0, Σ_0).
 * </pre>
 *
 * The path is the last index, so that every operation of a step is a loop over neighbours in memory. Not thread-safe.
 */
final class LqRollouts implements CostOracle.Rollouts {
    private final int d;
    private final int k;
    private final int n;
    private final int steps;
    private final double h;
    private final boolean antithetic;
    private final Euler euler;
    private final double[] volatility;
    private final double[] spread;
    private final double[] stateWeight;
    private final double[] pull;
    private final double[] offset;
    private final double[] action;
    private final double[] terminalWeight;
    private final double[] terminalPull;
    private final double[] terminalOffset;
    private final double[] initialMeans;
    private final int labels;

    private final double[] initial;
    private final double[] shocks;
    private final double[] normals;
    private final double[] u;
    private final double[] cost;
    private double[] x;
    private double[] next;

    /** The initial means, shape [d, M], are shared by the labels. */
    LqRollouts(LqGraphonGame game, double[] initialMeans, int paths, boolean antithetic) {
        this.initialMeans = initialMeans;
        LqCoefficients c = game.coefficients();
        d = c.stateDimension();
        k = c.actionDimension();
        n = paths;
        steps = game.steps();
        h = game.dt();
        this.antithetic = antithetic;
        euler = Euler.of(game);
        volatility = Flat.scaled(c.noise().volatility().toArray(), Math.sqrt(h));
        spread = squareRoot(c.noise().initialCovariance());
        stateWeight = c.runningCost().weight().toArray();
        SmallMatrix running = c.runningCost().pull();
        pull = running.toArray();
        offset = c.runningCost().tracking().transpose().times(running).toArray();
        action = c.runningCost().actionWeight().toArray();
        terminalWeight = c.terminalCost().weight().toArray();
        SmallMatrix terminal = c.terminalCost().pull();
        terminalPull = terminal.toArray();
        terminalOffset = c.terminalCost().tracking().transpose().times(terminal).toArray();
        labels = game.labels();
        initial = new double[d * n];
        shocks = new double[steps * d * n];
        normals = new double[d * n];
        u = new double[k * n];
        cost = new double[n];
        x = new double[d * n];
        next = new double[d * n];
    }

    /** The lower triangular root L of a positive semidefinite L L'. */
    private static double[] squareRoot(SmallMatrix s) {
        int d = s.rows();
        double[] root = new double[d * d];
        for (int j = 0; j < d; j++) {
            for (int i = j; i < d; i++) {
                double rest = s.get(i, j) - Flat.dot(root, i * d, root, j * d, j);
                if (i == j) {
                    root[j * d + j] = Math.sqrt(Math.max(0, rest));
                } else if (root[j * d + j] > 0) {
                    root[i * d + j] = rest / root[j * d + j];
                }
            }
        }
        return root;
    }

    @Override
    public void draw(int label, RandomGenerator noise) {
        drawInitial(label, noise, initial);
        for (int i = 0; i < steps; i++) {
            drawShock(i, noise);
        }
    }

    /** X_0 of every path into out. */
    private void drawInitial(int label, RandomGenerator noise, double[] out) {
        normal(noise);
        for (int a = 0; a < d; a++) {
            Arrays.fill(out, a * n, (a + 1) * n, initialMeans[a * labels + label]);
        }
        Flat.addProduct(out, 0, 1, spread, 0, d, d, normals, 0, n);
    }

    private void drawShock(int i, RandomGenerator noise) {
        normal(noise);
        Arrays.fill(shocks, i * d * n, (i + 1) * d * n, 0);
        Flat.addProduct(shocks, i * d * n, 1, volatility, 0, d, d, normals, 0, n);
    }

    /** The paths of one label at one time and the noise that is left, for who moves all labels together. */
    final class Crowd {
        private final double[] states = new double[d * n];
        private final RandomGenerator noise;

        Crowd(int label, RandomGenerator noise) {
            this.noise = noise;
            drawInitial(label, noise, states);
        }

        void means(double[] out) {
            System.arraycopy(states, 0, x, 0, states.length);
            LqRollouts.this.means(out);
        }

        void move(int i, double[] slopes, double[] intercepts, double[] environment) {
            System.arraycopy(states, 0, x, 0, states.length);
            drawShock(i, noise);
            act(slopes, intercepts, i);
            advance(i, environment, 0);
            System.arraycopy(x, 0, states, 0, states.length);
        }
    }

    /** Standard normal draws; with antithetic noise every second path is the mirror of the one before it. */
    private void normal(RandomGenerator noise) {
        int every = antithetic ? 2 : 1;
        for (int e = 0; e < d * n; e += every) {
            normals[e] = noise.nextGaussian();
            if (antithetic) {
                normals[e + 1] = -normals[e];
            }
        }
    }

    private void start() {
        System.arraycopy(initial, 0, x, 0, x.length);
    }

    /** u_i of every path. */
    private void act(double[] slopes, double[] intercepts, int i) {
        for (int c = 0; c < k; c++) {
            Arrays.fill(u, c * n, (c + 1) * n, intercepts[i * k + c]);
        }
        Flat.addProduct(u, 0, 1, slopes, i * k * d, k, d, x, 0, n);
    }

    /** X_(i+1) from X_i and u_i. */
    private void advance(int i, double[] environment, int zo) {
        System.arraycopy(shocks, i * d * n, next, 0, d * n);
        for (int a = 0; a < d; a++) {
            double push = Flat.dot(euler.coupling(), a * d, environment, zo, d);
            for (int p = a * n; p < (a + 1) * n; p++) {
                next[p] += push;
            }
        }
        Flat.addProduct(next, 0, 1, euler.step(), 0, d, d, x, 0, n);
        Flat.addProduct(next, 0, 1, euler.control(), 0, d, k, u, 0, n);
        double[] swap = x;
        x = next;
        next = swap;
    }

    /** The mean of the current states into out, shape [d]. */
    private void means(double[] out) {
        for (int a = 0; a < d; a++) {
            double sum = 0;
            for (int p = a * n; p < (a + 1) * n; p++) {
                sum += x[p];
            }
            out[a] = sum / n;
        }
    }

    @Override
    public double meanCost(double[] slopes, double[] intercepts, double[] environment) {
        Arrays.fill(cost, 0);
        double shared = 0; // what depends on Z alone
        start();
        for (int i = 0; i < steps; i++) {
            act(slopes, intercepts, i);
            shared += h * charge(stateWeight, pull, offset, h, environment, i * d);
            Flat.addQuadratic(cost, 0.5 * h, action, k, u, 0, n);
            advance(i, environment, i * d);
        }
        shared += charge(terminalWeight, terminalPull, terminalOffset, 1, environment, steps * d);
        double sum = 0;
        for (double c : cost) {
            sum += c;
        }
        return sum / n + shared;
    }

    /** Adds factor (½ x'weight x - z'pull'x) to every path and returns ½ z'offset z. */
    private double charge(double[] weight, double[] pullOf, double[] offsetOf, double factor, double[] z, int zo) {
        Flat.addQuadratic(cost, 0.5 * factor, weight, d, x, 0, n);
        double shared = 0;
        for (int a = 0; a < d; a++) {
            Flat.addScaled(cost, 0, -factor * Flat.dot(pullOf, a * d, z, zo, d), x, a * n, n);
            shared += 0.5 * z[zo + a] * Flat.dot(offsetOf, a * d, z, zo, d);
        }
        return shared;
    }

    @Override
    public void states(double[] slopes, double[] intercepts, double[] environment, double[] out) {
        start();
        System.arraycopy(x, 0, out, 0, d * n);
        for (int i = 0; i < steps; i++) {
            act(slopes, intercepts, i);
            advance(i, environment, i * d);
            System.arraycopy(x, 0, out, (i + 1) * d * n, d * n);
        }
    }
}
