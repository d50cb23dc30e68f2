package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.stationary.sampled.SampledTails.CORNER;
import static org.meanfield4j.stationary.sampled.SampledTails.solver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.TrpoStep;

/** Sample sizes and inner steps under noise, against an independent program; bands as in the ablations. */
public class SampledScalingTest {

    /** K = 120, N = B, means over the last 20 outer steps. */
    @ParameterizedTest
    @CsvSource({
        "0.3, 50, 0.293, 0.018",
        "0.3, 100, 0.0886, 0.006",
        "0.3, 200, 0.0243, 0.002",
        "0.3, 400, 0.00610, 0.0004",
        "0.05, 50, 0.106, 0.009",
        "0.05, 100, 0.0409, 0.003",
        "0.05, 200, 0.0134, 0.0015",
        "0.05, 400, 0.00487, 0.0003"
    })
    void errorAgainstSampleSize(double temperature, int size, double expected, double deviation) {
        scaled(temperature, size, 3).assertWithin("B = " + size, Metrics.REGULARISED, expected, deviation);
    }

    @Test
    void samplesGrowFarMoreSlowlyThanTheBound() {
        // Samples are proportional to B, so ε^{-6} would be a slope of −1/6; measured −1.1 … −1.3 for B ≥ 800.
        double coarse = scaled(0.3, 800, 2).mean(Metrics.REGULARISED);
        double fine = scaled(0.3, 1600, 2).mean(Metrics.REGULARISED);
        double slope = Math.log(fine / coarse) / Math.log(2);
        assertEquals(-1.26, slope, 0.2);
    }

    private static SampledTails scaled(double temperature, int size, int seeds) {
        SampledMfTrpo variant = solver(temperature)
                .withOuterSteps(120)
                .withSampling(Sampling.defaults().withRollouts(size).withParticles(size));
        return SampledTails.of(variant, CORNER, seeds, 20);
    }

    /** With sampled Q the order of exact values (InnerLoopTest) reverses: the shrinking step averages the noise away. */
    @ParameterizedTest
    @CsvSource({
        "0.3, 1, 0.0375, 0.006",
        "0.3, 0.5, 0.0071, 0.0003",
        "0.3, 0.1, 0.00112, 0.0001",
        "0.05, 1, 0.0267, 0.006",
        "0.05, 0.3, 0.0026, 0.0005",
        "0.05, 0.1, 0.0012, 0.0003"
    })
    void constantStepsUnderNoise(double temperature, double factor, double expected, double deviation) {
        SampledTails.of(solver(temperature).withTrustRegion(TrpoStep.constant(factor)), CORNER, 2, 10)
                .assertWithin("t = " + factor + "/eta", Metrics.REGULARISED, expected, deviation);
    }

    @Test
    void softPolicyIterationIsTwentyTimesWorseThanTheTrustRegionAtTheSameSamples() {
        // 0.0375 / 0.00177 = 21
        double iteration = SampledTails.of(solver(0.3).withTrustRegion(TrpoStep.constant(1)), CORNER, 2, 10)
                .mean(Metrics.REGULARISED);
        double trust = SampledTails.of(solver(0.3), CORNER, 2, 10).mean(Metrics.REGULARISED);
        assertTrue(iteration > 15 * trust && iteration < 30 * trust, iteration / trust + " times");
    }
}
