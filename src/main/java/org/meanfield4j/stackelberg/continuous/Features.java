package org.meanfield4j.stackelberg.continuous;

/** What actor and critics can be. */
public enum Features {
    /** Networks of one layer of 16 tanh units, as in the paper's function approximation. */
    NETWORKS,
    /** A linear actor and quadratic critics, which contain the optimum of the game without its box. */
    EXACT;

    private static final int UNITS = 16;

    /** The actor's mean; a new one, for one thread. */
    Approximation actor() {
        return this == NETWORKS ? new TanhNetwork(UNITS) : new Polynomial(1);
    }

    /** A critic; a new one, for one thread. */
    Approximation critic() {
        return this == NETWORKS ? new TanhNetwork(UNITS) : new Polynomial(2);
    }
}
