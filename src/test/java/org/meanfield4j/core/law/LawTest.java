package org.meanfield4j.core.law;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LawTest {
    @Test
    void holdsACopyAndHandsOutCopies() {
        double[] p = {0.25, 0.75};
        Law law = Law.of(p);

        p[0] = 9;
        law.toArray()[1] = 9;

        assertArrayEquals(new double[] {0.25, 0.75}, law.toArray());
        assertEquals(0.75, law.get(1));
        assertEquals(2, law.size());
    }

    @Test
    void uniformAndPointMassAreLaws() {
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, Law.uniform(4).toArray());
        assertArrayEquals(new double[] {0, 0, 1}, Law.pointMass(3, 2).toArray());
    }

    @Test
    void weightsAreDividedByTheirSum() {
        assertArrayEquals(
                new double[] {0.25, 0, 0.75}, Law.proportionalTo(1, 0, 3).toArray());
    }

    @Test
    void aMixtureIsTheConvexCombination() {
        // Exact in binary: all numbers are dyadic.
        assertArrayEquals(
                new double[] {0.625, 0.375},
                Law.pointMass(2, 0).mix(0.75, Law.uniform(2)).toArray());
    }

    @Test
    void aNegativeEntryIsNamedWithItsValueAndTheSum() {
        assertMessage(
                "law[1] = -0.5 must be a probability in [0, 1] (the sum is 1.0); check how it is computed",
                () -> Law.of(1.5, -0.5));
    }

    @Test
    void aNaNEntryIsNamed() {
        assertMessage(
                "law[2] = NaN must be a probability in [0, 1] (the sum is NaN); check how it is computed",
                () -> Law.of(0.5, 0.5, Double.NaN));
    }

    @Test
    void anInfiniteEntryIsNamed() {
        assertMessage(
                "law[0] = Infinity must be a probability in [0, 1] (the sum is Infinity); check how it is computed",
                () -> Law.of(Double.POSITIVE_INFINITY));
    }

    @Test
    void aSumOffOneIsNamed() {
        assertMessage(
                "law sums to 0.75, must sum to 1 within 1.0E-9; divide by the sum if the entries are weights",
                () -> Law.of(0.5, 0.25));
    }

    @Test
    void anEmptyLawIsRefused() {
        assertMessage("law is empty; give at least one probability", Law::of);
    }

    @Test
    void impossibleSizesAndPointsAreRefused() {
        assertMessage("n = 0 must be at least 1: a law needs a point to sit on", () -> Law.uniform(0));
        assertMessage("n = -1 must be at least 1: a law needs a point to sit on", () -> Law.pointMass(-1, 0));
        assertMessage("point = 3 must be in 0..2", () -> Law.pointMass(3, 3));
        assertMessage("point = -1 must be in 0..2", () -> Law.pointMass(3, -1));
    }

    @Test
    void badWeightsAreRefused() {
        assertMessage(
                "weights[0] = -1.0 must be finite and non-negative; check the weights",
                () -> Law.proportionalTo(-1, 2));
        assertMessage(
                "weights[1] = NaN must be finite and non-negative; check the weights",
                () -> Law.proportionalTo(1, Double.NaN));
        assertMessage(
                "weights sum to 0.0, the sum must be a positive normal number; rescale the weights or give at least"
                        + " one that is not 0",
                () -> Law.proportionalTo(0, 0));
        assertMessage(
                "weights sum to Infinity, the sum must be a positive normal number; rescale the weights or give at"
                        + " least one that is not 0",
                () -> Law.proportionalTo(1e308, 1e308));
    }

    @Test
    void badMixturesAreRefused() {
        Law law = Law.uniform(2);
        assertMessage("beta = 1.5 must be in [0, 1]; 0 keeps this law", () -> law.mix(1.5, law));
        assertMessage("beta = NaN must be in [0, 1]; 0 keeps this law", () -> law.mix(Double.NaN, law));
        assertMessage(
                "this law has 2 values, other has 3, must have equally many; both live on the same points",
                () -> law.mix(0.5, Law.uniform(3)));
    }

    @Test
    void printsShortLawsInFullAndLongOnesInOneLine() {
        assertEquals(
                "Law[0.25, 0.75]",
                Law.of(0.25, 0.75).toString().replace("0000", "").replace("00", ""));
        assertEquals("Law[1000 points, 0.001000..0.001000]", Law.uniform(1000).toString());
    }

    @Test
    void lawsDrawnUniformlyHaveTheMomentsOfTheDirichletDistribution() {
        // n = 3 points: mean 1/3, variance (n − 1)/(n²(n + 1)) = 1/18; 4000 draws have a standard error of 0.004.
        RandomGenerator random = new SplittableRandom(1);
        double[] mass = IntStream.range(0, 4000)
                .mapToDouble(i -> Law.random(3, random).get(1))
                .toArray();

        assertEquals(1 / 3.0, DoubleStream.of(mass).average().getAsDouble(), 0.02);
        assertEquals(
                1 / 18.0,
                DoubleStream.of(mass)
                        .map(m -> (m - 1 / 3.0) * (m - 1 / 3.0))
                        .average()
                        .getAsDouble(),
                0.005);
        assertEquals(Law.random(3, new SplittableRandom(2)), Law.random(3, new SplittableRandom(2)));
    }

    @Test
    void aDifferenceSumsToZero() {
        assertArrayEquals(new double[] {0.25, -0.25}, Law.of(0.75, 0.25).minus(Law.uniform(2)));
        assertMessage(
                "this law has 2 values, other has 3, must have equally many; both live on the same points",
                () -> Law.uniform(2).minus(Law.uniform(3)));
    }

    @Test
    void theDistanceOfTwoLawsIsTwiceTheMassThatIsElsewhere() {
        assertEquals(0.5, Law.of(0.75, 0.25).l1(Law.uniform(2)));
        assertEquals(2, Law.pointMass(3, 0).l1(Law.pointMass(3, 2)));
        assertMessage(
                "this law has 2 values, other has 3, must have equally many; both live on the same points",
                () -> Law.uniform(2).l1(Law.uniform(3)));
    }

    @Test
    void equalLawsAreEqualValues() {
        assertEquals(Law.of(0.5, 0.5), Law.uniform(2));
        assertEquals(Law.of(0.5, 0.5).hashCode(), Law.uniform(2).hashCode());
        assertNotEquals(Law.pointMass(2, 0), Law.pointMass(2, 1));
    }

    @Property
    void normalisedWeightsAreAlwaysALaw(
            @ForAll @Size(min = 1, max = 50) double[] weights, @ForAll @IntRange(min = -300, max = 300) int exponent) {
        for (int i = 0; i < weights.length; i++) {
            double size = Math.abs(weights[i]);
            weights[i] = Math.min(size, 1e300);
        }
        weights[0] = Math.max(weights[0], Math.pow(10, exponent));

        Law law = Law.proportionalTo(weights);

        assertEquals(law, Law.of(law.toArray()));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void aMixtureOfNothingIsTheLawItself() {
        Law law = Law.of(0.25, 0.75);

        assertEquals(law, law.mix(0, Law.uniform(2)));
        assertEquals(Law.uniform(2), law.mix(1, Law.uniform(2)));
    }
}
