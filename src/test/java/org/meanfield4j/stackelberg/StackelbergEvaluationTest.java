package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.stackelberg.StackelbergCases.deterministic;
import static org.meanfield4j.stackelberg.StackelbergCases.unevenFollower;
import static org.meanfield4j.stackelberg.StackelbergCases.unevenLeader;
import static org.meanfield4j.stackelberg.StackelbergCases.uniformFollower;
import static org.meanfield4j.stackelberg.StackelbergCases.uniformLeader;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/**
 * Exact values of pairs of policies and of leaders, found twice by programs other than this library: those of pairs are
 * printed by src/test/reference/stackelberg.py, those of leaders by src/test/reference/stackelberg_leaders.py.
 */
class StackelbergEvaluationTest {
    private static final double PRINTED = 1e-6;

    static Stream<Arguments> uniformPairs() {
        double[] market = {.463722, .268139, .268139};
        double[] circle = {.2, .2, .2, .2, .2};
        double[] three = {.227608, .250212, .279947, .242234};
        double[] five = {.183955, .197024, .236655, .157151, .114175, .111039};
        return Stream.of(
                Arguments.of(MarketEntrance.noSkew(), market, .408533, .801764, .455191, .004176),
                Arguments.of(MarketEntrance.buySkew(), market, .408533, .801764, .455191, .004176),
                Arguments.of(MarketEntrance.sellSkew(), market, .408533, .801764, .455191, .004176),
                Arguments.of(ShopPositioning.of(.05), circle, .201460, -1.146944, -1.366667, .276625),
                Arguments.of(ShopPositioning.of(.2), circle, .021460, -1.146944, -1.366667, .276625),
                Arguments.of(ShopPositioning.of(.5), circle, -.338540, -1.146944, -1.366667, .276625),
                Arguments.of(EquilibriumPricing.of(3), three, -.405, 1.223407, .564239, .235519),
                Arguments.of(EquilibriumPricing.of(5), five, -.405, 1.256761, .597593, .243833));
    }

    @ParameterizedTest
    @MethodSource("uniformPairs")
    void uniformPoliciesHaveTheKnownValues(
            StackelbergGame game, double[] law, double leader, double follower, double plain, double exploitability) {
        check(
                StackelbergEvaluation.compute(game, uniformFollower(game), uniformLeader(game)),
                law,
                leader,
                follower,
                plain,
                exploitability);
    }

    static Stream<Arguments> unevenPairs() {
        double[] market = {.443467, .237243, .319291};
        return Stream.of(
                Arguments.of(MarketEntrance.sellSkew(), market, .556130, .694444, .425957, .093515, .399903, .798057),
                Arguments.of(MarketEntrance.buySkew(), market, .330964, .694444, .425957, .093515, .474182, .798057),
                Arguments.of(
                        ShopPositioning.of(.05),
                        new double[] {.207644, .219949, .232878, .162968, .176561},
                        .205418,
                        -1.148527,
                        -1.343358,
                        .242375,
                        .212816,
                        -1.006136),
                Arguments.of(
                        EquilibriumPricing.of(5),
                        new double[] {.146624, .189960, .223261, .172950, .116591, .150614},
                        -.544507,
                        1.422036,
                        .804471,
                        .474255,
                        -.231535,
                        1.350433),
                Arguments.of(
                        StackelbergCases.marketX(),
                        new double[] {.532971, .181343, .285685},
                        .496312,
                        .723986,
                        .353299,
                        .115874,
                        .440896,
                        Double.NaN),
                Arguments.of(
                        StackelbergCases.shopX(),
                        new double[] {.123994, .136383, .155333, .129738, .143831, .174459, .136262},
                        .122857,
                        -1.054331,
                        -1.345996,
                        .252945,
                        .151746,
                        Double.NaN),
                Arguments.of(
                        StackelbergCases.pricingX(),
                        new double[] {.017831, .045910, .100429, .255221, .580609},
                        -.342927,
                        .929731,
                        .442404,
                        .487852,
                        -.118221,
                        Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("unevenPairs")
    void unevenPoliciesHaveTheKnownValues(
            StackelbergGame game,
            double[] law,
            double leader,
            double follower,
            double plain,
            double exploitability,
            double objective,
            double followerAtEquilibrium) {
        check(
                StackelbergEvaluation.compute(game, unevenFollower(game), unevenLeader(game)),
                law,
                leader,
                follower,
                plain,
                exploitability);
        StackelbergEquilibrium equilibrium = StackelbergEquilibrium.compute(game, unevenLeader(game));
        assertEquals(objective, equilibrium.objective(), PRINTED);
        if (!Double.isNaN(followerAtEquilibrium)) {
            assertEquals(followerAtEquilibrium, equilibrium.followerReward(), PRINTED);
        }
    }

    private static void check(
            StackelbergEvaluation found, double[] law, double leader, double follower, double plain, double exploit) {
        assertArrayEquals(law, found.stateLaw().toArray(), PRINTED);
        assertEquals(leader, found.leaderReward(), PRINTED);
        assertEquals(follower, found.followerReward(), PRINTED);
        assertEquals(plain, found.plainFollowerReward(), PRINTED);
        assertEquals(exploit, found.regularisedExploitability(), PRINTED);
    }

    @Test
    void valuesByStateOfTheUnevenPairsAreTheKnownOnes() {
        StackelbergGame sell = MarketEntrance.sellSkew();
        StackelbergGame buy = MarketEntrance.buySkew();
        StackelbergGame shop = ShopPositioning.of(.05);
        StackelbergGame pricing = EquilibriumPricing.of(5);
        var inSell = StackelbergEvaluation.compute(sell, unevenFollower(sell), unevenLeader(sell));
        var inBuy = StackelbergEvaluation.compute(buy, unevenFollower(buy), unevenLeader(buy));
        var inShop = StackelbergEvaluation.compute(shop, unevenFollower(shop), unevenLeader(shop));
        var inPricing = StackelbergEvaluation.compute(pricing, unevenFollower(pricing), unevenLeader(pricing));
        assertArrayEquals(new double[] {6.944439, 7.939251, 7.588441}, inSell.followerValue(), PRINTED);
        assertArrayEquals(new double[] {5.561301, 4.936132, 7.017211}, inSell.leaderValue(), PRINTED);
        assertArrayEquals(new double[] {3.309635, 5.743440, 3.833276}, inBuy.leaderValue(), PRINTED);
        assertArrayEquals(
                new double[] {-11.206421, -10.630491, -11.063130, -12.181197, -12.345135},
                inShop.followerValue(),
                PRINTED);
        assertArrayEquals(
                new double[] {13.488121, 13.858712, 14.309970, 14.455861, 14.629427, 14.580044},
                inPricing.followerValue(),
                PRINTED);
        assertEquals(.972099, EquilibriumPricing.of(5).meanSale(inPricing.law()), PRINTED);
    }

    static Stream<Arguments> deterministicLeaders() {
        return Stream.of(
                Arguments.of(MarketEntrance.noSkew(), new double[] {.507956, .538224, .432014}),
                Arguments.of(MarketEntrance.buySkew(), new double[] {1.084387, .591564, -.023015}),
                Arguments.of(MarketEntrance.sellSkew(), new double[] {-.068474, .484884, .887043}),
                Arguments.of(ShopPositioning.of(.05), new double[] {.4148, .6909, .4648, .3235, .2735}),
                Arguments.of(ShopPositioning.of(.2), new double[] {.1148, .3909, .3148, .3235, .1235}),
                Arguments.of(ShopPositioning.of(.5), new double[] {-.4852, -.2091, .0148, .3235, -.1765}),
                Arguments.of(EquilibriumPricing.of(3), new double[] {-.2044, -.0307, -.0703, -.2532}),
                Arguments.of(EquilibriumPricing.of(5), new double[] {-.2138, -.0309, -.0716, -.2556}));
    }

    @ParameterizedTest
    @MethodSource("deterministicLeaders")
    void constantLeadersHaveTheKnownObjectives(StackelbergGame game, double[] objectives) {
        for (int b = 0; b < objectives.length; b++) {
            assertEquals(
                    objectives[b],
                    StackelbergEquilibrium.compute(game, deterministic(game, b)).objective(),
                    1e-4);
        }
    }

    @Test
    void theBestLeadersThatSeeTheStateAreTheKnownOnes() {
        assertEquals(.569092, objective(MarketEntrance.noSkew(), 1, 0, 2), PRINTED);
        assertEquals(1.085508, objective(MarketEntrance.buySkew(), 0, 0, 1), PRINTED);
        assertEquals(.887043, objective(MarketEntrance.sellSkew(), 2, 2, 2), PRINTED);
    }

    private static double objective(StackelbergGame game, int... chosen) {
        return StackelbergEquilibrium.compute(game, deterministic(game, chosen)).objective();
    }

    @Test
    void underTheUniformLeaderTheCrowdIsTheKnownOne() {
        StackelbergGame market = MarketEntrance.noSkew();
        StackelbergEquilibrium atMarket = StackelbergEquilibrium.compute(market, uniformLeader(market));
        assertEquals(.4085, atMarket.objective(), 1e-4);
        assertEquals(.54614, atMarket.follower().probability(0, 0), 1e-5);
        assertArrayEquals(
                new double[] {.463954, .291440, .244605}, atMarket.law().toArray(), PRINTED);
        EquilibriumPricing pricing = EquilibriumPricing.of(5);
        StackelbergEquilibrium atPricing = StackelbergEquilibrium.compute(pricing, uniformLeader(pricing));
        assertEquals(-.248898, atPricing.objective(), PRINTED);
        double[] prices = {.416785, .833570, 1.250355, 1.667139};
        for (int b = 0; b < prices.length; b++) {
            assertEquals(prices[b], pricing.price(b, atPricing.law()), PRINTED);
        }
    }

    @Test
    void mixedPostedLeadersHaveTheKnownObjectives() {
        double[][] leaders = {{.5, .5, 0}, {0, .5, .5}, {.5, 0, .5}, {.6, .3, .1}};
        double[] none = {.489020, .457007, .343626, .450498};
        double[] buy = {.807982, .246000, .387110, .767842};
        double[] sell = {.170057, .668015, .300143, .133153};
        for (int i = 0; i < leaders.length; i++) {
            var leader = org.meanfield4j.core.law.TabularPolicy.ofProbabilities(1, 3, leaders[i]);
            assertEquals(none[i], posted(MarketEntrance.noSkew(), leader), PRINTED);
            assertEquals(buy[i], posted(MarketEntrance.buySkew(), leader), PRINTED);
            assertEquals(sell[i], posted(MarketEntrance.sellSkew(), leader), PRINTED);
        }
    }

    private static double posted(MarketEntrance game, org.meanfield4j.core.law.TabularPolicy leader) {
        return StackelbergEquilibrium.compute(game.withPosted(true), leader).objective();
    }

    @Test
    void atALowTemperatureTheHalfDampedFixedPointCyclesAndSmallerStepsSettle() {
        StackelbergGame cold = ShopPositioning.of(.05).withTemperature(.05);
        assertEquals(.727062, objective(cold, 1), PRINTED);
    }
}
