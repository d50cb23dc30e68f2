package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * Trust-region steps in a frozen environment; values from two independent programs (tolerance: the digits given), printed
 * by src/test/reference/inner_loop.py too.
 */
class TrpoStepTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);

    private static final Law UNIFORM = Law.uniform(25);

    private static final TabularPolicy RANDOM_WALK = TabularPolicy.uniform(25, 5);

    @Test
    void firstTrustRegionSteps() {
        assertFirstSteps(0.05, new double[][] {
            {0.003940, 0.003940, 0.494089, 0.494089, 0.003940},
            {0.000386, 0.000386, 0.499421, 0.499421, 0.000386}
        });
        assertFirstSteps(0.3, new double[][] {
            {0.133789, 0.133789, 0.299317, 0.299317, 0.133789},
            {0.098375, 0.098375, 0.352438, 0.352438, 0.098375},
            {0.084151, 0.084151, 0.373774, 0.373774, 0.084151}
        });
    }

    private static void assertFirstSteps(double eta, double[][] rows) {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
        double[] log = RANDOM_WALK.logProbabilities();
        for (int l = 0; l < rows.length; l++) {
            double[] q = frozen.evaluate(TabularPolicy.ofLogProbabilities(25, 5, log), eta)
                    .q();
            TrpoStep.shrinking().apply(l, eta, 5, q, log);
            double[] pi = TabularPolicy.ofLogProbabilities(25, 5, log).probabilities();
            assertArrayEquals(rows[l], Arrays.copyOf(pi, 5), 6e-7, "step " + l);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.3, 1})
    void everyExactStepImprovesEveryState(double eta) {
        // Howard's property; the tolerance is the solver's rounding.
        for (int trial = 0; trial < 10; trial++) {
            FrozenMdp frozen = new FrozenMdp(GAME, Policies.randomLaw(25, trial));
            double[] log = RANDOM_WALK.logProbabilities();
            double[] v = new double[25];
            double[] before = new double[25];
            double[] q = new double[125];
            frozen.evaluate(log, eta, before, q);
            for (int l = 0; l < 60; l++) {
                TrpoStep.shrinking().apply(l, eta, 5, q, log);
                frozen.evaluate(log, eta, v, q);
                for (int s = 0; s < 25; s++) {
                    assertTrue(v[s] >= before[s] - 1e-10, "state " + s + " fell at step " + l);
                }
                System.arraycopy(v, 0, before, 0, 25);
            }
        }
    }

    @Test
    void manyStepsApproachTheSoftOptimum() {
        for (double eta : new double[] {0.05, 0.3}) {
            FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
            double[] log = RANDOM_WALK.logProbabilities();
            double[] v = new double[25];
            double[] q = new double[125];
            for (int l = 0; l < 2000; l++) {
                frozen.evaluate(log, eta, v, q);
                TrpoStep.shrinking().apply(l, eta, 5, q, log);
            }
            TabularPolicy last = TabularPolicy.ofLogProbabilities(25, 5, log);
            assertTrue(Policies.totalVariation(last, frozen.optimum(eta).policy()) <= 1e-3);
            assertTrue(new Metrics(GAME).exploitability(last, eta, UNIFORM) <= 5e-8);
        }
    }

    @Test
    void oneFullStepIsSoftPolicyIteration() {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
        double[] q = frozen.evaluate(RANDOM_WALK, 0.3).q();
        double[] log = Policies.randomPolicy(25, 5, 1).logProbabilities();
        double[] expected = q.clone();
        Arrays.setAll(expected, i -> q[i] / 0.3);

        TrpoStep.constant(1).apply(0, 0.3, 5, q, log);

        assertArrayEquals(
                TabularPolicy.ofLogits(25, 5, expected).logProbabilities(), log, 1e-12, "softmax(Q/η) whatever π was");
    }

    @Test
    void aStepThatStandsStillOrIsLongerThanSoftPolicyIterationIsRefused() {
        for (double factor : new double[] {0, -0.5, 1.0000001, Double.NaN}) {
            var e = assertThrows(IllegalArgumentException.class, () -> TrpoStep.constant(factor));
            assertEquals("step factor = " + factor + " must lie in (0, 1]; 1 is soft policy iteration", e.getMessage());
        }
    }
}
