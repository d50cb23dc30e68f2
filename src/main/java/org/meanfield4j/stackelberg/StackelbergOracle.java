package org.meanfield4j.stackelberg;

import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.random.AliasTables;

/**
 * All that a learner sees of the dynamics: one transition at a time, at the law as it is now. A kernel that ignores the law
 * is drawn from alias tables; another one writes its row at every draw, and the row is checked. One thread.
 */
final class StackelbergOracle implements TransitionKernel.Row {
    private static final double UNIT = 0x1p-32;
    private static final double ROUNDING = 1e-9;

    private final StackelbergGame game;
    private final AliasTables tables;
    private final AliasTables initial;
    private final int actions;
    private final int leaderActions;
    private Estimate law;
    private double left;
    private double sum;
    private int drawn;
    private int last;

    StackelbergOracle(FrozenStackelberg frozen) {
        this.game = frozen.game;
        this.actions = frozen.actions;
        this.leaderActions = frozen.leaderActions;
        this.tables = game.kernelDependsOnLaw() ? null : AliasTables.ofKernel(frozen.kernel());
        this.initial = AliasTables.ofLaw(game.initialLaw().toArray());
    }

    /** Takes the array that holds the law, which may change. */
    Estimate take(double[] newLaw) {
        law = new Estimate(newLaw);
        return law;
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
        // drawn = drawn < 0 && left < sum ? successor : drawn, without a branch that nobody can predict.
        int takes = drawn >> 31 & (int) (Double.doubleToRawLongBits(left - sum) >> 63);
        drawn ^= (drawn ^ successor) & takes;
    }

    /**
     * An action of a row of probabilities, from 32 random bits: the first whose cumulated probability exceeds the number in
     * [0, 1). It counts signs instead of stopping there: a branch would be mispredicted again and again.
     */
    static int act(double[] policy, int row, int actions, long bits) {
        double left = bits * UNIT;
        int action = actions - 1;
        for (int i = row; i < row + actions - 1; i++) {
            left -= policy[i];
            action += (int) (Double.doubleToRawLongBits(left) >> 63);
        }
        return action;
    }
}
