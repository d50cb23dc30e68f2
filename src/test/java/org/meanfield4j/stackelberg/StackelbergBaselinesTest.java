package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.History;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/**
 * The exact fictitious play, which has no chance in it (src/test/reference/stackelberg_fictitious.py), and what the baselines
 * share with AC-SMFG.
 */
class StackelbergBaselinesTest {
    private static final int[] AFTER = {1, 2, 6, 120, 600};

    static Stream<Arguments> exactCuiKoeppl() {
        return Stream.of(
                Arguments.of(
                        MarketEntrance.sellSkew(),
                        new double[] {.53192, .74802, .80938, 1.01656, 1.09925},
                        new double[] {.60868, .60868, .60868, .72157, .76019},
                        new double[] {.00752, .02489, .05194, .10168, .13152}),
                Arguments.of(
                        ShopPositioning.of(.05),
                        new double[] {.23146, .17635, .14024, .36371, .45178},
                        new double[] {.16041, .16041, .16041, .32572, .40604},
                        new double[] {.15154, .04776, .03063, .03621, .03105}),
                Arguments.of(
                        EquilibriumPricing.of(5),
                        new double[] {-.21250, -.15255, -.14457, -.11087, -.09612},
                        new double[] {-.15377, -.15377, -.15377, -.12556, -.11533},
                        new double[] {.17185, .07290, .15071, .33028, .35975}));
    }

    @ParameterizedTest
    @MethodSource("exactCuiKoeppl")
    void exactFictitiousPlayTakesTheKnownValues(
            StackelbergGame game, double[] leader, double[] objective, double[] exploitability) {
        History history = ExactCuiKoeppl.defaults().solve(game).history();
        for (int i = 0; i < AFTER.length; i++) {
            assertEquals(leader[i], history.column(StackelbergMetrics.LEADER)[AFTER[i]], 2e-3, "J_l " + AFTER[i]);
            assertEquals(objective[i], history.column(StackelbergMetrics.OBJECTIVE)[AFTER[i]], 2e-3);
            assertEquals(exploitability[i], history.column(StackelbergMetrics.REGULARISED)[AFTER[i]], 2e-3);
        }
    }

    @Test
    void theAveragedLeadersAreTheKnownOnes() {
        StackelbergGame shop = ShopPositioning.of(.05);
        ExactCuiKoeppl solver = ExactCuiKoeppl.defaults().withMeasured(StackelbergMetrics.Measured.VALUES);
        assertArrayEquals(
                new double[] {.1, .1, .1, .6, .1},
                solver.withIterations(1).solve(shop).leader().probabilities(),
                1e-12);
        assertArrayEquals(
                new double[] {.0447, .5977, .0447, .2682, .0447},
                solver.solve(shop).leader().probabilities(),
                1e-4);
        assertArrayEquals(
                new double[] {.0559, .3432, .5451, .0559},
                solver.solve(EquilibriumPricing.of(5)).leader().probabilities(),
                1e-4);
        double[] market = solver.solve(MarketEntrance.sellSkew()).leader().probabilities();
        for (int s = 0; s < 3; s++) {
            assertEquals(.851, market[3 * s + 2], 1e-3);
        }
    }

    @Test
    void oneByOneBeginsWithTheFollowersWhileTheLeaderStandsStill() {
        double[] omega = OneByOne.defaults()
                .withSamples(2000)
                .solve(MarketEntrance.sellSkew())
                .leader()
                .probabilities();
        assertArrayEquals(
                new double[9], Arrays.stream(omega).map(p -> p - 1 / 3.).toArray(), 1e-15);
    }
}
