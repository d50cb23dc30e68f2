package org.meanfield4j.stationary;

import java.util.Arrays;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/** Asks a game for its kernel and rewards, and refuses what breaks its contract: the message names state, action and law. */
final class GameDoor {
    /** Numbers per state and action that a small run keeps: its tables, two iterates and the kernel. */
    private static final int TABLES = 10;

    /** The largest reward: over the least temperature its discounted sum still has a square. */
    private static final double LARGEST_REWARD = 1e100;

    private final StationaryGame game;
    private final int states;
    private final int actions;

    GameDoor(StationaryGame game) {
        requireMemory(game);
        this.game = game;
        this.states = game.states();
        this.actions = game.actions();
    }

    /** Complains about a game whose tables do not fit, before there is one of them. */
    static void requireMemory(StationaryGame game) {
        int pairs = Require.pairs(Require.given("game", game).states(), game.actions());
        String sizes = "states · actions = " + game.states() + " · " + game.actions();
        Require.memory(sizes, pairs, TABLES, "tables of a solver", "use fewer states");
    }

    boolean kernelDependsOnLaw() {
        return game.kernelDependsOnLaw();
    }

    /** P_μ, of the shape of the game. */
    TransitionKernel kernel(Law law) {
        TransitionKernel kernel = kernelAt(law);
        if (kernel.states() != states || kernel.actions() != actions) {
            throw new InvalidModelException("kernel has shape [" + kernel.states() + ", " + kernel.actions()
                    + "], the game has " + states + " states and " + actions + " actions; they must agree");
        }
        return kernel;
    }

    private TransitionKernel kernelAt(Law law) {
        try {
            return game.kernel(law);
        } catch (InvalidModelException | StoppedException known) {
            throw known;
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidModelException("the kernel threw " + e, e);
        }
    }

    /** Whether a game that promises one kernel for all laws has the same one at a second law. */
    void requireOneKernel(TransitionKernel first, Law law) {
        if (kernelDependsOnLaw()) {
            return;
        }
        TransitionKernel second = kernelAt(GameIdentity.elsewhere(law));
        if (second != first && !second.identity().equals(first.identity())) {
            throw new InvalidModelException(
                    "kernelDependsOnLaw() = false, but kernel(law) differs between two laws, and"
                            + " only the first one would be used; let it return true");
        }
    }

    /** r(·, ·, μ) into an array of shape [S·A], every entry of it, finite. */
    void rewards(Law law, double[] reward) {
        Arrays.fill(reward, Double.NaN); // an entry that the game forgets must not keep that of the last law
        try {
            game.rewards(law, reward);
        } catch (InvalidModelException | StoppedException known) {
            throw known;
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidModelException("the reward" + whereItThrows(law) + " threw " + e, e);
        }
        for (int i = 0; i < reward.length; i++) {
            if (!Double.isFinite(reward[i])) {
                throw new InvalidModelException(at(i, reward, law) + " must be finite; "
                        + (Double.isNaN(reward[i]) ? "fill every entry, and " : "")
                        + "floor the argument of a logarithm, for instance");
            }
        }
    }

    /** The first state and action at which the reward throws, asked one by one. */
    private String whereItThrows(Law law) {
        for (int i = 0; i < states * actions; i++) {
            try {
                game.reward(i / actions, i % actions, law);
            } catch (RuntimeException | StackOverflowError e) {
                return " of state " + i / actions + ", action " + i % actions;
            }
        }
        return "";
    }

    /** Complains about a reward whose discounted sum overflows. */
    void requireSmall(double[] reward, Law law) {
        for (int i = 0; i < reward.length; i++) {
            if (Math.abs(reward[i]) > LARGEST_REWARD) {
                throw new InvalidModelException(at(i, reward, law) + " must be at most " + LARGEST_REWARD
                        + " in size, or its values overflow; count in another unit");
            }
        }
    }

    private String at(int pair, double[] reward, Law law) {
        int s = pair / actions;
        return "reward of state " + s + ", action " + pair % actions + " = " + reward[pair] + " at μ(" + s + ") = "
                + law.get(s);
    }
}
