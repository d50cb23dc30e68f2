package org.meanfield4j.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.meanfield4j.core.Citations;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.plot.Plot;

/**
 * The words of a notebook cell, imported by {@code import static org.meanfield4j.notebook.Notebook.*;}. Outputs go to
 * the kernel that runs; without one to the {@link Recording} of the thread, or as text to the standard output.
 */
public final class Notebook {
    /** Checks of a kind: {@code check.falling(…)}, {@code check.slope(…)}, {@code check.between(…)}. */
    public static final CheckWords check = new CheckWords();

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
        return new Progress(required("name", name), Sinks.current(), Require.given("picture", picture));
    }

    /**
     * Prints the claim if it holds, stops the notebook if it does not.
     *
     * @param claim what holds, a readable sentence
     * @param holds whether it does
     * @throws CheckFailedError if it does not
     */
    public static void check(String claim, boolean holds) {
        CheckWords.say(holds, claim, holds ? "" : ": does not hold");
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
        close(claim, "", actual, expected, tolerance);
    }

    private static void close(String claim, String source, double actual, double expected, double tolerance) {
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "tolerance = " + tolerance + " must be finite and at least 0; give it in the unit of the values");
        }
        boolean holds = Math.abs(actual - expected) <= tolerance;
        CheckWords.say(holds, claim, ": %.6g, expected %.6g ± %.2g%s", actual, expected, tolerance, source);
    }

    /**
     * What the paper or a theory says holds here, too.
     *
     * <pre>{@code
     * claim("one deviation never pays more than the bound", "Theorem 2", gain <= bound);
     * }</pre>
     *
     * @param what holds, a readable sentence
     * @param source where it is said, e.g. {@code "Theorem 2"} or {@code "closed form"}
     * @param holds whether it does
     * @throws CheckFailedError if it does not
     */
    public static void claim(String what, String source, boolean holds) {
        CheckWords.say(holds, what, "%s [%s]", holds ? "" : ": does not hold", required("source", source));
    }

    /**
     * A number of the paper or of a theory is found here, too.
     *
     * @param what holds, a readable sentence
     * @param source where it is said, e.g. {@code "Theorem 2"} or {@code "closed form"}
     * @param actual what was found
     * @param expected what the source says
     * @param tolerance at least 0, in the unit of both
     * @throws CheckFailedError if they are further apart, or NaN
     */
    public static void claim(String what, String source, double actual, double expected, double tolerance) {
        close(what, " [" + required("source", source) + "]", actual, expected, tolerance);
    }

    /**
     * The library still computes what it did, or what an independent program found: many numbers in one line.
     *
     * <pre>{@code
     * golden("sampled run, seed 1", 1e-6, h.last("exploitability"), 0.0417, run.law().get(24), 0.1395);
     * }</pre>
     *
     * @param what where the numbers come from
     * @param relative how far apart they may be, as a share of the expected one; absolute where that is 0
     * @param actualAndExpected what is found and what was found, in turn
     * @throws CheckFailedError if two are further apart, or NaN
     */
    public static void golden(String what, double relative, double... actualAndExpected) {
        Require.given("actualAndExpected", actualAndExpected);
        if (!(relative >= 0 && relative < 1) || actualAndExpected.length % 2 > 0 || actualAndExpected.length == 0) {
            throw new IllegalArgumentException(
                    "relative = " + relative + " and " + actualAndExpected.length
                            + " values must be in [0, 1) and pairs; give golden(what, 1e-6, actual, expected, actual, expected)");
        }
        for (int i = 0; i < actualAndExpected.length; i += 2) {
            double actual = actualAndExpected[i];
            double expected = actualAndExpected[i + 1];
            if (!(Math.abs(actual - expected) <= relative * (expected == 0 ? 1 : Math.abs(expected)))) {
                CheckWords.say(false, what, ": pair %d is %.10g, was %.10g", 1 + i / 2, actual, expected);
            }
        }
        CheckWords.say(true, what, ": %d golden values to %.1g", actualAndExpected.length / 2, relative);
    }

    /**
     * Prints a line with numbers in it, the same in every country.
     *
     * <pre>{@code
     * print("η = %.2f: the floor is %.4f", eta, floor);
     * }</pre>
     *
     * @param format as {@link String#format(Locale, String, Object...)} has it
     * @param values what it shows
     * @throws java.util.IllegalFormatException if the values do not fit it
     */
    public static void print(String format, Object... values) {
        Object[] all = Require.all("values", values).toArray();
        Sinks.current().line(String.format(Locale.ROOT, Require.given("format", format), all));
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

    /** Shows what there is, by task, one line each. */
    public static void help() {
        show(Display.text(Help.OVERVIEW));
    }

    /**
     * Shows the documentation: {@code help(ExactMfTrpo.class)}, {@code help("withTemperature")}, {@code help(run)}.
     *
     * @param thing a class, a name as in {@code "Sweep.over"}, or a value such as a solver, whose settings are then shown
     */
    public static void help(Object thing) {
        show(Display.text(Help.of(thing)));
    }

    /**
     * The BibTeX entries of the library and of the papers whose algorithms it has; {@code run.cite()} gives those of a run.
     *
     * @return entries, each below the names of the classes that it is for
     */
    public static String cite() {
        return Citations.all();
    }

    static String required(String parameter, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    parameter + " = '" + text + "' must not be blank; say what a reader sees");
        }
        return text;
    }
}
