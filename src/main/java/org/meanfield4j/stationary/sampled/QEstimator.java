package org.meanfield4j.stationary.sampled;

/** How returns of rollouts with a uniform first action become an estimate of Q(s,·). */
public enum QEstimator {
    /**
     * The mean return of the pair (s,a); an action not seen in a visited state gets the mean over the state's rollouts.
     */
    MEAN,
    /**
     * Importance weights on centred returns: A/n(s) · Σ (G − mean of the state). An unseen action gets advantage 0.
     */
    IS_BASELINE,
    /**
     * Plain importance weights, A/n(s) · Σ G, 0 for an unseen action (Shani, Efroni and Mannor 2020, Alg. 4). Unbiased,
     * and useless in practice: the returns are not centred, so the variance is that of their level.
     */
    IS
}
