package org.meanfield4j.stackelberg;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Require;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.random.Streams;

/**
 * AC-SMFG: a single loop of two actors, two critics and a mean-field estimate for Stackelberg mean-field games.
 *
 * <pre>
 * θ, ω, V̂_f, V̂_l = 0, μ̂ uniform; s and s̄ drawn from ρ
 * for k = 0 … K−1
 *   a ~ π(·|s), b ~ φ(·|o(s)), s' ~ P(·|s,a,b,μ̂)           occupancy trajectory
 *   ā ~ π(·|s̄), b̄ ~ φ(·|o(s̄)), s̄' ~ P(·|s̄,ā,b̄,μ̂)        stationary trajectory
 *   δ_f = r_f(s,a,b,μ̂) − τ log π(a|s) + γ V̂_f(s') − V̂_f(s)
 *   δ_l = r_l(s,b,μ̂) + γ V̂_l(s') − V̂_l(s)
 *   θ += α_k δ_f ∇ log π(a|s);   ω += ζ_k δ_l ∇ log φ(b|o(s))
 *   μ̂ += ξ_k (e_{z(s̄,ā)} − μ̂);  V̂_f(s) += β_k δ_f;  V̂_l(s) += β_k δ_l
 *   s̄ ← s̄';   s ← s' with probability γ, otherwise drawn from ρ
 * </pre>
 *
 * Two samples per iteration: the law of s is the discounted occupancy that the policy gradient needs, that of s̄ the mean
 * field. Source: Algorithm 1 of arXiv 2509.15392; restarts, constants and clipping are reconstructed.
 *
 * @param steps ζ, ξ, α, β
 * @param iterations K
 * @param leaderWarmup ω stands still for so many iterations, while the population forms
 * @param variant AC-SMFG itself, or it with one thing wrong
 * @param block iterations after which a run can be stopped, saved or kept
 * @param metricsEvery a row after so many blocks, and at the last one
 * @param measured what a row holds
 * @param seed of the random numbers
 */
@Withers
public record AcSmfg(
        TimeScales steps,
        int iterations,
        int leaderWarmup,
        Variant variant,
        int block,
        int metricsEvery,
        StackelbergMetrics.Measured measured,
        long seed)
        implements Solver<StackelbergGame, StackelbergRun>, AcSmfgSettings.With {
    private static final int STATE = 0;
    private static final int STATIONARY = 1;
    private static final int DONE = 2;

    /** What an ablation changes. */
    public enum Variant {
        /** The algorithm. */
        AC_SMFG,
        /** μ̂ follows z(s, a) of the trajectory with restarts, whose law is not the mean field. */
        SINGLE_TRAJECTORY,
        /** The follower's actor sees τ H(π(·|s)) instead of −τ log π(a|s), which is no gradient of its entropy. */
        STATE_ENTROPY,
        /** The critics look ahead to the state after the restart. */
        RESTARTED_BOOTSTRAP,
        /** The occupancy trajectory is never restarted. */
        NO_RESTARTS
    }

    @Override
    public StackelbergRun solve(StackelbergGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Blocks(game, call));
    }

    private final class Blocks implements Algorithm<StackelbergIterate, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final ActorCritic learner;
        private final StackelbergMetrics metrics;

        Blocks(StackelbergGame game, Call call) {
            this.game = game;
            this.call = call;
            this.learner = new ActorCritic(new FrozenStackelberg(game));
            this.metrics = new StackelbergMetrics(game, measured);
        }

        @Override
        public StackelbergIterate start() {
            StackelbergIterate start = new StackelbergIterate(game, call.start(), 3);
            learner.take(start);
            RandomGenerator random = Streams.of(seed).at(0);
            start.counts[STATE] = learner.start(random.nextLong() >>> 32);
            start.counts[STATIONARY] = learner.start(random.nextLong() >>> 32);
            return start;
        }

        @Override
        public void prepare(StackelbergIterate now, Watch watch) {
            LeaderReach.requireSome(game);
            steps.outOfOrder(iterations).forEach(watch::warn);
        }

        @Override
        public void step(int number, StackelbergIterate now, StackelbergIterate next, Watch watch) {
            long first = now.counts[DONE];
            long last = Math.min(first + block, iterations);
            next.copy(now);
            next.counts[DONE] = last;
            if (!watch.take(2 * (last - first))) {
                return;
            }
            learner.take(next);
            RandomGenerator random = Streams.of(seed).at(number);
            for (long k = first; k < last; k++) {
                iterate(k, next, random);
            }
        }

        /** Draws the k-th transition of both trajectories, and learns from it. */
        private void iterate(long k, StackelbergIterate x, RandomGenerator random) {
            int s = (int) x.counts[STATE];
            int still = (int) x.counts[STATIONARY];
            long bits = random.nextLong();
            int a = learner.followerAction(s, bits >>> 32);
            int b = learner.leaderAction(s, bits & ActorCritic.LOW);
            bits = random.nextLong();
            int next = learner.next(s, a, b, bits >>> 32);
            int stillAction = learner.followerAction(still, bits & ActorCritic.LOW);
            bits = random.nextLong();
            int stillLeader = learner.leaderAction(still, bits >>> 32);
            int stillNext = learner.next(still, stillAction, stillLeader, bits & ActorCritic.LOW);
            int onward = variant == Variant.NO_RESTARTS ? next : learner.restart(next, random.nextLong());
            int ahead = variant == Variant.RESTARTED_BOOTSTRAP ? onward : next;
            boolean single = variant == Variant.SINGLE_TRAJECTORY;
            learn(learner, x, k, s, a, b, ahead, single ? s : still, single ? a : stillAction);
            x.counts[STATE] = onward;
            x.counts[STATIONARY] = stillNext;
        }

        @Override
        public Rows<StackelbergIterate> rows() {
            return metrics.rows(metricsEvery);
        }

        @Override
        public int iterations() {
            return (int) ((iterations + block - 1L) / block);
        }

        @Override
        public Set<String> free() {
            return Set.of("iterations");
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public StackelbergRun run(StackelbergIterate last, Outcome outcome) {
            return last.run(outcome);
        }
    }

    /** The updates of iteration k from one transition, and from the atom of the stationary trajectory. */
    void learn(
            ActorCritic learner, StackelbergIterate x, long k, int s, int a, int b, int next, int still, int action) {
        double zeta = k < leaderWarmup ? 0 : steps.leader().at(k);
        double xi = Math.min(1, steps.meanField().at(k));
        double alpha = steps.follower().at(k);
        double beta = Math.min(1, steps.critic().at(k));
        double followerError = variant == Variant.STATE_ENTROPY
                ? learner.followerErrorWithStateEntropy(s, a, b, next)
                : learner.followerError(s, a, b, next);
        double leaderError = learner.leaderError(s, b, next);
        learner.improveFollower(s, a, alpha * followerError);
        learner.improveLeader(s, b, zeta * leaderError);
        learner.track(still, action, xi);
        x.followerValue[s] += beta * followerError;
        x.leaderValue[s] += beta * leaderError;
    }

    /** Checks the settings. */
    public AcSmfg {
        Require.given("steps", steps);
        Require.given("variant", variant);
        Require.given("measured", measured);
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("leaderWarmup", leaderWarmup, 0);
        Require.atLeast("block", block, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
    }

    /**
     * Steps (0.5, 0.5, 1, 1)/√(k+1), K = 50 000 iterations, 100 000 samples, a row every 250 iterations, seed 1.
     *
     * @return the defaults
     */
    public static AcSmfg defaults() {
        return new AcSmfg(
                TimeScales.defaults(), 50_000, 0, Variant.AC_SMFG, 250, 1, StackelbergMetrics.Measured.VALUES, 1);
    }
}
