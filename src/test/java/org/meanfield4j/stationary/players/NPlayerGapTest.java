package org.meanfield4j.stationary.players;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.games.CrowdGrid;

class NPlayerGapTest {
    private static final int[] PLAYERS = {5, 10, 20, 50, 100, 200, 500, 1000, 10_000};

    /**
     * Two independent programs (NumPy, plain Java); all printed digits, half a unit of the last one. Printed by
     * src/test/reference/players.py too.
     */
    @ParameterizedTest
    @CsvSource({
        "0.01, 0.385396, 0.194272, 0.098770, 0.041469, 0.022369, 0.012819, 0.007353, 0.007945, 0.009810, 0.010017",
        "0.05, 0.408264, 0.216580, 0.120738, 0.063233, 0.044065, 0.034480, 0.028730, 0.026813, 0.025097, 0.024959",
        "0.1, 0.439314, 0.247732, 0.151941, 0.094467, 0.075309, 0.065729, 0.059982, 0.058066, 0.056342, 0.056150",
        "0.3, 0.575581, 0.387704, 0.293765, 0.237402, 0.218614, 0.209220, 0.203584, 0.201705, 0.200014, 0.199826"
    })
    void gainOfOnePlayerInTheFiveByFiveRoom(
            double eta,
            double n5,
            double n10,
            double n20,
            double n50,
            double n100,
            double n200,
            double n500,
            double n1000,
            double n10000,
            double limit) {
        CrowdGrid game = CrowdGrid.corner(5);
        NPlayerGap gap = NPlayerGap.compute(game, Equilibrium.compute(game, eta).policy());

        double[] expected = {n5, n10, n20, n50, n100, n200, n500, n1000, n10000};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], gap.among(PLAYERS[i]), 0.51e-6, "N = " + PLAYERS[i]);
        }
        assertEquals(limit, gap.limit(), 0.51e-6);
        assertEquals(gap.limit(), gap.among(Long.MAX_VALUE), 1e-12);
    }

    @Test
    void aCrowdThatDoesNotMatterLeavesNoGapBetweenNAndInfinity() {
        CrowdGrid game = CrowdGrid.corner(5).withCongestion(0);
        NPlayerGap gap = NPlayerGap.compute(game, TabularPolicy.uniform(25, 5));

        assertEquals(gap.limit(), gap.among(3), 1e-12);
        assertTrue(gap.limit() > 1);
    }

    @Test
    void refusesGamesWithoutAnExactGap() {
        TabularPolicy uniform = TabularPolicy.uniform(25, 5);
        CrowdGrid room = CrowdGrid.corner(5);

        assertThrows(InvalidModelException.class, () -> NPlayerGap.compute(CrowdGrid.kinetic(), uniform));
        assertThrows(InvalidModelException.class, () -> NPlayerGap.compute(room.withLogCongestion(0.3), uniform));
        assertThrows(IllegalArgumentException.class, () -> NPlayerGap.compute(room, TabularPolicy.uniform(25, 4)));
        assertThrows(
                IllegalArgumentException.class,
                () -> NPlayerGap.compute(room, uniform).among(0));
    }
}
