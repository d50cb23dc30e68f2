package org.meanfield4j.stackelberg;

import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;

/**
 * Stackelberg fictitious play with exact greedy best responses instead of Q-learning: the schedule of {@link CuiKoeppl}, at
 * the mean field that the averaged policies induce, recomputed at each iteration. Nothing is sampled. The leader's best
 * response is the deterministic leader that maximises ρᵀV_l for frozen followers and law.
 *
 * @param iterations how many best responses
 * @param inner follower iterations per leader iteration
 * @param measured what a row holds
 */
@Withers
public record ExactCuiKoeppl(int iterations, int inner, StackelbergMetrics.Measured measured)
        implements Solver<StackelbergGame, StackelbergRun>, ExactCuiKoepplSettings.With {
    private static final double TIE = 1e-9;
    private static final int MOST_SWEEPS = 1000;

    @Override
    public StackelbergRun solve(StackelbergGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Responses(game, call));
    }

    private final class Responses implements Algorithm<AveragedPair, StackelbergRun> {
        private final StackelbergGame game;
        private final Call call;
        private final FrozenStackelberg frozen;
        private final StackelbergMetrics metrics;
        private final double[] stateLaw;
        private final double[] value;

        Responses(StackelbergGame game, Call call) {
            this.game = game;
            this.call = call;
            this.frozen = new FrozenStackelberg(game);
            this.metrics = new StackelbergMetrics(game, measured);
            this.stateLaw = new double[frozen.states];
            this.value = new double[frozen.states];
        }

        @Override
        public AveragedPair start() {
            if (game.observations() != 1 && game.observations() != game.states()) {
                throw new IllegalArgumentException("observations = " + game.observations()
                        + " must be 1 or the number of states, " + game.states()
                        + ": the leader's exact best response is known for these only; use CuiKoeppl");
            }
            return new AveragedPair(game, call.start());
        }

        @Override
        public void step(int number, AveragedPair now, AveragedPair next, Watch watch) {
            next.copy(now);
            frozen.stopWhen(watch);
            frozen.induce(next.follower, next.leader, next.law, stateLaw);
            int it = number - 1;
            if (it % (inner + 1) == 0) {
                leaderResponse(next);
                AveragedPair.averageIn(next.leader, next.leaderQ, frozen.leaderActions, it, TIE);
            } else {
                double[] response = next.follower.clone();
                frozen.bestRespond(next.leader, 0, response, value);
                frozen.followerQ(next.leader, value, next.followerQ);
                AveragedPair.averageIn(next.follower, next.followerQ, frozen.actions, it, TIE);
            }
            frozen.induce(next.follower, next.leader, next.law, stateLaw);
        }

        /** Fills Q_l: by policy iteration where the leader sees the state, otherwise the value of each constant. */
        private void leaderResponse(AveragedPair x) {
            int width = frozen.leaderActions;
            double[] phi = new double[x.leader.length];
            if (game.observations() == 1) {
                for (int b = 0; b < width; b++) {
                    java.util.Arrays.fill(phi, 0);
                    phi[b] = 1;
                    frozen.follow(x.follower, phi);
                    frozen.leaderValue(phi, value);
                    x.leaderQ[b] = frozen.perStep(value);
                }
                return;
            }
            int[] best = new int[frozen.states];
            boolean changed = true;
            for (int sweep = 0; changed && sweep < MOST_SWEEPS; sweep++) {
                java.util.Arrays.fill(phi, 0);
                for (int s = 0; s < frozen.states; s++) {
                    phi[frozen.seen[s] * width + best[s]] = 1;
                }
                frozen.follow(x.follower, phi);
                frozen.leaderValue(phi, value);
                double[] expected = new double[frozen.states * frozen.actions * width];
                frozen.kernel().expected(value, expected);
                changed = false;
                for (int s = 0; s < frozen.states; s++) {
                    int row = frozen.seen[s] * width;
                    for (int b = 0; b < width; b++) {
                        double ahead = 0;
                        for (int a = 0; a < frozen.actions; a++) {
                            int pair = s * frozen.actions + a;
                            ahead += x.follower[pair] * expected[pair * width + b];
                        }
                        x.leaderQ[row + b] = frozen.leaderReward[s * width + b] + frozen.gamma * ahead;
                    }
                    int greedy = AveragedPair.firstBest(x.leaderQ, row, width, TIE);
                    if (x.leaderQ[row + greedy] > x.leaderQ[row + best[s]] + TIE) {
                        best[s] = greedy;
                        changed = true;
                    }
                }
            }
        }

        @Override
        public Rows<AveragedPair> rows() {
            return metrics.rows(1);
        }

        @Override
        public int iterations() {
            return iterations;
        }

        @Override
        public StackelbergRun run(AveragedPair last, Outcome outcome) {
            return last.run(outcome);
        }
    }

    /** Checks the settings. */
    public ExactCuiKoeppl {
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("inner", inner, 1);
        Require.given("measured", measured);
    }

    /**
     * 600 iterations, five follower iterations per leader iteration, the objective in every row.
     *
     * @return the defaults
     */
    public static ExactCuiKoeppl defaults() {
        return new ExactCuiKoeppl(600, 5, StackelbergMetrics.Measured.OBJECTIVE);
    }
}
