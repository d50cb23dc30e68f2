package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.law.Identified;
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

    @Test
    void aStepFromDivergedValuesNamesTheFirstOfThem() {
        double[] log = TabularPolicy.uniform(3, 2).logProbabilities();
        double[] q = {0, 1, 2, 3, 4, Double.NaN};

        var e = assertThrows(
                IllegalArgumentException.class, () -> TrpoStep.shrinking().apply(0, 0.5, 2, q, log));

        assertEquals(
                "the trust-region step t = 1.0 at temperature = 0.5 makes NaN of q[5] = NaN and logPolicy; all must be"
                        + " finite: the values diverged or a probability is 0",
                e.getMessage());
        double[] sure = {0, Double.NEGATIVE_INFINITY};
        var never =
                assertThrows(IllegalArgumentException.class, () -> TrpoStep.along(4, 0.5, new double[] {1, 1}, sure));
        assertTrue(never.getMessage().contains("of q[1] = 1.0 and logPolicy = -Infinity;"), never::getMessage);
    }

    private static Stream<TrpoStep> rules() {
        return Stream.of(
                TrpoStep.shrinking(),
                TrpoStep.constant(0.5),
                TrpoStep.klBounded(0.1),
                TrpoStep.of("own", (l, eta, q, log) -> log));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleRefusesWhatIsNoRowOfAPolicy(TrpoStep rule) {
        double[] q = new double[6];
        double[] log = TabularPolicy.uniform(3, 2).logProbabilities();

        rule.applyRow(0, 0.3, 2, q, log, 4);

        assertThrows(IllegalArgumentException.class, () -> rule.applyRow(-1, 0.3, 2, q, log, 4));
        assertThrows(IllegalArgumentException.class, () -> rule.applyRow(0, 0, 2, q, log, 4));
        var e = assertThrows(IndexOutOfBoundsException.class, () -> rule.applyRow(0, 0.3, 2, q, log, 5));
        assertEquals(
                "row = 5, actions = 2 must be a part of q, which has 6 entries; the first one is 0", e.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> rule.applyRow(0, 0.3, 2, q, new double[4], 4));
    }

    @Test
    void aStepOfManyStatesCanBeStopped() {
        double[] q = new double[1000];
        double[] log = TabularPolicy.uniform(1000, 1).logProbabilities();

        assertThrows(StoppedException.class, () -> TrpoStep.shrinking().apply(0, 0.3, 1, q, log, () -> true));
    }

    @Test
    void ownRulesAreKnownByTheirNames() {
        Identified slow = (Identified) TrpoStep.of("slow", (l, eta, q, log) -> log);

        assertEquals("trust-region step slow", slow.identity());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 0.01, 0.3})
    void aHardConstraintIsUsedUpAndNotExceeded(double delta) {
        double[] q = {1, 0, -0.5, 0.3};
        double[] before = {Math.log(0.1), Math.log(0.2), Math.log(0.3), Math.log(0.4)};
        double[] log = before.clone();

        TrpoStep.klBounded(delta).apply(0, 0.1, 4, q, log);

        double kl = 0;
        for (int a = 0; a < 4; a++) {
            kl += Math.exp(log[a]) * (log[a] - before[a]);
        }
        assertEquals(delta, kl, 1e-15); // rounding of four terms below one
    }
}
