package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.CrowdGrid;

/** Games and settings that are refused before a solver works on them, each in one line. */
class RefusedGamesTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);

    @Test
    void aRewardThatIsNotFiniteIsNamed() {
        var e = assertThrows(
                InvalidModelException.class,
                () -> StationaryGame.builder(2, 2)
                        .next((s, a) -> a)
                        .reward((s, a, mu) -> s == 1 && a == 0 ? Double.NEGATIVE_INFINITY : 0)
                        .build());
        assertEquals(
                "reward of state 1, action 0 = -Infinity at μ(1) = 0.5 must be finite;"
                        + " floor the argument of a logarithm, for instance",
                e.getMessage());
    }

    @Test
    void aLawOfTheWrongLengthIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> new FrozenMdp(GAME, Law.uniform(24)));
        assertEquals("law has 24 entries, the game has 25 states; give one per state", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void aDiscountOutsideItsRangeIsRefused(double gamma) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> StationaryGame.builder(2, 2).discount(gamma));
        assertEquals("discount = " + gamma + " must lie in [0, 1); try 0.9", e.getMessage());
    }

    @Test
    void sizesBelowOneAreRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> StationaryGame.builder(0, 2));
        assertEquals("states = 0, actions = 2: both must be at least 1", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> StationaryGame.builder(2, -1));
    }

    @Test
    void aKernelThatDependsOnTheLawWithoutSayingSoIsRefusedAtTheDoor() {
        // Solvers build one kernel then, and the answer would be silently that of another game.
        CrowdGrid kinetic = CrowdGrid.kinetic();
        StationaryGame forgotten = new StationaryGame() {
            @Override
            public int states() {
                return kinetic.states();
            }

            @Override
            public int actions() {
                return kinetic.actions();
            }

            @Override
            public double discount() {
                return kinetic.discount();
            }

            @Override
            public TransitionKernel kernel(Law law) {
                return kinetic.kernel(law);
            }

            @Override
            public double reward(int state, int action, Law law) {
                return kinetic.reward(state, action, law);
            }
        };

        var e = assertThrows(
                InvalidModelException.class, () -> ExactMfTrpo.defaults().solve(forgotten));

        assertEquals(
                "kernelDependsOnLaw() = false, but kernel(law) differs between two laws, and only the first one would be"
                        + " used; let it return true",
                e.getMessage());
        assertThrows(InvalidModelException.class, () -> Equilibrium.compute(forgotten, 0.3));
    }

    @Test
    void rewardsThatLeaveEntriesUnfilledAreNotThoseOfTheLastLaw() {
        StationaryGame half = new StationaryGame() {
            @Override
            public int states() {
                return 2;
            }

            @Override
            public int actions() {
                return 1;
            }

            @Override
            public double discount() {
                return 0.9;
            }

            @Override
            public TransitionKernel kernel(Law law) {
                return TransitionKernel.deterministic(2, 1, (s, a) -> 1 - s);
            }

            @Override
            public double reward(int state, int action, Law law) {
                return 1;
            }

            @Override
            public void rewards(Law law, double[] out) {
                for (int s = 0; s < 2; s++) {
                    if (law.get(s) >= 0.5) {
                        out[s] = 1;
                    }
                }
            }
        };
        FrozenMdp frozen = new FrozenMdp(half, Law.uniform(2));

        var e = assertThrows(InvalidModelException.class, () -> frozen.freeze(Law.of(0.75, 0.25)));

        assertEquals(
                "reward of state 1, action 0 = NaN at μ(1) = 0.25 must be finite; fill every entry, and floor the"
                        + " argument of a logarithm, for instance",
                e.getMessage());
    }

    @Test
    void aRewardOrATemperatureBeyondAllUnitsIsNamedItself() {
        StationaryGame huge = StationaryGame.builder(2, 1)
                .next((s, a) -> 1 - s)
                .reward((s, a, mu) -> s)
                .build();
        StationaryGameBuilder large =
                StationaryGame.builder(2, 1).next((s, a) -> 1 - s).reward((s, a, mu) -> s * -1e308);

        var reward = assertThrows(InvalidModelException.class, large::build);
        var eta =
                assertThrows(IllegalArgumentException.class, () -> new FrozenMdp(huge, Law.uniform(2)).optimum(1e-320));

        assertEquals(
                "reward of state 1, action 0 = -1.0E308 at μ(1) = 0.5 must be at most 1.0E100 in size, or its values"
                        + " overflow; count in another unit",
                reward.getMessage());
        assertEquals(
                "temperature = 1.0E-320 must be at least 1.0E-50, or values divided by it overflow; try 0.3",
                eta.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> ExactMfTrpo.defaults().withTemperature(1e-320));
    }

    @Test
    void gamesTooLargeForATableSaySo() {
        String line = "states · actions = 50000 · 50000 = 2500000000 must be at most 2147483631, the longest array; use"
                + " fewer of either";

        assertEquals(
                line,
                assertThrows(IllegalArgumentException.class, () -> StationaryGame.builder(50_000, 50_000))
                        .getMessage());
        assertEquals(
                line,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TransitionKernel.deterministic(50_000, 50_000, (s, a) -> s))
                        .getMessage());
        assertEquals(
                line,
                assertThrows(IllegalArgumentException.class, () -> TabularPolicy.uniform(50_000, 50_000))
                        .getMessage());
    }
}
