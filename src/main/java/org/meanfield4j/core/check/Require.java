package org.meanfield4j.core.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The one-line complaints about arguments that all rooms share: parameter, value, constraint, remedy. */
public final class Require {
    /** How far the sum of a law may be from one: rounding of 10^6 terms stays far below, a modelling error above. */
    public static final double SUM_TOLERANCE = 1e-9;

    /** Virtual machines refuse arrays that are a few entries longer. */
    private static final int LARGEST_TABLE = Integer.MAX_VALUE - 16;

    /** Values of 1e100 over it still have a square: {@link #temperature}. */
    private static final double LEAST_TEMPERATURE = 1e-50;

    private static final double LARGEST_TEMPERATURE = 1e100;

    private Require() {}

    /**
     * What must not be null. The library names it itself: the messages of the virtual machine come and go with the
     * compiler.
     *
     * @param name of the parameter
     * @param value given
     * @param <T> its type
     * @return the value
     * @throws NullPointerException if it is null
     */
    public static <T> T given(String name, T value) {
        if (value == null) {
            throw new NullPointerException(name + " = null must be given; null stands for nothing here");
        }
        return value;
    }

    /**
     * A list of which no entry may be null.
     *
     * @param name of the parameter
     * @param values given
     * @param <T> their type
     * @return an immutable list of them, in their order
     * @throws NullPointerException if it or an entry is null; the message names the entry
     */
    public static <T> List<T> all(String name, Collection<? extends T> values) {
        int i = 0;
        for (T value : given(name, values)) {
            if (value == null) {
                throw new NullPointerException(
                        name + "[" + i + "] = null must be given; leave the entry out or give one that is there");
            }
            i++;
        }
        return List.copyOf(values);
    }

    /**
     * An array of which no entry may be null.
     *
     * @param name of the parameter
     * @param values given
     * @param <T> their type
     * @return an immutable list of them, in their order
     * @throws NullPointerException if it or an entry is null; the message names the entry
     */
    public static <T> List<T> all(String name, T[] values) {
        return all(name, Arrays.asList(given(name, values)));
    }

    /**
     * The path that a text names; a blank one would be the folder where the program runs.
     *
     * @param name of the parameter
     * @param text given
     * @return the path
     * @throws IllegalArgumentException if it is blank
     */
    public static Path path(String name, String text) {
        if (given(name, text).isBlank()) {
            throw new IllegalArgumentException(name + " = '" + text + "' must not be blank; give it a name");
        }
        return Path.of(text);
    }

    /**
     * Complains about tables that would take more than a quarter of the heap.
     *
     * @param parameter what is too large, with its value
     * @param entries numbers in one table
     * @param tables how many tables there are
     * @param what the tables hold
     * @param remedy what to do instead
     */
    public static void memory(String parameter, long entries, int tables, String what, String remedy) {
        double quarter = Runtime.getRuntime().maxMemory() / 4.0;
        double bytes = 8.0 * entries * tables;
        if (bytes > quarter || entries > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s needs %.1f GB for %s, more than a quarter of the heap (%.1f GB) or an array can hold; %s",
                    parameter,
                    bytes / 1e9,
                    what,
                    quarter / 1e9,
                    remedy));
        }
    }

    /**
     * A count with a lower bound.
     *
     * @param name of the parameter
     * @param value given
     * @param least allowed
     * @return the value
     * @throws IllegalArgumentException if it is smaller
     */
    public static long atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " = " + value + " must be at least " + least);
        }
        return value;
    }

    /**
     * An index from 0. Where a loop is hot, {@code assert Require.index(…) >= 0} costs nothing outside the tests.
     *
     * @param name of the parameter
     * @param index given
     * @param size how many there are
     * @return the index
     * @throws IndexOutOfBoundsException if it is outside
     */
    public static int index(String name, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(
                    name + " = " + index + " must be from 0 to " + (size - 1) + "; the first one is 0");
        }
        return index;
    }

    /**
     * An array that a method fills or reads.
     *
     * @param name of the parameter
     * @param array given
     * @param least how many entries it needs
     * @throws IllegalArgumentException if it is shorter
     */
    public static void room(String name, double[] array, int least) {
        if (given(name, array).length < least) {
            throw new IllegalArgumentException(
                    name + " has " + array.length + " entries, must have " + least + "; give one per value");
        }
    }

    /**
     * A table of one size.
     *
     * @param name of the parameter
     * @param array given
     * @param size how many entries it must have
     * @throws IllegalArgumentException if it has more or fewer
     */
    public static void exactly(String name, double[] array, int size) {
        if (given(name, array).length != size) {
            throw new IllegalArgumentException(
                    name + " has " + array.length + " entries, must have " + size + "; give one per value");
        }
    }

    /**
     * A number that is one.
     *
     * @param name of the parameter
     * @param value given
     * @return the value
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " = " + value + " must be finite; check how it is computed");
        }
        return value;
    }

    /**
     * The size of a table over states and actions.
     *
     * @param states S
     * @param actions A
     * @return S·A
     * @throws IllegalArgumentException if one is not positive, or the table does not fit an array
     */
    public static int pairs(int states, int actions) {
        if (states < 1 || actions < 1) {
            throw new IllegalArgumentException(
                    "states = " + states + ", actions = " + actions + ": both must be at least 1");
        }
        long pairs = (long) states * actions;
        if (pairs > LARGEST_TABLE) {
            throw new IllegalArgumentException("states · actions = " + states + " · " + actions + " = " + pairs
                    + " must be at most " + LARGEST_TABLE + ", the longest array; use fewer of either");
        }
        return (int) pairs;
    }

    /**
     * A positive number.
     *
     * @param name of the parameter
     * @param value given
     * @param remedy what to try, such as {@code "try 0.1"}
     * @return the value
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public static double positive(String name, double value, String remedy) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " = " + value + " must be positive and finite; " + remedy);
        }
        return value;
    }

    /**
     * The name of what is written in a cell: checkpoints compare it, figures show it.
     *
     * @param what has the name
     * @param name given
     * @throws IllegalArgumentException if it is missing, blank or longer than a line
     */
    public static void named(String what, String name) {
        if (name == null || name.isBlank() || name.lines().count() != 1) {
            throw new IllegalArgumentException(
                    "name of the " + what + " = '" + name + "' must be one line that is not blank; say what it does");
        }
    }

    /**
     * A discount factor.
     *
     * @param gamma γ
     * @return γ
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public static double discount(double gamma) {
        if (!(gamma >= 0 && gamma < 1)) {
            throw new IllegalArgumentException("discount = " + gamma + " must lie in [0, 1); try 0.9");
        }
        return gamma;
    }

    /**
     * The weight of an entropy.
     *
     * @param eta η
     * @throws IllegalArgumentException if it is not finite, below 1e-50 or above 1e100: values over η or η · log π
     *     overflow
     */
    public static void temperature(double eta) {
        positive("temperature", eta, "try 0.3");
        if (eta < LEAST_TEMPERATURE) {
            throw new IllegalArgumentException("temperature = " + eta + " must be at least " + LEAST_TEMPERATURE
                    + ", or values divided by it overflow; try 0.3");
        }
        if (eta > LARGEST_TEMPERATURE) {
            throw new IllegalArgumentException("temperature = " + eta + " must be at most " + LARGEST_TEMPERATURE
                    + ", or its entropy overflows; try 0.3");
        }
    }

    /**
     * The step size of an outer iteration.
     *
     * @param beta β
     * @throws IllegalArgumentException if it is not in (0, 1]
     */
    public static void outerStep(double beta) {
        if (!(beta > 0 && beta <= 1)) {
            throw new IllegalArgumentException("step beta = " + beta + " must lie in (0, 1]; try 0.05");
        }
    }

    /**
     * A probability.
     *
     * @param name of the parameter
     * @param value given
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " = " + value + " must lie in [0, 1]; it is a probability");
        }
    }

    /**
     * A vector that is a law.
     *
     * @param name how the message calls it
     * @param p the vector
     * @throws InvalidModelException if it is empty, an entry is negative or not finite, or the sum differs from one by
     *     more than {@link #SUM_TOLERANCE}; the message names index, value and sum
     */
    public static void law(String name, double[] p) {
        if (given(name, p).length == 0) {
            throw new InvalidModelException(name + " is empty; give at least one probability");
        }
        double sum = 0;
        int bad = -1;
        for (int i = 0; i < p.length; i++) {
            if (bad < 0 && !(p[i] >= 0 && p[i] < Double.POSITIVE_INFINITY)) {
                bad = i;
            }
            sum += p[i];
        }
        if (bad >= 0) {
            throw new InvalidModelException(name + "[" + bad + "] = " + p[bad]
                    + " must be a probability in [0, 1] (the sum is " + sum + "); check how it is computed");
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidModelException(name + " sums to " + sum + ", must sum to 1 within " + SUM_TOLERANCE
                    + "; divide by the sum if the entries are weights");
        }
    }

    /**
     * A part of a flat array, such as a row of a table. Where a loop is hot, {@code assert Require.part(…)} costs nothing
     * outside tests and kernel.
     *
     * @param name of the array
     * @param array given
     * @param start name of what says where the part starts
     * @param from where it starts
     * @param count name of what says how long it is
     * @param length how long it is
     * @return true
     * @throws IndexOutOfBoundsException if the array does not have all of it
     */
    public static boolean part(String name, double[] array, String start, int from, String count, long length) {
        if (from < 0 || length < 0 || from > given(name, array).length - length) {
            throw new IndexOutOfBoundsException(start + " = " + from + ", " + count + " = " + length
                    + " must be a part of " + name + ", which has " + given(name, array).length
                    + " entries; the first one is 0");
        }
        return true;
    }

    /**
     * Two arrays that go together entry by entry.
     *
     * @param nameP of the first one
     * @param p given
     * @param nameQ of the other one
     * @param q of the same length
     * @throws IllegalArgumentException if the lengths differ
     */
    public static void sameLength(String nameP, double[] p, String nameQ, double[] q) {
        if (given(nameP, p).length != given(nameQ, q).length) {
            throw new IllegalArgumentException(nameP + " has " + p.length + " values, " + nameQ + " has " + q.length
                    + ", must have equally many; both live on the same points");
        }
    }
}
