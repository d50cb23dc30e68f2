/**
 * Stackelberg mean-field games: one leader steers a crowd whose equilibrium moves with it. "Learning in Stackelberg Mean
 * Field Games: A Non-Asymptotic Analysis" (Zeng, Evans, Bhatt, Ardon, Ganesh, Koppel, NeurIPS 2025, arXiv 2509.15392).
 *
 * <p>A game is (S, A, B, P, r_f, r_l, γ): states, actions of the follower and of the leader, a kernel P(s' | s, a, b, μ)
 * and two rewards. The followers' values carry an entropy bonus of weight τ, the leader's do not. Every reported value is
 * (1 − γ) times the discounted sum, in units of reward per step.
 *
 * <p>Here are the model, the exact evaluator, the single-loop actor-critic {@link org.meanfield4j.stackelberg.AcSmfg} and
 * the leader's exact gradients, and the methods that it is compared with: a new learner or baseline for finite games goes
 * here. Ready games are in {@code games}, games and learners on an interval in {@code continuous}.
 */
package org.meanfield4j.stackelberg;
