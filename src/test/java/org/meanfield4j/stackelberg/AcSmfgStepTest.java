package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/**
 * Single updates of AC-SMFG to the last printed digit, with forced transitions, printed by
 * src/test/reference/stackelberg_steps.py; rewards and rows by src/test/reference/stackelberg_games.py.
 */
class AcSmfgStepTest {
    private static final double PRINTED = 1e-6;
    private static final AcSmfg UNEQUAL = AcSmfg.defaults().withSteps(TimeScales.of(.4, .6, .8, 1.2));

    @Test
    void theFirstUpdateInTheMarket() {
        StackelbergIterate x = new StackelbergIterate(MarketEntrance.sellSkew(), null, 3);
        ActorCritic learner = new ActorCritic(new FrozenStackelberg(MarketEntrance.sellSkew()));
        learner.take(x);
        update(AcSmfg.defaults(), learner, 0, 0, 1, 2, 2, 0, 0);
        assertArrayEquals(new double[] {-.423287, .423287}, Arrays.copyOf(x.theta, 2), PRINTED);
        assertArrayEquals(new double[] {.025, .025, -.05}, Arrays.copyOf(x.omega, 3), PRINTED);
        assertArrayEquals(new double[] {2 / 3., 1 / 6., 1 / 6.}, x.law, PRINTED);
        assertEquals(.846574, x.followerValue[0], PRINTED);
        assertEquals(-.15, x.leaderValue[0], PRINTED);
    }

    /** θ(s,a) = ((2s+3a) mod 5)/5, ω(o,b) = ((3o+b) mod 4)/4, V̂_f = (1+s)/2, V̂_l = −.25+.1s, μ̂(z) ∝ 1 + (z mod 3). */
    private static StackelbergIterate uneven(StackelbergGame game) {
        StackelbergIterate x = new StackelbergIterate(game, null, 3);
        for (int i = 0; i < x.theta.length; i++) {
            x.theta[i] = (2 * (i / game.actions()) + 3 * (i % game.actions())) % 5 / 5.0;
        }
        for (int i = 0; i < x.omega.length; i++) {
            x.omega[i] = (3 * (i / game.leaderActions()) + i % game.leaderActions()) % 4 / 4.0;
        }
        double sum = 0;
        for (int z = 0; z < x.law.length; z++) {
            sum += 1 + z % 3;
        }
        for (int z = 0; z < x.law.length; z++) {
            x.law[z] = (1 + z % 3) / sum;
        }
        for (int s = 0; s < game.states(); s++) {
            x.followerValue[s] = (1 + s) / 2.0;
            x.leaderValue[s] = -.25 + .1 * s;
        }
        return x;
    }

    /** An update with (s, a, b, s', s̄, ā). */
    private static void update(AcSmfg solver, ActorCritic learner, long k, int... forced) {
        Transition at = new Transition();
        at.state = forced[0];
        at.action = forced[1];
        at.leader = forced[2];
        at.next = forced[3];
        at.still = forced[4];
        at.stillAction = forced[5];
        solver.update(learner, k, at);
    }

    /** Two updates, k = 3 and 4, each (s, a, b, s', s̄, ā). */
    private static StackelbergIterate twoUpdates(StackelbergGame game, int[] first, int[] second) {
        StackelbergIterate x = uneven(game);
        ActorCritic learner = new ActorCritic(new FrozenStackelberg(game));
        learner.take(x);
        update(UNEQUAL, learner, 3, first);
        update(UNEQUAL, learner, 4, second);
        return x;
    }

    @Test
    void twoUpdatesInTheMarketWithEveryConstantDifferent() {
        StackelbergIterate x =
                twoUpdates(StackelbergCases.marketX(), new int[] {1, 1, 0, 2, 2, 0}, new int[] {2, 0, 2, 1, 1, 1});
        assertArrayEquals(new double[] {0, .6, .063351, .336649, .813480, .386520}, x.theta, PRINTED);
        assertArrayEquals(
                new double[] {0, .25, .5, .819543, -.030447, .210905, .387082, .605011, .257906}, x.omega, PRINTED);
        assertArrayEquals(new double[] {.5, 1.843466, 1.550383}, x.followerValue, PRINTED);
        assertArrayEquals(new double[] {-.25, .252000, .929183}, x.leaderValue, PRINTED);
        assertArrayEquals(new double[] {.085362, .439052, .475587}, x.law, PRINTED);
    }

    @Test
    void twoUpdatesInShopPositioningWithEveryConstantDifferent() {
        StackelbergIterate x =
                twoUpdates(StackelbergCases.shopX(), new int[] {1, 2, 5, 2, 4, 0}, new int[] {2, 0, 3, 0, 3, 1});
        assertArrayEquals(
                new double[] {.546275, .098051, .355673, .526724, .563607, .109669},
                Arrays.copyOfRange(x.theta, 3, 9),
                PRINTED);
        assertArrayEquals(
                new double[] {-.004801, .243830, .492067, .716375, -.004801, .315262, .492067}, x.omega, PRINTED);
        assertArrayEquals(new double[] {.365518, .723976}, Arrays.copyOfRange(x.followerValue, 1, 3), PRINTED);
        assertArrayEquals(new double[] {.063636, -.120267}, Arrays.copyOfRange(x.leaderValue, 1, 3), PRINTED);
        assertArrayEquals(new double[] {.039398, .078795, .118193, .307726, .298297, .118193, .039398}, x.law, PRINTED);
    }

    @Test
    void twoUpdatesInPricingWithEveryConstantDifferent() {
        StackelbergIterate x =
                twoUpdates(StackelbergCases.pricingX(), new int[] {1, 6, 2, 3, 4, 2}, new int[] {3, 5, 0, 2, 2, 7});
        assertArrayEquals(new double[] {.019533, .298822, .431645}, x.omega, PRINTED);
        assertEquals(2.721546, x.followerValue[1], PRINTED);
        assertEquals(2.334523, x.followerValue[3], PRINTED);
        assertEquals(-.540412, x.leaderValue[1], PRINTED);
        assertEquals(-.005329, x.leaderValue[3], PRINTED);
        assertArrayEquals(
                new double[] {.026956, .053913, .080869, .026956, .053913, .349197, .026956, .053913, .300371, .026956},
                x.law,
                PRINTED);
        assertArrayEquals(
                new double[] {.258204, -.095049, .426810, .083907, .588465, .258204, 1.052649, .426810},
                Arrays.copyOfRange(x.theta, 8, 16),
                PRINTED);
        assertArrayEquals(
                new double[] {.178551, .760918, .373802, -.017561, .568002, .401566, .760918, .373802},
                Arrays.copyOfRange(x.theta, 24, 32),
                PRINTED);
    }

    @Test
    void theGamesHaveTheKnownRewardsAndRows() {
        FrozenStackelberg market = new FrozenStackelberg(MarketEntrance.sellSkew());
        assertArrayEquals(
                new double[] {1.166667, .666667, .666667, .666667, .666667, 1.166667},
                Arrays.copyOfRange(market.followerReward, 6, 12),
                PRINTED);
        assertEquals(.84, market.kernel().probability(0, 5, 2), PRINTED);
        assertEquals(.16, market.kernel().probability(0, 5, 0), PRINTED);
        FrozenStackelberg shop = new FrozenStackelberg(ShopPositioning.of(.05));
        assertArrayEquals(
                new double[] {.161460, .161460, .211460, .261460, .211460},
                Arrays.copyOf(shop.leaderReward, 5),
                PRINTED);
        assertArrayEquals(
                new double[] {-.6, -1.1, -1.6, -1.6, -1.1}, Arrays.copyOfRange(shop.followerReward, 5, 10), PRINTED);
        assertEquals(.8, shop.kernel().probability(0, 0, 4), PRINTED);
        assertEquals(.1, shop.kernel().probability(0, 0, 3), PRINTED);
        EquilibriumPricing pricing = EquilibriumPricing.of(5);
        FrozenStackelberg firms = new FrozenStackelberg(pricing);
        MeanField uniform = org.meanfield4j.core.law.Law.uniform(pricing.atoms());
        double[] withoutPrice = {-.04, -.14, -.24, -.34, -.44, -.54, -.84, -.94, -1.04};
        double[] regulator = {-.25, -.02, -.29, -1.06};
        for (int b = 0; b < 4; b++) {
            assertEquals((b + 1) / 2.0, pricing.price(b, uniform), 1e-12);
            assertEquals(regulator[b], firms.leaderReward[2 * 4 + b], 1e-12);
            for (int a = 0; a < 9; a++) {
                double sold = pricing.price(b, uniform) * (a / 3);
                assertEquals(withoutPrice[a], firms.followerReward[(2 * 9 + a) * 4 + b] - sold, 1e-12);
            }
        }
    }
}
