package org.meanfield4j.stackelberg;

import static org.meanfield4j.stackelberg.StackelbergIterate.STATE;
import static org.meanfield4j.stackelberg.StackelbergIterate.STATIONARY;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;

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
 * @param iterations K; if it is a multiple of block, a continued run has the bits of one that was longer from the start
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

    private final class Blocks extends BlockAlgorithm<StackelbergIterate, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final ActorCritic learner;
        private final Transition at = new Transition();

        Blocks(StackelbergGame game, Call call) {
            super(Unit.ITERATIONS, iterations, block, seed);
            this.game = game;
            this.call = call;
            this.learner = new ActorCritic(new FrozenStackelberg(game));
        }

        @Override
        protected void learn(StackelbergIterate x, long first, long last, RandomGenerator random) {
            learner.take(x);
            for (long k = first; k < last; k++) {
                iterate(k, x.counts, random);
            }
        }

        private void iterate(long k, long[] counts, RandomGenerator random) {
            at.draw(learner, (int) counts[STATE], learner, (int) counts[STATIONARY], random);
            counts[STATIONARY] = at.stillNext;
            int onward = variant == Variant.NO_RESTARTS ? at.next : learner.restart(at.next, random.nextLong());
            counts[STATE] = onward;
            if (variant == Variant.RESTARTED_BOOTSTRAP) {
                at.next = onward;
            } else if (variant == Variant.SINGLE_TRAJECTORY) {
                at.still = at.state;
                at.stillAction = at.action;
            }
            update(learner, k, at);
        }

        @Override
        public StackelbergIterate start() {
            return StackelbergIterate.start(game, call.start(), 2, seed);
        }

        @Override
        public void prepare(StackelbergIterate now, Watch watch) {
            LeaderReach.requireSome(game);
            steps.outOfOrder(iterations).forEach(watch::warn);
        }

        @Override
        public Rows<StackelbergIterate> rows() {
            return new StackelbergMetrics(game, measured).rows(metricsEvery);
        }
    }

    /** The updates of iteration k from the transition of both trajectories. */
    void update(ActorCritic learner, long k, Transition at) {
        TimeScales.Sizes step = steps.at(k);
        double followerError = variant == Variant.STATE_ENTROPY
                ? learner.followerErrorWithStateEntropy(at.state, at.action, at.leader, at.next)
                : learner.followerError(at.state, at.action, at.leader, at.next);
        double leaderError = learner.leaderError(at.state, at.leader, at.next);
        learner.improveFollower(at.state, at.action, step.follower() * followerError);
        learner.improveLeader(at.state, at.leader, k < leaderWarmup ? 0 : step.leader() * leaderError);
        learner.track(at.still, at.stillAction, step.meanField());
        learner.correctFollower(at.state, step.critic() * followerError);
        learner.correctLeader(at.state, step.critic() * leaderError);
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
