package org.meanfield4j.stackelberg.games;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.MeanField;
import org.meanfield4j.stackelberg.StackelbergGame;

/** The complaints that the games of this package share. */
final class Terms {
    private Terms() {}

    /** Whether a game is asked for what it has, for an {@code assert}: solvers ask often. */
    static boolean inside(StackelbergGame game, int state, int action, int leader, MeanField law) {
        Require.index("state", state, game.states());
        Require.index("action", action, game.actions());
        Require.index("leader", leader, game.leaderActions());
        Require.given("law", law);
        return true;
    }

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " = " + value + " must be finite");
        }
    }
}
