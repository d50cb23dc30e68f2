package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.g;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.k;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.z;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.Claimed;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.BestResponse;

/**
 * Convergence and its rate on games of one dimension, whatever the start. Numbers come from two independent implementations;
 * they are compared to the digits that were printed. Those of the base run and of the frozen environment are printed by
 * src/test/reference/bilevel.py too, those of other graphons, other numbers of inner steps and cold starts by
 * src/test/reference/variants.py.
 */
class BilevelPolicyGradientTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    /**
     * Errors are differences of slopes, intercepts and means of size one, each the end of fifty steps that round by 2e-16:
     * the last digits of an error of 1e-12 belong to the order of sums. Rates are held by the larger errors before.
     */
    private static final double ROUNDING = 1e-14;

    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @Test
    void baseRunConvergesLinearly() {
        GraphonRun run = SOLVER.solve(BASE);
        int[] n = {0, 1, 2, 3, 5, 10};
        double[] slope = {1.520002, 3.612361e-3, 1.993590e-5, 1.102485e-7};
        double[] intercept = {2.699594e-1, 2.699282e-1, 6.733720e-2, 1.672032e-2, 1.030216e-3, 9.706335e-7};
        double[] aggregate = {2.002604e-1, 4.226493e-2, 1.025966e-2, 2.535972e-3, 1.560940e-4, 1.470607e-7};
        double[] gap = {2.652, 2.162e-2, 1.315e-3, 8.105e-5, 3.077e-7};
        for (int q = 0; q < n.length; q++) {
            assertPrinted(intercept[q], g(run, n[q]), 7);
            assertPrinted(aggregate[q], z(run, n[q]), 7);
            if (q < 4) {
                assertPrinted(slope[q], k(run, n[q]), 7);
            }
            if (q < 5) {
                assertPrinted(gap[q], run.history().get(n[q], "exploitability"), 4);
            }
        }
        assertEquals(3.375757e-12, k(run, 5), ROUNDING);
        assertTrue(k(run, 10) < ROUNDING);
        assertEquals(8.617e-13, g(run, 20), ROUNDING);
        assertEquals(1.305e-13, z(run, 20), ROUNDING);
        assertEquals(2.73e-13, run.history().get(10, "exploitability"), 0.05e-13); // two digits are known
        double[] inner = {1.520, 0.4998, 0.2625, 0.1473, 0.08498, 0.04967, 0.02925};
        for (int l = 0; l < inner.length; l++) {
            assertPrinted(inner[l], run.inner().get(l, "RMSE of the slope"), 4);
        }
        assertEquals(StopReason.COMPLETED, run.stopped());
        assertEquals(201, run.inner().rows());
        String count = run.inner().columns().get(0);
        for (int l = 0; l <= 200; l++) {
            assertEquals(l, run.inner().get(l, count), "inner steps are counted over the whole run");
        }
    }

    @Test
    void frozenEnvironmentConvergesToTheSameEquilibriumMoreSlowly() {
        GraphonRun run = SOLVER.withAggregateUpdate(AggregateUpdate.FROZEN).solve(BASE);
        assertPrinted(4.838e-2, z(run, 1), 4);
        assertPrinted(1.310e-2, z(run, 2), 4);
        assertPrinted(2.754e-4, z(run, 5), 4);
        assertPrinted(4.449e-7, z(run, 10), 4);
        assertEquals(1.161e-12, z(run, 20), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.6933, 1.711e-3",
        "2, 0.5110, 4.356e-5",
        "5, 0.3000, 5.695e-7",
        "10, 0.2482, 1.471e-7",
        "20, 0.2441, 1.312e-7"
    })
    void moreInnerStepsApproachTheRateOfExactBestResponses(int inner, double rate, double error) {
        GraphonRun run = SOLVER.withInnerSteps(inner).withIterations(40).solve(BASE);
        assertEquals(
                rate,
                run.history().tailRate("RMSE of the aggregate"),
                inner == 1 ? 1e-3 : 2e-4); // asymptotic rate, read off a tail
        assertPrinted(error, z(run, 10), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "constant0.5, 0.3078, 0.3400, 6.203e-4, 1.714e-6",
        "uniformAttachment, 0.2482, 0.2765, 1.561e-4, 1.471e-7",
        "rankedAttachment, 0.4870, 0.5238, 4.315e-3, 1.182e-4",
        "minMax, 0.0643, 0.0727, 5.560e-8, NaN",
        "threshold, 0.3958, 0.4315, 1.781e-3, 1.730e-5",
        "sbm2, 0.3078, 0.3400, 6.203e-4, 1.714e-6",
        "constant1, 0.6421, 0.6752, 2.069e-2, 2.258e-3"
    })
    void rateFollowsTheSpectrumOfTheGraphon(String name, double sc, double frozen, double z5, double z10) {
        LqGraphonGame game = BASE.withGraphon(GraphonFixtures.graphon(name), 50);
        GraphonRun run = SOLVER.solve(game);
        assertDecimals(sc, run.history().tailRate("RMSE of the aggregate"), 4);
        assertDecimals(
                frozen,
                SOLVER.withAggregateUpdate(AggregateUpdate.FROZEN)
                        .solve(game)
                        .history()
                        .tailRate("RMSE of the aggregate"),
                4);
        assertPrinted(z5, z(run, 5), 4);
        if (!Double.isNaN(z10)) {
            assertPrinted(z10, z(run, 10), 4);
        }
    }

    @Test
    void innerProblemAloneConvergesInAFrozenEnvironment() {
        double[] zero = BASE.initialAggregate();
        GraphonStart start = GraphonStart.zero(BASE, 100);
        BestResponse best = new BestResponse(BASE);
        double[] answer = new double[5000];
        best.intercepts(zero, answer);
        GraphonPolicy target = GraphonPolicy.of(1, best.slope, LabelPaths.of(1, 50, answer));
        GraphonEquilibrium reference = Claimed.equilibrium(BASE, target, zero, zero, best.value, 0);
        GraphonRun run = SOLVER.withInnerSteps(40)
                .withIterations(1)
                .startingFrom(start)
                .measuredAgainst(reference)
                .solve(BASE);
        int[] steps = {0, 1, 2, 5, 10, 20};
        double[] slope = {1.520, 0.4998, 0.2625, 4.967e-2, 3.612e-3, 1.994e-5};
        double[] intercept = {0.5491, 0.4633, 0.3389, 0.1138, 1.440e-2, 1.481e-4};
        for (int q = 0; q < steps.length; q++) {
            assertPrinted(slope[q], run.inner().get(steps[q], "RMSE of the slope"), 4);
            assertPrinted(intercept[q], run.inner().get(steps[q], "RMSE of the intercepts"), 4);
        }
        assertPrinted(6.099e-10, run.inner().get(40, "RMSE of the slope"), 4);
        assertPrinted(8.715e-9, run.inner().get(40, "RMSE of the intercepts"), 4);
        GraphonRun plain = SOLVER.withSlopeStep(SlopeStep.PLAIN)
                .withInnerSteps(100)
                .withIterations(1)
                .startingFrom(start)
                .measuredAgainst(reference)
                .solve(BASE);
        int[] plainSteps = {10, 20, 40, 100};
        double[] plainSlope = {0.3809, 0.1835, 5.716e-2, 2.839e-3};
        double[] plainIntercept = {0.4315, 0.1958, 5.658e-2, 2.631e-3};
        for (int q = 0; q < 4; q++) {
            assertPrinted(plainSlope[q], plain.inner().get(plainSteps[q], "RMSE of the slope"), 4);
            assertPrinted(plainIntercept[q], plain.inner().get(plainSteps[q], "RMSE of the intercepts"), 4);
        }
    }

    @Test
    void startDoesNotMatter() {
        Random random = new Random(7);
        GraphonEquilibrium reference = GraphonEquilibrium.compute(BASE);
        for (int q = 0; q < 3; q++) {
            LabelPaths g = LabelPaths.of(1, 50, GraphonFixtures.normal(random, 5000, 1));
            GraphonPolicy policy = GraphonPolicy.of(1, GraphonFixtures.normal(random, 100, 1), g);
            GraphonRun run = SOLVER.startingFrom(GraphonStart.zero(BASE, 100).withPolicy(policy))
                    .measuredAgainst(reference)
                    .solve(BASE);
            assertDecimals(0.2482, run.history().tailRate("RMSE of the aggregate"), 4);
            assertEquals(1.34e-13, z(run, 20), 0.03e-13); // 1.32e-13..1.36e-13 over eight starts
        }
        double[] values = {-5, 0, 5};
        double[] error = {2.47e-12, 1.29e-13, 2.22e-12};
        for (int q = 0; q < 3; q++) {
            GraphonStart start = GraphonStart.zero(BASE, 100).withAggregate(values[q]);
            GraphonRun run =
                    SOLVER.startingFrom(start).measuredAgainst(reference).solve(BASE);
            assertEquals(error[q], z(run, 20), 0.006e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.4998, 0.3173, 7.15e-3",
        "10, 3.612e-3, 1.384e-2, 1.452e-3",
        "5, 4.967e-2, 0.1030, 9.79e-3",
        "20, 1.994e-5, 1.462e-4, 1.611e-5"
    })
    void coldStartStalls(int inner, double slope, double intercept, double aggregate) {
        GraphonRun run = SOLVER.withColdStart(true).withInnerSteps(inner).solve(BASE);
        assertPrinted(slope, k(run, 20), 4);
        assertPrinted(intercept, g(run, 20), 4);
        assertPrinted(aggregate, z(run, 20), inner >= 10 ? 4 : 3);
    }
}
