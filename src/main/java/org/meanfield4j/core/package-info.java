/**
 * What the author of a solver meets: solvers and the one loop that runs them, runs and their history, monitors, laws and
 * policies. Plain numerics, chains, random numbers, files, ND4J, geometry and sweeps have rooms of their own inside. Read
 * {@link org.meanfield4j.core.Solver} and {@link org.meanfield4j.core.Loop} first.
 */
package org.meanfield4j.core;
