package org.meanfield4j.graphon;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Parallel;

/**
 * Model-free policy gradient for graphon mean-field games: the bilevel scheme of {@link BilevelPolicyGradient} with
 * gradients estimated from costs and states alone, seen through a {@link CostOracle}.
 *
 * <pre>
 * repeat iterations times
 *     repeat innerSteps times, Z frozen
 *         m̂_i(x), Ŝ_i from n paths per label
 *         for j = 1..m: U_j standard normal, ΔK = r U_j
 *             J± = mean over x of Ĵ^x(K ± ΔK, G(x) ∓ ΔK m̂(x))      mean paths do not move: J+ - J- is that of J1
 *         K_i ← K_i - η_K (1/(m dt)) Σ_j (J+ - J-)/(2r) U_(j,i) Ŝ_i⁻¹
 *         G(x) ← G(x) - η_G (1/(m dt)) Σ_j (Ĵ^x(K, G + r U_j) - Ĵ^x(K, G - r U_j))/(2r) U_j    for every label
 *     Z ← aggregate of the empirical means of a population that uses (K, G)
 * </pre>
 *
 * <p>Both signs of a direction see the same noise; every step draws new noise. Costs 4 m M n paths per inner step. The
 * result depends on the seed but not on the number of threads. Source: arXiv 2506.05894, Section 3.3; the recipe is
 * reconstructed.
 *
 * @param estimator paths, directions, radius and variants of the estimate
 * @param slopeStepSize η_K, at least 0
 * @param interceptStepSize η_G, at least 0
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 * @param seed of the random numbers
 * @param threads how many threads at most
 * @param checkpoint where the state is written, or null
 * @param checkpointEvery after how many outer iterations it is written; also at the end of a run
 */
public record ModelFreePolicyGradient(
        ZerothOrder estimator,
        double slopeStepSize,
        double interceptStepSize,
        int innerSteps,
        int iterations,
        long seed,
        int threads,
        Path checkpoint,
        int checkpointEvery) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ModelFreePolicyGradient {
        Objects.requireNonNull(estimator, "estimator");
        Checks.step("slopeStepSize", slopeStepSize);
        Checks.step("interceptStepSize", interceptStepSize);
        Checks.positive("innerSteps", innerSteps, 10);
        Checks.positive("iterations", iterations, 10);
        Checks.positive("threads", threads, 2);
        Checks.positive("checkpointEvery", checkpointEvery, 1);
    }

    /**
     * The settings of the experiments: {@link ZerothOrder#defaults()}, η_K = η_G = 0.2, L = 10, 10 outer iterations,
     * seed 1, all processors, no checkpoint. With M = 20 labels these are 4·10⁷ paths.
     *
     * @return the defaults
     */
    public static ModelFreePolicyGradient defaults() {
        return new ModelFreePolicyGradient(ZerothOrder.defaults(), 0.2, 0.2, 10, 10, 1, Parallel.threads(), null, 1);
    }

    /**
     * A copy with another estimate.
     *
     * @param e paths, directions, radius and variants
     * @return the copy
     */
    public ModelFreePolicyGradient withEstimator(ZerothOrder e) {
        return new ModelFreePolicyGradient(
                e,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                seed,
                threads,
                checkpoint,
                checkpointEvery);
    }

    /**
     * A copy with the same step size for slope and intercepts.
     *
     * @param eta η_K = η_G, at least 0
     * @return the copy
     */
    public ModelFreePolicyGradient withStepSize(double eta) {
        return new ModelFreePolicyGradient(
                estimator, eta, eta, innerSteps, iterations, seed, threads, checkpoint, checkpointEvery);
    }

    /**
     * A copy with another number of inner steps.
     *
     * @param l L, at least 1
     * @return the copy
     */
    public ModelFreePolicyGradient withInnerSteps(int l) {
        return new ModelFreePolicyGradient(
                estimator, slopeStepSize, interceptStepSize, l, iterations, seed, threads, checkpoint, checkpointEvery);
    }

    /**
     * A copy with another number of outer iterations.
     *
     * @param n at least 1
     * @return the copy
     */
    public ModelFreePolicyGradient withIterations(int n) {
        return new ModelFreePolicyGradient(
                estimator, slopeStepSize, interceptStepSize, innerSteps, n, seed, threads, checkpoint, checkpointEvery);
    }

    /**
     * A copy with another seed.
     *
     * @param number any number
     * @return the copy
     */
    public ModelFreePolicyGradient withSeed(long number) {
        return new ModelFreePolicyGradient(
                estimator,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                number,
                threads,
                checkpoint,
                checkpointEvery);
    }

    /**
     * A copy with another number of threads, which changes the time but not the result.
     *
     * @param count at least 1
     * @return the copy
     */
    public ModelFreePolicyGradient withThreads(int count) {
        return new ModelFreePolicyGradient(
                estimator,
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                iterations,
                seed,
                count,
                checkpoint,
                checkpointEvery);
    }

    /**
     * A copy that writes its state.
     *
     * @param file where to
     * @param every after how many outer iterations, at least 1
     * @return the copy
     */
    public ModelFreePolicyGradient withCheckpoint(Path file, int every) {
        return new ModelFreePolicyGradient(
                estimator, slopeStepSize, interceptStepSize, innerSteps, iterations, seed, threads, file, every);
    }

    /**
     * Learns a game from its simulator; errors against its equilibrium are recorded beside.
     *
     * @param game the game
     * @return the run
     */
    public ModelFreeRun solve(LqGraphonGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Learns a game from its simulator; errors against its equilibrium are recorded beside.
     *
     * @param game the game
     * @param monitor watches and stops the run
     * @return the run
     */
    public ModelFreeRun solve(LqGraphonGame game, Monitor monitor) {
        return solve(CostOracle.of(game), GraphonEquilibrium.of(game), monitor);
    }

    /**
     * Learns from anything that tells costs and states, starting at K = G = 0.
     *
     * @param oracle what the learner sees
     * @param reference an equilibrium that errors are recorded against, or null; the learner does not see it
     * @param monitor watches and stops the run
     * @return the run
     */
    public ModelFreeRun solve(CostOracle oracle, GraphonEquilibrium reference, Monitor monitor) {
        return new ModelFreeIteration(this, oracle, reference, monitor).fromStart();
    }

    /**
     * Continues from the checkpoint, to the same bits as a run without a break.
     *
     * @param game the game of the checkpoint
     * @param monitor watches and stops the run
     * @return the run
     * @throws IllegalArgumentException if there is no checkpoint file, or it is of another game, seed or estimate
     * @throws org.meanfield4j.core.CheckpointException if the file is missing or damaged
     */
    public ModelFreeRun resume(LqGraphonGame game, Monitor monitor) {
        return new ModelFreeIteration(this, CostOracle.of(game), GraphonEquilibrium.of(game), monitor).fromCheckpoint();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "ModelFreePolicyGradient(n=%d, m=%d, r=%s, %s%s%s%s, ηK=%s, ηG=%s, L=%d, seed=%d)",
                estimator.paths(),
                estimator.directions(),
                estimator.radius(),
                estimator.noise(),
                estimator.antithetic() ? ", antithetic" : "",
                estimator.compensated() ? "" : ", not compensated",
                estimator.preconditioned() ? "" : ", not preconditioned",
                slopeStepSize,
                interceptStepSize,
                innerSteps,
                seed);
    }
}
