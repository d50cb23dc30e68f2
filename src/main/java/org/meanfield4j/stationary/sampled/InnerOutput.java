package org.meanfield4j.stationary.sampled;

/** Which policy an inner loop of the sampled algorithm hands to the population. */
public enum InnerOutput {
    /** The last iterate π_L. */
    LAST,
    /**
     * The uniform mixture of π_0 … π_{L−1}, the object of the paper's theorem: every agent draws one member and follows
     * it. The next outer step still starts from π_L.
     */
    MIXTURE
}
