package org.meanfield4j.stackelberg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;

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

    private final class Steps extends BlockAlgorithm<StackelbergIterate, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final FrozenStackelberg frozen;
        private final ActorCritic learner;
        private final int[] states = new int[followers];
        private final int[] actions = new int[followers];
        private final int[] leads = new int[followers];
        private final double[] followerErrors = new double[followers];
        private final double[] leaderErrors = new double[followers];

        Steps(StackelbergGame game, Call call) {
            super(Unit.SAMPLES, samples, block, seed);
            requireFit();
            this.game = game;
            this.call = call;
            this.frozen = new FrozenStackelberg(game);
            this.learner = new ActorCritic(frozen);
        }

        @Override
        protected void learn(StackelbergIterate x, long first, long last, RandomGenerator random) {
            learner.take(x);
            for (long done = first; done < last; done += followers) {
                act(x, random);
                move(x.counts, random);
                learnFromAll();
            }
        }

        /** Everybody acts, and the law is that of their atoms. */
        private void act(StackelbergIterate x, RandomGenerator random) {
            boolean posted = game.observations() == 1;
            double share = 1.0 / followers;
            int common = posted ? learner.leaderAction(0, random.nextLong() >>> 32) : 0;
            Arrays.fill(x.law, 0);
            for (int j = 0; j < followers; j++) {
                int s = (int) x.counts[1 + j];
                long bits = random.nextLong();
                states[j] = s;
                actions[j] = learner.followerAction(s, bits >>> 32);
                leads[j] = posted ? common : learner.leaderAction(s, bits & ActorCritic.LOW);
                x.law[frozen.atom[s * frozen.actions + actions[j]]] += share;
            }
        }

        private void move(long[] counts, RandomGenerator random) {
            for (int j = 0; j < followers; j++) {
                int next = learner.next(states[j], actions[j], leads[j], random.nextLong() >>> 32);
                followerErrors[j] = learner.followerError(states[j], actions[j], leads[j], next);
                leaderErrors[j] = learner.leaderError(states[j], leads[j], next);
                counts[1 + j] = next;
            }
        }

        private void learnFromAll() {
            double share = step / followers;
            for (int j = 0; j < followers; j++) {
                double followerStep = share * followerErrors[j];
                double leaderStep = share * leaderErrors[j];
                learner.ascend(states[j], actions[j], leads[j], followerStep, leaderStep);
                learner.correctFollower(states[j], followerStep);
                learner.correctLeader(states[j], leaderStep);
            }
            for (int s : states) {
                learner.refresh(s);
            }
        }

        @Override
        public StackelbergIterate start() {
            return StackelbergIterate.start(game, call.start(), followers, seed);
        }

        @Override
        public void prepare(StackelbergIterate now, Watch watch) {
            LeaderReach.requireSome(game);
        }

        @Override
        public Rows<StackelbergIterate> rows() {
            return new StackelbergMetrics(game, measured).rows(1);
        }
    }

    /** What only settings together can break. */
    private void requireFit() {
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
