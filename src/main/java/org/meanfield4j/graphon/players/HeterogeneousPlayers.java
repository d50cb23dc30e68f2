package org.meanfield4j.graphon.players;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * What one shared slope costs when players differ. Player x has coefficients of its own; all use the slope K that
 * minimises the label average of J1, found by
 *
 * <pre>
 * K_i ← K_i - η (mean_x g_i^x S_i^x)(mean_x S_i^x)⁻¹,   g^x, S^x: slope direction and covariance of player x,
 * </pre>
 *
 * and intercepts that are best responses. For each slope the intercepts reach the same smallest J2, so what player x
 * would save by leaving the equilibrium of this class is J1^x(K) - J1^x(K^x), with K^x from its own Riccati recursion.
 * The label average of this gap is the exploitability. Where only D and Σ_0 differ, K^x is the same for all and the
 * gap is zero. Source: ours; the paper's class of policies has one slope. Immutable.
 */
public final class HeterogeneousPlayers {
    private static final int LIMIT = 10_000;
    private static final double TOLERANCE = 1e-13;

    private final double[] shared;
    private final double[][] own;
    private final double[] gaps;
    private final double[] bestCosts;

    private HeterogeneousPlayers(
            LqGraphonGame game, DoubleFunction<LqCoefficients> coefficients, double stepSize, Stop stop) {
        int d = game.stateDimension();
        int k = game.actionDimension();
        int n = game.steps();
        int labels = game.labels();
        int entries = k * d;
        SlopeProblem[] players = new SlopeProblem[labels];
        for (int j = 0; j < labels; j++) {
            stop.check();
            LqCoefficients c = coefficients.apply(Graphon.midpoint(j, labels));
            if (c.stateDimension() != d || c.actionDimension() != k) {
                throw new IllegalArgumentException("coefficients of label " + j + " have d = " + c.stateDimension()
                        + ", k = " + c.actionDimension() + ", expected " + d + " and " + k + " as in the game");
            }
            players[j] = new SlopeProblem(game.withCoefficients(c), ActionTiming.EVERY_STEP, n);
        }
        shared = new double[n * entries];
        descend(players, stepSize, stop);
        own = new double[labels][n * entries];
        gaps = new double[labels];
        bestCosts = new double[labels];
        double[] value = new double[(n + 1) * d * d];
        double[] covariance = new double[value.length];
        for (int j = 0; j < labels; j++) {
            stop.check();
            players[j].best(own[j], value);
            players[j].covariances(own[j], covariance);
            bestCosts[j] = players[j].cost(own[j], covariance);
            players[j].covariances(shared, covariance);
            gaps[j] = players[j].cost(shared, covariance) - bestCosts[j];
        }
    }

    /** Moves the shared slope from 0 until no entry moves by more than the tolerance. */
    private void descend(SlopeProblem[] players, double stepSize, Stop stop) {
        int d = players[0].d;
        int k = players[0].k;
        int n = players[0].steps;
        double[] value = new double[(n + 1) * d * d];
        double[] covariance = new double[value.length];
        double[] gradient = new double[n * k * d];
        double[] sumCovariance = new double[value.length];
        double[] sumGradient = new double[gradient.length];
        double move = Double.POSITIVE_INFINITY;
        for (int l = 0; l < LIMIT && move > TOLERANCE; l++) {
            Arrays.fill(sumCovariance, 0);
            Arrays.fill(sumGradient, 0);
            for (SlopeProblem player : players) {
                stop.check();
                player.values(shared, value);
                player.covariances(shared, covariance);
                player.gradients(shared, value, covariance, gradient);
                Flat.addScaled(sumCovariance, 0, 1, covariance, 0, covariance.length);
                Flat.addScaled(sumGradient, 0, 1, gradient, 0, gradient.length);
            }
            move = 0;
            for (int i = 0; i < n; i++) {
                double[] left = Arrays.copyOfRange(sumCovariance, i * d * d, (i + 1) * d * d);
                double[] right = Arrays.copyOfRange(sumGradient, i * k * d, (i + 1) * k * d);
                // X S = V is S X' = V', S symmetric
                double[] direction = Flat.transpose(right, k, d);
                Flat.solvePositive(left, direction, 0, d, k);
                Flat.addScaled(shared, i * k * d, -stepSize, Flat.transpose(direction, d, k), 0, k * d);
                for (double v : direction) {
                    move = Math.max(move, Math.abs(stepSize * v));
                }
            }
            if (!Flat.isFinite(shared)) {
                break;
            }
        }
        if (!(move <= TOLERANCE)) {
            throw new IllegalArgumentException(
                    "stepSize η = " + stepSize + " does not bring the shared slope to rest in " + LIMIT
                            + " steps; use 0.4 divided by the largest eigenvalue of R");
        }
    }

    /**
     * Finds the best shared slope and compares it with everybody's own. Costs O(M N d³) per step of the descent, some
     * hundred of them.
     *
     * @param game horizon, grids and dimensions; its own coefficients are not used
     * @param coefficients those of the player with label x in [0, 1]; same d and k as in the game, Σ_0 or D such that
     *     every covariance is positive definite
     * @param stepSize η, positive; 0.4 where R = 1
     * @return slopes and gaps
     * @throws IllegalArgumentException if dimensions do not fit or the step is too large
     */
    public static HeterogeneousPlayers compute(
            LqGraphonGame game, DoubleFunction<LqCoefficients> coefficients, double stepSize) {
        return compute(game, coefficients, stepSize, Monitor.silent());
    }

    /**
     * Finds the best shared slope and compares it with everybody's own, while a monitor watches.
     *
     * @param game as above
     * @param coefficients as above
     * @param stepSize as above
     * @param monitor may stop the search
     * @return slopes and gaps
     * @throws IllegalArgumentException if dimensions do not fit or the step is too large
     * @throws org.meanfield4j.core.StoppedException if the monitor stopped it
     */
    public static HeterogeneousPlayers compute(
            LqGraphonGame game, DoubleFunction<LqCoefficients> coefficients, double stepSize, Monitor monitor) {
        Require.given("game", game);
        Require.given("coefficients", coefficients);
        Require.positive("stepSize η", stepSize, "use 0.4");
        return Loop.watch(
                Monitor.Plan.of("HeterogeneousPlayers"),
                monitor,
                watch -> new HeterogeneousPlayers(game, coefficients, stepSize, watch));
    }

    /**
     * The shared slope.
     *
     * @return K, shape [N, k, d]
     */
    public double[] sharedSlope() {
        return shared.clone();
    }

    /**
     * The slope that player j would choose.
     *
     * @param label j, from 0
     * @return K^x, shape [N, k, d]
     */
    public double[] ownSlope(int label) {
        return own[Require.index("label", label, own.length)].clone();
    }

    /**
     * What every player would save with its own slope.
     *
     * @return J1^x(K) - J1^x(K^x), shape [M], not negative up to rounding
     */
    public double[] gaps() {
        return gaps.clone();
    }

    /**
     * The exploitability of the equilibrium with a shared slope.
     *
     * @return the label average of the gaps
     */
    public double meanGap() {
        return Arrays.stream(gaps).average().orElseThrow();
    }

    /**
     * The gap of the player that suffers most.
     *
     * @return the largest gap
     */
    public double largestGap() {
        return Arrays.stream(gaps).max().orElseThrow();
    }

    /**
     * The exploitability as a share of the noise cost.
     *
     * @return mean gap / mean of J1^x(K^x)
     */
    public double relativeGap() {
        return meanGap() / Arrays.stream(bestCosts).average().orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "HeterogeneousPlayers(mean gap %.4g, largest %.4g, %d labels)",
                meanGap(),
                largestGap(),
                gaps.length);
    }
}
