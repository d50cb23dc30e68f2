package org.meanfield4j.core;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.law.Start;

/**
 * What a solver hands back: the last complete iterate under the names by which users of the model ask for it, and its
 * {@link Outcome}. The notebook shows a run as its {@link #summary()} and the curve of {@link #mainColumn()}; any solver
 * of the same model can start from it.
 */
public interface Run extends Start {

    /**
     * History, origin, and what a continued run needs.
     *
     * @return the outcome
     */
    Outcome outcome();

    /**
     * Where the run comes from.
     *
     * @return solver, model, stop reason, seed, samples, wall time
     */
    default RunInfo info() {
        return outcome().info();
    }

    /**
     * The record of the run, one row per recorded iteration; the last row describes the last iterate.
     *
     * @return named columns; the first one is the iteration
     */
    default History history() {
        return outcome().history();
    }

    /**
     * The column that a reader looks at first.
     *
     * @return the name of a column of {@link #history()}, e.g. {@code "exploitability"}
     */
    default String mainColumn() {
        return outcome().mainColumn();
    }

    /**
     * Why the solver stopped.
     *
     * @return the reason
     */
    default StopReason stopped() {
        return info().stopped();
    }

    /**
     * Makes sure that there is a result.
     *
     * @throws RunFailedException if the run diverged or failed; the message says why, the cause is what the model threw
     */
    default void orThrow() {
        if (stopped().failed()) {
            String why =
                    info().warnings().isEmpty() ? "" : ": " + info().warnings().get(0);
            throw new RunFailedException(
                    info().solver() + " on " + info().model() + " " + stopped() + why,
                    info().failure().orElse(null));
        }
    }

    /**
     * Three readable lines: solver, model, outcome; then the warnings. No timings, so that saved notebooks do not
     * change on every run.
     *
     * @return the summary
     */
    default String summary() {
        StringBuilder text = new StringBuilder(info().solver() + "\non " + info().model() + "\n" + headline());
        for (String warning : info().warnings()) {
            text.append("\nwarning: ").append(warning);
        }
        return text.toString();
    }

    /**
     * One line: why the run stopped, and its last metric.
     *
     * @return the title of its figure
     */
    default String headline() {
        History h = history();
        int complete = outcome().state() == null ? 0 : outcome().state().iteration();
        String last = complete == 0 ? "no complete iteration" : complete + " iterations, no metrics yet";
        if (h.rows() > 0) {
            String counted = h.columns().get(0);
            String unit = counted.equals("block") ? "blocks" : "iterations";
            last = String.format(
                    Locale.ROOT, "%s = %.4g after %.0f %s", mainColumn(), h.last(mainColumn()), h.last(counted), unit);
        }
        return stopped().words() + ": " + last;
    }

    /**
     * What to cite: the library, and the paper of the algorithm if its documentation names one.
     *
     * @return BibTeX entries
     */
    default String cite() {
        return Citations.of(info().solver());
    }

    /**
     * The solution and all that a continued run needs, which is what {@link #save} writes besides the history.
     *
     * @return policies, laws and tables by name
     */
    @Override
    default Map<String, ArrayFiles.Array> arrays() {
        State state = outcome().state();
        return state == null ? Map.of() : state.arrays();
    }

    /**
     * What the run had after an iteration that {@link Solver#keeping} asked for. Not saved, and a continued run keeps only
     * what comes after the break.
     *
     * @param iteration number of complete iterations
     * @return policies, laws and tables by name
     * @throws IllegalArgumentException if it was not kept
     */
    default Start at(int iteration) {
        Start start = outcome().kept().get(iteration);
        if (start == null) {
            throw new IllegalArgumentException("iteration = " + iteration + " was not kept, only "
                    + outcome().kept().keySet().stream().sorted().toList() + "; ask by solver.keeping(" + iteration
                    + ")");
        }
        return start;
    }

    /**
     * Writes the run to a folder, to be read back by {@link SavedRun#load} or by any other program:
     * {@code summary.txt} (lines of {@code key = value}), {@code history.csv}, {@code arrays.npz}, and
     * {@code state.ckpt}, from which {@link Solver#continuing(Path)} goes on. Each file appears complete or not at all.
     *
     * @param folder made if it is missing; files of these names are replaced
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    default void save(Path folder) {
        SavedRun.save(this, Require.given("folder", folder));
    }

    /**
     * As {@link #save(Path)}.
     *
     * @param folder e.g. {@code "runs/room"}; made if it is missing
     * @throws IllegalArgumentException if it is blank
     */
    default void save(String folder) {
        save(Require.path("folder", folder));
    }
}
