/**
 * What the author of a solver writes and a caller holds: solvers and how they are called, algorithms, iterates and rows,
 * runs with their history and state, monitors and reasons to stop. The loop that runs them is {@code core.loop}; laws and
 * policies, chains, random numbers, files, sweeps have rooms of their own. Read {@link org.meanfield4j.core.Solver} and
 * {@link org.meanfield4j.core.Algorithm} first.
 */
package org.meanfield4j.core;
