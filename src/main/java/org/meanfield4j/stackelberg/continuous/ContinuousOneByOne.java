package org.meanfield4j.stackelberg.continuous;

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
import org.meanfield4j.stackelberg.TimeScales;

/**
 * {@link ContinuousAcSmfg} one side at a time, in turns of M iterations as {@link org.meanfield4j.stackelberg.OneByOne}. The
 * follower's actor stands still for its first iterations, the leader never does in its turns. Source: reconstructed.
 *
 * @param steps ζ, ξ, α, β
 * @param features what actor and critics are
 * @param turn M
 * @param samples how many in all
 * @param frozen how many follower iterations the actor stands still
 * @param block samples between two rows, even and a divisor of M
 * @param seed of the random numbers
 */
@Withers
public record ContinuousOneByOne(
        TimeScales steps, Features features, int turn, int samples, int frozen, int block, long seed)
        implements Solver<ContinuousGame, ContinuousRun>, ContinuousOneByOneSettings.With {

    @Override
    public ContinuousRun solve(ContinuousGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Blocks(game, call));
    }

    private final class Blocks implements Algorithm<ContinuousIterate, ContinuousRun> {
        private final ContinuousGame game;
        private final Call call;
        private final ContinuousLearner learner;

        Blocks(ContinuousGame game, Call call) {
            this.game = game;
            this.call = call;
            this.learner = new ContinuousLearner(game, features);
        }

        @Override
        public ContinuousIterate start() {
            requireFit();
            return new ContinuousIterate(game, features, 2, Streams.of(seed).at(0), call.start());
        }

        @Override
        public void step(int number, ContinuousIterate now, ContinuousIterate next, Watch watch) {
            next.copy(now);
            if (!watch.take(block)) {
                return;
            }
            learner.take(next);
            RandomGenerator random = Streams.of(seed).at(number);
            long turns = now.counts[0] / (3L * turn);
            long within = now.counts[0] % (3L * turn);
            boolean followers = within < 2L * turn;
            long from = turns * turn + (followers ? within / 2 : within - 2L * turn);
            long count = followers ? block / 2 : block;
            for (long j = from; j < from + count; j++) {
                iterate(j, followers, next, random);
            }
            next.counts[0] += block;
        }

        private void iterate(long j, boolean followers, ContinuousIterate x, RandomGenerator random) {
            double beta = Math.min(1, steps.critic().at(j));
            if (followers) {
                double still = x.states[1];
                x.states[1] = learner.move(still, random);
                learner.observe(x.states[0], learner.lead(random), random);
                learner.improveFollower(j >= frozen ? steps.follower().at(j) : 0, beta);
                learner.track(still, Math.min(1, steps.meanField().at(j)));
            } else {
                learner.observe(x.states[0], learner.lead(random), random);
                learner.improveLeader(steps.leader().at(j), beta);
            }
            x.states[0] = random.nextDouble() < game.discount() ? learner.next : ContinuousLearner.start(game, random);
        }

        @Override
        public Rows<ContinuousIterate> rows() {
            return ContinuousLearner.rows(game);
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
        public ContinuousRun run(ContinuousIterate last, Outcome outcome) {
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
                    + " iterations; try 1000 and 1000");
        }
    }

    /** Checks the settings. */
    public ContinuousOneByOne {
        Require.given("steps", steps);
        Require.given("features", features);
        Require.atLeast("turn", turn, 1);
        Require.atLeast("frozen", frozen, 0);
        Require.atLeast("block", block, 1);
        Require.atLeast("samples", samples, 1);
    }

    /**
     * Networks, turns of 1000 iterations, 100 000 samples, a row every 1000, constants as {@link ContinuousAcSmfg#defaults}.
     *
     * @return the defaults
     */
    public static ContinuousOneByOne defaults() {
        return new ContinuousOneByOne(
                ContinuousAcSmfg.defaults().steps(), Features.NETWORKS, 1000, 100_000, 1000, 1000, 1);
    }
}
