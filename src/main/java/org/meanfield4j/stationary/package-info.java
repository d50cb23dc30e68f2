/**
 * Stationary mean-field games with finitely many states and actions, and trust-region policy optimisation for them:
 * "Finite-Sample Convergence Bounds for Trust Region Policy Optimization in Mean-Field Games" (Ocello, Tiapkin, Mancini,
 * Laurière, Moulines, ICML 2025, arXiv 2505.22781).
 *
 * <p>A game is (S, A, P, r, γ): a kernel P_μ(s' | s, a) and a reward r(s, a, μ) that may depend on the law μ of the
 * population. Values are discounted sums, entropies in nats, laws row vectors (y = μP). The entropy-regularised value of
 * a policy is J_η(π, μ) = E Σ γ^t [r(s_t, a_t, μ) − η log π(a_t | s_t)] with s_0 ~ μ.
 *
 * <p>Here are the model, the exact algorithm {@link org.meanfield4j.stationary.ExactMfTrpo} with its schedules and steps,
 * equilibria, metrics and stability; a new metric of the limit game or schedule goes here. Ready games are in {@code games},
 * the algorithm from samples in {@code sampled}, its rivals in {@code baselines}, games of N players and their distance from
 * the limit in {@code players}, long experiments in {@code studies}.
 */
package org.meanfield4j.stationary;
