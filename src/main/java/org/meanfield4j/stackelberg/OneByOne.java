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
 * One by one: the updates of {@link AcSmfg}, but followers and leader take turns of M iterations while the other stands
 * still. A follower turn moves θ, V̂_f and μ̂ with both trajectories, two samples an iteration; a leader turn moves ω and
 * V̂_l with the occupancy trajectory alone, one sample an iteration. Each side counts its own iterations for its steps; the
 * followers begin. Source: named in the paper; reconstructed.
 *
 * @param steps ζ, ξ, α, β
 * @param turn M
 * @param samples how many in all
 * @param block samples between two rows, a divisor of the turns' 2M and M
 * @param measured what a row holds
 * @param seed of the random numbers
 */
@Withers
public record OneByOne(
        TimeScales steps, int turn, int samples, int block, StackelbergMetrics.Measured measured, long seed)
        implements Solver<StackelbergGame, StackelbergRun>, OneByOneSettings.With {
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
            super(Unit.SAMPLES, samples, block, seed);
            Turn.requireFit(block, turn);
            this.game = game;
            this.call = call;
            this.learner = new ActorCritic(new FrozenStackelberg(game));
        }

        @Override
        protected void learn(StackelbergIterate x, long first, long last, RandomGenerator random) {
            learner.take(x);
            Turn now = Turn.of(first, last, turn);
            for (long j = now.first(); j < now.last(); j++) {
                if (now.followers()) {
                    followerTurn(j, x.counts, random);
                } else {
                    leaderTurn(j, x.counts, random);
                }
            }
        }

        private void followerTurn(long j, long[] counts, RandomGenerator random) {
            TimeScales.Sizes step = steps.at(j);
            at.draw(learner, (int) counts[STATE], learner, (int) counts[STATIONARY], random);
            double error = learner.followerError(at.state, at.action, at.leader, at.next);
            learner.improveFollower(at.state, at.action, step.follower() * error);
            learner.track(at.still, at.stillAction, step.meanField());
            learner.correctFollower(at.state, step.critic() * error);
            counts[STATE] = learner.restart(at.next, random.nextLong());
            counts[STATIONARY] = at.stillNext;
        }

        private void leaderTurn(long j, long[] counts, RandomGenerator random) {
            TimeScales.Sizes step = steps.at(j);
            at.draw(learner, (int) counts[STATE], random);
            double error = learner.leaderError(at.state, at.leader, at.next);
            learner.improveLeader(at.state, at.leader, step.leader() * error);
            learner.correctLeader(at.state, step.critic() * error);
            counts[STATE] = learner.restart(at.next, random.nextLong());
        }

        @Override
        public StackelbergIterate start() {
            return StackelbergIterate.start(game, call.start(), 2, seed);
        }

        @Override
        public void prepare(StackelbergIterate now, Watch watch) {
            LeaderReach.requireSome(game);
            steps.outOfOrder(samples).forEach(watch::warn);
        }

        @Override
        public Rows<StackelbergIterate> rows() {
            return new StackelbergMetrics(game, measured).rows(1);
        }
    }

    /** Checks the settings. */
    public OneByOne {
        Require.given("steps", steps);
        Require.given("measured", measured);
        Require.atLeast("turn", turn, 1);
        Require.atLeast("block", block, 1);
        Require.atLeast("samples", samples, 1);
    }

    /**
     * Steps (0.5, 0.5, 1, 1)/√(j+1), turns of 1000 iterations, 100 000 samples, a row every 500, seed 1.
     *
     * @return the defaults
     */
    public static OneByOne defaults() {
        return new OneByOne(TimeScales.defaults(), 1000, 100_000, 500, StackelbergMetrics.Measured.VALUES, 1);
    }
}
