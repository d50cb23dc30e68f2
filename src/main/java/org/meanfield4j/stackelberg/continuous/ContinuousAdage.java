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

/**
 * {@link org.meanfield4j.stackelberg.Adage} on an interval: N followers share one actor, everybody learns at every joint
 * step with constant steps, and m, v are the moments of their states. Actors stand still at first. Source: reconstructed.
 *
 * @param leaderStep of ω
 * @param actorStep of the followers' actor
 * @param criticStep of both critics
 * @param features what actor and critics are
 * @param followers N
 * @param samples how many in all
 * @param frozen how many joint steps the actors stand still
 * @param block samples between two rows, a multiple of N
 * @param seed of the random numbers
 */
@Withers
public record ContinuousAdage(
        double leaderStep,
        double actorStep,
        double criticStep,
        Features features,
        int followers,
        int samples,
        int frozen,
        int block,
        long seed)
        implements Solver<ContinuousGame, ContinuousRun>, ContinuousAdageSettings.With {

    @Override
    public ContinuousRun solve(ContinuousGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Steps(game, call));
    }

    private final class Steps extends BlockAlgorithm<ContinuousIterate, ContinuousRun> {
        private final ContinuousGame game;
        private final Call call;
        private final ContinuousLearner learner;
        /** The parameters that all transitions of a joint step are taken with. */
        private final ContinuousIterate held;

        Steps(ContinuousGame game, Call call) {
            super(Unit.SAMPLES, samples, block, seed);
            requireFit();
            this.game = game;
            this.call = call;
            this.learner = new ContinuousLearner(game, features);
            this.held = start();
        }

        @Override
        protected void learn(ContinuousIterate x, long first, long last, RandomGenerator random) {
            for (long done = first; done < last; done += followers) {
                jointStep(x, done / followers >= frozen, random);
            }
        }

        private void jointStep(ContinuousIterate x, boolean moves, RandomGenerator random) {
            double mean = 0;
            double square = 0;
            for (double s : x.states) {
                mean += s / followers;
                square += s * s / followers;
            }
            x.numbers[ContinuousIterate.MEAN] = mean;
            x.numbers[ContinuousIterate.VARIANCE] = square - mean * mean;
            held.take(x);
            double share = 1.0 / followers;
            learner.take(held);
            double leader = learner.lead(random);
            for (int j = 0; j < followers; j++) {
                learner.observe(held.states[j], leader, random);
                x.states[j] = learner.next;
                learner.addTo(x, moves ? share * leaderStep : 0, moves ? share * actorStep : 0, share * criticStep);
            }
            learner.bound(x);
        }

        @Override
        public ContinuousIterate start() {
            return new ContinuousIterate(
                    game, features, followers, Streams.of(seed).at(0), call.start());
        }

        @Override
        public Rows<ContinuousIterate> rows() {
            return ContinuousLearner.rows(game);
        }
    }

    /** What only settings together can break. */
    private void requireFit() {
        if (block % followers != 0) {
            throw new IllegalArgumentException(
                    "block = " + block + " must be a multiple of the " + followers + " followers; try 1000 and 20");
        }
    }

    /** Checks the settings. */
    public ContinuousAdage {
        Require.positive("leaderStep", leaderStep, "try 0.1");
        Require.positive("actorStep", actorStep, "try 0.3");
        Require.positive("criticStep", criticStep, "try 0.1");
        Require.given("features", features);
        Require.atLeast("followers", followers, 1);
        Require.memory("followers = " + followers, followers, 6, "what they do", "use fewer");
        Require.atLeast("frozen", frozen, 0);
        Require.atLeast("block", block, 1);
        Require.atLeast("samples", samples, 1);
    }

    /**
     * Steps (0.1, 0.3, 0.1), networks, 20 followers, 100 000 samples, actors still for 50 steps, a row every 1000 samples.
     *
     * @return the defaults
     */
    public static ContinuousAdage defaults() {
        return new ContinuousAdage(0.1, 0.3, 0.1, Features.NETWORKS, 20, 100_000, 50, 1000, 1);
    }
}
