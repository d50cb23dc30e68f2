package org.meanfield4j.core;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What a solver hands back: a record with the last complete iterate, its {@link History} and where it comes from. The
 * notebook shows a run as its {@link #summary()} and the curve of {@link #mainColumn()}.
 */
public interface Run {

    /**
     * Where the run comes from.
     *
     * @return solver, model, stop reason, seed, samples, wall time
     */
    RunInfo info();

    /**
     * The record of the run, one row per recorded iteration.
     *
     * @return named columns; the first one is the iteration
     */
    History history();

    /**
     * The column that a reader looks at first.
     *
     * @return the name of a column of {@link #history()}, e.g. {@code "exploitability"}
     */
    String mainColumn();

    /**
     * Why the solver stopped.
     *
     * @return the reason
     */
    default StopReason stopped() {
        return info().stopped();
    }

    /**
     * Three readable lines: solver, model, outcome; then the warnings. No timings, so that saved notebooks do not
     * change on every run.
     *
     * @return the summary
     */
    default String summary() {
        History h = history();
        String last = "no complete iteration";
        if (h.rows() > 0) {
            double iterations = h.last(h.columns().get(0));
            last = String.format(
                    Locale.ROOT, "%s = %.4g after %.0f iterations", mainColumn(), h.last(mainColumn()), iterations);
        }
        StringBuilder text =
                new StringBuilder(info().solver() + "\non " + info().model() + "\n" + stopped() + ": " + last);
        for (String warning : info().warnings()) {
            text.append("\nwarning: ").append(warning);
        }
        return text.toString();
    }

    /**
     * What {@link #save} writes besides the history.
     *
     * @return policies, laws and tables by name; empty unless a run says otherwise
     */
    default Map<String, ArrayFiles.Array> arrays() {
        return Map.of();
    }

    /**
     * Writes the run to a folder, to be read back by {@link SavedRun#load} or by any other program:
     * {@code summary.txt} (lines of {@code key = value}), {@code history.csv}, {@code arrays.npz}. Each file appears
     * complete or not at all.
     *
     * @param folder made if it is missing; files of these names are replaced
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    default void save(Path folder) {
        SavedRun.save(this, folder);
    }
}
