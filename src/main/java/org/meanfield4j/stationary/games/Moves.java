package org.meanfield4j.stationary.games;

import org.meanfield4j.core.chain.TransitionKernel;

/**
 * Where actions lead in a game whose dynamics ignore the crowd: moves without chance, and a slip. With probability p a
 * uniformly drawn action replaces the chosen one. Immutable.
 */
public final class Moves {
    private static final double STANDARD_SLIP = 0.1;

    private final TransitionKernel firm;
    private final double slip;
    private final TransitionKernel kernel;

    private Moves(TransitionKernel firm, double slip) {
        this.firm = firm;
        this.slip = slip;
        this.kernel = firm.withSlip(slip);
    }

    /**
     * Moves with slip 0.1.
     *
     * @param states S, positive
     * @param actions A, positive
     * @param next the next state of each state and action
     * @return the moves
     * @throws IllegalArgumentException if a size is not positive
     * @throws org.meanfield4j.core.check.InvalidModelException if a next state is out of range
     */
    public static Moves of(int states, int actions, TransitionKernel.NextState next) {
        return new Moves(TransitionKernel.deterministic(states, actions, next), STANDARD_SLIP);
    }

    /**
     * The same moves with another slip.
     *
     * @param p probability that a uniformly drawn action replaces the chosen one, in [0, 1]
     * @return new moves
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public Moves slipping(double p) {
        return new Moves(firm, p);
    }

    /**
     * The slip.
     *
     * @return p in [0, 1]
     */
    public double slip() {
        return slip;
    }

    /**
     * The dynamics, slip included.
     *
     * @return always the same object
     */
    public TransitionKernel kernel() {
        return kernel;
    }

    @Override
    public String toString() {
        return "Moves[" + kernel.states() + " states, " + kernel.actions() + " actions, slip " + slip + "]";
    }
}
