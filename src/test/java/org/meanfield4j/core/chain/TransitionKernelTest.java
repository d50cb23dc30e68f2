package org.meanfield4j.core.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.TabularPolicy;

class TransitionKernelTest {

    @Property(tries = 100)
    void everyRowSumsToOneAlsoWithSlip(
            @ForAll @IntRange(min = 1, max = 20) int states,
            @ForAll @IntRange(min = 1, max = 4) int actions,
            @ForAll @DoubleRange(min = 0, max = 1) double slip,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TransitionKernel kernel =
                MarkovChainTest.randomKernel(states, actions, seed).withSlip(slip);
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                double sum = 0;
                for (int e = kernel.start(s, a); e < kernel.end(s, a); e++) {
                    sum += kernel.probability(e);
                    assertEquals(kernel.probability(e), kernel.probability(s, a, kernel.successor(e)));
                }
                assertEquals(1, sum, 1e-13);
            }
        }
    }

    @Test
    void theSlipDrawsFromAllActionsTheChosenOneIncluded() {
        TransitionKernel kernel =
                TransitionKernel.deterministic(3, 3, (s, a) -> a).withSlip(0.3);

        assertEquals(0.8, kernel.probability(0, 1, 1), 1e-15);
        assertEquals(0.1, kernel.probability(0, 1, 2), 1e-15);
    }

    @Test
    void aRowThatDoesNotSumToOneIsNamed() {
        assertMessage(
                "kernel row of state 1, action 0 sums to 0.9; it must sum to 1 within 1.0E-9",
                (s, a, row) -> row.add(0, s == 1 ? 0.9 : 1));
    }

    @Test
    void negativeAndMissingProbabilitiesAreNamed() {
        assertMessage(
                "kernel row of state 0, action 0 gives state 1 the probability -0.5; it must be finite and non-negative",
                (s, a, row) -> {
                    row.add(1, -0.5);
                    row.add(0, 1.5);
                });
        assertMessage(
                "kernel row of state 0, action 0 gives state 0 the probability NaN; it must be finite and non-negative",
                (s, a, row) -> row.add(0, Double.NaN));
        assertMessage("kernel row of state 0, action 0 sums to 0.0; it must sum to 1 within 1.0E-9", (s, a, row) -> {});
    }

    @Test
    void aSuccessorOutsideIsNamed() {
        assertMessage(
                "kernel row of state 0, action 0 leads to state 2; states are 0 … 1", (s, a, row) -> row.add(2, 1));
    }

    @Test
    void sizesAndSlipAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> TransitionKernel.deterministic(0, 1, (s, a) -> 0));
        TransitionKernel kernel = TransitionKernel.deterministic(2, 2, (s, a) -> a);
        var e = assertThrows(IllegalArgumentException.class, () -> kernel.withSlip(-0.1));
        assertEquals("slip = -0.1 must lie in [0, 1]; it is a probability", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> kernel.under(TabularPolicy.uniform(3, 2)));
    }

    private static void assertMessage(String message, TransitionKernel.RowSource rows) {
        var e = assertThrows(InvalidModelException.class, () -> TransitionKernel.of(2, 1, rows));
        assertEquals(message, e.getMessage());
    }

    @Test
    void aSlipIsTheDefinitionBitByBitAndCheapWithManyActions() {
        for (int actions : new int[] {2, 5, 16}) {
            TransitionKernel firm = TransitionKernel.of(7, actions, (s, a, row) -> {
                row.add((s + a) % 7, 0.3);
                row.add((s * a) % 7, 0.7);
            });
            TransitionKernel expected = slow(firm, 0.1);

            assertEquals(expected.identity(), firm.withSlip(0.1).identity());
        }
        // Forty actions into three states: more edges meet there than are added one by one.
        TransitionKernel crowded = TransitionKernel.of(3, 40, (s, a, row) -> {
            row.add(0, (1.0 + a) / 50);
            row.add((s + a) % 3, (49.0 - a) / 50);
        });
        TransitionKernel fast = crowded.withSlip(0.1);
        TransitionKernel plain = slow(crowded, 0.1);
        for (int i = 0; i < 3 * 40 * 3; i++) {
            int s = i / 120;
            int a = i / 3 % 40;
            assertEquals(plain.probability(s, a, i % 3), fast.probability(s, a, i % 3), 1e-14, s + ", " + a);
        }
        // 2·10^10 additions action by action, and 1.2·10^7 entries of the result.
        TransitionKernel many = TransitionKernel.deterministic(6, 60_000, (s, a) -> a % 6);
        TransitionKernel slipping = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> many.withSlip(0.1));
        assertEquals(0.9 + 0.1 / 6, slipping.probability(3, 59_999, 5), 1e-12);
        assertEquals(0.1 / 6, slipping.probability(3, 59_999, 4), 1e-12);
    }

    private static TransitionKernel slow(TransitionKernel firm, double slip) {
        int actions = firm.actions();
        return TransitionKernel.of(firm.states(), actions, (s, a, row) -> {
            for (int b = 0; b < actions; b++) {
                double weight = slip / actions + (a == b ? 1 - slip : 0);
                for (int e = firm.start(s, b); e < firm.end(s, b); e++) {
                    row.add(firm.successor(e), weight * firm.probability(e));
                }
            }
        });
    }

    @Test
    void aSuccessorOfProbabilityZeroIsNone() {
        TransitionKernel kernel = TransitionKernel.of(2, 1, (s, a, row) -> {
            row.add(s, 1);
            row.add(1 - s, 0);
        });

        assertEquals(1, kernel.end(0, 0) - kernel.start(0, 0));
        assertEquals(TransitionKernel.deterministic(2, 1, (s, a) -> s).identity(), kernel.identity());
    }
}
