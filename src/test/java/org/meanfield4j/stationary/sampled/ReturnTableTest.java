package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.SmallGames;
import org.meanfield4j.stationary.StationaryGame;

class ReturnTableTest {

    /**
     * Two actions; state 1 has returns 1 and 3 for action 0 and 8 for action 1, state 2 has 5 for action 0 only. By hand:
     * mean of state 1 is 4, weight A/n = 2/3; IS 2/3·4, 2/3·8; with baseline 2/3·(4 − 2·4), 2/3·(8 − 4).
     */
    @ParameterizedTest
    @CsvSource({
        "MEAN, 2, 8, 5, 5",
        "IS, 2.6666666666666665, 5.333333333333333, 10, 0",
        "IS_BASELINE, -2.6666666666666665, 2.6666666666666665, 0, 0"
    })
    void estimatesByHand(QEstimator estimator, double q10, double q11, double q20, double q21) {
        ReturnTable table = new ReturnTable(3, 2);
        table.gather(new int[] {5, 0}, new double[] {100, 100});
        table.gather(new int[] {2, 4, 3, 2}, new double[] {1, 5, 8, 3});

        double[] q = new double[6];
        assertEquals(2, table.visitedCount());
        for (int v = 0; v < 2; v++) {
            table.estimate(estimator, table.visited(v), q);
        }

        // State 0 was visited before the last gathering only: its row stays as it was.
        assertArrayEquals(new double[] {0, 0, q10, q11, q20, q21}, q, 1e-12);
    }

    /** With many rollouts all three estimate the same advantages q(s,a) − mean over a. */
    @Test
    void estimatorsAgreeOnAdvantages() {
        int batches = 100;
        int rollouts = 10_000;
        double[][] sum = new double[3][125];
        double[][] squares = new double[3][125];
        StationaryGame game = SmallGames.corner();
        FrozenMdp mdp = new FrozenMdp(game, Law.uniform(25));
        PolicySampler policy = new PolicySampler(25, 5);
        policy.set(mdp.optimum(0.3).policy().logProbabilities(), mdp.reward(), 0.3);
        AliasTables restart = AliasTables.ofLaw(Law.uniform(25).toArray());
        AliasTables kernel = AliasTables.ofKernel(mdp.kernel());
        RolloutBlock block = new RolloutBlock(rollouts, 5, 20, game.discount());
        ReturnTable table = new ReturnTable(25, 5);
        int[] pairs = new int[rollouts];
        double[] returns = new double[rollouts];
        double[] q = new double[125];
        for (int b = 0; b < batches; b++) {
            RandomGenerator random = Streams.of(21).at(b);
            RestartOracle oracle = new GameOracle(restart, kernel, new SampleMeter(Long.MAX_VALUE, 0), random);
            block.restart(oracle, rollouts);
            block.rollOut(oracle, random, policy, rollouts, mdp.reward(), pairs, returns, 0, () -> false);
            table.gather(pairs, returns);
            for (QEstimator estimator : QEstimator.values()) {
                for (int s = 0; s < 25; s++) {
                    table.estimate(estimator, s, q);
                    double mean = 0;
                    for (int i = 5 * s; i < 5 * s + 5; i++) {
                        mean += q[i] / 5;
                    }
                    for (int i = 5 * s; i < 5 * s + 5; i++) {
                        double advantage = q[i] - mean;
                        sum[estimator.ordinal()][i] += advantage;
                        squares[estimator.ordinal()][i] += advantage * advantage;
                    }
                }
            }
        }

        double[] error = new double[3];
        for (int i = 0; i < 125; i++) {
            for (int e = 0; e < 3; e++) {
                double m = sum[e][i] / batches;
                error[e] = Math.sqrt((squares[e][i] / batches - m * m) / batches);
            }
            for (int e = 1; e < 3; e++) {
                // Four standard errors of the difference; the batches are the same, so independence overstates it.
                double tolerance = 4 * Math.hypot(error[0], error[e]);
                assertEquals(sum[0][i] / batches, sum[e][i] / batches, tolerance, "pair " + i + ", estimator " + e);
            }
            int plain = QEstimator.IS.ordinal();
            assertTrue(error[plain] > 3 * error[0], "plain importance weights are far noisier");
        }
    }
}
