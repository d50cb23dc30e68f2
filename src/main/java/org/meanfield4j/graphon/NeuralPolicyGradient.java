package org.meanfield4j.graphon;

import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Dense;
import org.meanfield4j.core.Monitor;

/**
 * The bilevel policy gradient with affine policies whose slope and intercept are neural networks of time and label,
 *
 * <pre>
 * K_i = network(2 t_i / T - 1),                 one hidden tanh layer
 * G_i(x) = network(2 t_i / T - 1, 2 x - 1),     two hidden tanh layers
 * repeat iterations times
 *     repeat innerSteps times, Z frozen: pull g_i / N back through the first network and ∇_G J2 / (N M) through the
 *         second, and move each by Adam; the learning rate falls to 0 along a cosine over the run
 *     Z ← W mean(K, G)
 * </pre>
 *
 * where g is the exact preconditioned slope direction. It shows what a general parametrisation costs: the error falls
 * fast at first, then sublinearly, because the networks only reach functions near the equilibrium. Runs on ND4J.
 * Reconstructed; not in the paper.
 *
 * @param learningRate of Adam at the start, positive
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 * @param slopeWidth of the hidden layer of K, at least 1
 * @param interceptWidth of the two hidden layers of G, at least 1
 * @param seed of the initial weights
 */
public record NeuralPolicyGradient(
        double learningRate, int innerSteps, int iterations, int slopeWidth, int interceptWidth, long seed) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NeuralPolicyGradient {
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException(
                    "learningRate = " + learningRate + " must be positive and finite; use 0.01");
        }
        BilevelPolicyGradient.requirePositive("innerSteps", innerSteps, 50);
        BilevelPolicyGradient.requirePositive("iterations", iterations, 20);
        BilevelPolicyGradient.requirePositive("slopeWidth", slopeWidth, 16);
        BilevelPolicyGradient.requirePositive("interceptWidth", interceptWidth, 32);
    }

    /**
     * The settings of the experiments: learning rate 0.01, L = 50, 20 outer iterations, widths 16 and 32, seed 1.
     *
     * @return the defaults
     */
    public static NeuralPolicyGradient defaults() {
        return new NeuralPolicyGradient(0.01, 50, 20, 16, 32, 1);
    }

    /**
     * Whether networks run on this machine.
     *
     * @return {@code "nd4j"}, or in one line why not
     */
    public static String backend() {
        return Dense.backend();
    }

    /**
     * A copy with another learning rate.
     *
     * @param rate positive
     * @return the copy
     */
    public NeuralPolicyGradient withLearningRate(double rate) {
        return new NeuralPolicyGradient(rate, innerSteps, iterations, slopeWidth, interceptWidth, seed);
    }

    /**
     * A copy with another number of inner steps.
     *
     * @param l L, at least 1
     * @return the copy
     */
    public NeuralPolicyGradient withInnerSteps(int l) {
        return new NeuralPolicyGradient(learningRate, l, iterations, slopeWidth, interceptWidth, seed);
    }

    /**
     * A copy with another number of outer iterations.
     *
     * @param n at least 1
     * @return the copy
     */
    public NeuralPolicyGradient withIterations(int n) {
        return new NeuralPolicyGradient(learningRate, innerSteps, n, slopeWidth, interceptWidth, seed);
    }

    /**
     * A copy with other widths.
     *
     * @param slope of the hidden layer of K, at least 1
     * @param intercept of the two hidden layers of G, at least 1
     * @return the copy
     */
    public NeuralPolicyGradient withWidths(int slope, int intercept) {
        return new NeuralPolicyGradient(learningRate, innerSteps, iterations, slope, intercept, seed);
    }

    /**
     * A copy with other initial weights.
     *
     * @param number any number
     * @return the copy
     */
    public NeuralPolicyGradient withSeed(long number) {
        return new NeuralPolicyGradient(learningRate, innerSteps, iterations, slopeWidth, interceptWidth, number);
    }

    /**
     * Runs from Z = W m_0, measured against the equilibrium of the same discrete game.
     *
     * @param game the game
     * @return the run
     * @throws UnsupportedOperationException if ND4J does not load on this machine
     */
    public GraphonRun solve(LqGraphonGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Runs from Z = W m_0, measured against the equilibrium of the same discrete game.
     *
     * @param game the game
     * @param monitor watches and stops the run
     * @return the run
     * @throws UnsupportedOperationException if ND4J does not load on this machine
     */
    public GraphonRun solve(LqGraphonGame game, Monitor monitor) {
        if (!backend().equals("nd4j")) {
            throw new UnsupportedOperationException("NeuralPolicyGradient needs ND4J, but large products run on "
                    + backend() + "; use BilevelPolicyGradient");
        }
        return new NeuralIteration(this, game, monitor).run();
    }

    /** The learning rate of a step, counted from 0 over the whole run. */
    double rate(long step) {
        double share = (double) step / ((long) innerSteps * iterations);
        return 0.5 * learningRate * (1 + FastMath.cos(Math.PI * share));
    }
}
