package org.meanfield4j.control.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.PopulationFlow;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;

class TwoStatesTest {

    @ParameterizedTest
    @CsvSource({"2, -3.36", "5, -2.64", "10, -1.44", "15, -0.24"})
    void theOptimalPolicyReachesTheTargetInOneStepAndStays(int horizon, double expected) {
        TwoStates problem = new TwoStates(horizon);
        double[] moves = problem.optimalMoves();
        double[] theta = {Math.log(moves[0] / (1 - moves[0])), Math.log(moves[1] / (1 - moves[1]))};
        ControlPolicy policy = ControlPolicy.logits(2);
        PopulationFlow flow = PopulationFlow.exact(problem, policy, theta, new double[] {0.2, 0.8}, horizon);

        assertArrayEquals(new double[] {0.8, 0.75}, moves, 1e-15);
        assertArrayEquals(new double[] {1.386294, 1.098612}, theta, 1e-6);
        for (int t = 1; t <= horizon; t++) {
            assertEquals(0.4, flow.law(t)[1], 1e-15);
        }
        assertEquals(expected, flow.value(problem, policy, theta), 1e-12);
        assertEquals(expected, problem.optimalValue(Law.of(0.2, 0.8)), 1e-12);
    }

    @Test
    void aTargetOutOfReachHasNoClosedForm() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> new TwoStates(2).withTarget(0.6).optimalMoves());
        assertTrue(refused.getMessage().startsWith("target = 0.6 must lie in"), refused::getMessage);
    }

    /** Section 18.1, item 11: mean 0.5, variance 0.64/12. */
    @Test
    void trainingSharesAreUniform() {
        RandomGenerator random = Streams.of(6).at(0);
        double[] law = new double[2];
        int draws = 20_000;
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < draws; n++) {
            new TwoStates(2).drawTrainingLaw(random, law);
            assertTrue(law[1] >= 0.1 && law[1] <= 0.9);
            assertEquals(1, law[0] + law[1], 1e-15);
            sum += law[1];
            squares += law[1] * law[1];
        }
        double mean = sum / draws;

        assertEquals(0.5, mean, 0.0066); // 4 standard errors
        assertEquals(0.64 / 12, squares / draws - mean * mean, 0.0014);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TwoStates(0));
        assertThrows(IllegalArgumentException.class, () -> new TwoStates(2).withArrival0(1.1));
        assertThrows(IllegalArgumentException.class, () -> new TwoStates(2).withTarget(-0.1));
        assertThrows(IllegalArgumentException.class, () -> new TwoStates(2).withPenalty(Double.NaN));
    }
}
