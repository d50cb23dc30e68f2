package org.meanfield4j.core.law;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.files.ArrayFiles;

class TabularPolicyTest {

    @Test
    void keepsProbabilitiesBelowTheSmallestDouble() {
        TabularPolicy policy = TabularPolicy.ofLogits(1, 2, new double[] {0, -2000});

        assertEquals(0, policy.probability(0, 1));
        assertEquals(-2000, policy.logProbability(0, 1));
        assertEquals(0, policy.entropy(0));
    }

    @Test
    void logitsWhoseExponentialsOverflowOrVanishAreFine() {
        double p = 1 / (1 + Math.exp(-1));
        for (double shift : new double[] {800, -800, 1e15}) {
            double[] pi = TabularPolicy.ofLogits(1, 2, new double[] {shift, shift - 1})
                    .probabilities();
            assertArrayEquals(new double[] {p, 1 - p}, pi, 1e-15, "shift " + shift);
        }
        assertArrayEquals(
                new double[] {0, -1600},
                TabularPolicy.ofLogits(1, 2, new double[] {800, -800}).logProbabilities());
    }

    @Test
    void theUniformPolicyHasTheLargestEntropy() {
        assertEquals(Math.log(5), TabularPolicy.uniform(2, 5).entropy(1), 1e-15);
    }

    @Test
    void badRowsAreRefusedInOneLine() {
        assertMessage("probabilities has length 3, must be states · actions = 2 · 2, row-major", 1, 0, 1);
        assertMessage("probability of state 1, action 0 = -0.5 must be finite and non-negative", 1, 0, -0.5, 1.5);
        assertMessage("policy of state 1 sums to 0.9", 1, 0, 0.4, 0.5);
        var logits = assertThrows(
                IllegalArgumentException.class, () -> TabularPolicy.ofLogits(2, 2, new double[] {0, 0, 0, Double.NaN}));
        assertEquals("logit of state 1, action 1 = NaN must be finite", logits.getMessage());
        assertThrows(IllegalArgumentException.class, () -> TabularPolicy.uniform(0, 1));
    }

    private static void assertMessage(String start, double... probabilities) {
        var e = assertThrows(IllegalArgumentException.class, () -> TabularPolicy.ofProbabilities(2, 2, probabilities));
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }

    @Test
    void aPolicyIsATableOfItsProbabilities() {
        ArrayFiles.Array table =
                TabularPolicy.ofProbabilities(2, 3, 0.5, 0.25, 0.25, 0, 0, 1).array();

        assertArrayEquals(new int[] {2, 3}, table.shape());
        assertArrayEquals(new double[] {0.5, 0.25, 0.25, 0, 0, 1}, table.values(), 1e-15);
    }

    @Test
    void aMixtureIsTheWeightedSumOfItsTables() {
        TabularPolicy a = TabularPolicy.ofProbabilities(2, 3, 0.5, 0.5, 0, 0.2, 0.3, 0.5);
        TabularPolicy b = TabularPolicy.ofProbabilities(2, 3, 1, 0, 0, 0.6, 0.4, 0);

        TabularPolicy mixture = TabularPolicy.mixture(Law.of(0.25, 0.75), List.of(a, b));

        assertArrayEquals(new double[] {0.875, 0.125, 0, 0.5, 0.375, 0.125}, mixture.probabilities(), 1e-15);
        assertEquals(0, mixture.probability(0, 2));
        TabularPolicy sharp = TabularPolicy.ofLogits(1, 2, new double[] {0, -2000});
        TabularPolicy kept =
                TabularPolicy.mixture(Law.of(1, 0), List.of(sharp, TabularPolicy.ofProbabilities(1, 2, 1, 0)));
        assertEquals(-2000, kept.logProbability(0, 1)); // far below the smallest double
        assertThrows(IllegalArgumentException.class, () -> TabularPolicy.mixture(Law.of(0.5, 0.5), List.of(a)));
        assertThrows(IllegalArgumentException.class, () -> TabularPolicy.mixture(Law.of(0.5, 0.5), List.of(a, sharp)));
    }

    @Test
    void aTableOfAnotherLengthIsRefused() {
        double[] log = new double[3];

        assertThrows(IllegalArgumentException.class, () -> TabularPolicy.ofLogProbabilities(1, 1, log));
        assertThrows(IllegalArgumentException.class, () -> TabularPolicy.ofLogProbabilities(2, 2, log));
        assertThrows(IllegalArgumentException.class, () -> TabularPolicy.ofLogProbabilities(0, 1, new double[0]));
    }
}
