package org.meanfield4j.core;

import java.time.Duration;
import org.meanfield4j.core.check.Require;

/**
 * Watches a solver while it runs: progress, live curves, cancellation, time budget.
 *
 * <p>A solver calls {@link #begin} once, {@link #iterated} after every recorded iteration, {@link #cancelled} in every
 * loop that can last longer than 50 ms, and {@link #end} once, always, also when it fails. All calls but
 * {@code cancelled} come from the thread that called {@code solve}; {@code cancelled} may come from any thread.
 */
public interface Monitor {

    /**
     * A solver starts; clocks run from here.
     *
     * @param plan what is about to be done
     */
    void begin(Plan plan);

    /**
     * What a solver is about to do.
     *
     * @param solver what a reader sees, e.g. {@code "ExactMfTrpo"}
     * @param iterations how many iterations there will be in all, or 0 when unknown
     * @param done how many of them an earlier part of the run has done
     * @param history the record that grows while the solver runs; read it, do not change it
     * @param mainColumn the column of it that a reader looks at first
     */
    record Plan(String solver, long iterations, long done, History history, String mainColumn) {

        /**
         * Work that is no iteration of a solver.
         *
         * @param name what a reader sees
         * @return a plan of unknown length without history
         */
        public static Plan of(String name) {
            return new Plan(name, 0, 0, new History("step"), "step");
        }

        /**
         * An experiment that fills a table.
         *
         * @param name what a reader sees
         * @param parts how many parts it has
         * @param table its table
         * @return the plan; the last column of the table is shown
         */
        public static Plan of(String name, long parts, History table) {
            Require.given("table", table);
            return new Plan(
                    name, parts, 0, table, table.columns().get(table.columns().size() - 1));
        }
    }

    /**
     * What a part of a larger whole sees: the same wish to stop, nobody to report to.
     *
     * @return a monitor that may be asked from any thread, as this one
     */
    default Monitor part() {
        return new Monitors.PartMonitor(this);
    }

    /**
     * An iteration is complete and its row, if it records one, is the last of the history.
     *
     * @param iteration how many iterations are complete, from 1
     */
    void iterated(long iteration);

    /**
     * Tells whether the solver must stop now and return its last complete iterate. Cheap enough for inner loops
     * (a few nanoseconds). Never clears the interrupt flag of a thread.
     *
     * @return true when interrupted or out of time
     */
    boolean cancelled();

    /**
     * Why the answer of {@link #cancelled} is true.
     *
     * @return {@link StopReason#BUDGET} when the time budget is used up, otherwise {@link StopReason#INTERRUPTED}
     */
    default StopReason reason() {
        return StopReason.INTERRUPTED;
    }

    /**
     * The solver has stopped.
     *
     * @param reason why
     */
    void end(StopReason reason);

    /**
     * A monitor that shows nothing and stops when the thread that called {@code solve} is interrupted.
     *
     * @return a new monitor, for one run
     */
    static Monitor silent() {
        return new Monitors.SilentMonitor();
    }

    /**
     * This monitor with a time budget, counted from {@link #begin}; every solver stops within a tenth of a second.
     *
     * @param budget positive
     * @return a monitor that also stops, with {@link StopReason#BUDGET}, when the time is used up
     * @throws IllegalArgumentException if the budget is not positive
     */
    default Monitor within(Duration budget) {
        return new Monitors.TimeBudget(this, Require.given("budget", budget));
    }
}
