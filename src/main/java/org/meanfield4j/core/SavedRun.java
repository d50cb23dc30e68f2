package org.meanfield4j.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.AtomicFile;
import org.meanfield4j.core.files.CheckpointException;

/**
 * A run read back from the folder that {@link Run#save} wrote; it shows and plots as the original does. The solver is
 * known by its text alone.
 *
 * @param outcome history, origin, and what a continued run needs; the solver is a string
 * @param arrays policies, laws and tables by name
 */
public record SavedRun(Outcome outcome, Map<String, ArrayFiles.Array> arrays) implements Run {
    private static final List<String> KEYS =
            List.of("solver", "model", "stopped", "seed", "samples", "wall time", "main column");
    private static final String WARNING = "warning = ";
    private static final String SUMMARY = "summary.txt";
    private static final String HISTORY = "history.csv";
    private static final String ARRAYS = "arrays.npz";
    private static final String STATE = "state.ckpt";

    /**
     * As {@link #load(Path)}.
     *
     * @param folder what {@link Run#save} was given
     * @return the run
     */
    public static SavedRun load(String folder) {
        return load(Path.of(folder));
    }

    /**
     * Reads a run.
     *
     * @param folder what {@link Run#save} was given
     * @return the run
     * @throws UncheckedIOException if a file is missing or damaged; the message names it
     */
    public static SavedRun load(Path folder) {
        Path file = folder.resolve(SUMMARY);
        Map<String, String> summary = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        try {
            for (String line : new String(AtomicFile.read(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                int at = line.indexOf(" = ");
                if (line.startsWith(WARNING)) {
                    warnings.add(line.substring(WARNING.length()));
                } else if (at > 0) {
                    summary.put(line.substring(0, at), line.substring(at + 3));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(file + " cannot be read (" + AtomicFile.reason(e) + "); check the folder", e));
        }
        return new SavedRun(
                new Outcome(
                        info(file, summary, warnings),
                        History.read(folder.resolve(HISTORY)),
                        summary.get("main column"),
                        State.readIfThere(folder.resolve(STATE)),
                        Map.of()),
                ArrayFiles.loadNpz(folder.resolve(ARRAYS)));
    }

    private static RunInfo info(Path file, Map<String, String> summary, List<String> warnings) {
        for (String key : KEYS) {
            if (!summary.containsKey(key)) {
                throw damaged(file, "no line '" + key + " = …'", null);
            }
        }
        try {
            return new RunInfo(
                    summary.get("solver"),
                    summary.get("model"),
                    StopReason.valueOf(summary.get("stopped")),
                    Long.parseLong(summary.get("seed")),
                    Long.parseLong(summary.get("samples")),
                    Duration.parse(summary.get("wall time")),
                    warnings,
                    Optional.empty());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(file, e.getMessage(), e);
        }
    }

    static void save(Run run, Path folder) {
        RunInfo info = run.info();
        List<Object> values = List.of(
                info.solver(),
                info.model(),
                info.stopped(),
                info.seed(),
                info.samples(),
                info.wallTime(),
                run.mainColumn());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(KEYS.get(i))
                    .append(" = ")
                    .append(oneLine(values.get(i)))
                    .append('\n');
        }
        for (String warning : info.warnings()) {
            text.append(WARNING).append(oneLine(warning)).append('\n');
        }
        forget(folder.resolve(SUMMARY));
        saveState(run.outcome().state(), folder.resolve(STATE));
        run.history().csv(folder.resolve(HISTORY));
        ArrayFiles.saveNpz(folder.resolve(ARRAYS), run.arrays());
        // Last, and an earlier one gone first: a folder with a summary holds one whole run.
        ArrayFiles.save(
                folder.resolve(SUMMARY), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(file + " cannot be replaced (" + AtomicFile.reason(e) + "); check the folder", e));
        }
    }

    private static void saveState(State state, Path file) {
        if (state == null) {
            forget(file);
            return;
        }
        try {
            state.write(file);
        } catch (CheckpointException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    private static String oneLine(Object value) {
        return value.toString().replaceAll("\\R", " ");
    }

    private static UncheckedIOException damaged(Path file, String problem, Exception cause) {
        return new UncheckedIOException(
                new IOException(file + " is damaged (" + problem + "); save the run again", cause));
    }
}
