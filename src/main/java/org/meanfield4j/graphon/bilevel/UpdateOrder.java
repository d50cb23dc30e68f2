package org.meanfield4j.graphon.bilevel;

/** Which slope the intercept gradient of an inner step sees. */
public enum UpdateOrder {
    /** The new one. */
    GAUSS_SEIDEL,
    /** The old one. */
    JACOBI
}
