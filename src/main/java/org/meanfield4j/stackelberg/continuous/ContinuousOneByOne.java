package org.meanfield4j.stackelberg.continuous;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stackelberg.BlockAlgorithm;
import org.meanfield4j.stackelberg.TimeScales;
import org.meanfield4j.stackelberg.Turn;

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

    private final class Blocks extends BlockAlgorithm<ContinuousIterate, ContinuousRun> {
        private final ContinuousGame game;
        private final Call call;
        private final ContinuousLearner learner;

        Blocks(ContinuousGame game, Call call) {
            super(Unit.SAMPLES, samples, block, seed);
            Turn.requireFit(block, turn);
            this.game = game;
            this.call = call;
            this.learner = new ContinuousLearner(game, features);
        }

        @Override
        protected void learn(ContinuousIterate x, long first, long last, RandomGenerator random) {
            learner.take(x);
            Turn now = Turn.of(first, last, turn);
            for (long j = now.first(); j < now.last(); j++) {
                TimeScales.Sizes step = steps.at(j);
                if (now.followers()) {
                    followerTurn(step, j >= frozen, x.states, random);
                } else {
                    learner.observe(x.states[0], learner.lead(random), random);
                    learner.improveLeader(step.leader(), step.critic());
                }
                x.states[0] = learner.goOn(random);
            }
        }

        private void followerTurn(TimeScales.Sizes step, boolean moves, double[] states, RandomGenerator random) {
            double still = states[1];
            states[1] = learner.move(still, random);
            learner.observe(states[0], learner.lead(random), random);
            learner.improveFollower(moves ? step.follower() : 0, step.critic());
            learner.track(still, step.meanField());
        }

        @Override
        public ContinuousIterate start() {
            return new ContinuousIterate(game, features, 2, Streams.of(seed).at(0), call.start());
        }

        @Override
        public Rows<ContinuousIterate> rows() {
            return ContinuousLearner.rows(game);
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
