package org.meanfield4j.stackelberg;

import java.util.Arrays;
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
 * ADAGE: N followers who share one policy, and a leader, all learning at every joint step with one constant step size. The
 * mean field is the empirical law of the N atoms; gradients are averages over the followers, with the temporal differences
 * of {@link AcSmfg}. No restarts and no second trajectory; N samples a step. A leader that sees nothing posts one action for
 * all, otherwise it acts towards each follower by itself. Source: named in the paper; size and step are reconstructed.
 *
 * @param step of everything
 * @param followers N
 * @param samples how many in all
 * @param block samples between two rows, a multiple of N
 * @param measured what a row holds; the error of the mean field is that of the last empirical law
 * @param seed of the random numbers
 */
@Withers
public record Adage(double step, int followers, int samples, int block, StackelbergMetrics.Measured measured, long seed)
        implements Solver<StackelbergGame, StackelbergRun>, AdageSettings.With {

    @Override
    public StackelbergRun solve(StackelbergGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Steps(game, call));
    }

    private final class Steps implements Algorithm<StackelbergIterate, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final FrozenStackelberg frozen;
        private final ActorCritic learner;
        private final StackelbergMetrics metrics;
        private final int[] actions = new int[followers];
        private final int[] leads = new int[followers];
        private final int[] next = new int[followers];
        private final double[] followerErrors = new double[followers];
        private final double[] leaderErrors = new double[followers];

        Steps(StackelbergGame game, Call call) {
            this.game = game;
            this.call = call;
            this.frozen = new FrozenStackelberg(game);
            this.learner = new ActorCritic(frozen);
            this.metrics = new StackelbergMetrics(game, measured);
        }

        @Override
        public StackelbergIterate start() {
            requireFit();
            StackelbergIterate start = new StackelbergIterate(game, call.start(), followers);
            learner.take(start);
            RandomGenerator random = Streams.of(seed).at(0);
            for (int j = 0; j < followers; j++) {
                start.counts[j] = learner.start(random.nextLong() >>> 32);
            }
            return start;
        }

        @Override
        public void prepare(StackelbergIterate now, Watch watch) {
            LeaderReach.requireSome(game);
        }

        @Override
        public void step(int number, StackelbergIterate now, StackelbergIterate to, Watch watch) {
            to.copy(now);
            if (!watch.take(block)) {
                return;
            }
            learner.take(to);
            RandomGenerator random = Streams.of(seed).at(number);
            for (int i = 0; i < block / followers; i++) {
                jointStep(to, random);
            }
        }

        private void jointStep(StackelbergIterate x, RandomGenerator random) {
            boolean posted = game.observations() == 1;
            Arrays.fill(x.law, 0);
            int common = posted ? learner.leaderAction(0, random.nextLong() >>> 32) : 0;
            for (int j = 0; j < followers; j++) {
                int s = (int) x.counts[j];
                long bits = random.nextLong();
                actions[j] = learner.followerAction(s, bits >>> 32);
                leads[j] = posted ? common : learner.leaderAction(s, bits & ActorCritic.LOW);
                x.law[frozen.atom[s * frozen.actions + actions[j]]] += 1.0 / followers;
            }
            for (int j = 0; j < followers; j++) {
                int s = (int) x.counts[j];
                next[j] = learner.next(s, actions[j], leads[j], random.nextLong() >>> 32);
                followerErrors[j] = learner.followerError(s, actions[j], leads[j], next[j]);
                leaderErrors[j] = learner.leaderError(s, leads[j], next[j]);
            }
            for (int j = 0; j < followers; j++) {
                int s = (int) x.counts[j];
                learner.ascendFollower(s, actions[j], step / followers * followerErrors[j]);
                learner.ascendLeader(s, leads[j], step / followers * leaderErrors[j]);
                x.followerValue[s] += step / followers * followerErrors[j];
                x.leaderValue[s] += step / followers * leaderErrors[j];
            }
            for (int j = 0; j < followers; j++) {
                learner.refresh((int) x.counts[j]);
                x.counts[j] = next[j];
            }
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
        if (block % followers != 0) {
            throw new IllegalArgumentException(
                    "block = " + block + " must be a multiple of the " + followers + " followers; try 500 and 20");
        }
    }

    /** Checks the settings. */
    public Adage {
        Require.positive("step", step, "try 0.1");
        Require.atLeast("followers", followers, 1);
        Require.memory("followers = " + followers, followers, 6, "what they do", "use fewer");
        Require.atLeast("block", block, 1);
        Require.atLeast("samples", samples, 1);
        Require.given("measured", measured);
    }

    /**
     * Step 0.1, 20 followers, 100 000 samples, a row every 500, seed 1.
     *
     * @return the defaults
     */
    public static Adage defaults() {
        return new Adage(0.1, 20, 100_000, 500, StackelbergMetrics.Measured.VALUES, 1);
    }
}
