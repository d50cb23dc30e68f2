package org.meanfield4j.core.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.random.Streams;

/** Against StrictMath, whose own error is below one unit in the last place. */
class QuickMathTest {
    private static final int DRAWS = 200_000;

    @Test
    void expIsWithinTheLastPlaceOrTwo() {
        RandomGenerator random = Streams.of(1).at();
        for (double width : new double[] {1e-9, 1e-3, 1, 30, 707}) {
            for (int i = 0; i < DRAWS; i++) {
                double x = random.nextDouble(-width, width);
                double known = StrictMath.exp(x);
                assertEquals(known, QuickMath.exp(x), 2 * Math.ulp(known), () -> "exp " + x);
            }
        }
    }

    @Test
    void logIsWithinTheLastPlaceOrTwoAndAbsolutelyNearOne() {
        RandomGenerator random = Streams.of(2).at();
        for (double width : new double[] {1e-9, 1e-3, 1, 30, 707}) {
            for (int i = 0; i < DRAWS; i++) {
                double x = StrictMath.exp(random.nextDouble(-width, width));
                double known = StrictMath.log(x);
                assertEquals(known, QuickMath.log(x), 0x1p-52 + 0x1p-52 * Math.abs(known), () -> "log " + x);
            }
        }
    }

    @Test
    void cellsMeetWithoutAStep() {
        for (int cell = -1000; cell <= 1000; cell++) {
            double edge = (cell + 0.5) * Math.log(2) / 128;
            double below = QuickMath.exp(edge - 1e-14);
            double above = QuickMath.exp(edge + 1e-14);
            assertEquals(1 + 2e-14, above / below, 2e-15, "around " + edge);
        }
    }

    @Test
    void edgesAreThoseOfMath() {
        double[] edges = {
            0,
            -0.0,
            1,
            -708,
            709,
            -709,
            -745,
            -746,
            710,
            1e300,
            -1e300,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN
        };
        for (double x : edges) {
            double exp = Math.exp(x);
            assertEquals(exp, QuickMath.exp(x), Double.isFinite(exp) ? 2 * Math.ulp(exp) : 0, () -> "exp " + x);
            double log = Math.log(x);
            assertEquals(log, QuickMath.log(x), Double.isFinite(log) ? 0x1p-52 + 0x1p-52 * Math.abs(log) : 0);
        }
        assertEquals(1, QuickMath.exp(0), 0);
        assertTrue(QuickMath.log(Double.MIN_VALUE) < -744);
    }
}
