package org.meanfield4j.stationary;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Parallel;

/**
 * Sample-based MF-TRPO: the dynamics are seen only through a {@link RestartOracle}, the population through particles.
 *
 * <pre>
 * for k = 1 … K
 *   for ℓ = 0 … L−1
 *     B times: restart, a_0 uniform, G = r(s_0,a_0) + Σ_{t=1..T} γ^t [r(s_t,a_t) − η log π_ℓ(a_t|s_t)]
 *     q̂(s,a) from the returns G;   π(a|s) ∝ π(a|s) exp( t_ℓ [q̂(s,a) − η log π(a|s)] ) in the visited states
 *   μ̂ = law of N particles, drawn from μ_{k−1}, after M steps under π (kernel at μ_{k−1})
 *   μ_k = μ_{k−1} + β_k (μ̂ − μ_{k−1})
 * </pre>
 *
 * Samples per outer step: L·B·(T + w) + N·M, with w = γ(1−γ^T)/(1−γ) on average for {@link Restart#OCCUPATION}, 0 for
 * DIRECT and 1 for NO_RESTART. Memory grows linearly in states. The result depends on the seed but not on the number of
 * threads: every block of rollouts has its own random stream.
 *
 * <p>Source: Algorithm SampleBasedMFTRPO of arXiv 2505.22781; the estimator MEAN, the restarts DIRECT and NO_RESTART and
 * all defaults are ours.
 *
 * @param temperature η &gt; 0, in units of reward
 * @param step β_k in (0, 1], the share of the population that moves
 * @param outerSteps K ≥ 1
 * @param innerSteps L ≥ 1
 * @param kernelSteps M ≥ 1
 * @param warmStart what the inner loop starts from
 * @param trustRegion the inner step
 * @param sampling rollouts and particles
 * @param metricsEvery metrics are recorded at every such outer step, and at the last one
 * @param equilibrium a law to measure the distance from, or null
 * @param seed of the random numbers
 * @param threads how many threads at most
 * @param sampleBudget the most samples a run may draw
 * @param checkpoint where the state is written, or null
 * @param checkpointEvery after how many outer steps it is written; also at the end of a run
 */
public record SampledMfTrpo(
        double temperature,
        Schedule step,
        int outerSteps,
        int innerSteps,
        int kernelSteps,
        WarmStart warmStart,
        TrpoStep trustRegion,
        Sampling sampling,
        int metricsEvery,
        Law equilibrium,
        long seed,
        int threads,
        long sampleBudget,
        Path checkpoint,
        int checkpointEvery) {

    /** Checks the hyper-parameters. */
    public SampledMfTrpo {
        Checks.temperature(temperature);
        Objects.requireNonNull(warmStart, "warmStart");
        Objects.requireNonNull(trustRegion, "trustRegion");
        Objects.requireNonNull(sampling, "sampling");
        Checks.positive("outerSteps", outerSteps);
        Checks.positive("innerSteps", innerSteps);
        Checks.positive("kernelSteps", kernelSteps);
        Checks.positive("metricsEvery", metricsEvery);
        Checks.positive("threads", threads);
        Checks.positive("sampleBudget", sampleBudget);
        Checks.positive("checkpointEvery", checkpointEvery);
        for (int k : new int[] {1, outerSteps}) {
            Checks.outerStep(step.at(k));
        }
    }

    /**
     * η = 0.05, β = 0.05, K = 100, L = 10, M = 5, {@link WarmStart#RESET_STEP}, shrinking trust region,
     * {@link Sampling#defaults()}, metrics at every outer step, seed 1, all processors, no bound on samples, no checkpoint:
     * 5.9·10^7 samples with γ = 0.9.
     *
     * @return the defaults
     */
    public static SampledMfTrpo defaults() {
        return new SampledMfTrpo(
                0.05,
                Schedule.constant(0.05),
                100,
                10,
                5,
                WarmStart.RESET_STEP,
                TrpoStep.shrinking(),
                Sampling.defaults(),
                1,
                null,
                1,
                Parallel.threads(),
                Long.MAX_VALUE,
                null,
                10);
    }

    /**
     * Another temperature.
     *
     * @param eta η &gt; 0, in units of reward
     * @return a changed copy
     * @throws IllegalArgumentException if η is not positive and finite
     */
    public SampledMfTrpo withTemperature(double eta) {
        return with(d -> d.temperature = eta);
    }

    /**
     * Another outer step size.
     *
     * @param beta β in (0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if β is outside (0, 1]
     */
    public SampledMfTrpo withStep(double beta) {
        return with(d -> d.step = Schedule.constant(beta));
    }

    /**
     * An outer step size that changes.
     *
     * @param schedule β_k in (0, 1]
     * @return a changed copy
     */
    public SampledMfTrpo withStep(Schedule schedule) {
        return with(d -> d.step = schedule);
    }

    /**
     * Another number of outer steps.
     *
     * @param k K ≥ 1
     * @return a changed copy
     */
    public SampledMfTrpo withOuterSteps(int k) {
        return with(d -> d.outerSteps = k);
    }

    /**
     * Another number of inner steps.
     *
     * @param l L ≥ 1
     * @return a changed copy
     */
    public SampledMfTrpo withInnerSteps(int l) {
        return with(d -> d.innerSteps = l);
    }

    /**
     * Another number of kernel steps in the population update.
     *
     * @param m M ≥ 1
     * @return a changed copy
     */
    public SampledMfTrpo withKernelSteps(int m) {
        return with(d -> d.kernelSteps = m);
    }

    /**
     * Another start of the inner loop.
     *
     * @param mode RESET_STEP, COLD or CONTINUE
     * @return a changed copy
     */
    public SampledMfTrpo withWarmStart(WarmStart mode) {
        return with(d -> d.warmStart = mode);
    }

    /**
     * Another inner step.
     *
     * @param rule the trust-region step
     * @return a changed copy
     */
    public SampledMfTrpo withTrustRegion(TrpoStep rule) {
        return with(d -> d.trustRegion = rule);
    }

    /**
     * Other rollouts or particles.
     *
     * @param change for instance {@code Sampling.defaults().withRollouts(500)}
     * @return a changed copy
     */
    public SampledMfTrpo withSampling(Sampling change) {
        return with(d -> d.sampling = change);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     */
    public SampledMfTrpo withMetricsEvery(int every) {
        return with(d -> d.metricsEvery = every);
    }

    /**
     * Adds a column with the distance ‖μ_k − μ*‖_2.
     *
     * @param law μ*, usually an exact equilibrium
     * @return a changed copy
     */
    public SampledMfTrpo withEquilibrium(Law law) {
        return with(d -> d.equilibrium = law);
    }

    /**
     * Another seed of the random numbers.
     *
     * @param number any number
     * @return a changed copy
     */
    public SampledMfTrpo withSeed(long number) {
        return with(d -> d.seed = number);
    }

    /**
     * Another number of threads; the result is the same to the bit.
     *
     * @param count at least 1
     * @return a changed copy
     */
    public SampledMfTrpo withThreads(int count) {
        return with(d -> d.threads = count);
    }

    /**
     * An upper bound on the samples; the run ends before the outer step that would exceed it.
     *
     * @param samples at least 1
     * @return a changed copy
     */
    public SampledMfTrpo withSampleBudget(long samples) {
        return with(d -> d.sampleBudget = samples);
    }

    /**
     * Writes the state to a file, from which {@link #resume(StationaryGame)} continues to the same bits.
     *
     * @param file replaced as a whole at each writing; null switches checkpoints off
     * @param every how many outer steps, at least 1
     * @return a changed copy
     */
    public SampledMfTrpo withCheckpoint(Path file, int every) {
        return with(d -> {
            d.checkpoint = file;
            d.checkpointEvery = every;
        });
    }

    /**
     * Solves a game from its initial law and the uniform policy.
     *
     * @param game the game
     * @return the last complete iterate and the history
     * @throws IllegalArgumentException if the game breaks its contract at its initial law, or restarts can never reach a
     *     state that the population can reach
     */
    public SampledRun solve(StationaryGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Solves a game while a monitor watches.
     *
     * @param game the game
     * @param monitor sees every outer step and may stop the run, which then returns its last complete iterate
     * @return the last complete iterate and the history; stopped by BUDGET if the samples ran out in the middle of a
     *     step, DIVERGED with a warning if the game broke its contract in mid-run
     * @throws IllegalArgumentException as {@link #solve(StationaryGame)}
     */
    public SampledRun solve(StationaryGame game, Monitor monitor) {
        return new SampledSolve(this, game, monitor).fromStart();
    }

    /**
     * Continues a run from its checkpoint, to the same bits as if it had not stopped.
     *
     * @param game the game of the checkpoint
     * @return as {@link #solve(StationaryGame)}, the history from the start
     * @throws org.meanfield4j.core.CheckpointException if there is no readable checkpoint
     * @throws IllegalArgumentException if this record has no checkpoint file, or the checkpoint is of another game or of
     *     other hyper-parameters; outer steps, threads, budget and checkpoints may differ
     */
    public SampledRun resume(StationaryGame game) {
        return resume(game, Monitor.silent());
    }

    /**
     * Continues a run from its checkpoint while a monitor watches.
     *
     * @param game the game of the checkpoint
     * @param monitor as in {@link #solve(StationaryGame, Monitor)}
     * @return as {@link #solve(StationaryGame, Monitor)}, the history from the start
     * @throws org.meanfield4j.core.CheckpointException as {@link #resume(StationaryGame)}
     * @throws IllegalArgumentException as {@link #resume(StationaryGame)}
     */
    public SampledRun resume(StationaryGame game, Monitor monitor) {
        return new SampledSolve(this, game, monitor).fromCheckpoint();
    }

    /** What the result depends on, apart from the machine: neither threads nor budget nor checkpoint. */
    @Override
    public String toString() {
        return "SampledMfTrpo[eta=" + temperature + ", beta=" + step + ", K=" + outerSteps + ", L=" + innerSteps
                + ", M="
                + kernelSteps + ", " + warmStart + ", t=" + trustRegion + ", " + sampling + ", metrics every "
                + metricsEvery + ", seed=" + seed + "]";
    }

    private SampledMfTrpo with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.record();
    }

    /** The record while one component changes. */
    private static final class Draft {
        double temperature;
        Schedule step;
        int outerSteps;
        int innerSteps;
        int kernelSteps;
        WarmStart warmStart;
        TrpoStep trustRegion;
        Sampling sampling;
        int metricsEvery;
        Law equilibrium;
        long seed;
        int threads;
        long sampleBudget;
        Path checkpoint;
        int checkpointEvery;

        Draft(SampledMfTrpo r) {
            temperature = r.temperature;
            step = r.step;
            outerSteps = r.outerSteps;
            innerSteps = r.innerSteps;
            kernelSteps = r.kernelSteps;
            warmStart = r.warmStart;
            trustRegion = r.trustRegion;
            sampling = r.sampling;
            metricsEvery = r.metricsEvery;
            equilibrium = r.equilibrium;
            seed = r.seed;
            threads = r.threads;
            sampleBudget = r.sampleBudget;
            checkpoint = r.checkpoint;
            checkpointEvery = r.checkpointEvery;
        }

        SampledMfTrpo record() {
            return new SampledMfTrpo(
                    temperature,
                    step,
                    outerSteps,
                    innerSteps,
                    kernelSteps,
                    warmStart,
                    trustRegion,
                    sampling,
                    metricsEvery,
                    equilibrium,
                    seed,
                    threads,
                    sampleBudget,
                    checkpoint,
                    checkpointEvery);
        }
    }
}
