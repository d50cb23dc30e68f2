package org.meanfield4j.core;

/** A solution found to some accuracy, which says whether that is good enough to measure against. */
public interface Approximate {

    /**
     * Whether the residual is below the tolerance of its kind.
     *
     * @return false if whoever rests on it should say so
     */
    boolean converged();

    /**
     * How far it is from a solution.
     *
     * @return not negative; NaN if it is not known
     */
    double residual();
}
