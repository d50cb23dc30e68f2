package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;

class ModelFreePolicyGradientTest {
    private static final ModelFreePolicyGradient SOLVER = ModelFreePolicyGradient.defaults();

    private static LqGraphonGame game(int steps, int labels) {
        return LqGraphonGame.base().withSteps(steps).withGraphon(Graphon.uniformAttachment(), labels);
    }

    private static ModelFreePolicyGradient small() {
        return SOLVER.withIterations(3)
                .withInnerSteps(2)
                .withEstimator(ZerothOrder.defaults().withPaths(10).withDirections(5));
    }

    /** The bands of an independent program for the set ZO and any generator: N = M = 20, n = 100, m = 50, r = 0.1. */
    @Test
    void staysInTheBandsOfSampledGradients() {
        ModelFreeRun run = SOLVER.withIterations(6).solve(game(20, 20));

        History h = run.history();
        for (int n = 5; n <= 6; n++) {
            assertTrue(h.get(n, "slopeRmse") < 0.03);
            assertTrue(h.get(n, "interceptRmse") < 0.03);
            assertTrue(h.get(n, "aggregateRmse") < 0.02);
        }
        for (String column : new String[] {"slopeRmse", "interceptRmse", "aggregateRmse"}) {
            assertTrue(h.get(2, column) < h.get(0, column) / 4, column);
        }
        // A floor below these would mean that the gradients were not sampled.
        assertTrue(run.plateau("slopeRmse", 5) > 1e-3);
        assertTrue(run.plateau("interceptRmse", 5) > 3e-3);
        // 4 m M n paths per inner step, one more batch for the states and one per outer iteration for the aggregate.
        assertEquals(6 * (10 * (4 * 50 + 1) + 1) * 20 * 100, run.info().samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void numberOfThreadsChangesNoBit(int threads) {
        ModelFreeRun one = small().withThreads(1).solve(game(8, 5));
        ModelFreeRun many = small().withThreads(threads).solve(game(8, 5));

        assertArrayEquals(one.history().toArray(), many.history().toArray());
        assertArrayEquals(one.policy().slopes(), many.policy().slopes());
        assertArrayEquals(one.aggregate().toArray(), many.aggregate().toArray());
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        double first = small().solve(game(8, 5)).history().last("slopeRmse");

        assertTrue(first != small().withSeed(2).solve(game(8, 5)).history().last("slopeRmse"));
    }

    @Test
    void resumesToTheSameBits(@TempDir Path folder) {
        Path file = folder.resolve("run");
        ModelFreeRun whole = small().solve(game(8, 5));
        small().withIterations(1).withCheckpoint(file, 1).solve(game(8, 5));

        ModelFreeRun resumed = small().withCheckpoint(file, 1).resume(game(8, 5), Monitor.silent());

        assertArrayEquals(whole.history().toArray(), resumed.history().toArray());
        assertArrayEquals(whole.policy().slopes(), resumed.policy().slopes());
        assertEquals(whole.info().samples(), resumed.info().samples());
    }

    @Test
    void refusesTheCheckpointOfAnotherGame(@TempDir Path folder) {
        Path file = folder.resolve("run");
        ModelFreePolicyGradient solver = small().withIterations(1).withCheckpoint(file, 1);
        solver.solve(game(8, 5));
        LqGraphonGame noisier =
                game(8, 5).withCoefficients(LqGraphonGame.base().coefficients().withVolatility(1));

        String message = assertThrows(IllegalArgumentException.class, () -> solver.resume(noisier, Monitor.silent()))
                .getMessage();

        assertTrue(message.contains("resume with the same game"), message);
    }

    /** The floor is n^(-1/2); two octaves of paths and one seed leave a few hundredths of scatter in the exponent. */
    @Test
    void floorFallsWithTheRootOfThePaths() {
        SimpleRegression fit = new SimpleRegression();
        for (int n : new int[] {16, 64, 256}) {
            ZerothOrder estimator =
                    ZerothOrder.defaults().withPaths(n).withDirections(25).withNoise(NoiseReuse.PER_DIRECTION);
            ModelFreeRun run = SOLVER.withIterations(8).withEstimator(estimator).solve(game(10, 4));
            fit.addData(Math.log(n), Math.log(run.plateau("interceptRmse", 4)));
        }

        assertEquals(-0.5, fit.getSlope(), 0.12);
    }

    /**
     * A mirrored pair has the exact mean but carries one sample of the second moment only: better intercepts and a much
     * better aggregate, worse slopes. Means over three seeds.
     */
    @Test
    void antitheticNoiseHelpsMeansAndHurtsSlopes() {
        double[] plain = plateaus(false);
        double[] mirrored = plateaus(true);

        assertTrue(mirrored[0] > plain[0]);
        assertTrue(mirrored[1] < plain[1]);
        assertTrue(mirrored[2] < plain[2] / 3);
    }

    private static double[] plateaus(boolean antithetic) {
        ZerothOrder estimator = ZerothOrder.defaults().withPaths(40).withAntithetic(antithetic);
        double[] sums = new double[3];
        for (int seed = 1; seed <= 3; seed++) {
            ModelFreeRun run = SOLVER.withIterations(8)
                    .withSeed(seed)
                    .withEstimator(estimator)
                    .solve(game(20, 4));
            sums[0] += run.plateau("slopeRmse", 5);
            sums[1] += run.plateau("interceptRmse", 5);
            sums[2] += run.plateau("aggregateRmse", 5);
        }
        return sums;
    }

    /** Without compensation the estimate is that of the whole cost, which the preconditioner amplifies. */
    @Test
    void divergesWithoutCompensationAndKeepsTheLastFiniteIterate() {
        ZerothOrder bare = ZerothOrder.defaults().withCompensated(false);

        ModelFreeRun run = SOLVER.withIterations(3).withEstimator(bare).solve(game(20, 5));

        assertEquals(StopReason.DIVERGED, run.stopped());
        assertTrue(Flat.isFinite(run.policy().slopes()));
        assertTrue(run.info().warnings().get(0).contains("diverged in outer iteration"));
    }

    @Test
    void learnsWithoutAnyReference() {
        ModelFreeRun run = small().solve(CostOracle.of(game(8, 5)), null, Monitor.silent());

        assertEquals("cost", run.mainColumn());
        assertTrue(run.history().last("cost") < run.history().get(0, "cost"));
    }

    @Test
    void matrixGamesConverge() {
        LqGraphonGame pushed = LqGraphonGame.base2d().withSteps(20).withGraphon(Graphon.uniformAttachment(), 5);

        ModelFreeRun run = SOLVER.withStepSize(0.4).withIterations(4).solve(pushed);

        // Measured plateaus of an independent program: 1.1e-2, 1.6e-2; three times that for one seed and fewer labels.
        assertTrue(run.history().last("slopeRmse") < 0.04, "" + run.history().last("slopeRmse"));
        assertTrue(run.history().last("interceptRmse") < 0.05);
    }

    @Test
    void refusesParametersOutOfRange() {
        ZerothOrder z = ZerothOrder.defaults();
        assertThrows(IllegalArgumentException.class, () -> z.withRadius(0));
        assertThrows(IllegalArgumentException.class, () -> z.withRadius(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> z.withPaths(0));
        assertThrows(IllegalArgumentException.class, () -> z.withPaths(1));
        assertThrows(IllegalArgumentException.class, () -> z.withDirections(0));
        assertThrows(IllegalArgumentException.class, () -> z.withPaths(5).withAntithetic(true));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(-1));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withIterations(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withThreads(0));
    }
}
