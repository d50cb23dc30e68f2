package org.meanfield4j.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.plot.Plot;

/**
 * The words of a notebook cell, imported by {@code import static org.meanfield4j.notebook.Notebook.*;}. Outputs go to
 * the kernel that runs; without one to the {@link Recording} of the thread, or as text to the standard output.
 */
public final class Notebook {
    private Notebook() {}

    /**
     * Shows a value: a figure (interactive and as picture), a run (its main curve, and its warnings below), a table, or
     * anything else as text.
     *
     * @param value anything, or null
     */
    public static void show(Object value) {
        Sinks.current().display(UUID.randomUUID().toString(), Display.of(value));
        if (value instanceof Run run) {
            run.info().warnings().forEach(warning -> Sinks.current().line("⚠ " + warning));
        }
    }

    /**
     * Shows a value that will change while the cell runs.
     *
     * @param first the first state, as for {@link #show}
     * @return the handle to change it; finish or close it
     */
    public static Live live(Object first) {
        return new Live(Sinks.current(), first);
    }

    /**
     * A monitor that shows bar, iteration, rate, time left and current metric of a run that lasts over a second, at
     * most four times a second, and one line in the end. The stop button of the notebook cancels the run.
     *
     * @param name what runs, as the reader sees it
     * @return a monitor for one run
     */
    public static Monitor progress(String name) {
        return new Progress(required("name", name), Sinks.current(), null);
    }

    /**
     * A monitor that shows a figure of the growing history, with the iteration in its title, at most four times a
     * second. The stop button of the notebook cancels the run.
     *
     * @param name what runs, as the reader sees it
     * @param picture draws the history, e.g. {@code h -> Plots.convergence(h, "exploitability")}
     * @return a monitor for one run
     */
    public static Monitor progress(String name, Function<History, Plot> picture) {
        return new Progress(required("name", name), Sinks.current(), picture);
    }

    /**
     * Prints the claim if it holds, stops the notebook if it does not.
     *
     * @param claim what holds, a readable sentence
     * @param holds whether it does
     * @throws CheckFailedError if it does not
     */
    public static void check(String claim, boolean holds) {
        required("claim", claim);
        if (!holds) {
            throw new CheckFailedError("✗ " + claim + ": does not hold");
        }
        Sinks.current().line("✓ " + claim);
    }

    /**
     * Prints the claim if {@code |actual - expected| <= tolerance}, stops the notebook otherwise, also for NaN.
     *
     * @param claim what holds, a readable sentence
     * @param actual what was found
     * @param expected what it should be
     * @param tolerance at least 0, in the unit of both
     * @throws CheckFailedError if the claim does not hold; the message gives the numbers
     * @throws IllegalArgumentException if the tolerance is negative or not finite
     */
    public static void checkClose(String claim, double actual, double expected, double tolerance) {
        required("claim", claim);
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "tolerance = " + tolerance + " must be finite and at least 0; give it in the unit of the values");
        }
        boolean holds = Math.abs(actual - expected) <= tolerance;
        String numbers = String.format(Locale.ROOT, ": %.6g, expected %.6g ± %.2g", actual, expected, tolerance);
        if (!holds) {
            throw new CheckFailedError("✗ " + claim + numbers);
        }
        Sinks.current().line("✓ " + claim + numbers);
    }

    /**
     * The profile that the environment variable {@value Profile#VARIABLE} chooses.
     *
     * @return quick unless it says full
     * @throws IllegalArgumentException if it says something else
     */
    public static Profile profile() {
        return Profile.parse(System.getenv(Profile.VARIABLE));
    }

    /**
     * A table that {@code ./lab reproduce} recorded, with its origin.
     *
     * @param name of the experiment
     * @return {@code results/NAME.csv}, looked for beside the notebook and in {@code notebooks}
     * @throws IllegalArgumentException if there is none
     */
    public static RecordedResult recorded(String name) {
        for (String folder : new String[] {"results", "notebooks/results"}) {
            Path file = Path.of(folder, required("name", name) + ".csv");
            if (Files.isRegularFile(file)) {
                try {
                    return RecordedResult.load(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalArgumentException(
                "results/" + name + ".csv does not exist; make it by ./lab reproduce " + name);
    }

    private static String required(String parameter, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    parameter + " = '" + text + "' must not be blank; say what a reader sees");
        }
        return text;
    }
}
