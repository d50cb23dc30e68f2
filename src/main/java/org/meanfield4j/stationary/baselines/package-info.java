/**
 * The algorithms that MF-TRPO is compared with: fictitious play, plain and damped best response, the regularised fixed
 * point, online mirror descent. A new exact baseline goes here.
 */
package org.meanfield4j.stationary.baselines;
