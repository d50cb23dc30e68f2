package org.meanfield4j.core;

import java.time.Duration;
import java.util.List;

/**
 * Where a run comes from.
 *
 * @param solver the record of hyper-parameters that made the run
 * @param model what was solved, readable, e.g. {@code "CrowdGrid 5x5"}
 * @param stopped why the solver stopped
 * @param seed the seed of the random numbers; 0 for deterministic solvers
 * @param samples how many samples of the model were drawn; 0 for exact solvers
 * @param wallTime elapsed time
 * @param warnings what a reader must know about the result, one line each: a truncation that is too short, the reason of
 *     a failure in mid-run; usually empty
 */
public record RunInfo(
        Object solver,
        String model,
        StopReason stopped,
        long seed,
        long samples,
        Duration wallTime,
        List<String> warnings) {

    /** Keeps its own copy of the warnings. */
    public RunInfo {
        warnings = List.copyOf(warnings);
    }

    /**
     * A run without warnings.
     *
     * @param solver the record of hyper-parameters that made the run
     * @param model what was solved
     * @param stopped why the solver stopped
     * @param seed the seed; 0 for deterministic solvers
     * @param samples how many samples were drawn; 0 for exact solvers
     * @param wallTime elapsed time
     */
    public RunInfo(Object solver, String model, StopReason stopped, long seed, long samples, Duration wallTime) {
        this(solver, model, stopped, seed, samples, wallTime, List.of());
    }
}
