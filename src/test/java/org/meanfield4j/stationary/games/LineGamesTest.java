package org.meanfield4j.stationary.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/** Kernels and rewards of the games on rings, chains and "choose your next state", by hand. */
class LineGamesTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void beachBarIsARing() {
        BeachBar game = new BeachBar();
        TransitionKernel kernel = game.kernel(game.initialLaw());

        // Left from 0 leads to 10 with 0.9 + 0.1/3.
        assertEquals(0.9 + 0.1 / 3, kernel.probability(0, 0, 10), ROUNDING);
        assertEquals(0.1 / 3, kernel.probability(0, 0, 1), ROUNDING);
        // Place 0 is 5 from the bar on either side, place 10 also 5.
        assertEquals(1 - 10.0 / 11 - 0.1 + Math.log(11), game.reward(10, 2, Law.uniform(11)), ROUNDING);
        assertEquals(1 + Math.log(11), game.reward(5, 1, Law.uniform(11)), ROUNDING);
        // An empty place pays the floor, not infinity.
        assertEquals(1 - 10.0 / 11 + 6 * Math.log(10), game.reward(0, 1, Law.pointMass(11, 5)), ROUNDING);
    }

    @Test
    void twoBarChainReflectsAtItsEnds() {
        TwoBarChain game = new TwoBarChain(2);
        TransitionKernel kernel = game.kernel(game.initialLaw());

        assertEquals(0.9 + 0.2 / 3, kernel.probability(0, 0, 0), ROUNDING);
        assertEquals(0.9 + 0.2 / 3, kernel.probability(6, 2, 6), ROUNDING);
        assertEquals(0.9 + 0.1 / 3, kernel.probability(3, 2, 4), ROUNDING);
        assertEquals(-0.5 * 2 - 0.1 + 2.0 / 7, game.reward(3, 0, Law.uniform(7)), ROUNDING);
        assertEquals(2.0 / 7, game.reward(5, 1, Law.uniform(7)), ROUNDING);
    }

    @Test
    void chosenStateIsTheNextState() {
        ChooseYourState game = ChooseYourState.herdingRockPaperScissors(0.5).withSlip(0.3);
        Law law = Law.of(0.5, 0.3, 0.2);

        assertEquals(0.8, game.kernel(law).probability(0, 2, 2), ROUNDING);
        assertEquals(0.1, game.kernel(law).probability(0, 2, 1), ROUNDING);
        // Paper (1) gains from rock (0) and loses to scissors (2).
        assertEquals(0.5 * 0.3 + 0.5 - 0.2, game.reward(1, 0, law), ROUNDING);
        assertEquals(0.9 * 0.49, game.gain(), ROUNDING);
    }

    @Test
    void circleIsInvariantUnderTurnsOfEverythingButTheAttraction() {
        Circle game = new Circle(40);
        TransitionKernel kernel = game.kernel(game.initialLaw());

        // Drift 0.05 is two grid points: the row's mode.
        for (int s : new int[] {0, 1, 39}) {
            assertEquals(kernel.probability(20, 2, 22), kernel.probability(s, 2, (s + 2) % 40), ROUNDING);
            assertEquals(kernel.probability(20, 0, 17), kernel.probability(s, 0, (s + 37) % 40), ROUNDING);
        }
        // The smoothed crowd of the uniform law is the uniform density 1 (the wrapped Gaussian sums to S up to
        // aliasing exp(−2π²(Sh)²) < 1e-34).
        assertEquals(1 - 0.5 * 1, game.reward(20, 1, Law.uniform(40)), ROUNDING);
        assertEquals(-1 - 0.5 - 0.1, game.reward(0, 0, Law.uniform(40)), ROUNDING);
    }

    @Test
    void rewardTablesAgreeWithSingleRewards() {
        for (StationaryGame game : new StationaryGame[] {
            new Circle(12),
            ChooseYourState.rockPaperScissors(),
            new BeachBar(),
            new TwoBarChain(-1),
            CrowdGraph.broom(),
            CrowdGrid.smallRooms().withLogCongestion(0.3).withMoveCost(0.05)
        }) {
            double[] weights = new double[game.states()];
            for (int s = 0; s < weights.length; s++) {
                weights[s] = 1 + s;
            }
            Law law = Law.proportionalTo(weights);
            double[] table = new double[game.states() * game.actions()];
            double[] single = table.clone();
            game.rewards(law, table);
            for (int i = 0; i < single.length; i++) {
                single[i] = game.reward(i / game.actions(), i % game.actions(), law);
            }
            assertArrayEquals(single, table, ROUNDING, game.toString());
        }
    }

    @Test
    void aMatrixHandedInAndOneHandedOutAreCopies() {
        double[][] w = {{1, 0}, {0, 1}};
        ChooseYourState game = ChooseYourState.of(w);
        w[0][0] = 7;
        game.interaction()[0][0] = 7;

        assertEquals(0.5, game.reward(0, 0, Law.uniform(2)));
    }

    @Test
    void movesOfAnotherGameAreRefused() {
        Moves chain = new TwoBarChain(1).moves();
        var e = assertThrows(IllegalArgumentException.class, () -> new BeachBar().withMoves(chain));

        assertEquals(
                "Moves[7 states, 3 actions, slip 0.1] do not fit the game of 11 states and 3 actions; give as many",
                e.getMessage());
    }

    @Test
    void refusesParametersOutOfRange() {
        assertThrows(InvalidModelException.class, () -> ChooseYourState.of(new double[][] {{1}}));
        assertThrows(InvalidModelException.class, () -> ChooseYourState.of(new double[][] {{1, 0}, {0}}));
        assertThrows(InvalidModelException.class, () -> ChooseYourState.twoStates(Double.NaN));
        assertThrows(InvalidModelException.class, () -> new TwoBarChain(Double.POSITIVE_INFINITY));
        assertThrows(InvalidModelException.class, () -> new Circle(5));
        assertThrows(IllegalArgumentException.class, () -> new BeachBar().withSlip(-0.1));
        assertThrows(IllegalArgumentException.class, () -> new TwoBarChain(1).withDiscount(1));
        assertThrows(IllegalArgumentException.class, () -> new BeachBar().withInitialLaw(Law.uniform(7)));
    }
}
