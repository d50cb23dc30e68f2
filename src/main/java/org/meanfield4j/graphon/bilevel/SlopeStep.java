package org.meanfield4j.graphon.bilevel;

/** The direction of the slope update K ← K - η_K (direction), with g = R K + B'P A_K. */
public enum SlopeStep {
    /** g: the gradient without the covariance. Its rate depends neither on the noise nor on the time step. */
    NATURAL,
    /** g S: the gradient of J1. Its rate depends on the smallest covariance. */
    PLAIN,
    /** (R + dt B'P B)⁻¹ g: with η_K = 1 policy iteration, which converges from every start. */
    GAUSS_NEWTON,
    /** g S plus the label average of the gradient of J2: the gradient of the whole cost with the intercepts fixed. */
    JOINT
}
