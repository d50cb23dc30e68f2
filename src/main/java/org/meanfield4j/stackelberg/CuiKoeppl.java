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
 * Stackelberg fictitious play of a major and many minor players, from samples. Phases of tabular Q-learning, one player at
 * a time, against the averaged policy of the other; at the end of a phase the greedy policy enters the average.
 *
 * <pre>
 * for it = 0, 1, …:  the leader's phase if it mod (inner + 1) = 0, otherwise the followers'
 *   500 times: ε-greedy action, Q(s,a) += 0.1 (r + γ max Q(s',·) − Q(s,a)), restart with probability 1 − γ;
 *              μ̂ by a second trajectory under the averaged policies, ξ = 0.5/√(n+1)
 *   average ← (average · (it + 1) + greedy) / (it + 2)
 * </pre>
 *
 * Rewards are not regularised; two samples an iteration. The exact version is {@link ExactCuiKoeppl}. Source: Cui and others
 * (AAAI 2024), whose code has this schedule; the stationary sampled form is reconstructed.
 *
 * @param rate of Q-learning, in (0, 1]
 * @param exploration ε in [0, 1]
 * @param inner follower phases per leader phase
 * @param phase iterations of a phase
 * @param samples how many in all
 * @param block samples between two rows, even
 * @param measured what a row holds
 * @param seed of the random numbers
 */
@Withers
public record CuiKoeppl(
        double rate,
        double exploration,
        int inner,
        int phase,
        int samples,
        int block,
        StackelbergMetrics.Measured measured,
        long seed)
        implements Solver<StackelbergGame, StackelbergRun>, CuiKoepplSettings.With {
    private static final int STATE = 0;
    private static final int STATIONARY = 1;
    private static final int DONE = 2;
    private static final double UNIT = 0x1p-32;

    @Override
    public StackelbergRun solve(StackelbergGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Phases(game, call));
    }

    private final class Phases implements Algorithm<AveragedPair, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final FrozenStackelberg frozen;
        private final StackelbergMetrics metrics;
        private StackelbergOracle oracle;
        private AveragedPair x;

        Phases(StackelbergGame game, Call call) {
            this.game = game;
            this.call = call;
            this.frozen = new FrozenStackelberg(game);
            this.metrics = new StackelbergMetrics(game, measured);
        }

        @Override
        public AveragedPair start() {
            AveragedPair start = new AveragedPair(game, call.start());
            StackelbergOracle of = new StackelbergOracle(frozen, start.law);
            RandomGenerator random = Streams.of(seed).at(0);
            start.counts[STATE] = of.start(random.nextLong() >>> 32);
            start.counts[STATIONARY] = of.start(random.nextLong() >>> 32);
            return start;
        }

        @Override
        public void step(int number, AveragedPair now, AveragedPair next, Watch watch) {
            next.copy(now);
            if (!watch.take(block)) {
                return;
            }
            x = next;
            oracle = new StackelbergOracle(frozen, next.law);
            RandomGenerator random = Streams.of(seed).at(number);
            for (long n = now.counts[DONE]; n < now.counts[DONE] + block / 2; n++) {
                boolean leads = n / phase % (inner + 1) == 0;
                learn(leads, random);
                track(0.5 / Math.sqrt(n + 1.0), random);
                if ((n + 1) % phase == 0) {
                    AveragedPair.averageIn(
                            leads ? next.leader : next.follower,
                            leads ? next.leaderQ : next.followerQ,
                            leads ? frozen.leaderActions : frozen.actions,
                            n / phase,
                            0);
                }
            }
            next.counts[DONE] += block / 2;
        }

        /** One step of Q-learning of the player whose phase it is. */
        private void learn(boolean leads, RandomGenerator random) {
            int s = (int) x.counts[STATE];
            long bits = random.nextLong();
            long choice = random.nextLong();
            int a = leads
                    ? StackelbergOracle.act(x.follower, s * frozen.actions, frozen.actions, bits >>> 32)
                    : explore(x.followerQ, s * frozen.actions, frozen.actions, choice);
            int row = frozen.seen[s] * frozen.leaderActions;
            int b = leads
                    ? explore(x.leaderQ, row, frozen.leaderActions, choice)
                    : StackelbergOracle.act(x.leader, row, frozen.leaderActions, bits >>> 32);
            int next = oracle.next(s, a, b, bits & ActorCritic.LOW);
            if (leads) {
                double reward = finite("leader", game.leaderReward(s, b, oracle.law()), s, -1, b);
                improve(x.leaderQ, row + b, reward, frozen.seen[next] * frozen.leaderActions, frozen.leaderActions);
            } else {
                double reward = finite("follower", game.followerReward(s, a, b, oracle.law()), s, a, b);
                improve(x.followerQ, s * frozen.actions + a, reward, next * frozen.actions, frozen.actions);
            }
            long fate = random.nextLong();
            x.counts[STATE] = (fate >>> 32) * UNIT < frozen.gamma ? next : oracle.start(fate & ActorCritic.LOW);
        }

        private double finite(String who, double reward, int s, int a, int b) {
            if (!Double.isFinite(reward)) {
                throw FrozenStackelberg.notFinite(who, reward, s, a, b, oracle.law());
            }
            return reward;
        }

        private int explore(double[] q, int row, int width, long bits) {
            return (bits >>> 32) * UNIT < exploration
                    ? (int) ((bits & ActorCritic.LOW) * width >>> 32)
                    : AveragedPair.firstBest(q, row, width, 0);
        }

        private void improve(double[] q, int pair, double reward, int nextRow, int width) {
            double best = q[nextRow];
            for (int j = 1; j < width; j++) {
                best = Math.max(best, q[nextRow + j]);
            }
            q[pair] += rate * (reward + frozen.gamma * best - q[pair]);
        }

        /** The stationary trajectory under the averaged policies. */
        private void track(double xi, RandomGenerator random) {
            int s = (int) x.counts[STATIONARY];
            long bits = random.nextLong();
            int a = StackelbergOracle.act(x.follower, s * frozen.actions, frozen.actions, bits >>> 32);
            int b = StackelbergOracle.act(
                    x.leader, frozen.seen[s] * frozen.leaderActions, frozen.leaderActions, bits & ActorCritic.LOW);
            x.counts[STATIONARY] = oracle.next(s, a, b, random.nextLong() >>> 32);
            for (int z = 0; z < x.law.length; z++) {
                x.law[z] *= 1 - xi;
            }
            x.law[frozen.atom[s * frozen.actions + a]] += xi;
        }

        @Override
        public Rows<AveragedPair> rows() {
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
        public StackelbergRun run(AveragedPair last, Outcome outcome) {
            return last.run(outcome);
        }
    }

    /** Checks the settings. */
    public CuiKoeppl {
        Require.positive("rate", rate, "try 0.1");
        Require.probability("rate", rate);
        Require.probability("exploration", exploration);
        Require.given("measured", measured);
        Require.atLeast("inner", inner, 1);
        Require.atLeast("phase", phase, 1);
        Require.atLeast("block", block, 2);
        Require.atLeast("samples", samples, 2);
        if (block % 2 != 0) {
            throw new IllegalArgumentException("block = " + block + " must be even: an iteration takes two samples");
        }
    }

    /**
     * Rate 0.1, ε = 0.2, five follower phases per leader phase, phases of 500 iterations, 100 000 samples, a row every 500,
     * seed 1.
     *
     * @return the defaults
     */
    public static CuiKoeppl defaults() {
        return new CuiKoeppl(0.1, 0.2, 5, 500, 100_000, 500, StackelbergMetrics.Measured.VALUES, 1);
    }
}
