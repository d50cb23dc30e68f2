package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/**
 * The true ascent, plain leaders, several types of followers, and finitely many followers. Equilibria of two types and the
 * gap of independent followers are printed by src/test/reference/stackelberg_types.py; followers that
 * src/test/reference/finite_followers.py draws keep to the same bands.
 */
class LeadersTest {

    @Test
    void theAscentFromTheUniformLeaderOfTheEvenMarketEndsBelowTheBestLeader() {
        StackelbergRun run = LeaderAscent.defaults().solve(MarketEntrance.noSkew());
        assertEquals(StopReason.CONVERGED, run.stopped());
        assertEquals(.538224, run.history().last(StackelbergMetrics.OBJECTIVE), 1e-3);
        assertEquals(
                .569092, PlainLeaders.bestDeterministic(MarketEntrance.noSkew()).objective(), 1e-6);
    }

    @Test
    void theAscentFindsTheBestLeadersOfTheHeadlineGames() {
        assertEquals(.887043, ascent(MarketEntrance.sellSkew()), 1e-3);
        assertEquals(.690926, ascent(ShopPositioning.of(.05)), 1e-3);
        assertEquals(-.030942, ascent(EquilibriumPricing.of(5)), 1e-3);
    }

    private static double ascent(StackelbergGame game) {
        return LeaderAscent.defaults().solve(game).history().last(StackelbergMetrics.OBJECTIVE);
    }

    @Test
    void aTaxThatOnlyFollowersFeelIsRefusedByThePartialGradientAndSolvedByTheTrueOne() {
        StackelbergGame toll = StackelbergGame.builder(2, 2, 2)
                .move((s, a, b, mu, row) -> {
                    row.add(a, 0.9);
                    row.add(1 - a, 0.1);
                })
                .followerReward((s, a, b, mu) -> s == 0 ? 1 - 2 * b : 0)
                .leaderReward((s, b, mu) -> -mu.get(0))
                .build();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> AcSmfg.defaults().solve(toll))
                .getMessage();
        assertTrue(message.contains("the partial gradient is zero"), message);
        StackelbergRun run = LeaderAscent.defaults().solve(toll);
        assertTrue(run.leader().probability(0, 1) > .95, run.summary());
    }

    @Test
    void theMyopicLeaderIsNeutralInTheMarketAndRightElsewhere() {
        assertEquals(.484884, PlainLeaders.myopic(MarketEntrance.sellSkew()).objective(), 1e-6);
        StackelbergGame shop = ShopPositioning.of(.05);
        assertEquals(
                PlainLeaders.bestConstant(shop).objective(),
                PlainLeaders.myopic(shop).objective());
        StackelbergGame pricing = EquilibriumPricing.of(5);
        assertEquals(
                PlainLeaders.bestConstant(pricing).objective(),
                PlainLeaders.myopic(pricing).objective());
    }

    private static List<ShopPositioning> twoTypes(double cost) {
        return List.of(
                ShopPositioning.of(cost).withTemperature(.1),
                ShopPositioning.of(cost).withTemperature(.4));
    }

    @Test
    void twoTypesOfFollowersHaveTheKnownObjectives() {
        double[] costs = {.05, .2, .5};
        double[][] known = {
            {.4055, .6524, .4555, .3190, .2690},
            {.1055, .3524, .3055, .3190, .1190},
            {-.4945, -.2476, .0055, .3190, -.1810}
        };
        for (int i = 0; i < costs.length; i++) {
            for (int b = 0; b < 5; b++) {
                TabularPolicy leader = PlainLeaders.deterministic(ShopPositioning.of(costs[i]), b);
                assertEquals(
                        known[i][b],
                        TypedEquilibrium.compute(twoTypes(costs[i]), leader).objective(),
                        1e-4);
            }
        }
        TypedEquilibrium best =
                TypedEquilibrium.compute(twoTypes(.05), PlainLeaders.deterministic(ShopPositioning.of(.05), 1));
        assertArrayEquals(
                new double[] {.1353, .7155, .1353, .0069, .0069}, best.law().toArray(), 1e-4);
        assertArrayEquals(
                new double[] {.1005, .7987, .1005, .0001, .0001},
                best.laws().get(0).toArray(),
                1e-4);
        assertArrayEquals(
                new double[] {.1701, .6323, .1701, .0138, .0138},
                best.laws().get(1).toArray(),
                1e-4);
        ShopPositioning mean = ShopPositioning.of(.05).withTemperature(.25);
        assertEquals(
                .6632,
                StackelbergEquilibrium.compute(mean, PlainLeaders.deterministic(mean, 1))
                        .objective(),
                1e-4);
    }

    @Test
    void aLeaderOfTwoTypesLearnsAsKnown() {
        double[] costs = {.05, .2, .5};
        double[] known = {.646, .299, .311};
        for (int i = 0; i < costs.length; i++) {
            double[] objectives = new double[10];
            for (int seed = 1; seed <= 10; seed++) {
                TypedAcSmfg solver = TypedAcSmfg.defaults()
                        .withSettings(AcSmfg.defaults().withBlock(50_000).withSeed(seed));
                objectives[seed - 1] =
                        solver.solve(twoTypes(costs[i])).history().last(StackelbergMetrics.OBJECTIVE);
            }
            Arrays.sort(objectives);
            assertEquals(known[i], (objectives[4] + objectives[5]) / 2, .012, "c = " + costs[i]);
        }
    }

    @Test
    void finitelyManyFollowersComeAsCloseToTheMeanFieldAsIndependentOnes() {
        StackelbergGame[] games = {MarketEntrance.sellSkew(), ShopPositioning.of(.05), EquilibriumPricing.of(5)};
        int[] best = {2, 1, 1};
        double[] limit = {.9938, .9418, 2.936};
        for (int i = 0; i < games.length; i++) {
            StackelbergEquilibrium equilibrium =
                    StackelbergEquilibrium.compute(games[i], PlainLeaders.deterministic(games[i], best[i]));
            double[] gaps = new double[2];
            int[] sizes = {30, 300};
            for (int j = 0; j < 2; j++) {
                FiniteFollowers found = FiniteFollowers.compute(equilibrium, sizes[j], 300, 5000, 7);
                gaps[j] = found.gap();
                assertEquals(1, found.gap() * Math.sqrt(sizes[j]) / limit[i], .06);
                assertEquals(limit[i], found.independentGap() * Math.sqrt(sizes[j]), 1e-3);
            }
            double slope = Math.log(gaps[1] / gaps[0]) / Math.log(10);
            assertTrue(slope > -.55 && slope < -.45, "slope " + slope);
        }
    }

    @Test
    void onPathRewardsOfFewFollowersDifferFromTheMeanFieldAsKnown() {
        MarketEntrance market = MarketEntrance.sellSkew();
        StackelbergEquilibrium equilibrium =
                StackelbergEquilibrium.compute(market, PlainLeaders.deterministic(market, 2));
        FiniteFollowers ten = FiniteFollowers.compute(equilibrium, 10, 300, 20_000, 3);
        assertEquals(1.00227 + .0101, ten.leaderReward(), .012);
        assertEquals(1.21, ten.leaderDeviation() * Math.sqrt(10), .1);
    }
}
