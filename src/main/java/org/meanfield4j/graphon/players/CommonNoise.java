package org.meanfield4j.graphon.players;

import java.util.Arrays;
import java.util.Locale;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.operator.AggregateOperator;

/**
 * What common noise does to the equilibrium with one shared slope and deterministic intercepts, for d = k = 1. Every
 * state also receives s_0 dB⁰, one Brownian motion for all, so that aggregates become random. The others keep the
 * equilibrium policy; one player with label x shifts its slope by a constant, k = K* + δ, and its intercept by -δμ,
 * which leaves J2 as it was. The deviations from the means then add J3^x(δ) to its cost. With the second moments S of
 * the others, C of deviator and others, E of the deviator, all 0 at the start, and z_x = (C W')_xx, ẑ_x = (W S W')_xx,
 *
 * <pre>
 * J3^x = ½ dt Σ_i [(Q + R k²) E + Q̄(E - 2H z + H² ẑ)] + ½ [Q_T E + Q̄_T(E - 2H_T z + H_T² ẑ)]_N
 * F = (1 + dt(A + BK*)) I + dt Ā W,   b = 1 + dt(A + B k)
 * S ← F S F' + dt s_0²,  C ← b C F' + dt Ā W S F' + dt s_0²,  E ← b² E + 2b dt Ā z + (dt Ā)² ẑ + dt s_0².
 * </pre>
 *
 * Since dJ1/dδ = 0 at K*, a derivative dJ3/dδ that differs between labels shows that the optimal slope does: the state
 * of a deviator is correlated with the random aggregate, and the class of the paper contains no equilibrium.
 * Derivatives are those of the recursion, exact. Source: ours, an extension of the paper's game. Immutable.
 */
public final class CommonNoise {
    private final double[] addedCost;
    private final double[] derivative;
    private final double[] newtonShift;

    /** Cost of the moments at δ and its first two derivatives, per label. */
    private CommonNoise(LqGraphonGame game, double intensity, double shift, Stop stop) {
        LqCoefficients m = game.coefficients();
        double dt = game.dt();
        double a = dt * m.dynamics().coupling().get(0, 0);
        double db = dt * m.dynamics().control().get(0, 0);
        double r = m.runningCost().actionWeight().get(0, 0);
        double shock = dt * intensity * intensity;
        int labels = game.labels();
        SlopeProblem problem = new SlopeProblem(game, ActionTiming.EVERY_STEP, game.steps());
        double[] slope = new double[game.steps()];
        problem.best(slope, new double[game.steps() + 1]);

        double[][] cost = new double[3][labels];
        double[][] own = new double[3][labels];
        double[][] z = new double[3][labels];
        double[] zz = new double[labels];
        Pair others = new Pair(game.aggregate());
        double[] total = new double[3]; // J1 and its derivatives
        double[] noise = {m.noise().initialCovariance().get(0, 0), 0, 0};
        double volatility = m.noise().volatility().get(0, 0);
        double[] weights = new double[3];
        for (int i = 0; i < game.steps(); i++) {
            stop.check();
            double k = slope[i] + shift;
            double f = 1 + dt * m.dynamics().drift().get(0, 0) + db * slope[i];
            double b = f + db * shift;
            double q = m.runningCost().trackingWeight().get(0, 0);
            double h = m.runningCost().tracking().get(0, 0);
            weights[0] = 0.5 * dt * (m.runningCost().stateWeight().get(0, 0) + q + r * k * k);
            weights[1] = dt * r * k;
            weights[2] = dt * r;
            others.aggregates(z, zz, stop);
            charge(cost, own, weights);
            chargeAggregate(cost, z, zz, 0.5 * dt * q, h);
            for (int j = 0; j < 3; j++) {
                total[j] += product(j, weights, noise[0], noise[1], noise[2]);
            }
            for (int x = 0; x < labels; x++) {
                double pull = 2 * a * b * z[0][x] + a * a * zz[x] + shock;
                double pull1 = 2 * a * (b * z[1][x] + db * z[0][x]);
                double pull2 = 2 * a * (b * z[2][x] + 2 * db * z[1][x]);
                double e = own[0][x];
                double e1 = own[1][x];
                own[2][x] = b * b * own[2][x] + 4 * b * db * e1 + 2 * db * db * e + pull2;
                own[1][x] = b * b * e1 + 2 * b * db * e + pull1;
                own[0][x] = b * b * e + pull;
            }
            noise[2] = b * b * noise[2] + 4 * b * db * noise[1] + 2 * db * db * noise[0];
            noise[1] = b * b * noise[1] + 2 * b * db * noise[0];
            noise[0] = b * b * noise[0] + dt * volatility * volatility;
            others.step(f, a, b, db, shock);
        }
        double q = m.terminalCost().trackingWeight().get(0, 0);
        weights[0] = 0.5 * (m.terminalCost().stateWeight().get(0, 0) + q);
        weights[1] = 0;
        weights[2] = 0;
        others.aggregates(z, zz, stop);
        charge(cost, own, weights);
        chargeAggregate(cost, z, zz, 0.5 * q, m.terminalCost().tracking().get(0, 0));
        double curvature = total[2] + weights[0] * noise[2];
        double drive = total[1] + weights[0] * noise[1];
        addedCost = cost[0];
        derivative = cost[1];
        newtonShift = new double[labels];
        Arrays.setAll(newtonShift, x -> -(drive + cost[1][x]) / (curvature + cost[2][x]));
    }

    /** The j-th derivative of weight · e, from the derivatives of both. */
    private static double product(int j, double[] weight, double e, double e1, double e2) {
        return switch (j) {
            case 0 -> weight[0] * e;
            case 1 -> weight[0] * e1 + weight[1] * e;
            default -> weight[0] * e2 + 2 * weight[1] * e1 + weight[2] * e;
        };
    }

    private static void charge(double[][] cost, double[][] own, double[] weight) {
        for (int j = 0; j < 3; j++) {
            for (int x = 0; x < own[0].length; x++) {
                cost[j][x] += product(j, weight, own[0][x], own[1][x], own[2][x]);
            }
        }
    }

    private static void chargeAggregate(double[][] cost, double[][] z, double[] zz, double weight, double h) {
        for (int x = 0; x < zz.length; x++) {
            cost[0][x] += weight * h * (h * zz[x] - 2 * z[0][x]);
            cost[1][x] -= weight * h * 2 * z[1][x];
            cost[2][x] -= weight * h * 2 * z[2][x];
        }
    }

    /** The moments S, and C with its two derivatives in δ; tables of shape [M, M]. */
    private static final class Pair {
        static final int TABLES = 10;

        private final AggregateOperator w;
        private final int m;
        private final double[] s;
        private final double[] sw; // S W'
        private final double[] ws; // W S
        private final double[] wsw; // W S W'
        private final double[][] c;
        private final double[][] cw; // C W'

        Pair(AggregateOperator w) {
            this.w = w;
            m = w.labels();
            s = new double[m * m];
            sw = new double[m * m];
            ws = new double[m * m];
            wsw = new double[m * m];
            c = new double[3][m * m];
            cw = new double[3][m * m];
        }

        /** Fills z with its derivatives and ẑ, and the products that step uses. */
        void aggregates(double[][] z, double[] zz, Stop stop) {
            w.apply(s, 0, sw, 0, m);
            for (int x = 0; x < m; x++) {
                for (int y = 0; y < m; y++) {
                    ws[y * m + x] = sw[x * m + y]; // S is symmetric
                }
            }
            stop.check();
            w.apply(ws, 0, wsw, 0, m);
            for (int j = 0; j < 3; j++) {
                stop.check();
                w.apply(c[j], 0, cw[j], 0, m);
                for (int x = 0; x < m; x++) {
                    z[j][x] = cw[j][x * m + x];
                }
            }
            for (int x = 0; x < m; x++) {
                zz[x] = wsw[x * m + x];
            }
        }

        void step(double f, double a, double b, double db, double shock) {
            for (int e = 0; e < m * m; e++) {
                double c0 = f * c[0][e] + a * cw[0][e]; // C F'
                double c1 = f * c[1][e] + a * cw[1][e];
                double c2 = f * c[2][e] + a * cw[2][e];
                c[0][e] = b * c0 + a * (f * ws[e] + a * wsw[e]) + shock;
                c[1][e] = b * c1 + db * c0;
                c[2][e] = b * c2 + 2 * db * c1;
                s[e] = f * f * s[e] + f * a * (sw[e] + ws[e]) + a * a * wsw[e] + shock;
            }
        }
    }

    /**
     * Measures the effect at the equilibrium policy, δ = 0. Costs O(N M²) and 5 N aggregates of M functions.
     *
     * @param game a game with d = k = 1
     * @param intensity s_0, not negative, state per square root of time
     * @return cost, derivative and Newton shift of every label
     * @throws IllegalArgumentException if the game has more dimensions or the intensity is out of range
     */
    public static CommonNoise compute(LqGraphonGame game, double intensity) {
        return compute(game, intensity, 0, Monitor.silent());
    }

    /**
     * Measures the effect where the deviator has already shifted its slope.
     *
     * @param game a game with d = k = 1
     * @param intensity s_0, not negative, state per square root of time
     * @param shift δ, finite, action per state
     * @return cost, derivative and Newton shift of every label
     * @throws IllegalArgumentException if the game has more dimensions or a parameter is out of range
     */
    public static CommonNoise compute(LqGraphonGame game, double intensity, double shift) {
        return compute(game, intensity, shift, Monitor.silent());
    }

    /**
     * As {@link #compute(LqGraphonGame, double, double)}, while a monitor watches.
     *
     * @param game a game with d = k = 1
     * @param intensity s_0, not negative, state per square root of time
     * @param shift δ, finite, action per state
     * @param monitor may stop the work
     * @return cost, derivative and Newton shift of every label
     * @throws IllegalArgumentException if the game has more dimensions or a parameter is out of range
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static CommonNoise compute(LqGraphonGame game, double intensity, double shift, Monitor monitor) {
        if (Require.given("game", game).stateDimension() != 1 || game.actionDimension() != 1) {
            throw new IllegalArgumentException("game is " + game + ", common noise needs d = k = 1");
        }
        if (!(intensity >= 0) || Double.isInfinite(intensity) || !Double.isFinite(shift)) {
            throw new IllegalArgumentException("intensity s_0 = " + intensity
                    + " must be finite and at least 0, shift δ = " + shift + " finite; use 0.5 and 0");
        }
        long pairs = (long) game.labels() * game.labels();
        Require.memory("labels M = " + game.labels(), pairs, Pair.TABLES, "moments of pairs", "use fewer labels");
        return Loop.watch(
                Monitor.Plan.of("CommonNoise"), monitor, watch -> new CommonNoise(game, intensity, shift, watch));
    }

    /**
     * The cost that common noise adds.
     *
     * @return J3^x(δ), shape [M]
     */
    public double[] addedCost() {
        return addedCost.clone();
    }

    /**
     * How that cost answers to the slope of the deviator.
     *
     * @return dJ3^x/dδ, shape [M]
     */
    public double[] derivative() {
        return derivative.clone();
    }

    /**
     * One Newton step of the deviator's slope.
     *
     * @return -(J1 + J3^x)' / (J1 + J3^x)'', shape [M], action per state
     */
    public double[] newtonShift() {
        return newtonShift.clone();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "CommonNoise(Newton shift from %.4g to %.4g)",
                Arrays.stream(newtonShift).min().orElseThrow(),
                Arrays.stream(newtonShift).max().orElseThrow());
    }
}
