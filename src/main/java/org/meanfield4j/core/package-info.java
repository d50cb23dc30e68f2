/**
 * What every model shares: solvers and the one loop that runs them, runs, laws, policies, kernels, random streams, history,
 * files. Read {@link org.meanfield4j.core.Solver} and {@link org.meanfield4j.core.Loop} first.
 */
package org.meanfield4j.core;
