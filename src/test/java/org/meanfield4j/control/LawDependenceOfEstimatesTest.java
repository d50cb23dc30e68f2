package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.control.WorkedExample.sine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.random.Streams;

/**
 * Estimates where kernel or policy depend on the law, projected on what that dependence does to sensitivity and gradient:
 * s = 1 is all of it, 0 none. A wrong recursion, or a kernel or policy at μ_t instead of M_t, passes every test on problems
 * without such dependence and is seen only here. Expected values are exact means by quadrature.
 */
class LawDependenceOfEstimatesTest {
    private static final boolean LONG = Boolean.getBoolean("long");
    private static final GradientEstimator MANY = GradientEstimator.defaults()
            .withPerturbation(LogitPerturbation.of(0.5))
            .withSensitivity(SensitivityEstimator.shared(1000).withGauge(true))
            .withBaseline(Baseline.LEAVE_ONE_OUT)
            .withTrajectories(1000);

    /** Expected 0.901 and 0.909 at ε = 0.5, with a deviation over repetitions of 0.08 and 0.07 at the full number. */
    @Test
    void strongContagionIsFelt() {
        MeanFieldControlProblem problem = Cybersecurity.strongContagion();
        ControlPolicy policy = ControlPolicy.linear(4, 2);
        double[] theta = sine(policy.parameters(), 0.8);
        double[] law = {.04, .46, .03, .47};
        ExactControlGradient exact = ExactControlGradient.compute(problem, policy, theta, law, 4);

        assertBetween(0.5, 1.3, sensitivityShare(problem, policy, theta, exact, LONG ? 200 : 100));
        double[] mean = GradientMoments.compute(problem, policy, MANY, theta, law, LONG ? 300 : 160, 2)
                .mean();
        assertBetween(0.5, 1.3, share(mean, exact.rf(), exact.gradient()));
    }

    /** Two states whose policy pushes back: z(0, 1) = 2.4 − 4 μ(1), z(1, 1) = −1.6 + 4 μ(1). */
    @Test
    void feedbackOfThePolicyIsFelt() {
        MeanFieldControlProblem problem = new TwoStates(3);
        ControlPolicy policy = ControlPolicy.linear(2, 2);
        double[] theta = new double[16];
        theta[4] = 2.4;
        theta[7] = -4;
        theta[12] = -1.6;
        theta[15] = 4;
        double[] law = {.2, .8};
        ExactControlGradient exact = ExactControlGradient.compute(problem, policy, theta, law, 3);
        assertEquals(-5.090969530985, exact.value(), 5.1e-13);

        assertBetween(1.062 - 0.07, 1.062 + 0.07, sensitivityShare(problem, policy, theta, exact, 200));
        GradientMoments moments = GradientMoments.compute(problem, policy, MANY, theta, law, LONG ? 300 : 200, 3);
        double[] expected = {.174689, .346722, .137835, .036854};
        for (int k = 0; k < 4; k++) {
            assertEquals(expected[k], moments.mean()[k], 4 * moments.standardError()[k], "entry " + k);
            assertTrue(moments.standardError()[k] < 0.006);
        }
    }

    /** s_D of the last time, averaged over repetitions. */
    private static double sensitivityShare(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            double[] theta,
            ExactControlGradient exact,
            int repetitions) {
        GradientEstimator settings = MANY.withTrajectories(2);
        int size = problem.states() * policy.parameters();
        int from = problem.horizon() * size;
        double[] frozen = Arrays.copyOfRange(exact.frozen(), from, from + size);
        double[] full = Arrays.copyOfRange(exact.sensitivities(), from, from + size);
        List<Double> shares = Parallel.map(repetitions, r -> {
            GradientSampler sampler = new GradientSampler(problem, policy, settings);
            sampler.sample(
                    theta,
                    exact.flow().law(0),
                    Streams.of(5).child(r),
                    1,
                    Stop.never(),
                    new double[policy.parameters()]);
            double[] d = ForwardSensitivity.of(problem, policy, settings, theta, sampler.draws(), 0);
            return share(Arrays.copyOfRange(d, from, from + size), frozen, full);
        });
        return shares.stream().mapToDouble(s -> s).average().orElseThrow();
    }

    private static double share(double[] estimate, double[] without, double[] with) {
        double[] effect = IntStream.range(0, with.length)
                .mapToDouble(k -> with[k] - without[k])
                .toArray();
        double product = 0;
        double square = 0;
        for (int k = 0; k < effect.length; k++) {
            product += (estimate[k] - without[k]) * effect[k];
            square += effect[k] * effect[k];
        }
        return product / square;
    }

    private static void assertBetween(double least, double most, double value) {
        assertTrue(value >= least && value <= most, () -> value + " is not in [" + least + ", " + most + "]");
    }

    @Test
    void oneDrawOfALawDependentProblemHasOneEstimateInBothForms() {
        MeanFieldControlProblem problem = Cybersecurity.strongContagion();
        ControlPolicy policy = ControlPolicy.mlp(4, 2, 5);
        double[] theta = sine(policy.parameters(), 0.3);
        double[] law = {.04, .46, .03, .47};
        for (SensitivityEstimator sensitivity : List.of(
                SensitivityEstimator.nested(2), SensitivityEstimator.shared(7).withGauge(true))) {
            GradientEstimator settings = MANY.withSensitivity(sensitivity)
                    .withTrajectories(6)
                    .withPerturbation(
                            LogitPerturbation.of(0.5).withAuxiliary(0.9).withAntithetic(true));
            GradientSampler sampler = new GradientSampler(problem, policy, settings);

            double[] sampled = sampler.sample(theta, law, Streams.of(8));

            double[] forward = ForwardSensitivity.estimate(problem, policy, settings, theta, sampler.draws());
            double size = Arrays.stream(forward).map(Math::abs).max().orElseThrow();
            assertArrayEquals(forward, sampled, 1e-12 * size);
            assertArrayEquals(
                    GradientSampler.estimate(problem, policy, settings, theta, sampler.draws()), sampled, 1e-13 * size);
        }
    }
}
