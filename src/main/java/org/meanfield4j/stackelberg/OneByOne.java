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
    private static final int STATE = 0;
    private static final int STATIONARY = 1;
    private static final int DONE = 2;

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
            requireFit();
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
            steps.outOfOrder(samples).forEach(watch::warn);
        }

        @Override
        public void step(int number, StackelbergIterate now, StackelbergIterate next, Watch watch) {
            next.copy(now);
            if (!watch.take(block)) {
                return;
            }
            learner.take(next);
            RandomGenerator random = Streams.of(seed).at(number);
            long turns = now.counts[DONE] / (3L * turn);
            long within = now.counts[DONE] % (3L * turn);
            boolean followers = within < 2L * turn;
            long from = turns * turn + (followers ? within / 2 : within - 2L * turn);
            long count = followers ? block / 2 : block;
            for (long j = from; j < from + count; j++) {
                if (followers) {
                    followerTurn(j, next, random);
                } else {
                    leaderTurn(j, next, random);
                }
            }
            next.counts[DONE] += block;
        }

        private void followerTurn(long j, StackelbergIterate x, RandomGenerator random) {
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
            double error = learner.followerError(s, a, b, next);
            learner.improveFollower(s, a, steps.follower().at(j) * error);
            learner.track(still, stillAction, Math.min(1, steps.meanField().at(j)));
            x.followerValue[s] += Math.min(1, steps.critic().at(j)) * error;
            x.counts[STATE] = learner.restart(next, random.nextLong());
            x.counts[STATIONARY] = stillNext;
        }

        private void leaderTurn(long j, StackelbergIterate x, RandomGenerator random) {
            int s = (int) x.counts[STATE];
            long bits = random.nextLong();
            int a = learner.followerAction(s, bits >>> 32);
            int b = learner.leaderAction(s, bits & ActorCritic.LOW);
            int next = learner.next(s, a, b, random.nextLong() >>> 32);
            double error = learner.leaderError(s, b, next);
            learner.improveLeader(s, b, steps.leader().at(j) * error);
            x.leaderValue[s] += Math.min(1, steps.critic().at(j)) * error;
            x.counts[STATE] = learner.restart(next, random.nextLong());
        }

        @Override
        public Rows<StackelbergIterate> rows() {
            return metrics.rows(1);
        }

        @Override
        public int iterations() {
            return Math.max(1, samples / block);
        }

        @Override
        public Set<String> free() {
            return Set.of("samples");
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

    /** What only settings together can break. */
    private void requireFit() {
        if (samples < block) {
            throw new IllegalArgumentException("samples = " + samples + " must be at least block = " + block
                    + ", one row; raise samples or lower block");
        }
        if (block % 2 != 0 || turn % block != 0) {
            throw new IllegalArgumentException("block = " + block + " must be even and divide the turn of " + turn
                    + " iterations; try 500 and 1000");
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
