package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.Claimed;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Numbers come from two independent implementations; they are compared to the digits that were printed. Those of the base
 * run and of the frozen environment are printed by src/test/reference/bilevel.py too, the floors of held parameters and
 * actions in the base game by src/test/reference/held.py.
 */
class BilevelPolicyGradientTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    /**
     * Errors are differences of slopes, intercepts and means of size one, each the end of fifty steps that round by 2e-16:
     * the last digits of an error of 1e-12 belong to the order of sums. Rates are held by the larger errors before.
     */
    private static final double ROUNDING = 1e-14;

    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    private static double k(GraphonRun run, int n) {
        return run.history().get(n, "slopeRmse");
    }

    private static double g(GraphonRun run, int n) {
        return run.history().get(n, "interceptRmse");
    }

    private static double z(GraphonRun run, int n) {
        return run.history().get(n, "aggregateRmse");
    }

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
            assertPrinted(inner[l], run.inner().get(l, "slopeRmse"), 4);
        }
        assertEquals(StopReason.COMPLETED, run.stopped());
        assertEquals(201, run.inner().rows());
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
                run.history().tailRate("aggregateRmse"),
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
        assertDecimals(sc, run.history().tailRate("aggregateRmse"), 4);
        assertDecimals(
                frozen,
                SOLVER.withAggregateUpdate(AggregateUpdate.FROZEN)
                        .solve(game)
                        .history()
                        .tailRate("aggregateRmse"),
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
            assertPrinted(slope[q], run.inner().get(steps[q], "slopeRmse"), 4);
            assertPrinted(intercept[q], run.inner().get(steps[q], "interceptRmse"), 4);
        }
        assertPrinted(6.099e-10, run.inner().get(40, "slopeRmse"), 4);
        assertPrinted(8.715e-9, run.inner().get(40, "interceptRmse"), 4);
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
            assertPrinted(plainSlope[q], plain.inner().get(plainSteps[q], "slopeRmse"), 4);
            assertPrinted(plainIntercept[q], plain.inner().get(plainSteps[q], "interceptRmse"), 4);
        }
    }

    @Test
    void noiseDoesNotMoveThePreconditionedRun() {
        double[] sigma = {0.1, 0.25, 1, 2};
        double[] cost = {0.228114, 0.268161, 0.983282, 3.27167};
        GraphonRun base = SOLVER.solve(BASE);
        for (int q = 0; q < sigma.length; q++) {
            LqGraphonGame game = BASE.withCoefficients(BASE.coefficients().withVolatility(sigma[q]));
            GraphonRun run = SOLVER.solve(game);
            assertArrayEquals(base.policy().slopes(), run.policy().slopes(), 0);
            assertArrayEquals(
                    base.policy().intercepts().toArray(),
                    run.policy().intercepts().toArray(),
                    0);
            assertArrayEquals(base.aggregate().toArray(), run.aggregate().toArray(), 0);
            assertPrinted(cost[q], run.reference().slopeCost(), 6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5666, 0.3850, 0.1966, 9.215e-2, 2.759e-2, 0.886",
        "0.25, 0.5148, 0.3216, 0.1297, 4.144e-2, 5.645e-3, 0.819",
        "0.5, 0.3809, 0.1835, 3.375e-2, 2.839e-3, 2.406e-5, 0.621",
        "1, 0.1735, 4.841e-2, 1.456e-3, 5.341e-6, 9.092e-11, 0.334",
        "2, 7.877e-2, 2.197e-2, 7.048e-4, 3.019e-6, 6.448e-11, 0.341"
    })
    void noiseSpeedsUpThePlainGradient(
            double sigma, double k1, double k2, double k5, double k10, double k20, double rate) {
        LqGraphonGame game = BASE.withCoefficients(BASE.coefficients().withVolatility(sigma));
        GraphonRun run = SOLVER.withSlopeStep(SlopeStep.PLAIN).solve(game);
        assertPrinted(k1, k(run, 1), 4);
        assertPrinted(k2, k(run, 2), 4);
        assertPrinted(k5, k(run, 5), 4);
        assertPrinted(k10, k(run, 10), 4);
        assertPrinted(k20, k(run, 20), 4);
        assertDecimals(rate, Math.pow(k(run, 20) / k(run, 10), 0.1), 3);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5.241e-2, 7.303e-3, 4.020e-4, 1.924e-1, 5.183e-2, 2.030e-3",
        "20, 1.317e-2, 1.801e-3, 2.525e-5, 4.996e-2, 1.342e-2, 1.272e-4",
        "160, 1.429e-3, 1.952e-4, 5.012e-7, 3.597e-3, 9.307e-4, 2.031e-6"
    })
    void heldParametersAndActionsStopAtFloorsOfTheirActionFrequency(
            int actions, double pk, double pg, double pz, double ak, double ag, double az) {
        LqGraphonGame fine = BASE.withSteps(320);
        GraphonRun held = SOLVER.withTiming(ActionTiming.HELD_PARAMETERS, actions)
                .withIterations(12)
                .solve(fine);
        assertPrinted(pk, k(held, 12), 4);
        assertPrinted(pg, g(held, 12), 4);
        assertPrinted(pz, z(held, 12), 4);
        GraphonRun acted =
                SOLVER.withTiming(ActionTiming.ZERO_ORDER_HOLD, actions).solve(fine);
        assertPrinted(ak, k(acted, 20), 4);
        assertPrinted(ag, g(acted, 20), 4);
        assertPrinted(az, z(acted, 20), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 3.565e-1, 5.794e-2, 1.826e-2, 0.2343",
        "10, 1.883e-1, 2.981e-2, 8.471e-3, 0.2406",
        "40, 4.905e-2, 7.589e-3, 1.996e-3, 0.2468",
        "160, 1.239e-2, 1.905e-3, 4.916e-4, 0.2486"
    })
    void coarseGridsConvergeAsFastAndStopAtFirstOrderFloors(int steps, double fk, double fg, double fz, double rate) {
        LqGraphonGame game = BASE.withSteps(steps);
        GraphonRun run = SOLVER.withIterations(12)
                .measuredAgainst(GraphonEquilibrium.closedForm(game))
                .solve(game);
        assertPrinted(fk, k(run, 12), 4);
        assertPrinted(fg, g(run, 12), 4);
        assertPrinted(fz, z(run, 12), 4);
        assertDecimals(rate, SOLVER.solve(game).history().tailRate("aggregateRmse"), 4);
    }

    @Test
    void holdingOverOneStepIsEuler() {
        for (LqGraphonGame game : new LqGraphonGame[] {BASE, LqGraphonGame.full2d()}) {
            GraphonRun euler = SOLVER.withIterations(3).solve(game);
            for (ActionTiming timing :
                    new ActionTiming[] {ActionTiming.HELD_PARAMETERS, ActionTiming.ZERO_ORDER_HOLD}) {
                GraphonRun held = SOLVER.withIterations(3)
                        .withTiming(timing, game.steps())
                        .solve(game);
                assertArrayEquals(euler.policy().slopes(), held.policy().slopes(), 1e-12);
                assertArrayEquals(euler.aggregate().toArray(), held.aggregate().toArray(), 1e-12);
            }
        }
    }

    @Test
    void variantsOfTheUpdate() {
        GraphonRun jacobi = SOLVER.withOrder(UpdateOrder.JACOBI).solve(BASE);
        GraphonRun newton = SOLVER.withSlopeStep(SlopeStep.GAUSS_NEWTON).solve(BASE);
        GraphonRun joint =
                SOLVER.withSlopeStep(SlopeStep.JOINT).withStepSize(0.2).solve(BASE);
        GraphonRun large = SOLVER.withSlopeStep(SlopeStep.JOINT).solve(BASE);
        int[] n = {1, 2, 5, 10};
        double[] jacobiZ = {4.040e-2, 9.825e-3, 1.495e-4, 1.409e-7};
        double[] newtonZ = {4.211e-2, 1.022e-2, 1.556e-4, 1.466e-7};
        double[] newtonK = {4.035e-3, 2.435e-5, 5.384e-12};
        double[] jointK = {0.4437, 0.3002, 0.1655, 7.548e-2};
        double[] largeK = {0.3732, 0.3684, 0.1933, 4.929e-2};
        for (int q = 0; q < 4; q++) {
            assertPrinted(jacobiZ[q], z(jacobi, n[q]), 4);
            assertPrinted(newtonZ[q], z(newton, n[q]), 4);
            assertPrinted(jointK[q], k(joint, n[q]), 4);
            assertPrinted(largeK[q], k(large, n[q]), 4);
            if (q < 3) {
                assertPrinted(newtonK[q], k(newton, n[q]), 4);
            }
        }
        assertPrinted(1.729e-2, k(joint, 20), 4);
    }

    @Test
    void oscillator() {
        GraphonRun run = SOLVER.withStepSize(0.8).solve(LqGraphonGame.base2d());
        double[] slope = {1.108, 3.651e-3, 2.059e-5, 1.164e-7};
        for (int n = 0; n < 4; n++) {
            assertPrinted(slope[n], k(run, n), 4);
        }
        int[] n = {1, 2, 3, 5, 10};
        double[] aggregate = {3.625e-2, 6.715e-3, 1.246e-3, 4.287e-5, 9.422e-9};
        for (int q = 0; q < 5; q++) {
            assertPrinted(aggregate[q], z(run, n[q]), 4);
        }
    }

    @Test
    void fullMatrices() {
        LqGraphonGame game = LqGraphonGame.full2d();
        BilevelPolicyGradient solver = SOLVER.withStepSizes(0.5, 0.8).withInnerSteps(6);
        GraphonRun run = solver.solve(game);
        int[] n = {0, 1, 2, 5, 10};
        double[] slope = {0.9807, 0.1596, 4.428e-2, 1.100e-3, 2.406e-6};
        double[] intercept = {0.1058, 0.2506, 8.218e-2, 2.985e-3, 7.978e-6};
        double[] aggregate = {0.2055, 3.464e-2, 8.280e-3, 2.904e-4, 8.380e-7};
        double[] frozen = {0.2055, 3.649e-2, 8.073e-3, 2.866e-4, 1.000e-6};
        double[] jacobi = {0.2055, 3.722e-2, 1.044e-2, 4.058e-4, 1.174e-6};
        double[] plain = {0.9807, 0.4355, 0.3224, 0.1689, 7.814e-2};
        double[] newton = {0.2055, 3.468e-2, 6.898e-3, 7.082e-5, 6.758e-8};
        GraphonRun frozenRun =
                solver.withAggregateUpdate(AggregateUpdate.FROZEN).solve(game);
        GraphonRun jacobiRun = solver.withOrder(UpdateOrder.JACOBI).solve(game);
        GraphonRun plainRun =
                solver.withSlopeStep(SlopeStep.PLAIN).withStepSizes(1, 0.8).solve(game);
        GraphonRun newtonRun = solver.withSlopeStep(SlopeStep.GAUSS_NEWTON).solve(game);
        for (int q = 0; q < n.length; q++) {
            assertPrinted(slope[q], k(run, n[q]), 4);
            assertPrinted(intercept[q], g(run, n[q]), 4);
            assertPrinted(aggregate[q], z(run, n[q]), 4);
            assertPrinted(frozen[q], z(frozenRun, n[q]), 4);
            assertPrinted(jacobi[q], z(jacobiRun, n[q]), 4);
            assertPrinted(plain[q], k(plainRun, n[q]), 4);
            assertPrinted(newton[q], z(newtonRun, n[q]), 4);
        }
        BilevelPolicyGradient held = solver.withInnerSteps(10);
        GraphonRun params = held.withTiming(ActionTiming.HELD_PARAMETERS, 5).solve(game);
        GraphonRun actions = held.withTiming(ActionTiming.ZERO_ORDER_HOLD, 5).solve(game);
        double[] paramFloor = {3.635e-2, 1.060e-2, 4.435e-4};
        double[] actionFloor = {0.1694, 2.121e-2, 2.015e-3};
        assertPrinted(paramFloor[0], k(params, 20), 4);
        assertPrinted(paramFloor[1], g(params, 20), 4);
        assertPrinted(paramFloor[2], z(params, 20), 4);
        assertPrinted(actionFloor[0], k(actions, 20), 4);
        assertPrinted(actionFloor[1], g(actions, 20), 4);
        assertPrinted(actionFloor[2], z(actions, 20), 4);
        SlopeProblem macro = new SlopeProblem(game, ActionTiming.ZERO_ORDER_HOLD, 5);
        double[] best = new double[20];
        macro.best(best, new double[24]);
        double[] exact = {-1.180291984, -0.600914567, 0.757860173, -0.642300702};
        for (int q = 0; q < 4; q++) {
            assertDecimals(exact[q], best[q], 9);
            assertEquals(best[q], actions.policy().slope(0).toArray()[q], 1e-10); // what the run converges to
        }
    }

    @Test
    void largestStepSizesOverflowAndSaySo() {
        GraphonRun slow = SOLVER.withStepSize(1.9).solve(BASE);
        assertPrinted(5.8e-4, z(slow, 20), 2);
        for (double eta : new double[] {1.95, 2, 3}) {
            GraphonRun run = SOLVER.withStepSize(eta).solve(BASE);
            assertEquals(StopReason.DIVERGED, run.stopped(), "step " + eta);
            int iteration = eta < 2 ? 3 : 1; // 1.95 blows up in iteration 2 and leaves the doubles in iteration 3
            assertEquals(iteration, run.history().rows(), "step " + eta);
            assertTrue(run.info().warnings().get(0).startsWith("diverged in iteration " + iteration), run::summary);
            assertTrue(run.info().warnings().get(1).startsWith("safe from this start"), run::summary);
            assertTrue(Flat.isFinite(run.policy().slopes()));
            assertTrue(Flat.isFinite(run.policy().intercepts().toArray()));
            assertTrue(Flat.isFinite(run.aggregate().toArray()));
        }
        assertEquals(
                StopReason.COMPLETED,
                SOLVER.withSlopeStep(SlopeStep.PLAIN)
                        .withStepSizes(7, 0.4)
                        .solve(BASE)
                        .stopped());
        assertEquals(
                StopReason.DIVERGED,
                SOLVER.withSlopeStep(SlopeStep.PLAIN)
                        .withStepSizes(8, 0.4)
                        .solve(BASE)
                        .stopped());
    }

    @Test
    void outerDivergenceIsNotBlamedOnTheStep() {
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(3), 2);
        GraphonRun run = SOLVER.withIterations(2000).solve(game);
        assertEquals(StopReason.DIVERGED, run.stopped());
        assertTrue(run.info().warnings().stream().anyMatch(w -> w.contains("every step size")), run::summary);
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
            assertDecimals(0.2482, run.history().tailRate("aggregateRmse"), 4);
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
    @CsvSource({"1, 0.4998, 0.3173, 7.15e-3", "5, 4.967e-2, 0.1030, 9.79e-3", "20, 1.994e-5, 1.462e-4, 1.611e-5"})
    void coldStartStalls(int inner, double slope, double intercept, double aggregate) {
        GraphonRun run = SOLVER.withColdStart(true).withInnerSteps(inner).solve(BASE);
        assertPrinted(slope, k(run, 20), 4);
        assertPrinted(intercept, g(run, 20), 4);
        assertPrinted(aggregate, z(run, 20), inner == 20 ? 4 : 3);
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(-1));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withInnerSteps(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withIterations(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withTiming(ActionTiming.EVERY_STEP, 5));
        IllegalArgumentException blocks = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withTiming(ActionTiming.ZERO_ORDER_HOLD, 7).solve(BASE));
        assertTrue(blocks.getMessage().contains("7") && blocks.getMessage().contains("100"), blocks.getMessage());
        LqGraphonGame still =
                BASE.withCoefficients(BASE.coefficients().withVolatility(0).withInitialCovariance(0));
        IllegalArgumentException degenerate = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withSlopeStep(SlopeStep.PLAIN).solve(still));
        assertTrue(degenerate.getMessage().contains("covariance"), degenerate.getMessage());
        assertEquals(StopReason.COMPLETED, SOLVER.solve(still).stopped());
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.startingFrom(GraphonStart.zero(BASE.withSteps(50), 50))
                        .solve(BASE));
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.measuredAgainst(GraphonEquilibrium.compute(BASE.withSteps(50)))
                        .solve(BASE));
    }

    @Test
    void interruptedRunReturnsTheLastCompleteIterate() {
        GraphonRun expected = SOLVER.withIterations(3).solve(BASE);
        GraphonRun run = SOLVER.solve(BASE, new StopAfter(3, 5));
        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertEquals(4, run.history().rows());
        assertArrayEquals(expected.policy().slopes(), run.policy().slopes(), 0);
        assertArrayEquals(expected.aggregate().toArray(), run.aggregate().toArray(), 0);
    }

    /** Cancels some questions after an outer iteration. */
    private static final class StopAfter implements Monitor {
        private final long iterations;
        private int questions;
        private long done;

        StopAfter(long iterations, int questions) {
            this.iterations = iterations;
            this.questions = questions;
        }

        @Override
        public void begin(Plan plan) {}

        @Override
        public void iterated(long iteration) {
            done = iteration;
        }

        @Override
        public boolean cancelled() {
            return done >= iterations && --questions < 0;
        }

        @Override
        public void end(StopReason reason) {}
    }
}
