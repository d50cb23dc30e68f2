package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The slope problem alone; step counts and errors were measured with an independent implementation, and are printed by
 * src/test/reference/slopes.py too.
 */
class SlopeStepTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base().withGraphon(Graphon.constant(0), 1);
    private static final double[] STEP_SIZES = {0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.5, 1.8};

    private static GraphonRun run(LqGraphonGame game, SlopeStep step, double start, double eta, int steps) {
        GraphonPolicy policy = GraphonPolicy.constant(game, SmallMatrix.scalar(start), 0);
        return BilevelPolicyGradient.defaults()
                .withSlopeStep(step)
                .withStepSizes(eta, 0)
                .withInnerSteps(steps)
                .withIterations(1)
                .startingFrom(GraphonStart.zero(game, game.steps()).withPolicy(policy))
                .measuredAgainst(GraphonEquilibrium.compute(game))
                .solve(game);
    }

    /** The steps to an error of 1e-6, 0 if they overflow, 401 if 400 do not suffice. */
    private static int steps(LqGraphonGame game, SlopeStep step, double start, double eta) {
        GraphonRun run = run(game, step, start, eta, 400);
        double[] error = run.inner().column("RMSE of the slope");
        int n = 0;
        while (n < error.length && !(error[n] < 1e-6)) {
            n++;
        }
        return run.stopped() == StopReason.DIVERGED ? 0 : n;
    }

    @ParameterizedTest
    @CsvSource({
        "NATURAL, -4, 293, 143, 68, 30, 17, 10, 5, 21, 74",
        "NATURAL, 0, 265, 129, 61, 26, 15, 10, 6, 23, 78",
        "NATURAL, 1, 268, 130, 63, 31, 19, 12, 7, 23, 0",
        "NATURAL, 2, 283, 149, 77, 37, 23, 14, 0, 0, 0",
        "NATURAL, 3, 343, 178, 0, 0, 0, 0, 0, 0, 0",
        "NATURAL, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0",
        "PLAIN, 0, 401, 401, 401, 268, 176, 129, 100, 60, 57",
        "GAUSS_NEWTON, 0, 269, 131, 62, 27, 16, 10, 5, 21, 65",
        "GAUSS_NEWTON, 4, 286, 149, 80, 40, 25, 17, 9, 24, 69"
    })
    void onlyGaussNewtonConvergesFromEveryStart(
            SlopeStep step, double start, int a, int b, int c, int d, int e, int f, int g, int h, int i) {
        int[] expected = {a, b, c, d, e, f, g, h, i};
        for (int q = 0; q < expected.length; q++) {
            assertEquals(expected[q], steps(BASE, step, start, STEP_SIZES[q]), "step size " + STEP_SIZES[q]);
        }
    }

    @Test
    void plainGradientIsStuckFromAnUnstableStart() {
        double[] expected = {2.3e-2, 0.23, 2.1, 6.7, 11, 13, 15, 15, 12};
        for (int q = 0; q < expected.length; q++) {
            assertPrinted(
                    expected[q],
                    run(BASE, SlopeStep.PLAIN, 2, STEP_SIZES[q], 400).inner().last("RMSE of the slope"),
                    2);
        }
    }

    @Test
    void divergenceIsPartlyTheTimeStepAndConvergenceDoesNotDependOnIt() {
        int[] grid = {20, 50, 100, 200, 400};
        int[] fromTwo = {0, 0, 0, 12, 13};
        int[] fromThree = {0, 0, 0, 0, 45};
        int[] fromZero = {25, 26, 26, 26, 27};
        for (int q = 0; q < 5; q++) {
            LqGraphonGame game = BASE.withSteps(grid[q]);
            assertEquals(fromTwo[q], steps(game, SlopeStep.NATURAL, 2, 0.9), "N = " + grid[q]);
            assertEquals(fromThree[q], steps(game, SlopeStep.NATURAL, 3, 0.4), "N = " + grid[q]);
            assertEquals(fromZero[q], steps(game, SlopeStep.NATURAL, 0, 0.4), "N = " + grid[q]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.709, 9.07e-2, 8.45e-3, 7.8e-5, 1.092, 0.5894, 0.3418, 0.1455",
        "40, 1.258, 0.708, 0.385, 0.127, 1.400, 1.133, 0.9246, 0.6740",
        "160, 1.459, 1.236, 1.026, 0.734, 1.499, 1.406, 1.309, 1.158"
    })
    void gradientsThatAreNotScaledByTheTimeStepSlowDownOnFineGrids(
            int n, double a, double b, double c, double d, double e, double f, double g, double h) {
        int[] steps = {10, 50, 100, 200};
        double[] preconditioned = {a, b, c, d};
        double[] plain = {e, f, g, h};
        LqGraphonGame game = BASE.withSteps(n);
        var direction = run(game, SlopeStep.NATURAL, 0, 0.4 * game.dt(), 200).inner();
        var gradient = run(game, SlopeStep.PLAIN, 0, 0.4 * game.dt(), 200).inner();
        for (int q = 0; q < 4; q++) {
            int digits = preconditioned[q] == 7.8e-5 ? 2 : preconditioned[q] > 1 ? 4 : 3;
            assertPrinted(preconditioned[q], direction.get(steps[q], "RMSE of the slope"), digits);
            assertPrinted(plain[q], gradient.get(steps[q], "RMSE of the slope"), 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.25, 2.759e-2", "0.1, 0.01, 0.5123", "0.02, 0.01, 0.6773", "0, 0.01, 0.6865", "0, 0.25, 3.756e-2"
    })
    void plainGradientStallsWithoutNoise(double sigma, double variance, double error) {
        LqGraphonGame game = LqGraphonGame.base();
        LqGraphonGame quiet =
                game.withCoefficients(game.coefficients().withVolatility(sigma).withInitialCovariance(variance));
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults();
        assertPrinted(
                error,
                solver.withSlopeStep(SlopeStep.PLAIN).solve(quiet).history().last("RMSE of the slope"),
                4);
        // A difference of slopes of size one after fifty steps, each of which rounds.
        assertEquals(3.376e-12, solver.solve(quiet).history().get(5, "RMSE of the slope"), 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.9049, 0.9094, 0.9108", "0.25, 0.8323, 0.8354, 0.8364"})
    void plainRateApproachesItsAsymptoteSlowly(double sigma, double r50, double r100, double r150) {
        LqGraphonGame game = BASE.withCoefficients(BASE.coefficients().withVolatility(sigma));
        var inner = run(game, SlopeStep.PLAIN, 0, 0.4, 1500).inner();
        int[] n = {50, 100, 150};
        double[] expected = {r50, r100, r150};
        for (int q = 0; q < 3; q++) {
            double now = inner.get(10 * n[q], "RMSE of the slope");
            if (now > 1e-12) { // below, rounding rules
                assertDecimals(expected[q], Math.pow(now / inner.get(10 * (n[q] - 10), "RMSE of the slope"), 0.1), 4);
            }
        }
    }
}
