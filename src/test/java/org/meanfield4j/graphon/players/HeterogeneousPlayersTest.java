package org.meanfield4j.graphon.players;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.Budgets;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.operator.Graphon;

/** Numbers were measured with an independent implementation; src/test/reference/unlike_players.py prints them too. */
class HeterogeneousPlayersTest {
    private static final LqGraphonGame GAME = LqGraphonGame.base().withGraphon(Graphon.uniformAttachment(), 20);
    private static final LqCoefficients C = GAME.coefficients();

    @ParameterizedTest
    @CsvSource({
        "0.25, 9.924e-4, 4, 0.24, 2, 2.885e-3, 4, -1.74724",
        "0.5, 3.981e-3, 4, 0.96, 2, 1.227e-2, 4, -1.78251",
        "1, 1.605e-2, 4, 3.7, 1, 5.369e-2, 4, -1.92066",
        "2, 6.396e-2, 4, 13, 0, 0.2195, 4, -2.42475"
    })
    void sharedSlopeLosesWithTheSquareOfTheSpreadOfDrifts(
            double a, double mean, int digits, double percent, int decimals, double largest, int more, double first) {
        HeterogeneousPlayers found = HeterogeneousPlayers.compute(GAME, x -> C.withDrift(0.2 + a * (2 * x - 1)), 0.4);
        assertPrinted(mean, found.meanGap(), digits);
        assertDecimals(percent, 100 * found.relativeGap(), decimals);
        assertPrinted(largest, found.largestGap(), more);
        assertDecimals(first, found.sharedSlope()[0], 5);
    }

    /** K^x solves a Riccati equation that knows neither D nor Σ_0; 1e-13 is where the descent stops. */
    @Test
    void noiseAndStartMayDifferWithoutALoss() {
        HeterogeneousPlayers same = HeterogeneousPlayers.compute(GAME, x -> C, 0.4);
        HeterogeneousPlayers noise = HeterogeneousPlayers.compute(
                GAME, x -> C.withVolatility(0.1 + x).withInitialCovariance(0.01 + x * x), 0.4);
        double[] best = GraphonEquilibrium.compute(GAME).policy().slopes();
        for (HeterogeneousPlayers found : new HeterogeneousPlayers[] {same, noise}) {
            assertArrayEquals(best, found.sharedSlope(), 1e-12);
            assertEquals(0, found.largestGap(), 1e-14);
        }
    }

    /** At the best shared slope no direction of a shared slope improves the average; matrices of full size. */
    @Test
    void sharedSlopeIsAMinimumOfTheAverageCost() {
        LqGraphonGame game = LqGraphonGame.full2d().withGraphon(Graphon.uniformAttachment(), 4);
        DoubleFunction<LqCoefficients> players = x -> game.coefficients().withDrift(0.1 + x, 0.8, -0.5 * x, -0.3);
        HeterogeneousPlayers found = HeterogeneousPlayers.compute(game, players, 0.3);
        double[] at = found.sharedSlope();
        Random random = new Random(11);
        for (int trial = 0; trial < 5; trial++) {
            double[] up = at.clone();
            double[] down = at.clone();
            for (int e = 0; e < at.length; e++) {
                double v = 1e-4 * random.nextGaussian();
                up[e] += v;
                down[e] -= v;
            }
            double centre = averageCost(game, players, at);
            double above = averageCost(game, players, up) - centre;
            double below = averageCost(game, players, down) - centre;
            assertTrue(above > 0 && below > 0);
            assertEquals(above, below, 1e-3 * above); // no first-order term
        }
        assertTrue(found.meanGap() > 0);
    }

    private static double averageCost(LqGraphonGame game, DoubleFunction<LqCoefficients> players, double[] slope) {
        double sum = 0;
        for (int j = 0; j < game.labels(); j++) {
            LqCoefficients c = players.apply(Graphon.midpoint(j, game.labels()));
            SlopeProblem problem = new SlopeProblem(game.withCoefficients(c), ActionTiming.EVERY_STEP, game.steps());
            double[] covariance = new double[(game.steps() + 1) * problem.d * problem.d];
            problem.covariances(slope, covariance);
            sum += problem.cost(slope, covariance);
        }
        return sum / game.labels();
    }

    @Test
    void stopsAtOnce() {
        LqGraphonGame large = GAME.withSteps(2000).withGraphon(Graphon.uniformAttachment(), 4000);
        Monitor monitor = Monitor.silent().within(Duration.ofMillis(50));
        Budgets.endsAtOnce(() -> assertThrows(
                StoppedException.class,
                () -> HeterogeneousPlayers.compute(large, x -> C.withDrift(0.2 + 0.1 * x), 0.4, monitor)));
        assertEquals(StopReason.BUDGET, monitor.reason());
    }

    @Test
    void refusesStepsThatOverflow() {
        assertThrows(IllegalArgumentException.class, () -> HeterogeneousPlayers.compute(GAME, x -> C, 3));
        assertThrows(IllegalArgumentException.class, () -> HeterogeneousPlayers.compute(GAME, x -> C, 0));
        LqCoefficients other = LqGraphonGame.base2d().coefficients();
        assertThrows(IllegalArgumentException.class, () -> HeterogeneousPlayers.compute(GAME, x -> other, 0.4));
    }
}
