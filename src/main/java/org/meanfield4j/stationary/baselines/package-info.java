/**
 * The algorithms that MF-TRPO is compared with: fictitious play, plain and damped best response, the regularised fixed
 * point, online mirror descent. A new baseline goes here; what learns
 * from samples draws them as {@code sampled} does.
 */
package org.meanfield4j.stationary.baselines;
