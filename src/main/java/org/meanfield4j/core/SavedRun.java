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
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.meanfield4j.core.check.Require;
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
    private static final String ROWS = "history rows";
    private static final String HISTORY_SUM = "history CRC-32C";
    private static final String SUM = "CRC-32C of these lines";
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
        return load(Require.path("folder", folder));
    }

    /**
     * Reads a run.
     *
     * @param folder what {@link Run#save} was given
     * @return the run
     * @throws UncheckedIOException if a file is missing or damaged; the message names it
     */
    public static SavedRun load(Path folder) {
        Path file = Require.given("folder", folder).resolve(SUMMARY);
        Map<String, String> summary = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        List<String> lines;
        try {
            lines = AtomicFile.lines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        for (String line : lines) {
            int at = line.indexOf(" = ");
            if (line.startsWith(WARNING)) {
                warnings.add(line.substring(WARNING.length()));
            } else if (at > 0) {
                summary.put(line.substring(0, at), line.substring(at + 3));
            }
        }
        RunInfo info = info(file, summary, warnings);
        History history = History.read(folder.resolve(HISTORY));
        // Runs that were saved before there were sums have none of these lines.
        if (summary.containsKey(ROWS) || summary.containsKey(SUM)) {
            String above = lines.stream()
                    .filter(line -> !line.startsWith(SUM + " = "))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            requireEqual(file, "checksum of its other lines", sum(bytes(above)), summary.get(SUM));
            requireEqual(folder.resolve(HISTORY), "number of rows", String.valueOf(history.rows()), summary.get(ROWS));
            requireEqual(folder.resolve(HISTORY), "checksum", sumOf(folder.resolve(HISTORY)), summary.get(HISTORY_SUM));
        }
        return new SavedRun(
                new Outcome(
                        info, history, summary.get("main column"), State.readIfThere(folder.resolve(STATE)), Map.of()),
                ArrayFiles.loadNpz(folder.resolve(ARRAYS)));
    }

    private static void requireEqual(Path file, String what, String found, String written) {
        if (!found.equals(written)) {
            String was = written == null ? "the one it was written with is missing" : "it was written with " + written;
            throw damaged(file, what + " is " + found + ", " + was, null);
        }
    }

    private static String sumOf(Path file) {
        try {
            return sum(AtomicFile.read(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Long.toHexString(sum.getValue());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
        forget(folder.resolve(SUMMARY));
        saveState(run.outcome().state(), folder.resolve(STATE));
        run.history().csv(folder.resolve(HISTORY));
        ArrayFiles.saveNpz(folder.resolve(ARRAYS), run.arrays());
        StringBuilder text = new StringBuilder();
        line(text, "solver", info.solver());
        line(text, "model", info.model());
        line(text, "stopped", info.stopped());
        line(text, "seed", info.seed());
        line(text, "samples", info.samples());
        line(text, "wall time", info.wallTime());
        line(text, ROWS, run.history().rows());
        line(text, HISTORY_SUM, sumOf(folder.resolve(HISTORY)));
        line(text, "main column", run.mainColumn());
        info.warnings().forEach(warning -> line(text, "warning", warning));
        line(text, SUM, sum(bytes(text.toString())));
        // Last, and an earlier one gone first: a folder with a summary holds one whole run.
        ArrayFiles.save(folder.resolve(SUMMARY), out -> out.write(bytes(text.toString())));
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key)
                .append(" = ")
                .append(value.toString().replaceAll("\\R", " "))
                .append('\n');
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFile.failed(
                    file + " cannot be replaced (" + AtomicFile.reason(file, e) + "); check the folder", e);
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
            throw AtomicFile.failed(e.getMessage(), e);
        }
    }

    private static UncheckedIOException unreadable(Path file, IOException e) {
        return AtomicFile.failed(file + " cannot be read (" + AtomicFile.reason(file, e) + "); check the folder", e);
    }

    private static UncheckedIOException damaged(Path file, String problem, Exception cause) {
        return AtomicFile.failed(file + " is damaged (" + problem + "); save the run again", cause);
    }
}
