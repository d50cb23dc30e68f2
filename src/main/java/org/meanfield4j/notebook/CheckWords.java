package org.meanfield4j.notebook;

import java.util.Locale;
import org.meanfield4j.core.History;
import org.meanfield4j.core.check.Require;

/**
 * Checks of a kind, as {@code check.falling(…)}: what they found stands in the line.
 *
 * <pre>{@code
 * check.falling("the gap falls with the inner steps", gaps);
 * check.slope("like 1/L²", History.slope(steps, gaps), -2, 3);     // within three standard errors
 * check.between("the floor", run.history().last("exploitability"), 0.02, 0.03);
 * }</pre>
 */
public final class CheckWords {
    CheckWords() {}

    /**
     * Every value is larger than the one before.
     *
     * @param claim what holds, a readable sentence
     * @param values at least two
     * @throws CheckFailedError if one is not, or is NaN
     */
    public void rising(String claim, double... values) {
        ordered(claim, 1, values);
    }

    /**
     * Every value is smaller than the one before.
     *
     * @param claim what holds, a readable sentence
     * @param values at least two
     * @throws CheckFailedError if one is not, or is NaN
     */
    public void falling(String claim, double... values) {
        ordered(claim, -1, values);
    }

    /**
     * The values rise throughout or fall throughout.
     *
     * @param claim what holds, a readable sentence
     * @param values at least two
     * @throws CheckFailedError if they turn, stay, or one is NaN
     */
    public void monotone(String claim, double... values) {
        Require.given("values", values);
        ordered(claim, values.length > 1 && values[1] < values[0] ? -1 : 1, values);
    }

    private static void ordered(String claim, int sign, double... values) {
        if (Require.given("values", values).length < 2) {
            throw new IllegalArgumentException(
                    "values has " + values.length + " values, must have at least 2 to have an order; give more");
        }
        String way = sign > 0 ? "rises" : "falls";
        for (int i = 1; i < values.length; i++) {
            if (!(sign * values[i] > sign * values[i - 1])) {
                say(false, claim, ": value %d is %.6g after %.6g", i, values[i], values[i - 1]);
            }
        }
        say(true, claim, ": %s from %.4g to %.4g", way, values[0], values[values.length - 1]);
    }

    /**
     * A fitted slope is the expected one up to some standard errors of the fit.
     *
     * @param claim what holds, a readable sentence
     * @param found as {@link History#slope} fits it
     * @param expected what it should be
     * @param k how many standard errors, positive and finite
     * @throws CheckFailedError if it is further away, or NaN
     */
    public void slope(String claim, History.Slope found, double expected, double k) {
        if (!(k > 0 && k < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("k = " + k + " must be positive; 3 standard errors are usual");
        }
        Require.given("found", found);
        boolean holds = Math.abs(found.value() - expected) <= k * found.error();
        say(holds, claim, ": slope %s, expected %.4g within %.3g standard errors", found, expected, k);
    }

    /**
     * Every value lies below the one beside it.
     *
     * @param claim what holds, a readable sentence
     * @param values at least one
     * @param bounds as many
     * @throws CheckFailedError if one does not, or is NaN
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public void below(String claim, double[] values, double... bounds) {
        if (Require.given("values", values).length != Require.given("bounds", bounds).length || values.length == 0) {
            throw new IllegalArgumentException("values and bounds have " + values.length + " and " + bounds.length
                    + " values, must have equally many, at least 1; give a bound for each");
        }
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] < bounds[i])) {
                say(false, claim, ": value %d is %.6g, not below %.6g", i, values[i], bounds[i]);
            }
        }
        say(true, claim, ": %d of %d", values.length, values.length);
    }

    /**
     * A value lies between two others.
     *
     * @param claim what holds, a readable sentence
     * @param actual what was found
     * @param low the smallest value that is right
     * @param high the largest value that is right, at least {@code low}
     * @throws CheckFailedError if it does not, or is NaN
     */
    public void between(String claim, double actual, double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low = " + low + " must be at most high = " + high + "; swap them");
        }
        say(low <= actual && actual <= high, claim, ": %.6g, expected %.6g … %.6g", actual, low, high);
    }

    /** One line, whatever the outcome; the words of a person are no format. */
    static void say(boolean holds, String claim, String format, Object... found) {
        String line = " " + Notebook.required("claim", claim) + String.format(Locale.ROOT, format, found);
        if (!holds) {
            throw new CheckFailedError("✗" + line);
        }
        Sinks.current().line("✓" + line);
    }
}
