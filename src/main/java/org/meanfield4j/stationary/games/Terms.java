package org.meanfield4j.stationary.games;

import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/** What the games of this package have in common besides their moves, and the complaints about it. */
final class Terms {
    static final double DISCOUNT = 0.9;

    /** −log μ needs a floor: below it the reward of an empty state would be infinite. */
    static final double SMALLEST_MASS = 1e-6;

    private Terms() {}

    static void check(int states, int actions, Moves moves, double discount, Law initialLaw) {
        if (Require.given("moves", moves).kernel().states() != states
                || moves.kernel().actions() != actions) {
            throw new IllegalArgumentException(
                    moves + " do not fit the game of " + states + " states and " + actions + " actions; give as many");
        }
        if (!(discount >= 0 && discount < 1)) {
            throw new IllegalArgumentException("discount = " + discount + " must lie in [0, 1); try 0.9");
        }
        if (Require.given("initialLaw", initialLaw).size() != states) {
            throw new IllegalArgumentException("initial law has " + initialLaw.size() + " entries, the game has "
                    + states + " states; give one per state");
        }
    }

    /** Where a game is asked: an action that is out of range must not read its neighbour's number. */
    static void pair(int state, int action, Law law, StationaryGame game) {
        Require.given("law", law);
        Require.index("state", state, game.states());
        Require.index("action", action, game.actions());
    }

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidModelException(name + " = " + value + " must be finite");
        }
        return value;
    }
}
