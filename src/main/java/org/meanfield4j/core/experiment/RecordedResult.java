package org.meanfield4j.core.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;

/**
 * A table with its origin, as a CSV file: comment lines {@code # key: value}, the column names, then the rows. Numbers
 * are written so that they read back to the same bits; NaN is {@code NaN}.
 *
 * @param origin where the table comes from, in the order of the file: solver, seed, commit, machine, wall time
 * @param table the values
 */
public record RecordedResult(Map<String, String> origin, History table) {

    /** Keeps its own copy of the origin. */
    public RecordedResult {
        for (Map.Entry<String, String> entry : origin.entrySet()) {
            String key = entry.getKey();
            if (key.isBlank()
                    || key.contains(":")
                    || (key + entry.getValue()).lines().count() != 1) {
                throw new IllegalArgumentException("origin '" + key + "' = '" + entry.getValue()
                        + "' must be one line with a key without colon; shorten it");
            }
        }
        origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
        Objects.requireNonNull(table, "table");
    }

    /**
     * A table made here and now. Commit and machine are what {@code ./lab reproduce} knows, "unknown" elsewhere.
     *
     * @param solver the record of hyper-parameters, or any readable description
     * @param seed the seed of the random numbers; 0 for deterministic solvers
     * @param wallTime elapsed time
     * @param table the values
     * @return the result
     */
    public static RecordedResult of(Object solver, long seed, Duration wallTime, History table) {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("solver", solver.toString());
        origin.put("seed", Long.toString(seed));
        origin.put("commit", System.getProperty("meanfield.commit", "unknown"));
        origin.put(
                "machine",
                System.getProperty("meanfield.machine", "unknown") + ", JDK "
                        + Runtime.version().feature());
        origin.put("wall time", String.format(Locale.ROOT, "%.1f s", wallTime.toNanos() * 1e-9));
        return new RecordedResult(origin, table);
    }

    /**
     * A run's history with the run's origin.
     *
     * @param run a finished run
     * @return the result
     */
    public static RecordedResult of(Run run) {
        RunInfo info = run.info();
        return of(info.solver() + " on " + info.model(), info.seed(), info.wallTime(), run.history());
    }

    /**
     * Writes the file, completely or not at all: an existing one is replaced by an atomic rename.
     *
     * @param file its folder is made when missing
     * @throws IOException if it cannot be written; an old file is then as it was
     */
    public void save(Path file) throws IOException {
        String[] notes = origin.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .toArray(String[]::new);
        try {
            table.csv(file, notes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @param file the CSV file
     * @return origin and table
     * @throws IOException if the file cannot be read, or a row does not fit its columns; the message names the line
     */
    public static RecordedResult load(Path file) throws IOException {
        Map<String, String> origin = new LinkedHashMap<>();
        for (String note : History.notes(file)) {
            String[] parts = note.split(":", 2);
            origin.put(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
        }
        try {
            return new RecordedResult(origin, History.read(file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
