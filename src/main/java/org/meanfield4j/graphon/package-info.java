/**
 * Linear-quadratic graphon mean-field games in continuous time (Plank and Zhang, arXiv 2506.05894): the model
 * {@link org.meanfield4j.graphon.LqGraphonGame}, its policies and paths over labels. The graphons are in {@code operator},
 * the algorithm of the paper, {@link org.meanfield4j.graphon.bilevel.BilevelPolicyGradient}, in {@code bilevel}, exact
 * equilibria to measure it against in {@code equilibrium}. A new term of the model goes here.
 *
 * <p>Arrays over labels keep the label as the last index: a path of intercepts has shape [N, k, M], a path of
 * aggregates [N+1, d, M]. So every loop over labels runs over neighbours in memory, for any d and k.
 */
package org.meanfield4j.graphon;
