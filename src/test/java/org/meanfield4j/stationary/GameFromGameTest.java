package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.games.CrowdGrid;

class GameFromGameTest {
    private static final CrowdGrid ROOM = CrowdGrid.corner(3);
    private static final ExactMfTrpo SOLVER = ExactMfTrpo.defaults().withOuterSteps(6);

    @Test
    void aRewardOfOnesOwnOnARoomIsOneLine() {
        var same = StationaryGame.builder(ROOM).build();
        var lazy = StationaryGame.builder(ROOM)
                .reward((s, a, mu) -> ROOM.reward(s, a, mu) - (a == 0 ? 0 : 1))
                .build();

        assertArrayEquals(
                SOLVER.solve(ROOM).law().toArray(), SOLVER.solve(same).law().toArray());
        assertEquals(ROOM.discount(), lazy.discount());
        assertTrue(SOLVER.solve(lazy).policy().probability(0, 0)
                > SOLVER.solve(ROOM).policy().probability(0, 0));
    }

    @Test
    void aKernelMayDependOnTheLaw() {
        var game = StationaryGame.builder(2, 2)
                .reward((s, a, mu) -> s - mu.get(s))
                .kernel(mu -> TransitionKernel.of(2, 2, (s, a, row) -> {
                    row.add(s, 1 - 0.5 * mu.get(0));
                    row.add(1 - s, 0.5 * mu.get(0));
                }))
                .build();

        assertTrue(StationaryGame.builder(game).build().kernelDependsOnLaw());
        assertEquals(0.25, game.kernel(Law.of(0.5, 0.5)).probability(0, 0, 1));
    }

    @Test
    void theLawsAtChosenStepsAreThoseOfShorterRuns() {
        StationaryRun every = SOLVER.solve(ROOM);
        StationaryRun kept = SOLVER.withMetricsEvery(6).keeping(2, 5).solve(ROOM);
        List<Law> shorter = List.of(
                ROOM.initialLaw(),
                SOLVER.withOuterSteps(2).solve(ROOM).law(),
                SOLVER.withOuterSteps(5).solve(ROOM).law(),
                every.law());

        assertEquals(shorter, every.laws(0, 2, 5, 6));
        assertEquals(shorter, kept.laws(0, 2, 5, 6));
        assertThrows(IllegalArgumentException.class, () -> kept.laws(3));
    }

    @Test
    void thePoliciesAtChosenStepsAreThoseOfShorterRuns() {
        StationaryRun run = SOLVER.keeping(2, 5).solve(ROOM);

        assertEquals(
                List.of(
                        SOLVER.withOuterSteps(2).solve(ROOM).policy(),
                        SOLVER.withOuterSteps(5).solve(ROOM).policy(),
                        run.policy()),
                run.policies(2, 5, 6));
        String message = assertThrows(IllegalArgumentException.class, () -> run.policies(3))
                .getMessage();
        assertTrue(message.startsWith("iteration = 3 was not kept, only [2, 5]"), message);
    }
}
