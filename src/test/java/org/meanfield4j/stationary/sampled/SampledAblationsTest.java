package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.stationary.sampled.SampledTails.CORNER;
import static org.meanfield4j.stationary.sampled.SampledTails.solver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.WarmStart;

/**
 * What each ingredient of the sampled method is worth at η = 0.3, K = 60, means over the
 * last ten outer steps. The reference is the mean ± standard deviation over six seeds of an independent program; two
 * seeds here must lie within three of these deviations. Those of src/test/reference/sampled_mf_trpo.py do too, without
 * the one trajectory.
 */
public class SampledAblationsTest {

    @ParameterizedTest
    @CsvSource({
        "MEAN, OCCUPATION, LAST, RESET_STEP, 0.00177, 0.00014",
        "MEAN, DIRECT, LAST, RESET_STEP, 0.00149, 0.00005",
        "IS_BASELINE, OCCUPATION, LAST, RESET_STEP, 0.00240, 0.0001",
        "IS, OCCUPATION, LAST, RESET_STEP, 2.38, 0.10",
        "MEAN, OCCUPATION, LAST, COLD, 0.00447, 0.0002",
        "MEAN, OCCUPATION, MIXTURE, RESET_STEP, 0.00297, 0.0001",
        "MEAN, OCCUPATION, MIXTURE, COLD, 0.0510, 0.001",
        "MEAN, OCCUPATION, LAST, CONTINUE, 0.0361, 0.003"
    })
    void modes(
            QEstimator estimator,
            RestartMode restart,
            InnerOutput output,
            WarmStart warm,
            double expected,
            double deviation) {
        SampledMfTrpo variant = solver(0.3)
                .withWarmStart(warm)
                .withSampling(Sampling.defaults()
                        .withEstimator(estimator)
                        .withRestart(restart)
                        .withOutput(output));
        SampledTails.of(variant, CORNER, 2, 10)
                .assertWithin(variant.toString(), Metrics.REGULARISED, expected, deviation);
    }

    @ParameterizedTest
    @CsvSource({
        // L, B, T, N, φ_η, its deviation, ‖μ − μ*‖ (given without a deviation: a tenth is two of ours)
        "10, 1000, 5, 1000, 0.01064, 0.0005, 0.0185",
        "10, 1000, 10, 1000, 0.00190, 0.0001, 0.0108",
        "10, 1000, 50, 100, 0.00241, 0.0003, 0.0138",
        "3, 3333, 50, 1000, 0.00100, 0.00005, 0.0093",
        "30, 333, 50, 1000, 0.00594, 0.0003, 0.0162"
    })
    void sizes(int inner, int rollouts, int truncation, int particles, double phi, double deviation, double distance) {
        SampledMfTrpo variant = solver(0.3)
                .withInnerSteps(inner)
                .withSampling(Sampling.defaults()
                        .withRollouts(rollouts)
                        .withTruncation(truncation)
                        .withParticles(particles));
        SampledTails tails = SampledTails.of(variant, CORNER, 2, 10);
        tails.assertWithin(variant.toString(), Metrics.REGULARISED, phi, deviation);
        tails.assertWithin(variant.toString(), Metrics.DISTANCE, distance, distance / 10);
    }

    @Test
    void theMixtureIsNeverBetterThanTheLastIterate() {
        // 0.00225 against 0.00159 in that program; the ratio at η = 0.3 follows from the modes above.
        Sampling mixture = Sampling.defaults().withOutput(InnerOutput.MIXTURE);
        double last = phi(solver(0.05), 2);
        double mixed = phi(solver(0.05).withSampling(mixture), 2);
        assertTrue(mixed > 1.1 * last, mixed + " against " + last);
    }

    /** ν = (1−ρ)·uniform + ρ·δ_0: direct restarts pay for the concentrability, occupation restarts do not. */
    @ParameterizedTest
    @CsvSource({
        "DIRECT, 0, 0.5, 0.0039, 0.0002",
        "DIRECT, 0, 0.9, 0.109, 0.004",
        "DIRECT, 0, 0.97, 0.745, 0.03",
        "DIRECT, 0, 0.99, 1.51, 0.06",
        "DIRECT, 0, 1, 1.99, 0.01",
        "OCCUPATION, 0, 1, 0.0020, 0.0002",
        "OCCUPATION, 24, 1, 0.089, 0.004"
    })
    void restartLaws(RestartMode restart, int point, double share, double expected, double deviation) {
        Law nu = Law.uniform(25).mix(share, Law.pointMass(25, point));
        SampledMfTrpo variant = solver(0.3)
                .withSampling(Sampling.defaults().withRestart(restart).withRestartLaw(nu));
        SampledTails.of(variant, CORNER, 2, 10)
                .assertWithin(restart + ", share " + share, Metrics.REGULARISED, expected, deviation);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.0251, 0.002", "0.05, 0.0254, 0.003"})
    void oneTrajectoryWithoutRestartsStillLearns(double temperature, double expected, double deviation) {
        SampledMfTrpo variant =
                solver(temperature).withSampling(Sampling.defaults().withRestart(RestartMode.NO_RESTART));
        SampledTails.of(variant, CORNER, 1, 10)
                .assertWithin("eta " + temperature, Metrics.REGULARISED, expected, deviation);
    }

    private static double phi(SampledMfTrpo solver, int seeds) {
        return SampledTails.of(solver, CORNER, seeds, 10).mean(Metrics.REGULARISED);
    }
}
