package org.meanfield4j.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;

class AliasTablesTest {
    private static final int GRID = 1 << 16;

    /**
     * Bits on an equally spaced grid of 65536 points replace the random ones: then the share of draws is the probability
     * up to one grid point per column on either side of its threshold, no statistics needed.
     */
    @Property(tries = 200)
    void everyOutcomeGetsItsProbability(@ForAll @Size(min = 1, max = 12) List<@IntRange(max = 100) Integer> raw) {
        double[] weights = raw.stream().mapToDouble(w -> w).toArray();
        weights[0] += 1;
        double[] p = Law.proportionalTo(weights).toArray();
        AliasTables table = AliasTables.ofLaw(p);

        double[] share = shares(table, 0, p.length);

        for (int i = 0; i < p.length; i++) {
            assertEquals(p[i], share[i], (p.length + 1.0) / GRID, "outcome " + i);
        }
    }

    @Test
    void drawsFromAGeneratorFollowTheLaw() {
        double[] p = {0.5, 0.2, 0.15, 0.1, 0.04, 0.01};
        AliasTables table = AliasTables.ofLaw(p);
        RandomGenerator random = Streams.of(8).at();
        long[] counts = new long[p.length];
        for (int i = 0; i < 100_000; i++) {
            counts[table.draw(0, random)]++;
        }
        // Fixed seed: one number. A right sampler falls below 0.001 once in a thousand seeds.
        double significance = new ChiSquareTest().chiSquareTest(p, counts);
        assertTrue(significance > 1e-3, "p = " + significance);
    }

    @Test
    void whatIsNoLawIsRefused() {
        assertThrows(InvalidModelException.class, () -> AliasTables.ofLaw(0.5, Double.NaN));
    }

    @Test
    void outcomesOfProbabilityZeroAreNeverDrawn() {
        AliasTables table = AliasTables.ofLaw(new double[] {0, 0.3, 0, 0, 0.7, 0});
        RandomGenerator random = Streams.of(1).at();

        for (int i = 0; i < 100_000; i++) {
            int drawn = table.draw(0, random.nextLong() >>> 32);
            assertTrue(drawn == 1 || drawn == 4, "drew outcome " + drawn);
        }
        assertEquals(4, table.draw(0, 0xFFFF_FFFFL) | table.draw(0, 0) & 4, "the extreme bits stay inside the row");
    }

    @Test
    void kernelRowsOfDifferentLengthsKeepApart() {
        // Row lengths 1 and 3, so that a wrong offset shows.
        TransitionKernel kernel = TransitionKernel.of(3, 2, (s, a, row) -> {
            if (a == 0) {
                row.add((s + 1) % 3, 1);
            } else {
                row.add(0, 0.5);
                row.add(1, 0.3);
                row.add(2, 0.2);
            }
        });
        AliasTables tables = AliasTables.ofKernel(kernel);

        for (int s = 0; s < 3; s++) {
            for (int a = 0; a < 2; a++) {
                double[] share = shares(tables, s * 2 + a, 3);
                for (int next = 0; next < 3; next++) {
                    assertEquals(kernel.probability(s, a, next), share[next], 4.0 / GRID);
                }
            }
        }
    }

    @Test
    void aRowCanBeSetAgain() {
        AliasTables table = AliasTables.ofLaw(new double[] {0.9, 0.1});

        table.setRow(0, new double[] {7, 0.25, 0.75}, 1);

        assertEquals(0.75, shares(table, 0, 2)[1], 2.0 / GRID);
    }

    @Test
    void columnsAreDrawnWithoutLookUps() {
        AliasTables table = AliasTables.ofColumns(4, 3);
        for (int row = 0; row < 4; row++) {
            table.setRow(row, new double[] {0.1 * row, 0.5, 0.5 - 0.1 * row}, 0);
        }
        RandomGenerator random = Streams.of(2).at();

        for (int i = 0; i < 100_000; i++) {
            long bits = random.nextLong() >>> 32;
            int row = i & 3;
            int drawn = table.drawColumn(row, 3, bits);
            assertEquals(table.draw(row, bits), drawn);
            assertEquals(row, drawn / 3);
        }
    }

    private static double[] shares(AliasTables table, int row, int outcomes) {
        double[] share = new double[outcomes];
        for (long i = 0; i < GRID; i++) {
            share[table.draw(row, i << 16 | 0x8000)] += 1.0 / GRID;
        }
        return share;
    }

    @Test
    void tablesThatNoArrayHoldsAreRefusedWithTheirSize() {
        var e = assertThrows(IllegalArgumentException.class, () -> AliasTables.ofColumns(1 << 16, 1 << 16));

        assertTrue(
                e.getMessage().startsWith("rows · width = 65536 · 65536 needs 68.7 GB for alias tables"),
                e.getMessage());
    }
}
