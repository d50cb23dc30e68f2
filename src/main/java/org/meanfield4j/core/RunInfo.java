package org.meanfield4j.core;

import java.time.Duration;

/**
 * Where a run comes from.
 *
 * @param solver the record of hyper-parameters that made the run
 * @param model what was solved, readable, e.g. {@code "CrowdGrid 5x5"}
 * @param stopped why the solver stopped
 * @param seed the seed of the random numbers; 0 for deterministic solvers
 * @param samples how many samples of the model were drawn; 0 for exact solvers
 * @param wallTime elapsed time
 */
public record RunInfo(Object solver, String model, StopReason stopped, long seed, long samples, Duration wallTime) {}
