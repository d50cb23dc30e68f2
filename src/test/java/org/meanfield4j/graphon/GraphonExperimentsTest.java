package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The experiments beyond the paper's figures; numbers were measured with an independent implementation. Those of jumps and of
 * the distance to the closed form are printed by src/test/reference/graphon_jumps.py too.
 */
class GraphonExperimentsTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();
    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @ParameterizedTest
    @CsvSource({
        "25, 7.783e-2, 1.903e-2, 5.310e-3",
        "50, 3.935e-2, 9.569e-3, 2.616e-3",
        "100, 1.978e-2, 4.798e-3, 1.299e-3",
        "200, 9.918e-3, 2.402e-3, 6.469e-4",
        "400, 4.966e-3, 1.202e-3, 3.229e-4"
    })
    void distanceToTheClosedFormIsOfFirstOrder(int steps, double k, double g, double z) {
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(0.5), 50).withSteps(steps);
        GraphonRun run = SOLVER.withIterations(16)
                .measuredAgainst(GraphonEquilibrium.closedForm(game))
                .solve(game);
        assertPrinted(k, run.history().last("RMSE of the slope"), 4);
        assertPrinted(g, run.history().last("RMSE of the intercepts"), 4);
        assertPrinted(z, run.history().last("RMSE of the aggregate"), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "THRESHOLD, 0.3958, 0.3925",
        "CHECKERBOARD4, 0.3198, 0.3168",
        "CHECKERBOARD3, 0.4243, 0.4211",
        "SBM3, 0.2654, 0.2614",
        "BAND25, 0.2838, 0.2799",
        "BAND30, 0.3323, 0.3286"
    })
    void discontinuousGraphonsConvergeAtTheRateOfTheirSpectrum(Discontinuous name, double rate, double rho) {
        LqGraphonGame game = BASE.withGraphon(name.graphon, 50);
        // half a digit, and rounding: errors of 1e-12 carry 2e-16
        assertEquals(rate, SOLVER.solve(game).history().tailRate("RMSE of the aggregate"), 7e-5);
        assertDecimals(rho, ContractionAnalysis.compute(game).selfConsistent().spectralRadius(), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "THRESHOLD, 0.775042, 0.775257, 0.775310, 0.775324, 0.775327",
        "THRESHOLD0, 0.720980, 0.747482, 0.761232, 0.768236, 0.771771",
        "THRESHOLD1, 0.835416, 0.804607, 0.789782, 0.782510, 0.778908",
        "BAND30, 0.767938, 0.768281, 0.768367, 0.768388, 0.768394",
        "BAND25, 0.693758, 0.691425, 0.691484, 0.691499, 0.691503",
        "CHECKERBOARD4, 0.790564, 0.748865, 0.748865, 0.748865, 0.748865",
        "CHECKERBOARD3, 0.781955, 0.885684, 0.824343, 0.852527, 0.837830",
        "SBM3, 0.675848, 0.675848, 0.675848, 0.675848, 0.675848"
    })
    void onlyTheLabelQuadratureSuffersFromJumps(
            Discontinuous name, double m10, double m20, double m40, double m80, double m160) {
        double[] expected = {m10, m20, m40, m80, m160};
        for (int q = 0; q < 5; q++) {
            LqGraphonGame game = BASE.withSteps(50).withGraphon(name.graphon, 10 << q);
            double mean = Arrays.stream(GraphonEquilibrium.compute(game).means().profile(50, 0))
                    .average()
                    .orElseThrow();
            assertDecimals(expected[q], mean, 6);
        }
    }

    /** Graphons with jumps. */
    enum Discontinuous {
        THRESHOLD(Graphon.threshold()),
        THRESHOLD0(Graphon.threshold(0)),
        THRESHOLD1(Graphon.threshold(1)),
        CHECKERBOARD4(Graphon.checkerboard(4)),
        CHECKERBOARD3(Graphon.checkerboard(3)),
        SBM3(Graphon.sbm3()),
        BAND25(Graphon.band(0.25)),
        BAND30(Graphon.band(0.3));

        private final Graphon graphon;

        Discontinuous(Graphon graphon) {
            this.graphon = graphon;
        }
    }

    @Test
    void outerIterationsDependNeitherOnTheTimeStepNorOnTheLabels() {
        int[] steps = {25, 50, 100, 200, 400};
        double[] stepRate = {0.2459, 0.2477, 0.2487, 0.2492, 0.2495};
        int[] labels = {20, 50, 100, 200, 400};
        double[] labelRate = {0.2483, 0.2482, 0.2482, 0.2482, 0.2482};
        for (int q = 0; q < 5; q++) {
            GraphonRun inTime = SOLVER.solve(BASE.withSteps(steps[q]).withGraphon(Graphon.uniformAttachment(), 10));
            GraphonRun inLabels = SOLVER.solve(BASE.withGraphon(Graphon.uniformAttachment(), labels[q]));
            assertEquals(12, iterationsTo(inTime, 1e-8));
            assertEquals(12, iterationsTo(inLabels, 1e-8));
            assertDecimals(stepRate[q], inTime.history().tailRate("RMSE of the aggregate"), 4);
            assertDecimals(labelRate[q], inLabels.history().tailRate("RMSE of the aggregate"), 4);
        }
    }

    private static int iterationsTo(GraphonRun run, double error) {
        double[] z = run.history().column("RMSE of the aggregate");
        int n = 0;
        while (n < z.length && z[n] >= error) {
            n++;
        }
        return n;
    }

    @ParameterizedTest
    @CsvSource({
        "constant0.5, 53, 28, 16, 15, 15, 15, 14, 22",
        "uniformAttachment, 47, 25, 14, 12, 12, 12, 12, 19",
        "rankedAttachment, 61, 42, 18, 24, 23, 23, 20, 34",
        "minMax, 36, 18, 9, 6, 6, 6, 6, 13",
        "threshold, 61, 33, 20, 19, 18, 18, 17, 27",
        "sbm2, 53, 28, 16, 15, 15, 15, 14, 22"
    })
    void iterationsToEightDigitsAcrossGraphonsAndSteps(
            String name, int a, int b, int c, int d, int e, int f, int g, int h) {
        double[] eta = {0.05, 0.1, 0.2, 0.4, 0.8, 1.2, 1.6, 1.8};
        int[] expected = {a, b, c, d, e, f, g, h};
        LqGraphonGame game = BASE.withGraphon(GraphonFixtures.graphon(name), 50);
        for (int q = 0; q < 8; q++) { // 61: not within 60
            assertEquals(
                    expected[q],
                    iterationsTo(SOLVER.withIterations(60).withStepSize(eta[q]).solve(game), 1e-8),
                    "step " + eta[q]);
        }
        assertEquals(StopReason.DIVERGED, SOLVER.withStepSize(2).solve(game).stopped());
    }

    @Test
    void randomGamesConvergeAtTheRateLaw() {
        Random random = new Random(20250606);
        double[] gaps = new double[200];
        for (int q = 0; q < gaps.length; q++) {
            LqGraphonGame game = randomBlockGame(random);
            double r = game.coefficients().actionWeight().get(0, 0);
            BilevelPolicyGradient solver = SOLVER.withStepSize(0.4 / r).withIterations(30);
            GraphonRun run = solver.solve(game);
            assertEquals(StopReason.COMPLETED, run.stopped());
            assertTrue(run.history().last("RMSE of the aggregate")
                    < 1e-3 * run.history().get(0, "RMSE of the aggregate"));
            gaps[q] = Math.abs(run.history().tailRate("RMSE of the aggregate")
                    - ContractionAnalysis.compute(game).predictedRate(solver));
        }
        Arrays.sort(gaps);
        assertTrue(gaps[gaps.length / 2] < 1e-3, "median " + gaps[gaps.length / 2]);
        assertTrue(gaps[gaps.length - 1] < 0.02, "largest " + gaps[gaps.length - 1]);
    }

    private static LqGraphonGame randomBlockGame(Random random) {
        LqDynamics dynamics =
                new LqDynamics(uniform(random, -0.5, 0.5), uniform(random, 0.5, 1.5), uniform(random, -0.5, 0.5));
        SmallMatrix volatility = uniform(random, 0.1, 1);
        LqCoefficients c = new LqCoefficients(
                dynamics,
                new LqRunningCost(
                        uniform(random, 0, 1),
                        uniform(random, 0.5, 3),
                        uniform(random, -1, 1.5),
                        uniform(random, 0.5, 2)),
                new LqTerminalCost(uniform(random, 0, 1), uniform(random, 0, 2), uniform(random, -1, 1.5)),
                new LqNoise(volatility, uniform(random, 0.05, 0.5)));
        double[][] p = new double[3][3];
        for (double[] row : p) {
            Arrays.setAll(row, j -> random.nextDouble());
        }
        double[][] symmetric = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                symmetric[i][j] = 0.5 * (p[i][j] + p[j][i]);
            }
        }
        double start = 2 * random.nextDouble() - 1;
        double slope = 2 * random.nextDouble() - 1;
        return LqGraphonGame.of(
                c,
                0.5 + random.nextDouble(),
                50,
                Graphon.stochasticBlock(new double[] {0.3, 0.6, 1}, symmetric),
                10,
                x -> new double[] {start + slope * x});
    }

    private static SmallMatrix uniform(Random random, double low, double high) {
        return SmallMatrix.scalar(low + (high - low) * random.nextDouble());
    }
}
