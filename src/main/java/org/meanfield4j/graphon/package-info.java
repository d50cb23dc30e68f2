/**
 * Linear-quadratic graphon mean-field games in continuous time (Plank and Zhang, arXiv 2506.05894): the model
 * {@link org.meanfield4j.graphon.LqGraphonGame}, the bilevel policy gradient of the paper
 * {@link org.meanfield4j.graphon.BilevelPolicyGradient}, exact equilibria to measure it against, and the analysis of
 * its contraction. Read these two classes first.
 *
 * <p>Arrays over labels keep the label as the last index: a path of intercepts has shape [N, k, M], a path of
 * aggregates [N+1, d, M]. So every loop over labels runs over neighbours in memory, for any d and k.
 */
package org.meanfield4j.graphon;
