package org.meanfield4j.stationary.sampled;

import java.util.Locale;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.WarmStart;

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
 * Samples per outer step: L·B·(T + w) + N·M, with w = γ(1−γ^T)/(1−γ) on average for {@link RestartMode#OCCUPATION}, 0 for
 * DIRECT and 1 for NO_RESTART. Memory grows linearly in states. The result depends on the seed but not on the number of
 * threads: every block of rollouts has its own random stream.
 *
 * <p>Source: Algorithm SampleBasedMFTRPO of arXiv 2505.22781; the estimator MEAN, the restarts DIRECT and NO_RESTART and
 * all defaults are ours.
 *
 * @param exact the settings that it shares with the exact algorithm
 * @param sampling rollouts and particles
 * @param seed of the random numbers
 */
@Withers
public record SampledMfTrpo(ExactMfTrpo exact, Sampling sampling, long seed)
        implements Solver<StationaryGame, SampledRun>, TrpoSettings {
    /** 1/(1 − 0.9) is a little more than 10. */
    private static final double ROUNDING = 1e-9;

    @Override
    public SampledRun solve(StationaryGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Iteration(game, call));
    }

    private final class Iteration implements Algorithm<SampledIterate, SampledRun> {
        private final StationaryGame game;
        private final Call call;
        private final SampledRows metrics;
        private FrozenMdp mdp;
        private SampledTrpo learner;

        Iteration(StationaryGame game, Call call) {
            this.game = game;
            this.call = call;
            this.metrics = new SampledRows(game, exact.temperature(), Metrics.reference(call, game));
        }

        @Override
        public SampledIterate start() {
            SampledIterate start =
                    SampledIterate.start(game, call, sampling.output() == InnerOutput.MIXTURE ? exact.innerSteps() : 0);
            exact.warmStart().requireStart(start.logPolicy, start.actions);
            return start;
        }

        @Override
        public void prepare(SampledIterate now, Watch watch) {
            Law nu = sampling.restartLaw() == null ? Law.uniform(game.states()) : sampling.restartLaw();
            Law.requireSize("restart law", nu, game.states());
            mdp = new FrozenMdp(game, Law.of(now.law));
            if (call.goOn() == null) {
                RestartCoverage.check(sampling.restart(), nu, mdp.kernel(), Law.of(now.law))
                        .forEach(watch::warn);
            }
            warnOfTruncation(watch);
            learner = new SampledTrpo(exact, sampling, game, nu, call.threads(), watch);
        }

        /** π_k from samples at μ_{k−1}, then μ_k from particles. */
        @Override
        public void step(int k, SampledIterate now, SampledIterate next, Watch watch) {
            double eta = exact.temperature().at(k);
            Streams streams = Streams.of(seed).child(k);
            mdp.freeze(Law.of(now.law));
            learner.freeze(mdp);
            learner.walkFrom(now.walker());
            exact.warmStart().policy(now.logPolicy, next.logPolicy, next.actions);
            int first = exact.warmStart().firstInnerStep(k, exact.innerSteps());
            learner.improve(streams, first, eta, next.logPolicy, next.mixture);
            next.arrive(learner.walker(), learner.coverage());
            next.follow(exact.innerSteps());
            double[] arrived = learner.push(streams, now.law, eta, next.followed());
            double beta = exact.stepSize().at(k);
            for (int s = 0; s < arrived.length; s++) {
                next.law[s] = now.law[s] + beta * (arrived[s] - now.law[s]);
            }
            mdp.freeze(Law.of(next.law)); // refused where the game breaks its contract
        }

        @Override
        public Rows<SampledIterate> rows() {
            return metrics.rows(exact.metricsEvery());
        }

        private void warnOfTruncation(Watch watch) {
            double horizon = 1 / (1 - game.discount());
            if (sampling.truncation() < horizon - ROUNDING) {
                watch.warn(String.format(
                        Locale.ROOT,
                        "truncation = %d is shorter than the effective horizon 1/(1-gamma) = %.4g: values miss up to"
                                + " gamma^T/(1-gamma) = %.4g times the largest regularised reward; use at least %.0f",
                        sampling.truncation(),
                        horizon,
                        FastMath.pow(game.discount(), sampling.truncation()) * horizon,
                        Math.ceil(5 * horizon - ROUNDING)));
            }
        }

        @Override
        public int iterations() {
            return exact.outerSteps();
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public SampledRun run(SampledIterate last, Outcome outcome) {
            return last.run(outcome);
        }
    }

    /** Checks that nothing is missing. */
    public SampledMfTrpo {
        Require.given("exact", exact);
        Require.given("sampling", sampling);
    }

    /**
     * η = 0.05, β = 0.05, K = 100, L = 10, M = 5, {@link WarmStart#RESET_STEP}, shrinking trust region,
     * {@link Sampling#defaults()}, metrics at every outer step, seed 1: 5.9·10^7 samples with γ = 0.9.
     *
     * @return the defaults
     */
    public static SampledMfTrpo defaults() {
        return new SampledMfTrpo(ExactMfTrpo.defaults().withOuterSteps(100).withInnerSteps(10), Sampling.defaults(), 1);
    }

    /** What the result depends on. */
    @Override
    public String toString() {
        return "SampledMfTrpo[eta=" + exact.temperature() + ", beta=" + exact.stepSize() + ", K=" + exact.outerSteps()
                + ", L=" + exact.innerSteps() + ", M=" + exact.kernelSteps() + ", " + exact.warmStart() + ", t="
                + exact.trustRegion() + ", " + sampling + ", metrics every " + exact.metricsEvery() + ", seed=" + seed
                + "]";
    }
}
