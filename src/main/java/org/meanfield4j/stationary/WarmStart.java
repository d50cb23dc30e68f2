package org.meanfield4j.stationary;

/** What the inner loop of MF-TRPO starts from at an outer step. */
public enum WarmStart {
    /** Keep the policy, restart the inner step sizes at ℓ = 0. No floor from a finite number of inner steps. */
    RESET_STEP,
    /** Start from the uniform policy: the version that the theory bounds directly, with a floor of order 1/L. */
    COLD,
    /** Keep policy and step sizes: one running average over all outer steps, slow. */
    CONTINUE
}
