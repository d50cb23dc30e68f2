package org.meanfield4j.stationary.sampled;

/** Where the rollouts of the sampled algorithm start. */
public enum RestartMode {
    /**
     * In a draw of the occupation measure d_{ν,π} = (1−γ) ν (I − γP^π)^{-1} of the current policy: restart, then accept
     * with probability 1−γ, else act and go on; accept at the latest after T steps. Costs γ(1−γ^T)/(1−γ) samples a
     * rollout on average. The default; after Shani, Efroni and Mannor 2020, App. E.2.
     */
    OCCUPATION,
    /** In a draw of ν itself, at no cost; with uniform ν this is what a generative model gives. */
    DIRECT,
    /**
     * One trajectory that is never restarted, from state 0: a rollout starts one step after the end of the one before.
     * Costs one sample a rollout, and cannot be parallel.
     */
    NO_RESTART
}
