package org.meanfield4j.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a run comes from.
 *
 * @param solver the record of hyper-parameters that made the run
 * @param model what was solved, readable, e.g. {@code "CrowdGrid 5x5"}
 * @param stopped why the solver stopped
 * @param seed the seed of the random numbers; 0 for deterministic solvers
 * @param samples how many samples of the model were drawn; 0 for exact solvers
 * @param wallTime elapsed time; of the last part, if the run was continued
 * @param warnings what a reader must know about the result, one line each: what went wrong, a truncation that is too
 *     short, step sizes that would have held; usually empty
 * @param failure what was thrown, if something was; not part of files
 */
public record RunInfo(
        Object solver,
        String model,
        StopReason stopped,
        long seed,
        long samples,
        Duration wallTime,
        List<String> warnings,
        Optional<Throwable> failure) {

    /** Keeps its own copy of the warnings. */
    public RunInfo {
        warnings = List.copyOf(warnings);
    }
}
