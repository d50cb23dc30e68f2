package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.stackelberg.StackelbergCases.deterministic;
import static org.meanfield4j.stackelberg.StackelbergCases.unevenLeader;
import static org.meanfield4j.stackelberg.StackelbergCases.uniformLeader;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/**
 * Gradients of the leader against printed values and against differences of Φ. The values, and how followers contract, are
 * printed by src/test/reference/stackelberg_gradients.py.
 */
class LeaderGradientTest {

    static Stream<StackelbergGame> games() {
        return Stream.of(
                MarketEntrance.sellSkew(),
                MarketEntrance.buySkew().withPosted(true),
                ShopPositioning.of(.05),
                ShopPositioning.of(.2).withPosted(false).withLogCrowd(.05),
                EquilibriumPricing.of(5),
                StackelbergCases.marketX(),
                StackelbergCases.shopX(),
                StackelbergCases.pricingX());
    }

    @ParameterizedTest
    @MethodSource("games")
    void theFullGradientIsTheSlopeOfTheObjective(StackelbergGame game) {
        double[] logits = unevenLeader(game).logProbabilities();
        LeaderGradient gradient = LeaderGradient.compute(game, unevenLeader(game));
        double h = 1e-4;
        for (int i = 0; i < logits.length; i++) {
            double slope = (objective(game, logits, i, h) - objective(game, logits, i, -h)) / (2 * h);
            assertEquals(slope, gradient.full()[i], 2e-8, "logit " + i);
        }
    }

    /** Many atoms, and a kernel and rewards that look at all of them or at one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFullGradientOfAGameWithManyAtomsIsTheSlopeOfTheObjective(boolean moving) {
        int n = 40;
        double[] earned = Streams.of(1).at().doubles(n * 4).toArray();
        StackelbergGameBuilder builder = StackelbergGame.builder(n, 2, 2)
                .move((s, a, b, mu, row) -> {
                    double on = 0.5 + 0.3 * a + 0.1 * b - (moving ? 0.2 * mu.get((s + 1) % n) : 0);
                    row.add((s + 1) % n, on);
                    row.add((s + n - 1) % n, 1 - on);
                })
                .followerReward((s, a, b, mu) -> earned[(s * 2 + a) * 2 + b] - 4 * mu.get(s) * mu.get((s + 3) % n))
                .leaderReward((s, b, mu) -> earned[s * 2 + b] * (1 + mu.get(s)))
                .discount(0.8);
        StackelbergGame game = (moving ? builder.kernelDependsOnLaw() : builder).build();
        double[] logits = unevenLeader(game).logProbabilities();
        LeaderGradient gradient = LeaderGradient.compute(game, unevenLeader(game));
        double h = 1e-4;
        for (int i = 0; i < logits.length; i += 7) {
            double slope = (objective(game, logits, i, h) - objective(game, logits, i, -h)) / (2 * h);
            assertEquals(slope, gradient.full()[i], 2e-8, "logit " + i);
        }
    }

    private static double objective(StackelbergGame game, double[] logits, int i, double h) {
        double[] moved = logits.clone();
        moved[i] += h;
        TabularPolicy leader = TabularPolicy.ofLogits(game.observations(), game.leaderActions(), moved);
        return StackelbergEquilibrium.compute(game, leader).objective();
    }

    @Test
    void bothGradientsAtTheUnevenLeaderAreTheKnownOnes() {
        StackelbergGame market = MarketEntrance.sellSkew();
        LeaderGradient atMarket = LeaderGradient.compute(market, unevenLeader(market));
        assertArrayEquals(
                new double[] {-.030746, .011309, .019436, -.033756, .004256, .029500, -.018779, .014212, .004566},
                atMarket.partial(),
                1e-6);
        assertArrayEquals(
                new double[] {-.056518, -.000793, .057311, -.064836, .005949, .058887, -.010519, .006051, .004469},
                atMarket.full(),
                1e-5);
        StackelbergGame shop = ShopPositioning.of(.05);
        LeaderGradient atShop = LeaderGradient.compute(shop, unevenLeader(shop));
        assertArrayEquals(new double[] {-.005300, .090328, .005301, -.047940, -.042388}, atShop.partial(), 1e-6);
        assertArrayEquals(new double[] {-.006564, .093862, .007369, -.048281, -.046386}, atShop.full(), 1e-5);
        StackelbergGame pricing = EquilibriumPricing.of(5);
        LeaderGradient atPricing = LeaderGradient.compute(pricing, unevenLeader(pricing));
        assertArrayEquals(new double[] {-.011085, .056150, .025991, -.071056}, atPricing.partial(), 1e-6);
        assertArrayEquals(new double[] {-.023530, .032342, .027073, -.035885}, atPricing.full(), 1e-5);
    }

    static Stream<Arguments> alignment() {
        return Stream.of(
                Arguments.of(MarketEntrance.sellSkew(), .98076, .089452, .155678),
                Arguments.of(MarketEntrance.buySkew(), .98693, .105795, .172015),
                Arguments.of(MarketEntrance.noSkew(), .99998, .033977, .033883),
                Arguments.of(ShopPositioning.of(.05), 1, .087522, .087522),
                Arguments.of(ShopPositioning.of(.2), 1, .067322, .067322),
                Arguments.of(ShopPositioning.of(.5), 1, .115743, .115743),
                Arguments.of(EquilibriumPricing.of(3), .90586, .091431, .086983),
                Arguments.of(EquilibriumPricing.of(5), .91031, .092132, .087182));
    }

    @ParameterizedTest
    @MethodSource("alignment")
    void theGradientsOfTheUniformLeaderAreAsLongAndAsAlignedAsKnown(
            StackelbergGame game, double cosine, double partial, double full) {
        LeaderGradient gradient = LeaderGradient.compute(game, uniformLeader(game));
        assertEquals(cosine, gradient.cosine(), 1e-5);
        assertEquals(partial, gradient.partialNorm(), 1e-6);
        assertEquals(full, gradient.fullNorm(), 1e-6);
    }

    static Stream<Arguments> contractions() {
        StackelbergGame market = MarketEntrance.noSkew().withPosted(true);
        return Stream.of(
                Arguments.of(ShopPositioning.of(.05), new double[] {.9736, .0970, .9736, 1.1556, 1.1556}, new double[] {
                    .8635, .0935, .8635, 1.0136, 1.0136
                }),
                Arguments.of(EquilibriumPricing.of(3), new double[] {.4393, .6519, .7988, .6980}, null),
                Arguments.of(EquilibriumPricing.of(5), new double[] {.4030, .6536, .8593, .7621}, new double[] {
                    .2764, .4497, .4779, .3418
                }),
                Arguments.of(market, new double[] {.2827, .4434, .5456}, null));
    }

    @ParameterizedTest
    @MethodSource("contractions")
    void theFollowersContractAsKnown(StackelbergGame game, double[] norms, double[] radii) {
        for (int b = 0; b < norms.length; b++) {
            FollowerContraction found = FollowerContraction.compute(game, deterministic(game, b));
            assertEquals(norms[b], found.norm(), 1e-3, "norm at " + b);
            if (radii != null) {
                assertEquals(radii[b], found.radius(), 1e-3, "radius at " + b);
            }
        }
    }

    @Test
    void whereTheLeaderSeesTheStateTheMarketDoesNotContract() {
        StackelbergGame market = MarketEntrance.noSkew();
        FollowerContraction found = FollowerContraction.compute(market, deterministic(market, 1, 0, 2));
        assertEquals(2.0527, found.norm(), 1e-3);
        assertEquals(2.0054, found.radius(), 1e-3);
    }
}
