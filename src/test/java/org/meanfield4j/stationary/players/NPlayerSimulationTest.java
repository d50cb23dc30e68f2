package org.meanfield4j.stationary.players;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.games.CrowdGrid;

class NPlayerSimulationTest {
    private static final Equilibrium NASH = Equilibrium.compute(CrowdGrid.corner(5), 0.3);

    @Test
    void theValueScattersLikeOneOverRootN() {
        History table = NPlayerSimulation.defaults()
                .withRepetitions(64)
                .play(CrowdGrid.corner(5), NASH.policy(), NASH.law(), 100, 1000, 10_000);

        // 64 repetitions give each deviation a standard error of 9 %, and the slope one of 0.03.
        assertEquals(-0.5, slope(table, NPlayerSimulation.SPREAD), 0.1);
        assertEquals(-0.5, slope(table, NPlayerSimulation.LAW_GAP), 0.02);
        // The bias of order 1/N is most of the gap of a hundred players, and a small part of that of 10^4.
        assertTrue(-table.get(0, NPlayerSimulation.BIAS) > 0.9 * table.get(0, NPlayerSimulation.GAP));
        assertTrue(-table.get(2, NPlayerSimulation.BIAS) < 0.5 * table.get(2, NPlayerSimulation.GAP));
    }

    /**
     * With a kernel that ignores the law the players are independent, and a linear crowd penalty meets the variance of the
     * empirical law: E V_N − V = −κ (1 − Σ μ²)/N · (1 − γ^T)/(1 − γ) from the stationary law.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void theBiasIsThatOfTheEmpiricalLaw(int players) {
        CrowdGrid game = CrowdGrid.corner(5);
        int repetitions = 1000;

        History table = NPlayerSimulation.defaults()
                .withRepetitions(repetitions)
                .play(game, NASH.policy(), new Metrics(game).stationaryLaw(NASH.policy()), players);

        double squares = 0;
        for (int s = 0; s < 25; s++) {
            squares += NASH.law().get(s) * NASH.law().get(s);
        }
        double bias = -4 * (1 - squares) / players * (1 - Math.pow(0.9, 100)) / (1 - 0.9);
        double error = table.get(0, NPlayerSimulation.SPREAD) / Math.sqrt(repetitions);
        assertEquals(bias, table.get(0, NPlayerSimulation.BIAS), 4 * error);
    }

    @Test
    void theMeanFieldValueIsTheDiscountedValueOfThePolicyAtItsStationaryLaw() {
        CrowdGrid game = CrowdGrid.corner(5);

        double value = NPlayerSimulation.defaults().withHorizon(400).meanFieldValue(game, NASH.policy(), NASH.law());

        // J_0 at the equilibrium as in ExactMfTrpoTest; 0.9^400 = 5e-19.
        assertEquals(4.17124013, value, 1e-7);
    }

    @Test
    void lawDependentKernelsFollowTheEmpiricalLaw() {
        CrowdGrid game = CrowdGrid.kinetic();
        TabularPolicy policy = TabularPolicy.uniform(25, 5);

        History table = NPlayerSimulation.defaults().play(game, policy, Law.pointMass(25, 12), 100, 10_000);

        assertEquals(-0.5, slope(table, NPlayerSimulation.LAW_GAP), 0.03);
    }

    @Test
    void theGapIsTheRootOfTheMeanSquareNotThatOfOneLess() {
        // Two repetitions with gaps b ± s/√2, for s with n − 1: mean square b² + s²/2.
        History table = NPlayerSimulation.defaults()
                .withRepetitions(2)
                .withHorizon(5)
                .play(CrowdGrid.corner(5), NASH.policy(), NASH.law(), 10, 1000);

        for (int row = 0; row < 2; row++) {
            double bias = table.get(row, NPlayerSimulation.BIAS);
            double spread = table.get(row, NPlayerSimulation.SPREAD);
            double gap = table.get(row, NPlayerSimulation.GAP);
            assertEquals(bias * bias + spread * spread / 2, gap * gap, 1e-12 * gap * gap);
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        NPlayerSimulation one = NPlayerSimulation.defaults().withThreads(1);

        double[] expected = one.play(CrowdGrid.corner(5), NASH.policy(), NASH.law(), 50, 2000)
                .toArray();

        assertArrayEquals(
                expected,
                one.withThreads(4)
                        .play(CrowdGrid.corner(5), NASH.policy(), NASH.law(), 50, 2000)
                        .toArray());
        assertTrue(one.withSeed(2)
                        .play(CrowdGrid.corner(5), NASH.policy(), NASH.law(), 50)
                        .get(0, NPlayerSimulation.GAP)
                != expected[1]);
    }

    @Test
    void badSizesAreRefused() {
        NPlayerSimulation simulation = NPlayerSimulation.defaults();
        assertThrows(IllegalArgumentException.class, () -> simulation.withRepetitions(1));
        assertThrows(IllegalArgumentException.class, () -> simulation.withHorizon(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> simulation.play(CrowdGrid.corner(5), NASH.policy(), NASH.law(), 10, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> simulation.play(CrowdGrid.corner(5), NASH.policy(), Law.uniform(24), 10));
    }

    private static double slope(History table, String column) {
        int n = table.rows();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int r = 0; r < n; r++) {
            double lx = Math.log(table.get(r, NPlayerSimulation.PLAYERS));
            double ly = Math.log(table.get(r, column));
            x += lx;
            y += ly;
            xx += lx * lx;
            xy += lx * ly;
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }
}
