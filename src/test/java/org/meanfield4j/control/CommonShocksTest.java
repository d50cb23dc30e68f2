package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;

/** Two states where λ_0 is 0.3 or 0.7 for everybody at once, a coin per time. */
class CommonShocksTest {
    private static final CommonShocks NOISE = new CommonShocks(
            Law.uniform(2), List.of(new TwoStates(2).withArrival0(0.3), new TwoStates(2).withArrival0(0.7)));
    private static final ControlPolicy LOGITS = ControlPolicy.logits(2);
    private static final double[] THETA = {0, 0};
    private static final double[] LAW = {.2, .8};

    private static double value(MeanFieldControlProblem problem) {
        return PopulationFlow.exact(problem, LOGITS, THETA, LAW, 2).value(problem, LOGITS, THETA);
    }

    /** Exact recursions of another program, printed by src/test/reference/control_policies.py. */
    @Test
    void everyPathHasItsValueAndTheValueIsTheirMean() {
        assertEquals(-4.65962025, value(NOISE.path(0, 0)), 5.1e-9);
        assertEquals(-5.21560625, value(NOISE.path(0, 1)), 5.1e-9);
        assertEquals(-4.87800625, value(NOISE.path(1, 0)), 5.1e-9);
        assertEquals(-5.71765625, value(NOISE.path(1, 1)), 5.1e-9);
        assertEquals(-5.11772225, NOISE.value(LOGITS, THETA, LAW, 2), 5.1e-9);
        assertEquals(-5.00006025, value(NOISE.averaged()), 5.1e-9);
    }

    /** By quadrature on each path (src/test/reference/control_perturbed.py); the flow of the average kernel gives a gradient more than twice as large. */
    @Test
    void estimatesAreOfTheValueAveragedOverPaths() {
        GradientMoments moments =
                GradientMoments.compute(NOISE, LOGITS, GradientEstimator.defaults(), THETA, LAW, 1500, 3);
        double[] average = ExactControlGradient.compute(NOISE.averaged(), LOGITS, THETA, LAW, 2)
                .gradient();

        assertEquals(-.54350, moments.mean()[0], 4 * moments.standardError()[0]);
        assertEquals(1.92169, moments.mean()[1], 4 * moments.standardError()[1]);
        assertEquals(0.79, moments.trace(), 0.25);
        assertArrayEquals(new double[] {-0.91779, 3.20870}, average, 1e-5);
    }

    @Test
    void shocksAreDrawnWithTheirProbabilities() {
        CommonShocks skew = new CommonShocks(Law.of(0.1, 0.9), List.of(new TwoStates(2), new TwoStates(2)));
        int second = 0;
        for (int i = 0; i < 4000; i++) {
            int[] path = skew.draw(Streams.of(1).at(i));
            assertEquals(2, path.length);
            second += path[0] + path[1];
        }

        assertEquals(0.9, second / 8000.0, 4 * Math.sqrt(0.09 / 8000));
    }

    @Test
    void problemsOfOtherSizesAreRefused() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new CommonShocks(Law.uniform(2), List.of(new TwoStates(2), new TwoStates(3))));

        assertEquals(
                "problem of shock 1 differs in states, actions, horizon or discount from the first; give problems of one"
                        + " kind",
                e.getMessage());
    }

    /** Averaged over the training law: under the noise −2.80, for who ignores it −3.21. */
    @Test
    @EnabledIfSystemProperty(named = "long", matches = "true")
    void trainingUnderTheNoiseFindsAnotherPolicy() {
        for (int seed = 1; seed <= 3; seed++) {
            ControlRun aware = MfReinforce.defaults().withSeed(seed).solve(NOISE);
            ControlRun blind = MfReinforce.defaults().withSeed(seed).solve(NOISE.averaged());
            double stay0 = 1 / (1 + Math.exp(aware.theta()[1] - aware.theta()[0]));
            double stay1 = 1 / (1 + Math.exp(aware.theta()[3] - aware.theta()[2]));
            System.out.println("common noise: " + averaged(aware.theta()) + " with " + stay0 + " " + stay1 + ", blind "
                    + averaged(blind.theta()));
            assertTrue(averaged(aware.theta()) >= -2.88);
            assertTrue(stay0 >= .41 && stay0 <= .49 && stay1 >= .37 && stay1 <= .42);
            assertTrue(averaged(blind.theta()) <= -3.05);
        }
    }

    /** The mean value over training laws, μ_0(1) uniform on [0.1, 0.9]; midpoint rule. */
    private static double averaged(double[] theta) {
        int points = 4000;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double m = 0.1 + 0.8 * (i + 0.5) / points;
            sum += NOISE.value(ControlPolicy.table(2, 2), theta, new double[] {1 - m, m}, 2);
        }
        return sum / points;
    }
}
