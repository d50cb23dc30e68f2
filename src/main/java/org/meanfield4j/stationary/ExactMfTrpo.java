package org.meanfield4j.stationary;

import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.loop.Loop;

/**
 * Exact MF-TRPO: trust-region policy optimisation for stationary mean-field games, with the model known.
 *
 * <pre>
 * π uniform, μ_0 the initial law, unless a run starts elsewhere
 * for k = 1 … K, with η = η_k, β = β_k
 *   for ℓ = 0 … L−1:  Q ← Q^π_η at μ_{k−1};   π(a|s) ∝ π(a|s) exp( t_ℓ [Q(s,a) − η log π(a|s)] )
 *   μ_k = μ_{k−1} + β_k ( μ_{k−1} (P^π_{μ_{k−1}})^M − μ_{k−1} )
 * </pre>
 *
 * Cost per outer step: L exact evaluations ({@link FrozenMdp}), and about fifteen for the metrics. Source: Algorithm
 * ExactMFTRPO of arXiv 2505.22781; the defaults are ours.
 *
 * @param temperature η_k &gt; 0, in units of reward
 * @param stepSize β_k in (0, 1], the share of the population that moves
 * @param outerSteps K, at least 1
 * @param innerSteps L, at least 1
 * @param kernelSteps M, at least 1
 * @param warmStart what the inner loop starts from
 * @param trustRegion the inner step
 * @param metricsEvery metrics are recorded at every such outer step, and at the last one
 */
@Withers
public record ExactMfTrpo(
        Schedule temperature,
        Schedule stepSize,
        int outerSteps,
        int innerSteps,
        int kernelSteps,
        WarmStart warmStart,
        TrpoStep trustRegion,
        int metricsEvery)
        implements Solver<StationaryGame, StationaryRun>, ExactMfTrpoSettings.With {

    @Override
    public StationaryRun solve(StationaryGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Iteration(game, call));
    }

    private final class Iteration extends StationaryAlgorithm {
        Iteration(StationaryGame game, Call call) {
            super(game, call, temperature, outerSteps, metricsEvery);
        }

        @Override
        public StationaryIterate start() {
            StationaryIterate start = super.start();
            warmStart.requireStart(start.logPolicy, start.actions);
            return start;
        }

        /** π_k from π_{k−1} at μ_{k−1}, then μ_k. */
        @Override
        public void step(int k, StationaryIterate now, StationaryIterate next, Watch watch) {
            double eta = temperature.at(k);
            mdp.freeze(Law.of(now.law));
            next.keepValuesOf(now);
            warmStart.policy(now.logPolicy, next.logPolicy, next.actions);
            int first = warmStart.firstInnerStep(k, innerSteps);
            for (int l = first; l < first + innerSteps; l++) {
                watch.check();
                mdp.evaluate(next.logPolicy, eta, next.value, q);
                trustRegion.apply(l, eta, next.actions, q, next.logPolicy, watch);
            }
            Population.move(mdp.chain(next.logPolicy), now.law, kernelSteps, stepSize.at(k), next.law, watch);
            mdp.freeze(Law.of(next.law)); // refused where the game breaks its contract
        }
    }

    /** Checks the hyper-parameters. */
    public ExactMfTrpo {
        Require.given("warmStart", warmStart);
        Require.given("trustRegion", trustRegion);
        Require.atLeast("outerSteps", outerSteps, 1);
        Require.atLeast("innerSteps", innerSteps, 1);
        Require.atLeast("kernelSteps", kernelSteps, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
        check("temperature", temperature, outerSteps, Require::temperature);
        check("stepSize", stepSize, outerSteps, Require::outerStep);
    }

    /** Checks a schedule at every k, or at both ends if it is monotone. */
    private static void check(String name, Schedule schedule, int steps, DoubleConsumer require) {
        Require.given(name, schedule);
        IntStream all = schedule.monotone() ? IntStream.of(1, steps) : IntStream.rangeClosed(1, steps);
        all.forEach(k -> {
            try {
                require.accept(schedule.at(k));
            } catch (IllegalArgumentException e) {
                throw schedule instanceof Schedule.Constant
                        ? e
                        : new IllegalArgumentException(e.getMessage() + "; it is " + schedule + " at k = " + k, e);
            }
        });
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
                1);
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
                .withStepSize(temperature.timesAtMost(0.6, 0.2))
                .withOuterSteps(500);
    }

    /**
     * A constant temperature.
     *
     * @param eta η &gt; 0
     * @return a changed copy
     * @throws IllegalArgumentException if η is not positive and finite
     */
    public ExactMfTrpo withTemperature(double eta) {
        Require.temperature(eta);
        return withTemperature(Schedule.constant(eta));
    }

    /**
     * A constant outer step size.
     *
     * @param beta β in (0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if β is outside (0, 1]
     */
    public ExactMfTrpo withStepSize(double beta) {
        Require.outerStep(beta);
        return withStepSize(Schedule.constant(beta));
    }
}
