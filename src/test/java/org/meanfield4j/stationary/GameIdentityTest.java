package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.CrowdGrid;

/** Games of one's own: what runs call them, and what their checkpoints know them by. */
class GameIdentityTest {
    private static final ExactMfTrpo SOLVER = ExactMfTrpo.defaults().withOuterSteps(4);

    /** A game as one writes it in a cell: no name, no text, no record. */
    private static StationaryGame own(double crowding, double elsewhere, double slip) {
        class Own implements StationaryGame {
            @Override
            public int states() {
                return 4;
            }

            @Override
            public int actions() {
                return 2;
            }

            @Override
            public double discount() {
                return 0.9;
            }

            @Override
            public TransitionKernel kernel(Law law) {
                return TransitionKernel.deterministic(4, 2, (s, a) -> (s + a) % 4)
                        .withSlip(slip);
            }

            @Override
            public double reward(int state, int action, Law law) {
                // Zero at the uniform law, where the game starts.
                double away = law.get(state) - 0.25;
                return -crowding * law.get(state) - action + elsewhere * away;
            }
        }
        return new Own();
    }

    @Test
    void aGameWrittenAsAClassIsCalledByItsSimpleName() {
        StationaryRun run = SOLVER.solve(own(1, 0, 0.1));

        assertEquals("Own", run.info().model());
        assertTrue(run.summary().contains("\non Own\n"), run.summary());
    }

    @Test
    void aGameFromLambdasIsCalledByTheNameItWasGiven() {
        StationaryGame game = StationaryGame.builder(3, 2)
                .next((s, a) -> (s + a) % 3)
                .reward((s, a, mu) -> -mu.get(s))
                .name("ring")
                .build();

        assertEquals("ring (3 states, 2 actions)", SOLVER.solve(game).info().model());
    }

    @Test
    void equalGamesAreEqualWhateverObjectTheyAre() {
        assertEquals(own(1, 0, 0.1).identity(), own(1, 0, 0.1).identity());
        assertEquals(
                new BeachBar().identity(),
                new BeachBar().withSlip(0.3).withSlip(0.1).identity());
        assertEquals(ring(0.1, 2).identity(), ring(0.1, 2).identity());
        assertFalse(own(1, 0, 0.1).identity().contains("@"));
    }

    @Test
    void gamesDifferByKernelRewardDiscountAndLawToStartFrom() {
        String identity = own(1, 0, 0.1).identity();

        assertNotEquals(identity, own(1, 0, 0.2).identity(), "kernel");
        assertNotEquals(identity, own(1.5, 0, 0.1).identity(), "rewards");
        assertNotEquals(identity, own(1, 2, 0.1).identity(), "rewards away from the initial law");
        assertNotEquals(ring(0.1, 2).identity(), ring(0.1, 3).identity(), "lambda");
        BeachBar bar = new BeachBar();
        assertNotEquals(bar.identity(), bar.withDiscount(0.8).identity());
        assertNotEquals(bar.identity(), bar.withInitialLaw(Law.pointMass(11, 0)).identity());
    }

    @Test
    void gamesDifferByAKernelThatDiffersAwayFromTheInitialLaw() {
        // At the uniform law of four cells either capacity closes every cell; elsewhere the smaller one closes more.
        CrowdGrid a = CrowdGrid.corner(2).withCapacity(0.25).withSlip(0);
        CrowdGrid b = CrowdGrid.corner(2).withCapacity(0.2).withSlip(0);
        Law initial = a.initialLaw();

        assertEquals(a.kernel(initial).identity(), b.kernel(initial).identity());
        assertNotEquals(a.identity(), b.identity());
    }

    @Test
    void aGameThatRefusesTheSecondLawStillHasAnIdentity() {
        StationaryGame game = StationaryGame.builder(2, 2)
                .next((s, a) -> a)
                .reward((s, a, mu) -> {
                    if (mu.get(0) != 0.5) {
                        throw new IllegalStateException("only at the uniform law");
                    }
                    return a;
                })
                .build();

        assertTrue(game.identity().endsWith("elsewhere refused"), game.identity());
    }

    @Test
    void aRunOfAGameOfOnesOwnGoesOnInAnotherSession(@TempDir Path folder) {
        Path file = folder.resolve("run.ckpt");
        SOLVER.withCheckpoint(file, 1).solve(own(1, 0, 0.1));

        StationaryRun more = SOLVER.withOuterSteps(8).continuing(file).solve(own(1, 0, 0.1));
        StationaryRun straight = SOLVER.withOuterSteps(8).solve(own(1, 0, 0.1));

        assertEquals(straight.law(), more.law());
        assertEquals(straight.policy(), more.policy());
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withOuterSteps(8).continuing(file).solve(own(1, 2, 0.1)));
        assertEquals(
                "game = Own, the run that is continued had another of that name",
                e.getMessage().split(";")[0]);
    }

    @Test
    void aSavedRunOfAGameOfOnesOwnKeepsItsName(@TempDir Path folder) {
        SOLVER.solve(own(1, 0, 0.1)).save(folder);

        assertEquals("Own", SavedRun.load(folder).info().model());
    }

    private static StationaryGame ring(double slip, double crowding) {
        return StationaryGame.builder(3, 2)
                .next((s, a) -> (s + a) % 3)
                .slip(slip)
                .reward((s, a, mu) -> -crowding * mu.get(s))
                .build();
    }
}
