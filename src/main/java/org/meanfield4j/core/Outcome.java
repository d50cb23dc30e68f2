package org.meanfield4j.core;

import java.util.Map;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Start;

/**
 * What every run holds beside its solution.
 *
 * @param info solver, model, why it stopped
 * @param history one row per recorded iteration; the last row describes the last iterate
 * @param mainColumn the column that a reader looks at first
 * @param state what a continued run starts from, or null if nothing does
 * @param kept the iterates that {@link Solver#keeping} asked for, by iteration
 */
public record Outcome(
        RunInfo info, History history, String mainColumn, State state, Map<Integer, ? extends Start> kept) {

    /** Checks that nothing is missing. */
    public Outcome {
        Require.given("info", info);
        Require.given("history", history);
        Require.given("mainColumn", mainColumn);
        kept = Map.copyOf(kept);
    }
}
