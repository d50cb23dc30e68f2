package org.meanfield4j.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NormalsTest {
    private static final int DRAWS = 2_000_000;

    private static double[] draws() {
        double[] draws = new double[DRAWS];
        Normals.fill(Streams.of(7).at(1), draws, 0, DRAWS);
        return draws;
    }

    /** Moments of N(0, 1): 0, 1, 0, 3, with variances 1, 2, 15, 96 of their sample means. */
    @Test
    void momentsAreThoseOfTheStandardNormal() {
        double[] sums = new double[4];
        for (double x : draws()) {
            sums[0] += x;
            sums[1] += x * x;
            sums[2] += x * x * x;
            sums[3] += x * x * x * x;
        }
        double[] expected = {0, 1, 0, 3};
        double[] variance = {1, 2, 15, 96};
        for (int m = 0; m < 4; m++) {
            assertEquals(expected[m], sums[m] / DRAWS, 4 * Math.sqrt(variance[m] / DRAWS));
        }
    }

    /** Kolmogorov and Smirnov: 1.95 / √n is exceeded once in a thousand. */
    @Test
    void theDistributionFunctionIsThatOfTheStandardNormal() {
        double[] draws = draws();
        Arrays.sort(draws);
        NormalDistribution normal = new NormalDistribution();
        double worst = 0;
        for (int i = 0; i < DRAWS; i += 7) {
            worst = Math.max(worst, Math.abs(normal.cumulativeProbability(draws[i]) - (i + 0.5) / DRAWS));
        }
        assertTrue(worst < 1.95 / Math.sqrt(DRAWS), "distance " + worst);
    }

    /** Beyond b the mean of |x| is φ(b)/Q(b); its deviation there is that of an exponential law, 1/b at most. */
    @Test
    void theTailFallsLikeTheNormalDensity() {
        double border = 3.6541528853610088;
        NormalDistribution normal = new NormalDistribution();
        double expected = normal.density(border) / normal.cumulativeProbability(-border);
        double[] beyond =
                Arrays.stream(draws()).map(Math::abs).filter(x -> x > border).toArray();

        double mean = Arrays.stream(beyond).average().orElseThrow();

        assertEquals(expected, mean, 4 / border / Math.sqrt(beyond.length));
    }

    /** P(|x| > 3.654) = 2.58e-4 lies in the tail, both sides alike. */
    @Test
    void theTailHasItsMass() {
        double border = 3.6541528853610088;
        double mass = 2 * new NormalDistribution().cumulativeProbability(-border);
        long above = Arrays.stream(draws()).filter(x -> x > border).count();
        long below = Arrays.stream(draws()).filter(x -> x < -border).count();

        assertEquals(mass / 2, (double) above / DRAWS, 4 * Math.sqrt(mass / 2 / DRAWS));
        assertEquals(mass / 2, (double) below / DRAWS, 4 * Math.sqrt(mass / 2 / DRAWS));
    }

    @Test
    void theSameStreamGivesTheSameDraws() {
        double[] once = new double[50];
        double[] again = new double[50];
        Normals.fill(Streams.of(2).at(3), once, 0, 50);
        Normals.fill(Streams.of(2).at(3), again, 0, 50);

        assertArrayEquals(once, again);
    }

    /** The first word says that the draw is beyond the last layer, and on which side. */
    @Test
    void aDrawInTheTailKeepsItsSide() {
        for (long first : new long[] {Long.MIN_VALUE, Long.MAX_VALUE << 10 >>> 1}) {
            RandomGenerator rest = Streams.of(3).at(1);
            boolean[] asked = new boolean[1];
            double x = Normals.next(() -> {
                long word = asked[0] ? rest.nextLong() : first;
                asked[0] = true;
                return word;
            });

            assertTrue(first < 0 ? x < -3 : x > 3, "x = " + x);
        }
    }

    /** At the right end of a layer the density is its lower edge: under it a point is taken, above it another is drawn. */
    @Test
    void aPointInTheWedgeOfALayerIsTakenUnderTheDensityOnly() {
        long rightEnd = Long.MAX_VALUE & -1024L | 5;
        long centre = 5;

        assertTrue(Normals.next(words(rightEnd, 0, centre)) > 2);
        assertEquals(0, Normals.next(words(rightEnd, -1, centre)));
    }

    /** Beyond the last layer x = −log(1 − u)/r and y = −log(1 − v) are taken if 2y ≥ x²: not 1.9 with 0.1, but 0.2 with 3. */
    @Test
    void aPointInTheTailIsTakenUnderTheDensityOnly() {
        long tail = Long.MAX_VALUE & -1024L;

        double x = Normals.next(words(tail, uniform(1 - 0x1p-10), uniform(0.1), uniform(0.5), uniform(0.95)));

        assertTrue(x > 3.5 && x < 4.5, "x = " + x);
    }

    private static long uniform(double u) {
        return (long) (u * 0x1p53) << 11;
    }

    private static RandomGenerator words(long... words) {
        int[] next = new int[1];
        return () -> words[next[0]++];
    }
}
