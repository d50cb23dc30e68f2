package org.meanfield4j.control.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.ExactControlGradient;
import org.meanfield4j.control.PopulationFlow;
import org.meanfield4j.core.law.Law;

/**
 * Numbers of section 10.3 of the specification; optima are printed by src/test/reference/control_optimum.py too, values of
 * simple policies by src/test/reference/control_policies.py.
 */
class DistributionPlanningTest {
    private static final Law UNIFORM = Law.uniform(10);

    private static Law target(String name) {
        return name.equals("A") ? DistributionPlanning.targetA() : DistributionPlanning.targetB();
    }

    @ParameterizedTest
    @CsvSource({
        "A, 5, -0.1306977",
        "A, 10, -0.1308383",
        "A, 15, -0.1308711",
        "B, 5, -0.0569750",
        "B, 10, -0.0570444",
        "B, 15, -0.0570643"
    })
    void theOptimumHasItsKnownValue(String target, int horizon, double expected) {
        PlanningOptimum optimum = PlanningOptimum.compute(new DistributionPlanning(target(target), horizon), UNIFORM);

        assertEquals(expected, optimum.value(), 1e-7);
        assertTrue(optimum.gap() <= 1e-10 && optimum.gap() >= -1e-15, () -> "gap " + optimum.gap());
    }

    @Test
    void theOptimumHasItsKnownFlow() {
        PlanningOptimum optimum =
                PlanningOptimum.compute(new DistributionPlanning(DistributionPlanning.targetA(), 5), UNIFORM);

        double[] first = {.0289, .0428, .0928, .1, .1333, .2333, .1333, .1, .0928, .0428};
        double[] second = {.0094, .0098, .0459, .0959, .1959, .2958, .1959, .0959, .0459, .0098};
        double[] third = {.0042, .0026, .0508, .0991, .1975, .2958, .1975, .0991, .0508, .0026};
        assertArrayEquals(first, Arrays.copyOfRange(optimum.laws(), 10, 20), 1e-4);
        assertArrayEquals(second, Arrays.copyOfRange(optimum.laws(), 20, 30), 1e-4);
        assertArrayEquals(third, Arrays.copyOfRange(optimum.laws(), 30, 40), 1e-4);
        assertArrayEquals(third, Arrays.copyOfRange(optimum.laws(), 50, 60), 1e-4);
        double[] moved = {0.790, 0.534, 0.0375, 0, 0};
        for (int t = 0; t < 5; t++) {
            assertEquals(moved[t], moved(optimum, t), 1e-3);
        }
    }

    private static double moved(PlanningOptimum optimum, int t) {
        double sum = 0;
        for (int x = 0; x < 10; x++) {
            sum += optimum.flows()[(t * 10 + x) * 3] + optimum.flows()[(t * 10 + x) * 3 + 2];
        }
        return sum;
    }

    @Test
    void theOptimumForTheBroadTargetHasItsKnownFlow() {
        PlanningOptimum optimum =
                PlanningOptimum.compute(new DistributionPlanning(DistributionPlanning.targetB(), 5), UNIFORM);

        double[] first = {.04, .06, .10, .135, .165, .165, .135, .10, .06, .04};
        assertArrayEquals(first, Arrays.copyOfRange(optimum.laws(), 10, 20), 1e-4);
        assertEquals(0.650, moved(optimum, 0), 1e-3);
        assertEquals(0.245, moved(optimum, 1), 1e-3);
    }

    /** The flows are a policy: run as one, they have the optimal value, and no small change of the policy is better. */
    @Test
    void theOptimumIsReachedByAPolicy() {
        DistributionPlanning problem = new DistributionPlanning(DistributionPlanning.targetA(), 5);
        Law start = Law.proportionalTo(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        PlanningOptimum optimum = PlanningOptimum.compute(problem, start);
        ControlPolicy policy = ControlPolicy.timeTable(10, 3, 5);
        double[] theta = new double[150];
        Arrays.setAll(theta, e -> Math.log(Math.max(optimum.flows()[e], 1e-13)));

        double value =
                PopulationFlow.exact(problem, policy, theta, start.toArray(), 5).value(problem, policy, theta);
        double[] gradient = ExactControlGradient.adjoint(problem, policy, theta, start.toArray(), 5);

        assertEquals(optimum.value(), value, 1e-9);
        for (double slope : gradient) {
            assertEquals(0, slope, 1e-7);
        }
    }

    /** Nothing is free to choose: the mass stays or moves at a price, so the optimum is to stay if moving is dear. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void dearMovesAreNotMade(int horizon) {
        DistributionPlanning dear = new DistributionPlanning(DistributionPlanning.targetA(), horizon, 10);
        PlanningOptimum optimum = PlanningOptimum.compute(dear, UNIFORM);

        assertEquals(-0.0950 * (horizon + 1), optimum.value(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "A, 5, -0.5700, -0.6033333",
        "A, 10, -1.0450, -1.1116667",
        "A, 15, -1.5200, -1.6200000",
        "B, 5, -0.2616, -0.2949333",
        "B, 10, -0.4796, -0.5462667",
        "B, 15, -0.6976, -0.7976000"
    })
    void simplePoliciesHaveTheirKnownValues(String target, int horizon, double stay, double random) {
        DistributionPlanning problem = new DistributionPlanning(target(target), horizon);
        ControlPolicy policy = ControlPolicy.table(10, 3);
        double[] still = new double[30];
        Arrays.setAll(still, e -> e % 3 == 1 ? 800 : 0);

        assertEquals(stay, value(problem, policy, still), 1e-7);
        assertEquals(random, value(problem, policy, new double[30]), 1e-7);
    }

    private static double value(DistributionPlanning problem, ControlPolicy policy, double[] theta) {
        return PopulationFlow.exact(problem, policy, theta, UNIFORM.toArray(), problem.horizon())
                .value(problem, policy, theta);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DistributionPlanning(UNIFORM, 0));
        assertThrows(IllegalArgumentException.class, () -> new DistributionPlanning(UNIFORM, 5, -1));
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> PlanningOptimum.compute(new DistributionPlanning(UNIFORM, 5), Law.uniform(9)));
        assertTrue(refused.getMessage().startsWith("initial law has 9 entries"), refused::getMessage);
    }
}
