package org.meanfield4j.stackelberg;

import org.meanfield4j.core.Identity;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.random.AliasTables;

/**
 * All that a learner sees of the dynamics: one transition at a time, at the law as it is now. A kernel that ignores the law
 * is drawn from alias tables; another one writes its row at every draw, and the row is checked. One thread.
 */
final class StackelbergOracle implements TransitionKernel.Row {
    private static final double UNIT = 0x1p-32;
    private static final double ROUNDING = 1e-9;

    private final StackelbergGame game;
    private final Estimate law;
    private final AliasTables tables;
    private final AliasTables initial;
    private final int actions;
    private final int leaderActions;
    private double left;
    private double sum;
    private int drawn;
    private int last;

    /** An oracle whose law is in an array that may change. */
    StackelbergOracle(FrozenStackelberg frozen, double[] law) {
        this.game = frozen.game;
        this.law = new Estimate(law);
        this.actions = frozen.actions;
        this.leaderActions = frozen.leaderActions;
        this.tables = game.kernelDependsOnLaw() ? null : AliasTables.ofKernel(frozen.kernel());
        this.initial = AliasTables.ofLaw(game.initialLaw().toArray());
    }

    Estimate law() {
        return law;
    }

    /** A draw of ρ from 32 random bits. */
    int start(long bits) {
        return initial.draw(0, bits);
    }

    /** The next state, from 32 random bits. */
    int next(int s, int a, int b, long bits) {
        if (tables != null) {
            return tables.draw((s * actions + a) * leaderActions + b, bits);
        }
        left = bits * UNIT;
        sum = 0;
        drawn = -1;
        game.move(s, a, b, law, this);
        if (!(Math.abs(sum - 1) <= ROUNDING) || last < 0 || last >= game.states()) {
            throw new InvalidModelException("kernel row of " + Identity.name(game) + " in state " + s + ", action " + a
                    + ", leader action " + b + " sums to " + sum + " and ends in state " + last
                    + "; it must sum to 1 within " + ROUNDING + " over the states 0 … " + (game.states() - 1));
        }
        return drawn < 0 ? last : drawn;
    }

    @Override
    public void add(int successor, double probability) {
        sum += probability;
        if (probability > 0) {
            last = successor;
        }
        if (drawn < 0 && left < sum) {
            drawn = successor;
        }
    }

    /** An action of a row of probabilities, from 32 random bits. */
    static int act(double[] policy, int row, int actions, long bits) {
        double left = bits * UNIT;
        for (int a = 0; a < actions - 1; a++) {
            left -= policy[row + a];
            if (left < 0) {
                return a;
            }
        }
        return actions - 1;
    }
}
