package org.meanfield4j.graphon.modelfree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.equilibrium.PolicyEvaluation;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

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
            assertTrue(h.get(n, "RMSE of the slope") < 0.03);
            assertTrue(h.get(n, "RMSE of the intercepts") < 0.03);
            assertTrue(h.get(n, "RMSE of the aggregate") < 0.02);
        }
        for (String column : new String[] {"RMSE of the slope", "RMSE of the intercepts", "RMSE of the aggregate"}) {
            assertTrue(h.get(2, column) < h.get(0, column) / 4, column);
        }
        double[] slopes = h.column("RMSE of the slope");
        assertEquals((slopes[4] + slopes[5] + slopes[6]) / 3, run.plateau("RMSE of the slope", 4), 1e-15);
        assertEquals(slopes[6], run.plateau("RMSE of the slope", 6), "the last row alone");
        assertEquals(Arrays.stream(slopes).sum() / 7, run.plateau("RMSE of the slope", 0), 1e-15);
        for (int from : new int[] {-1, 7}) {
            var e = assertThrows(IllegalArgumentException.class, () -> run.plateau("RMSE of the slope", from));
            assertEquals("from = " + from + " must be in [0, 6], the iterations of the run", e.getMessage());
        }
        assertEquals(List.of(), run.info().warnings());
        // A floor below these would mean that the gradients were not sampled.
        assertTrue(run.plateau("RMSE of the slope", 5) > 1e-3);
        assertTrue(run.plateau("RMSE of the intercepts", 5) > 3e-3);
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
        double first = small().solve(game(8, 5)).history().last("RMSE of the slope");

        assertTrue(first != small().withSeed(2).solve(game(8, 5)).history().last("RMSE of the slope"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void continuesToTheSameBits(int threads, @TempDir Path folder) {
        Path file = folder.resolve("run");
        ModelFreeRun whole = small().solve(game(8, 5));
        ModelFreeRun part = small().withIterations(1)
                .withCheckpoint(file, 1)
                .withThreads(threads)
                .solve(game(8, 5));

        assertSame(whole, small().continuing(file).withThreads(threads).solve(game(8, 5)));
        assertSame(whole, small().continuing(part).withThreads(threads).solve(game(8, 5)));
    }

    private static void assertSame(ModelFreeRun expected, ModelFreeRun actual) {
        assertEquals(StopReason.COMPLETED, actual.stopped());
        assertArrayEquals(expected.history().toArray(), actual.history().toArray());
        assertArrayEquals(expected.policy().slopes(), actual.policy().slopes());
        assertArrayEquals(
                expected.policy().intercepts().toArray(),
                actual.policy().intercepts().toArray());
        assertArrayEquals(expected.aggregate().toArray(), actual.aggregate().toArray());
        assertEquals(expected.info().samples(), actual.info().samples());
    }

    @Test
    void refusesTheCheckpointOfAnotherGameSeedOrEstimate(@TempDir Path folder) {
        Path file = folder.resolve("run");
        small().withIterations(1).withCheckpoint(file, 1).solve(game(8, 5));
        LqGraphonGame noisier =
                game(8, 5).withCoefficients(LqGraphonGame.base().coefficients().withVolatility(1));

        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> small().continuing(file).solve(noisier))
                .getMessage();

        assertTrue(message.contains("startingFrom takes any run"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> small().withSeed(2).continuing(file).solve(game(8, 5)));
        ZerothOrder wider = small().estimator().withRadius(0.2);
        assertThrows(
                IllegalArgumentException.class,
                () -> small().withEstimator(wider).continuing(file).solve(game(8, 5)));
    }

    @Test
    void anInterruptKeepsTheLastCompleteIterate() {
        ModelFreeRun two = small().withIterations(2).solve(game(8, 5));

        ModelFreeRun run = small().solve(game(8, 5), new StopsIn(3));

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertArrayEquals(two.history().toArray(), run.history().toArray());
        assertArrayEquals(two.policy().slopes(), run.policy().slopes());
        assertArrayEquals(two.aggregate().toArray(), run.aggregate().toArray());
        assertEquals(two.info().samples(), run.info().samples());
    }

    @Test
    void aRunStoppedInItsFirstIterationKeepsItsStart() {
        ModelFreeRun run = small().solve(game(8, 5), new StopsIn(1));

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertEquals(1, run.history().rows());
        assertArrayEquals(new double[8], run.policy().slopes());
        assertArrayEquals(game(8, 5).initialAggregate(), run.aggregate().toArray());
        assertEquals(0, run.info().samples());
    }

    /** Stops in the midst of an iteration. */
    private static final class StopsIn implements Monitor {
        private final int iteration;
        private final AtomicInteger asked = new AtomicInteger();
        private History history;

        StopsIn(int iteration) {
            this.iteration = iteration;
        }

        @Override
        public void begin(Plan plan) {
            history = plan.history();
        }

        @Override
        public void iterated(long complete) {}

        @Override
        public boolean cancelled() {
            return history.rows() == iteration && asked.incrementAndGet() > 20;
        }

        @Override
        public void end(StopReason reason) {}
    }

    /** An iteration of small() draws L (4 m + 1) M n + M n paths. */
    @Test
    void aSampleBudgetEndsTheRunBeforeTheIterationThatWouldExceedIt() {
        long perIteration = (2 * (4 * 5 + 1) + 1) * 5 * 10;

        ModelFreeRun exact = small().withSampleBudget(2 * perIteration).solve(game(8, 5));
        ModelFreeRun less = small().withSampleBudget(2 * perIteration - 1).solve(game(8, 5));

        assertEquals(StopReason.BUDGET, exact.stopped());
        assertEquals(2, exact.history().last("iteration"));
        assertEquals(2 * perIteration, exact.info().samples());
        assertEquals(2 * perIteration, exact.history().last("paths"));
        assertEquals(StopReason.BUDGET, less.stopped());
        assertEquals(1, less.history().last("iteration"));
        assertEquals(perIteration, less.info().samples());
        assertEquals(
                StopReason.COMPLETED,
                small().withSampleBudget(3 * perIteration).solve(game(8, 5)).stopped());
    }

    /** The population of the learner is sampled, that of the exploitability is not. */
    @Test
    void exploitabilityIsThatOfThePolicyInTheGame() {
        ModelFreeRun run = small().solve(game(8, 5));

        assertEquals(
                PolicyEvaluation.exploitability(game(8, 5), run.policy()),
                run.history().last("exploitability"),
                1e-12);
        assertTrue(run.history().last("exploitability") < run.history().get(0, "exploitability") / 2);
    }

    @Test
    void startsFromAnotherRun() {
        ModelFreeRun first = small().solve(game(8, 5));

        ModelFreeRun warm =
                small().withIterations(1).withSeed(3).startingFrom(first).solve(game(8, 5));

        assertEquals(0, warm.history().get(0, "paths"));
        for (String column :
                new String[] {"RMSE of the slope", "RMSE of the intercepts", "RMSE of the aggregate", "exploitability"
                }) {
            assertEquals(first.history().last(column), warm.history().get(0, column));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> small().startingFrom(first).solve(game(4, 5)));
    }

    /** The floor is n^(-1/2); two octaves of paths and one seed leave a few hundredths of scatter in the exponent. */
    @Test
    void floorFallsWithTheRootOfThePaths() {
        SimpleRegression fit = new SimpleRegression();
        for (int n : new int[] {16, 64, 256}) {
            ZerothOrder estimator =
                    ZerothOrder.defaults().withPaths(n).withDirections(25).withNoise(NoiseReuse.PER_DIRECTION);
            ModelFreeRun run = SOLVER.withIterations(8).withEstimator(estimator).solve(game(10, 4));
            fit.addData(Math.log(n), Math.log(run.plateau("RMSE of the intercepts", 4)));
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
            sums[0] += run.plateau("RMSE of the slope", 5);
            sums[1] += run.plateau("RMSE of the intercepts", 5);
            sums[2] += run.plateau("RMSE of the aggregate", 5);
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
        assertTrue(run.info().warnings().get(0).contains("diverged in iteration"));
        assertEquals(
                "use smaller step sizes, more paths or directions, and compensation",
                run.info().warnings().get(1));
    }

    @Test
    void learnsWithoutAnyReference() {
        ModelFreeRun run = small().solve(CostOracle.of(game(8, 5)), Call.of(Monitor.silent()));

        assertEquals("cost", run.mainColumn());
        assertTrue(run.history().last("cost") < run.history().get(0, "cost"));
        assertEquals(List.of("iteration", "paths", "cost"), run.history().columns());
    }

    /** What the learner sees is the same, so it does the same. */
    @Test
    void learnsFromAnOracleWhatItLearnsFromTheGame() {
        ModelFreeRun ofGame = small().solve(game(8, 5));
        Call call = Call.of(Monitor.silent()).withReference(GraphonEquilibrium.compute(game(8, 5)));

        ModelFreeRun ofOracle = small().solve(CostOracle.of(game(8, 5)), call);

        assertEquals("RMSE of the aggregate", ofOracle.mainColumn());
        for (String column : ofOracle.history().columns()) {
            assertArrayEquals(
                    ofGame.history().column(column), ofOracle.history().column(column));
        }
        assertArrayEquals(ofGame.policy().slopes(), ofOracle.policy().slopes());
        for (LqGraphonGame other : new LqGraphonGame[] {game(4, 5), game(8, 4)}) {
            var e = assertThrows(IllegalArgumentException.class, () -> small().solve(CostOracle.of(other), call));
            assertEquals(
                    "reference has 8 steps and 5 labels, the oracle " + other.steps() + " and " + other.labels()
                            + "; use the equilibrium of the same discrete game",
                    e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> small().solve(other, call));
        }
    }

    @Test
    void matrixGamesConverge() {
        LqGraphonGame pushed = LqGraphonGame.base2d().withSteps(20).withGraphon(Graphon.uniformAttachment(), 5);

        ModelFreeRun run = SOLVER.withStepSize(0.4).withIterations(4).solve(pushed);

        // Measured plateaus of an independent program: 1.1e-2, 1.6e-2; three times that for one seed and fewer labels.
        assertTrue(
                run.history().last("RMSE of the slope") < 0.04,
                "" + run.history().last("RMSE of the slope"));
        assertTrue(run.history().last("RMSE of the intercepts") < 0.05);
    }

    @Test
    void theDefaultsAreThoseOfTheExperiments() {
        ZerothOrder estimator = new ZerothOrder(100, 50, 0.1, NoiseReuse.SHARED_BATCH, false, true, true);

        assertEquals(new ModelFreePolicyGradient(estimator, 0.2, 0.2, 10, 10, 1), ModelFreePolicyGradient.defaults());
    }

    @Test
    void refusesParametersOutOfRange() {
        ZerothOrder z = ZerothOrder.defaults();
        assertThrows(IllegalArgumentException.class, () -> z.withRadius(0));
        assertThrows(IllegalArgumentException.class, () -> z.withRadius(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> z.withPaths(0));
        assertThrows(IllegalArgumentException.class, () -> z.withPaths(1));
        assertThrows(IllegalArgumentException.class, () -> z.withDirections(0));
        var odd = assertThrows(
                IllegalArgumentException.class, () -> z.withPaths(5).withAntithetic(true));
        assertEquals("paths = 5 must be even when antithetic; use 6", odd.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withSlopeStepSize(-1));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withInterceptStepSize(-1));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withInnerSteps(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withIterations(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withThreads(0).solve(game(8, 5)));
    }

    /** Steps, paths, directions and labels in this order. */
    @ParameterizedTest
    @CsvSource({
        "10000, 10, 5, 1000000, 'labels M = 1000000 needs 320.0 GB for their estimates, '",
        "8, 100000, 5, 1000000, 'labels M = 1000000 needs 3200.0 GB for their estimates, '",
        "8, 10, 50000, 2000000, 'directions = 50000 needs 800.0 GB for directions, '",
        "8, 1000000000, 5, 5, 'paths = 1000000000 needs 144.0 GB for states of one label, '",
        "8, 10, 1000000000, 5, 'directions = 1000000000 needs 64.0 GB for directions, '"
    })
    void whatDoesNotFitIsRefusedWithItsSize(int steps, int paths, int directions, int labels, String complaint) {
        ZerothOrder estimator = ZerothOrder.defaults().withPaths(paths).withDirections(directions);

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withEstimator(estimator).solve(game(steps, labels)));

        assertTrue(e.getMessage().startsWith(complaint), e.getMessage());
    }

    /** Work space belongs to threads: all first means are there once, and not once per label. */
    @Test
    void memoryGrowsLikeTheLabelsAndNotLikeTheirSquare() {
        int labels = 50_000;
        CostOracle oracle = CostOracle.of(game(2, labels)); // one copy per label would take 20 GB
        ZerothOrder estimator = ZerothOrder.defaults().withPaths(2).withDirections(1);
        ModelFreeRun run = SOLVER.withEstimator(estimator)
                .withInnerSteps(1)
                .withIterations(1)
                .solve(oracle, Call.of(Monitor.silent()));
        assertEquals(labels, run.aggregate().labels());
    }
}
