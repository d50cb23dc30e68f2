package org.meanfield4j.graphon;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Linear-quadratic graphon games drawn at random, d = k = 1, to try a law on many games at once. Uniform and independent:
 *
 * <pre>
 * A, Ā in [-0.5, 0.5],  B in [0.5, 1.5],  D in [0.1, 1],  Σ_0 in [0.05, 0.5],  m_0(x) = a + b x with a, b in [-1, 1]
 * Q, Q_T in [0, 1],  Q̄ in [0.5, 3],  Q̄_T in [0, 2],  R in [0.5, 2],  H, H_T in [-1, 1.5],  T in [0.5, 1.5]
 * W of three blocks with shares 0.3, 0.3, 0.4 and link probabilities in [0, 1]
 * </pre>
 *
 * On N = 50 time steps and M = 10 labels. Source: ours.
 */
public final class RandomLqGame {
    private static final int STEPS = 50;
    private static final int LABELS = 10;
    private static final double LARGEST = 1e6;

    private RandomLqGame() {}

    /**
     * The next game.
     *
     * @param random the random numbers
     * @param coupling what H and H_T are multiplied by, at most 10⁶ in size; 1 for the games above, more for stronger ones
     * @return the game
     * @throws IllegalArgumentException if the coupling is larger or NaN
     */
    public static LqGraphonGame draw(RandomGenerator random, double coupling) {
        Require.given("random", random);
        if (!(Math.abs(coupling) <= LARGEST)) {
            throw new IllegalArgumentException("coupling = " + coupling + " must be between -" + LARGEST + " and "
                    + LARGEST + "; 1 is usual, 3 is strong");
        }
        LqDynamics dynamics = LqDynamics.scalar(in(random, -0.5, 0.5), in(random, 0.5, 1.5), in(random, -0.5, 0.5));
        double volatility = in(random, 0.1, 1);
        LqRunningCost running = LqRunningCost.scalar(
                in(random, 0, 1), in(random, 0.5, 3), coupling * in(random, -1, 1.5), in(random, 0.5, 2));
        LqTerminalCost terminal =
                LqTerminalCost.scalar(in(random, 0, 1), in(random, 0, 2), coupling * in(random, -1, 1.5));
        LqNoise noise = LqNoise.scalar(volatility, in(random, 0.05, 0.5));
        double a = in(random, -1, 1);
        double b = in(random, -1, 1);
        double[][] links = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column <= row; column++) {
                links[row][column] = random.nextDouble(0, 1);
                links[column][row] = links[row][column];
            }
        }
        Graphon blocks = Graphon.stochasticBlock(new double[] {0.3, 0.6, 1}, links);
        LqCoefficients coefficients = new LqCoefficients(dynamics, running, terminal, noise);
        return LqGraphonGame.of(
                coefficients, 0.5 + random.nextDouble(), STEPS, blocks, LABELS, x -> new double[] {a + b * x});
    }

    private static double in(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
