package org.meanfield4j.graphon.nonlinear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.Budgets;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;

class NonlinearPolicyGradientTest {
    private static final LqGraphonGame GAME = NonlinearGame.experiment();
    private static final NonlinearPolicyGradient SOLVER = NonlinearPolicyGradient.defaults();

    /** Numbers were measured with an independent implementation and are printed by src/test/reference/nonlinear.py. */
    @ParameterizedTest
    @CsvSource({
        "0.05, -1.32698, 0.20026, 0.374286, 1.596440, 5.76e-4, 3, 0.3024, 0.04",
        "0.1, -1.02646, -0.02123, 0.371094, 1.461044, 1.577e-3, 4, 0.2961, 0.11",
        "0.2, -0.63439, -0.26465, 0.358345, 1.246367, 2.905e-3, 4, 0.2806, 0.23"
    })
    void affinePoliciesConvergeLinearlyAndLoseLittle(
            double epsilon,
            double slope,
            double intercept,
            double aggregate,
            double cost,
            double exploitability,
            int digits,
            double rate,
            double percent) {
        NonlinearRun run = SOLVER.solve(GAME, x -> -epsilon * x * x * x);
        assertEquals(StopReason.COMPLETED, run.stopped());
        assertDecimals(slope, run.policy().slopes()[0], 5);
        assertDecimals(intercept, run.policy().intercepts().get(0, 0, 0), 5);
        assertDecimals(aggregate, run.aggregate().get(50, 0, 0), 6);
        assertDecimals(cost, run.cost(), 6);
        assertPrinted(exploitability, run.exploitability(), digits);
        assertDecimals(rate, run.history().tailRate("change of the aggregate"), 4);
        assertDecimals(percent, 100 * run.exploitability() / run.cost(), 2);
    }

    /** Without f the affine class holds the best response, so the grid must find the equilibrium and nothing to gain. */
    @Test
    void theDistanceToAnEquilibriumOfTheLinearGameFallsWhenTheDriftVanishes() {
        LqGraphonGame linear = NonlinearGame.experiment();
        History h = NonlinearPolicyGradient.defaults()
                .measuredAgainst(GraphonEquilibrium.compute(linear))
                .solve(NonlinearGame.of(linear, x -> 0))
                .history();

        assertTrue(
                h.last("RMSE of the aggregate") < 1e-4 * h.get(0, "RMSE of the aggregate"),
                () -> "" + h.last("RMSE of the aggregate"));
    }

    @Test
    void linearDriftGivesTheEquilibriumOfTheLinearQuadraticGame() {
        NonlinearRun run = SOLVER.solve(GAME, x -> 0);
        assertDecimals(-1.72027426, run.policy().slopes()[0], 8);
        assertDecimals(0.51807, run.policy().intercepts().get(0, 0, 0), 5);
        assertDecimals(0.374433, run.aggregate().get(50, 0, 0), 6);
        assertDecimals(1.753029, run.cost(), 6);
        assertDecimals(0.3067, run.history().tailRate("change of the aggregate"), 4);
        assertEquals(0, run.exploitability(), 1e-11);
        matches(GraphonEquilibrium.compute(GAME), run);
    }

    /** f(x) = c x is the same game as A + c, which the exact solver knows. */
    @Test
    void linearAdditionIsAnotherDriftCoefficient() {
        NonlinearRun run = SOLVER.solve(GAME, x -> -0.4 * x);
        matches(
                GraphonEquilibrium.compute(
                        GAME.withCoefficients(GAME.coefficients().withDrift(-0.2))),
                run);
    }

    /** 1e-6: twelve outer iterations at a rate of 0.31 leave 7e-7 of the first error. */
    private static void matches(GraphonEquilibrium exact, NonlinearRun run) {
        assertArrayEquals(exact.policy().slopes(), run.policy().slopes(), 1e-9);
        assertArrayEquals(
                exact.policy().intercepts().toArray(), run.policy().intercepts().toArray(), 1e-6);
        assertArrayEquals(exact.aggregate().toArray(), run.aggregate().toArray(), 1e-6);
        double mean = exact.slopeCost() + exact.meanCosts()[0];
        assertEquals(mean, run.cost(), 1e-6);
    }

    /** Means over the grid, near its ends as well: differences with h = 1e-4 know five digits of the second derivative. */
    @Test
    void derivativesOfExpectationsAreExact() {
        StateGrid grid = new StateGrid(-1, 1, 81, 0.1);
        double[] v = new double[81];
        Arrays.setAll(v, j -> Math.exp(grid.nodes[j]) - 3 * grid.nodes[j] * grid.nodes[j]);
        double h = 1e-4;
        double[] up = new double[3];
        double[] down = new double[3];
        double[] at = new double[3];
        for (double m : new double[] {-0.97, -0.3, 0, 0.55, 0.93}) {
            grid.expect(v, m + h, up);
            grid.expect(v, m - h, down);
            grid.expect(v, m, at);
            assertEquals((up[0] - down[0]) / (2 * h), at[1], 1e-6);
            assertEquals((up[1] - down[1]) / (2 * h), at[2], 1e-5);
            double[] less = new double[3];
            // Sums of a few dozen terms: of size one, and of size 1/s = 10 for the slope.
            assertEquals(at[0], grid.again(v), 1e-14);
            assertEquals(at[0], grid.slope(v, m, less), 1e-14);
            assertEquals(at[1], less[1], 1e-13);
        }
        // away from the ends the law is the Gaussian: E X'² = m² + s²
        Arrays.setAll(v, j -> grid.nodes[j] * grid.nodes[j]);
        grid.expect(v, 0.1, at);
        assertArrayEquals(new double[] {0.02, 0.2, 2}, at, 1e-10);
    }

    /** A grid with three quarters of the nodes reaches the same numbers: quadrature is not what limits them. */
    @Test
    void gridDoesNotMatter() {
        NonlinearPolicyGradient few = SOLVER.withIterations(2);
        NonlinearRun fine = few.solve(GAME, x -> -0.1 * x * x * x);
        NonlinearRun coarse = few.withGrid(-3.5, 6, 286).solve(GAME, x -> -0.1 * x * x * x);
        assertArrayEquals(fine.policy().slopes(), coarse.policy().slopes(), 1e-8);
        assertEquals(fine.exploitability(), coarse.exploitability(), 1e-8);
    }

    @Test
    void stopsFiniteWhenTheStepIsTooLarge() {
        NonlinearRun run = SOLVER.withStepSize(1e200).solve(GAME, x -> 0);
        assertEquals(StopReason.DIVERGED, run.stopped());
        assertTrue(Double.isFinite(run.cost()) && Double.isFinite(run.exploitability()));
    }

    /** K and G stay finite, but the policy throws its players across the grid at an infinite cost. */
    @Test
    void anInfiniteCostIsDivergence() {
        NonlinearRun run = SOLVER.withStepSize(50).solve(GAME, x -> 0);
        assertEquals(StopReason.DIVERGED, run.stopped());
        assertTrue(Double.isFinite(run.cost()) && Double.isFinite(run.exploitability()));
        assertTrue(run.info().warnings().contains("diverged in iteration 9, exploitability = Infinity"), run.summary());
    }

    /** The numbers of the run are those of its last row, and every row has them. */
    @Test
    void rowsHoldCostAndExploitability() {
        NonlinearRun run = SOLVER.withIterations(3).solve(GAME, x -> -0.1 * x * x * x);
        assertEquals("exploitability", run.mainColumn());
        assertEquals(run.cost(), run.history().last("cost"));
        assertEquals(run.exploitability(), run.history().last("exploitability"));
        NonlinearRun two = SOLVER.withIterations(2).solve(GAME, x -> -0.1 * x * x * x);
        assertEquals(two.cost(), run.history().get(1, "cost"));
        assertEquals(two.exploitability(), run.history().get(1, "exploitability"));
    }

    @Test
    void continuesToTheSameBits(@TempDir Path folder) {
        NonlinearGame game = NonlinearGame.of(GAME, x -> -0.1 * x * x * x);
        Path file = folder.resolve("run");
        NonlinearRun whole = SOLVER.withIterations(4).solve(game);
        NonlinearRun part = SOLVER.withIterations(2).withCheckpoint(file, 1).solve(game);
        for (NonlinearRun run : List.of(
                SOLVER.withIterations(4).continuing(file).solve(game),
                SOLVER.withIterations(4).continuing(part).solve(game))) {
            assertArrayEquals(whole.history().toArray(), run.history().toArray());
            assertArrayEquals(whole.policy().slopes(), run.policy().slopes());
            assertArrayEquals(whole.aggregate().toArray(), run.aggregate().toArray());
            assertEquals(whole.exploitability(), run.exploitability());
        }
        NonlinearGame other = NonlinearGame.of(GAME, x -> -0.2 * x * x * x);
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withIterations(4).continuing(file).solve(other));
    }

    @Test
    void startsFromAnotherRun() {
        NonlinearRun first = SOLVER.solve(GAME, x -> 0);
        NonlinearRun warm = SOLVER.withIterations(1).startingFrom(first).solve(NonlinearGame.of(GAME, x -> 0));
        assertTrue(warm.history().get(0, "change of the aggregate")
                < first.history().last("change of the aggregate"));
    }

    /** On a grid where an inner step takes a second, from before the first iteration on. */
    @Test
    void aTimeBudgetStopsInsideASweep() {
        NonlinearPolicyGradient slow = SOLVER.withGrid(-3.5, 6, 12_001);
        Monitor monitor = Monitor.silent().within(Duration.ofMillis(50));
        NonlinearRun run = Budgets.endsAtOnce(() -> slow.solve(NonlinearGame.of(GAME, x -> 0), monitor));
        assertEquals(StopReason.BUDGET, run.stopped());
        assertEquals(0, run.history().rows());
    }

    @Test
    void warnsWhenTheLawReachesTheEndOfTheGrid() {
        NonlinearPolicyGradient once = SOLVER.withIterations(1);
        assertTrue(once.solve(GAME, x -> 0).info().warnings().isEmpty());
        assertEquals(
                1,
                once.withGrid(0, 6, 241).solve(GAME, x -> 0).info().warnings().size());
    }

    @Test
    void refusesWhatTheGridCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> SOLVER.solve(LqGraphonGame.base(), x -> 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withGrid(-3.5, 6, 100).solve(GAME, x -> 0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.solve(GAME, x -> 1 / (x - x)));
        LqGraphonGame certain = GAME.withCoefficients(GAME.coefficients().withInitialCovariance(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.solve(certain, x -> 0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withStepSize(0));
        assertThrows(IllegalArgumentException.class, () -> SOLVER.withGrid(1, 1, 381));
    }

    /** 95 nodes are 0.8 of D √dt apart, 381 are 0.2 apart. */
    @Test
    void aGridOfFourFifthsOfTheNoiseIsAccurate() {
        double least = 0.8 * 0.5 * Math.sqrt(GAME.dt());
        int points = (int) Math.ceil(9.5 / least) + 1;
        NonlinearRun coarse = SOLVER.withIterations(2).withGrid(-3.5, 6, points).solve(GAME, x -> -0.3 * Math.sin(x));
        NonlinearRun fine = SOLVER.withIterations(2).withGrid(-3.5, 6, 381).solve(GAME, x -> -0.3 * Math.sin(x));

        assertArrayEquals(fine.policy().slopes(), coarse.policy().slopes(), 1e-9);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withGrid(-3.5, 6, points - 1).solve(GAME, x -> 0));
        assertTrue(e.getMessage().endsWith("use at least " + points), e.getMessage());
    }

    @Test
    void withoutNoiseMorePointsAreNoRemedy() {
        LqGraphonGame still = GAME.withCoefficients(GAME.coefficients().withVolatility(0));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> SOLVER.solve(still, x -> 0));
        assertTrue(
                e.getMessage().contains("must be positive") && !e.getMessage().contains("points"), e.getMessage());
    }
}
