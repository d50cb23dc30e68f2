package org.meanfield4j.stackelberg;

import static org.meanfield4j.stackelberg.StackelbergIterate.STATE;
import static org.meanfield4j.stackelberg.StackelbergIterate.STATIONARY;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;

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
 * @param stepSize of Q-learning, in (0, 1]
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
        double stepSize,
        double exploration,
        int inner,
        int phase,
        int samples,
        int block,
        StackelbergMetrics.Measured measured,
        long seed)
        implements Solver<StackelbergGame, StackelbergRun>, CuiKoepplSettings.With {
    private static final double UNIT = 0x1p-32;

    @Override
    public StackelbergRun solve(StackelbergGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Phases(game, call));
    }

    private final class Phases extends BlockAlgorithm<AveragedPair, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final FrozenStackelberg frozen;
        private final StackelbergOracle oracle;
        private AveragedPair x;

        Phases(StackelbergGame game, Call call) {
            super(Unit.SAMPLES, samples, block, seed);
            this.game = game;
            this.call = call;
            this.frozen = new FrozenStackelberg(game);
            this.oracle = new StackelbergOracle(frozen);
        }

        @Override
        protected void learn(AveragedPair next, long first, long last, RandomGenerator random) {
            x = next;
            oracle.take(next.law);
            for (long n = first / 2; n < last / 2; n++) {
                boolean leads = n / phase % (inner + 1) == 0;
                improve(leads, random);
                track(0.5 / Math.sqrt(n + 1.0), random);
                if ((n + 1) % phase == 0 && leads) {
                    AveragedPair.averageIn(x.leader, x.leaderQ, frozen.leaderActions, n / phase, 0);
                } else if ((n + 1) % phase == 0) {
                    AveragedPair.averageIn(x.follower, x.followerQ, frozen.actions, n / phase, 0);
                }
            }
        }

        /** One step of Q-learning of the player whose phase it is. */
        private void improve(boolean leads, RandomGenerator random) {
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
            q[pair] += stepSize * (reward + frozen.gamma * best - q[pair]);
        }

        /** The stationary trajectory under the averaged policies. */
        private void track(double xi, RandomGenerator random) {
            int s = (int) x.counts[STATIONARY];
            long bits = random.nextLong();
            int a = StackelbergOracle.act(x.follower, s * frozen.actions, frozen.actions, bits >>> 32);
            int b = StackelbergOracle.act(
                    x.leader, frozen.seen[s] * frozen.leaderActions, frozen.leaderActions, bits & ActorCritic.LOW);
            x.counts[STATIONARY] = oracle.next(s, a, b, random.nextLong() >>> 32);
            oracle.law().follow(frozen.atom[s * frozen.actions + a], xi);
        }

        @Override
        public AveragedPair start() {
            AveragedPair start = new AveragedPair(game, call.start());
            StackelbergIterate.begin(game, start.counts, seed);
            return start;
        }

        @Override
        public Rows<AveragedPair> rows() {
            return new StackelbergMetrics(game, measured).rows(1);
        }
    }

    /** Checks the settings. */
    public CuiKoeppl {
        Require.positive("stepSize", stepSize, "try 0.1");
        Require.probability("stepSize", stepSize);
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
     * Step size 0.1, ε = 0.2, five follower phases per leader phase, phases of 500 iterations, 100 000 samples, a row
     * every 500, seed 1.
     *
     * @return the defaults
     */
    public static CuiKoeppl defaults() {
        return new CuiKoeppl(0.1, 0.2, 5, 500, 100_000, 500, StackelbergMetrics.Measured.VALUES, 1);
    }
}
