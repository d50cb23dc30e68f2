package org.meanfield4j.graphon.internal.exact;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.AggregateOperator;

/** The one-line complaints about settings that the solvers of this room share: parameter, value, constraint, remedy. */
public final class Checks {
    private Checks() {}

    public static void step(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " = " + value + " must be finite and at least 0; use 0.4 times the scale of R⁻¹");
        }
    }

    public static void positive(String name, int value, int remedy) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + " must be at least 1; use " + remedy);
        }
    }

    public static void actions(ActionTiming timing, int actions) {
        Require.given("timing", timing);
        if (actions < 0) {
            throw new IllegalArgumentException("actions = " + actions + " must be at least 0; use 0 for one per step");
        }
        if (timing == ActionTiming.EVERY_STEP && actions != 0) {
            throw new IllegalArgumentException("actions = " + actions
                    + " must be 0 with EVERY_STEP, which acts at every step; use HELD_PARAMETERS or ZERO_ORDER_HOLD");
        }
    }

    /** Whether an equilibrium and L inner steps take a few milliseconds at most, on an aggregate of the library's own. */
    public static boolean brisk(LqGraphonGame game, int innerSteps) {
        double numbers = (double) game.labels() * game.steps() * game.stateDimension() * innerSteps;
        return numbers < 200_000 && game.aggregate().getClass().getPackage() == AggregateOperator.class.getPackage();
    }

    /** How many slopes a policy of a game has, N_a, with 0 for one per step. */
    public static int blocks(int actions, LqGraphonGame game) {
        Require.given("game", game);
        int blocks = actions == 0 ? game.steps() : actions;
        if (game.steps() % blocks != 0) {
            throw new IllegalArgumentException("actions = " + actions + " must divide the steps N = " + game.steps()
                    + " of the game; use a divisor or game.withSteps");
        }
        return blocks;
    }
}
