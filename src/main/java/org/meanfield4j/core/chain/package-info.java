/**
 * Markov chains on finite state spaces: transition kernels P(s' | s, a), the chain that a policy makes of one, its
 * stationary law and its discounted values. A new way to solve a chain, iterative solvers of
 * its linear systems included, goes here.
 */
package org.meanfield4j.core.chain;
