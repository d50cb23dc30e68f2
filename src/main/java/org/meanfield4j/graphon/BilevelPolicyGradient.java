package org.meanfield4j.graphon;

import java.util.Locale;
import org.meanfield4j.core.Monitor;

/**
 * Algorithm 1 of Plank and Zhang (arXiv 2506.05894; steps reconstructed): policy gradient for linear-quadratic graphon
 * mean-field games with known coefficients.
 *
 * <pre>
 * K = 0, G = 0, Z_i = W m_0
 * repeat iterations times
 *     repeat innerSteps times, Z frozen
 *         K ← K - η_K direction(K)                 one slope for all labels
 *         G(x) ← G(x) - η_G ∇_G J2(K, G, Z)(x)     for every label
 *     Z ← W mean(K, G)
 * </pre>
 *
 * <p>Gradients are the exact gradients of the discrete cost divided by the length of a block, so that steps mean the
 * same on every time grid. Costs O(N (d³ + M d²)) per inner step plus one aggregate per outer one.
 *
 * @param slopeStep direction of the slope update
 * @param slopeStepSize η_K, at least 0
 * @param interceptStepSize η_G, at least 0
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 * @param aggregateUpdate which environment follows an outer iteration
 * @param order whether the intercept gradient sees the new slope
 * @param timing how often players act
 * @param actions how many blocks share the steps of the game when something is held; 0 means one per step, which is the
 *     only choice for {@link ActionTiming#EULER}
 * @param coldStart whether K and G return to the start at every outer iteration, which leaves an error that never dies
 */
public record BilevelPolicyGradient(
        SlopeStep slopeStep,
        double slopeStepSize,
        double interceptStepSize,
        int innerSteps,
        int iterations,
        AggregateUpdate aggregateUpdate,
        UpdateOrder order,
        ActionTiming timing,
        int actions,
        boolean coldStart) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public BilevelPolicyGradient {
        requireStep("slopeStepSize", slopeStepSize);
        requireStep("interceptStepSize", interceptStepSize);
        requirePositive("innerSteps", innerSteps, 10);
        requirePositive("iterations", iterations, 20);
        if (actions < 0) {
            throw new IllegalArgumentException("actions = " + actions + " must be at least 0; use 0 for one per step");
        }
        if (timing == ActionTiming.EULER && actions != 0) {
            throw new IllegalArgumentException("actions = " + actions
                    + " must be 0 with EULER, which acts at every step; use PARAM_HOLD or ACTION_HOLD");
        }
    }

    static void requireStep(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " = " + value + " must be finite and at least 0; use 0.4 times the scale of R⁻¹");
        }
    }

    static void requirePositive(String name, int value, int remedy) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + " must be at least 1; use " + remedy);
        }
    }

    /**
     * The settings of the experiments: PRECONDITIONED, η_K = η_G = 0.4, L = 10, 20 outer iterations, SELF_CONSISTENT,
     * GAUSS_SEIDEL, an action at every step.
     *
     * @return the defaults
     */
    public static BilevelPolicyGradient defaults() {
        return new BilevelPolicyGradient(
                SlopeStep.PRECONDITIONED,
                0.4,
                0.4,
                10,
                20,
                AggregateUpdate.SELF_CONSISTENT,
                UpdateOrder.GAUSS_SEIDEL,
                ActionTiming.EULER,
                0,
                false);
    }

    /**
     * A copy with another slope direction.
     *
     * @param step the direction
     * @return the copy
     */
    public BilevelPolicyGradient withSlopeStep(SlopeStep step) {
        return new BilevelPolicyGradient(
                step,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                aggregateUpdate,
                order,
                timing,
                actions,
                coldStart);
    }

    /**
     * A copy with the same step size for slope and intercepts.
     *
     * @param eta η_K = η_G, at least 0
     * @return the copy
     */
    public BilevelPolicyGradient withStepSize(double eta) {
        return withStepSizes(eta, eta);
    }

    /**
     * A copy with other step sizes.
     *
     * @param etaK η_K, at least 0
     * @param etaG η_G, at least 0
     * @return the copy
     */
    public BilevelPolicyGradient withStepSizes(double etaK, double etaG) {
        return new BilevelPolicyGradient(
                slopeStep, etaK, etaG, innerSteps, iterations, aggregateUpdate, order, timing, actions, coldStart);
    }

    /**
     * A copy with another number of inner steps.
     *
     * @param l L, at least 1
     * @return the copy
     */
    public BilevelPolicyGradient withInnerSteps(int l) {
        return new BilevelPolicyGradient(
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                l,
                iterations,
                aggregateUpdate,
                order,
                timing,
                actions,
                coldStart);
    }

    /**
     * A copy with another number of outer iterations.
     *
     * @param n at least 1
     * @return the copy
     */
    public BilevelPolicyGradient withIterations(int n) {
        return new BilevelPolicyGradient(
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                n,
                aggregateUpdate,
                order,
                timing,
                actions,
                coldStart);
    }

    /**
     * A copy with another aggregate update.
     *
     * @param update which environment follows an outer iteration
     * @return the copy
     */
    public BilevelPolicyGradient withAggregateUpdate(AggregateUpdate update) {
        return new BilevelPolicyGradient(
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                update,
                order,
                timing,
                actions,
                coldStart);
    }

    /**
     * A copy with another update order.
     *
     * @param o whether the intercept gradient sees the new slope
     * @return the copy
     */
    public BilevelPolicyGradient withOrder(UpdateOrder o) {
        return new BilevelPolicyGradient(
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                aggregateUpdate,
                o,
                timing,
                actions,
                coldStart);
    }

    /**
     * A copy that acts less often than the state moves.
     *
     * @param t what is held over a block of steps
     * @param blocks N_a, must divide the steps N of the game; 0 means one per step
     * @return the copy
     */
    public BilevelPolicyGradient withTiming(ActionTiming t, int blocks) {
        return new BilevelPolicyGradient(
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                aggregateUpdate,
                order,
                t,
                blocks,
                coldStart);
    }

    /**
     * A copy that forgets K and G at every outer iteration, or not.
     *
     * @param cold whether to forget
     * @return the copy
     */
    public BilevelPolicyGradient withColdStart(boolean cold) {
        return new BilevelPolicyGradient(
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                aggregateUpdate,
                order,
                timing,
                actions,
                cold);
    }

    /**
     * Runs from K = G = 0 and Z = W m_0, measured against the equilibrium of the same discrete game.
     *
     * @param game the game
     * @return the run
     * @throws IllegalArgumentException if the actions do not divide the steps, or the covariance that PLAIN or
     *     PARAM_HOLD divide by is degenerate
     */
    public GraphonRun solve(LqGraphonGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Runs from K = G = 0 and Z = W m_0, measured against the equilibrium of the same discrete game.
     *
     * @param game the game
     * @param monitor watches and stops the run
     * @return the run
     * @throws IllegalArgumentException as {@link #solve(LqGraphonGame)}
     */
    public GraphonRun solve(LqGraphonGame game, Monitor monitor) {
        return solve(game, GraphonStart.zero(game, blocks(game)), GraphonEquilibrium.of(game), monitor);
    }

    /**
     * Runs from any start.
     *
     * @param game the game
     * @param start first policy and environment
     * @param reference the equilibrium that errors are measured against; with held actions policies are expanded to its
     *     grid
     * @param monitor watches and stops the run
     * @return the run
     * @throws IllegalArgumentException if the actions do not divide the steps, the start or the reference do not fit the
     *     game, or the covariance that PLAIN or PARAM_HOLD divide by is degenerate
     */
    public GraphonRun solve(LqGraphonGame game, GraphonStart start, GraphonEquilibrium reference, Monitor monitor) {
        return new BilevelIteration(this, game, start, reference, monitor, DirectionFilter.NONE).run();
    }

    /**
     * How many slopes a policy of a game has.
     *
     * @param game the game
     * @return N_a
     * @throws IllegalArgumentException if it does not divide the steps of the game
     */
    int blocks(LqGraphonGame game) {
        int blocks = actions == 0 ? game.steps() : actions;
        if (game.steps() % blocks != 0) {
            throw new IllegalArgumentException("actions = " + actions + " must divide the steps N = " + game.steps()
                    + " of the game; use a divisor or game.withSteps");
        }
        return blocks;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "BilevelPolicyGradient(%s, ηK=%s, ηG=%s, L=%d, %s%s%s%s)",
                slopeStep,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                aggregateUpdate,
                order == UpdateOrder.JACOBI ? ", JACOBI" : "",
                timing == ActionTiming.EULER ? "" : ", " + timing + " " + actions,
                coldStart ? ", cold start" : "");
    }
}
