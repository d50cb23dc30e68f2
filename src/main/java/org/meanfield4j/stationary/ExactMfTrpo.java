package org.meanfield4j.stationary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.History;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.TabularPolicy;

/**
 * Exact MF-TRPO: trust-region policy optimisation for stationary mean-field games, with the model known.
 *
 * <pre>
 * for k = 1 … K
 *   for ℓ = 0 … L−1:  Q ← Q^π_η at μ_{k−1};   π(a|s) ∝ π(a|s) exp( t_ℓ [Q(s,a) − η log π(a|s)] )
 *   μ_k = μ_{k−1} + β_k ( μ_{k−1} (P^π_{μ_{k−1}})^M − μ_{k−1} )
 * </pre>
 *
 * Cost per outer step: L exact evaluations ({@link FrozenMdp}), and about fifteen for the metrics. Source: Algorithm
 * ExactMFTRPO of arXiv 2505.22781; the defaults are ours.
 *
 * @param temperature η_k &gt; 0, in units of reward
 * @param step β_k in (0, 1], the share of the population that moves
 * @param outerSteps K, at least 1
 * @param innerSteps L, at least 1
 * @param kernelSteps M, at least 1
 * @param warmStart what the inner loop starts from
 * @param trustRegion the inner step
 * @param metricsEvery metrics are recorded at every such outer step, and at the last one
 * @param equilibrium a law to measure the distance from, or null
 */
public record ExactMfTrpo(
        Schedule temperature,
        Schedule step,
        int outerSteps,
        int innerSteps,
        int kernelSteps,
        WarmStart warmStart,
        TrpoStep trustRegion,
        int metricsEvery,
        Law equilibrium) {

    /** Checks the hyper-parameters. */
    public ExactMfTrpo {
        Objects.requireNonNull(warmStart, "warmStart");
        Objects.requireNonNull(trustRegion, "trustRegion");
        Checks.positive("outerSteps", outerSteps);
        Checks.positive("innerSteps", innerSteps);
        Checks.positive("kernelSteps", kernelSteps);
        Checks.positive("metricsEvery", metricsEvery);
        for (int k : new int[] {1, outerSteps}) {
            Checks.temperature(temperature.at(k));
            Checks.outerStep(step.at(k));
        }
    }

    /**
     * η = 0.05, β = 0.05, K = 200, L = 20, M = 5, {@link WarmStart#RESET_STEP}, shrinking trust region, metrics at every
     * outer step.
     *
     * @return the defaults
     */
    public static ExactMfTrpo defaults() {
        return new ExactMfTrpo(
                Schedule.constant(0.05),
                Schedule.constant(0.05),
                200,
                20,
                5,
                WarmStart.RESET_STEP,
                TrpoStep.shrinking(),
                1,
                null);
    }

    /**
     * Annealed MF-TRPO: the temperature falls and the outer step follows it, so that the bias of a constant temperature
     * vanishes without oscillation. η_k = max(0.02, 0.3 · 0.985^k), β_k = min(0.2, 0.6 η_k), K = 500, other values as
     * {@link #defaults}. Source: reconstructed.
     *
     * @return the annealed variant; metrics are taken at the current η_k
     */
    public static ExactMfTrpo annealed() {
        Schedule temperature = Schedule.geometric(0.3, 0.985, 0.02);
        return defaults()
                .withTemperature(temperature)
                .withStep(temperature.timesAtMost(0.6, 0.2))
                .withOuterSteps(500);
    }

    /**
     * Another temperature.
     *
     * @param eta η &gt; 0
     * @return a changed copy
     * @throws IllegalArgumentException if η is not positive and finite
     */
    public ExactMfTrpo withTemperature(double eta) {
        return withTemperature(Schedule.constant(eta));
    }

    /**
     * A temperature that changes with the outer step.
     *
     * @param schedule η_k &gt; 0
     * @return a changed copy
     */
    public ExactMfTrpo withTemperature(Schedule schedule) {
        return new ExactMfTrpo(
                schedule, step, outerSteps, innerSteps, kernelSteps, warmStart, trustRegion, metricsEvery, equilibrium);
    }

    /**
     * Another outer step size.
     *
     * @param beta β in (0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if β is outside (0, 1]
     */
    public ExactMfTrpo withStep(double beta) {
        return withStep(Schedule.constant(beta));
    }

    /**
     * An outer step size that changes.
     *
     * @param schedule β_k in (0, 1]
     * @return a changed copy
     */
    public ExactMfTrpo withStep(Schedule schedule) {
        return new ExactMfTrpo(
                temperature,
                schedule,
                outerSteps,
                innerSteps,
                kernelSteps,
                warmStart,
                trustRegion,
                metricsEvery,
                equilibrium);
    }

    /**
     * Another number of outer steps.
     *
     * @param k K ≥ 1
     * @return a changed copy
     */
    public ExactMfTrpo withOuterSteps(int k) {
        return new ExactMfTrpo(
                temperature, step, k, innerSteps, kernelSteps, warmStart, trustRegion, metricsEvery, equilibrium);
    }

    /**
     * Another number of inner steps.
     *
     * @param l L ≥ 1
     * @return a changed copy
     */
    public ExactMfTrpo withInnerSteps(int l) {
        return new ExactMfTrpo(
                temperature, step, outerSteps, l, kernelSteps, warmStart, trustRegion, metricsEvery, equilibrium);
    }

    /**
     * Another number of kernel steps in the population update.
     *
     * @param m M ≥ 1
     * @return a changed copy
     */
    public ExactMfTrpo withKernelSteps(int m) {
        return new ExactMfTrpo(
                temperature, step, outerSteps, innerSteps, m, warmStart, trustRegion, metricsEvery, equilibrium);
    }

    /**
     * Another start of the inner loop.
     *
     * @param mode RESET_STEP, COLD or CONTINUE
     * @return a changed copy
     */
    public ExactMfTrpo withWarmStart(WarmStart mode) {
        return new ExactMfTrpo(
                temperature, step, outerSteps, innerSteps, kernelSteps, mode, trustRegion, metricsEvery, equilibrium);
    }

    /**
     * Another inner step.
     *
     * @param rule the trust-region step
     * @return a changed copy
     */
    public ExactMfTrpo withTrustRegion(TrpoStep rule) {
        return new ExactMfTrpo(
                temperature, step, outerSteps, innerSteps, kernelSteps, warmStart, rule, metricsEvery, equilibrium);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     */
    public ExactMfTrpo withMetricsEvery(int every) {
        return new ExactMfTrpo(
                temperature, step, outerSteps, innerSteps, kernelSteps, warmStart, trustRegion, every, equilibrium);
    }

    /**
     * Adds a column with the distance ‖μ_k − μ*‖_2.
     *
     * @param law μ*, usually an {@code Equilibrium}
     * @return a changed copy
     */
    public ExactMfTrpo withEquilibrium(Law law) {
        return new ExactMfTrpo(
                temperature, step, outerSteps, innerSteps, kernelSteps, warmStart, trustRegion, metricsEvery, law);
    }

    /**
     * Solves a game from its initial law and the uniform policy.
     *
     * @param game the game
     * @return policy π_K, law μ_K and the history
     * @throws IllegalArgumentException if the game breaks its contract at its initial law
     */
    public StationaryRun solve(StationaryGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Solves a game while a monitor watches.
     *
     * @param game the game
     * @param monitor sees every outer step and may stop the run, which then returns its last complete iterate
     * @return policy, law and the history; {@link StopReason#DIVERGED} with a warning if the game broke its contract in
     *     mid-run, with the last good iterate
     * @throws IllegalArgumentException if the game breaks its contract at its initial law
     */
    public StationaryRun solve(StationaryGame game, Monitor monitor) {
        long started = System.nanoTime();
        int states = game.states();
        int actions = game.actions();
        Law law = game.initialLaw();
        FrozenMdp frozen = new FrozenMdp(game, law);
        Metrics metrics = new Metrics(game);
        double[] uniform = new double[states * actions];
        Arrays.fill(uniform, -FastMath.log(actions));
        double[] logPolicy = uniform.clone();
        double[] accepted = uniform.clone();
        double[] v = new double[states];
        double[] q = new double[states * actions];
        History history = Metrics.history(equilibrium != null);
        List<Law> laws = new ArrayList<>(List.of(law));
        StopReason stopped = StopReason.BUDGET;
        List<String> warnings = List.of();
        monitor.begin("ExactMfTrpo", outerSteps, history);
        try {
            for (int k = 1; k <= outerSteps && stopped == StopReason.BUDGET; k++) {
                double eta = temperature.at(k);
                if (warmStart == WarmStart.COLD) {
                    System.arraycopy(uniform, 0, logPolicy, 0, uniform.length);
                }
                int first = warmStart == WarmStart.CONTINUE ? (k - 1) * innerSteps : 0;
                boolean cancelled = false;
                for (int l = first; l < first + innerSteps && !cancelled; l++) {
                    frozen.evaluate(logPolicy, eta, v, q);
                    trustRegion.apply(l, eta, actions, q, logPolicy);
                    cancelled = monitor.cancelled();
                }
                if (cancelled) {
                    stopped = monitor.reason();
                    break;
                }
                try {
                    Law next = Population.pushed(frozen.chain(logPolicy), law, kernelSteps, step.at(k));
                    frozen.freeze(next);
                    if (k % metricsEvery == 0 || k == outerSteps) {
                        history.add(metrics.row(k, logPolicy, eta, next, equilibrium));
                        laws.add(next);
                    }
                    law = next;
                } catch (InvalidModelException broken) {
                    warnings = List.of("stopped in outer step " + k + ": " + broken.getMessage());
                    stopped = StopReason.DIVERGED;
                    break;
                }
                System.arraycopy(logPolicy, 0, accepted, 0, accepted.length);
                monitor.iterated(k);
            }
        } finally {
            monitor.end(stopped);
        }
        RunInfo info = new RunInfo(
                this, game.toString(), stopped, 0, 0, Duration.ofNanos(System.nanoTime() - started), warnings);
        return new StationaryRun(TabularPolicy.ofLogProbabilities(states, actions, accepted), law, laws, history, info);
    }
}
