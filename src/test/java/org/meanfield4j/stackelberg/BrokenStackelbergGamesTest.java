package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/** Bad input gets one line that says what, where and what to do. */
class BrokenStackelbergGamesTest {

    private static StackelbergGameBuilder toy() {
        return StackelbergGame.builder(2, 2, 2)
                .move((s, a, b, mu, row) -> {
                    row.add(a, 0.9);
                    row.add(1 - a, 0.1);
                })
                .followerReward((s, a, b, mu) -> s == 0 ? 1 - 0.5 * b - mu.get(0) : 0)
                .leaderReward((s, b, mu) -> s == 0 ? 0.5 * b - mu.get(0) : 0);
    }

    private static void assertSays(Executable call, String... parts) {
        String message = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message + " should say " + part);
        }
    }

    @Test
    void temperaturesAndLawsAreCheckedAtTheDoor() {
        assertSays(() -> toy().temperature(0), "temperature = 0.0 must be positive");
        assertSays(() -> MarketEntrance.noSkew().withTemperature(-1), "temperature = -1.0");
        assertSays(() -> ShopPositioning.of(.05).withInitialLaw(Law.uniform(4)), "initial law has 4 entries");
        assertSays(() -> toy().initialLaw(Law.of(.5, .6)), "sum");
        assertSays(() -> ShopPositioning.of(.05).withLogCrowd(1e-3), "logCrowd = 0.001");
        assertSays(() -> StackelbergGame.builder(2, 2, 2).build(), "move is missing");
    }

    @Test
    void aKernelRowThatDoesNotSumToOneIsNamed() {
        StackelbergGame still = toy().move((s, a, b, mu, row) -> row.add(a, s == 1 && b == 1 ? 0.7 : 1))
                .build();
        assertSays(() -> AcSmfg.defaults().solve(still), "state 1", "sum");
        StackelbergGame moving = toy().kernelDependsOnLaw()
                .move((s, a, b, mu, row) -> {
                    row.add(a, 1 - 0.5 * mu.get(0));
                    row.add(1 - a, mu.get(0) > 0.6 ? 0.9 : 0.5 * mu.get(0));
                })
                .build();
        StackelbergRun run = AcSmfg.defaults().solve(moving);
        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.info().warnings().toString().contains("sums to"), run.summary());
    }

    @Test
    void aKernelThatLooksAtTheLawInSecretIsRefused() {
        StackelbergGame secret = toy().move((s, a, b, mu, row) -> {
                    row.add(a, 1 - 0.5 * mu.get(0));
                    row.add(1 - a, 0.5 * mu.get(0));
                })
                .build();
        assertSays(() -> AcSmfg.defaults().solve(secret), "changes with the law", "kernelDependsOnLaw");
    }

    @Test
    void aRewardThatIsNoNumberNamesStateActionsAndLaw() {
        StackelbergGame nan = toy().followerReward((s, a, b, mu) -> s == 1 && a == 0 && b == 1 ? Double.NaN : 0)
                .build();
        assertSays(
                () -> AcSmfg.defaults().solve(nan),
                "follower reward of state 1, action 0, leader action 1 is NaN at the law (0.5000, 0.5000)");
        StackelbergGame later = toy().leaderReward((s, b, mu) -> b + (mu.get(0) > .62 ? Double.NaN : 0))
                .build();
        StackelbergRun run = AcSmfg.defaults().solve(later);
        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.info().warnings().get(0).contains("leader reward of state"), run.summary());
        assertTrue(run.info().warnings().get(0).contains("at the law"), run.summary());
    }

    @Test
    void stepsOutOfOrderAreAWarningWithTheOrder() {
        AcSmfg fast = AcSmfg.defaults().withSteps(TimeScales.of(5, .5, 1, 1)).withIterations(1000);
        StackelbergRun run = fast.solve(MarketEntrance.sellSkew());
        assertTrue(
                run.info().warnings().toString().contains("leader 5.00, mean field 0.500, follower 1.00, critic 1.00"),
                run.summary());
        assertTrue(AcSmfg.defaults()
                .withIterations(1000)
                .solve(MarketEntrance.sellSkew())
                .info()
                .warnings()
                .isEmpty());
    }

    @Test
    void anEquilibriumThatCyclesSaysHowLongAndWhatToDo() {
        StackelbergGame cold = StackelbergGame.builder(2, 2, 2)
                .move((s, a, b, mu, row) -> {
                    row.add(a, 0.99);
                    row.add(1 - a, 0.01);
                })
                .followerReward((s, a, b, mu) -> -1e6 * (1 + s) * mu.get(s))
                .leaderReward((s, b, mu) -> b)
                .temperature(1e-9)
                .build();
        assertSays(
                () -> StackelbergEquilibrium.compute(cold, PlainLeaders.uniform(cold)),
                "did not settle",
                "cycle",
                "larger temperature");
    }

    @Test
    void aLeaderOfAnotherShapeIsRefused() {
        StackelbergGame shop = ShopPositioning.of(.05);
        assertSays(
                () -> StackelbergEquilibrium.compute(shop, PlainLeaders.uniform(MarketEntrance.noSkew())),
                "leader policy has shape [3, 3], the game [1, 5]");
        assertSays(() -> PlainLeaders.deterministic(shop, 5), "leader action = 5 must lie in 0 … 4");
        assertSays(
                () -> AcSmfg.defaults()
                        .startingFrom(AcSmfg.defaults().withIterations(10).solve(MarketEntrance.noSkew()))
                        .solve(shop),
                "start from a run of the same game");
    }
}
