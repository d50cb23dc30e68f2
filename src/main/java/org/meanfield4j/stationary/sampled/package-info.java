/**
 * MF-TRPO from samples: oracles with and without restarts, rollouts, return tables, the sampled solver and its run. A
 * new oracle, estimator or restart goes here.
 */
package org.meanfield4j.stationary.sampled;
