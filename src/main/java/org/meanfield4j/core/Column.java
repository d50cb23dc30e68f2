package org.meanfield4j.core;

import org.meanfield4j.core.check.Require;

/**
 * A metric: one column of a history, defined once per model. A name means the same thing in every solver.
 *
 * @param name the column, e.g. {@code "exploitability"}
 * @param formula what it computes and in which unit, for readers
 * @param counts whether it only counts, samples or states, so that small says nothing
 * @param value computes it
 * @param <S> the iterate it is computed from
 */
public record Column<S>(String name, String formula, boolean counts, Value<S> value) {

    /** Checks that nothing is missing. */
    public Column {
        Require.given("name", name);
        Require.given("formula", formula);
        Require.given("value", value);
    }

    /**
     * A metric that a run may be ended by.
     *
     * @param name the column
     * @param formula what it computes
     * @param value computes it
     */
    public Column(String name, String formula, Value<S> value) {
        this(name, formula, false, value);
    }

    /**
     * A column that only counts; no run is ended by it.
     *
     * @param name the column
     * @param formula what it counts
     * @param value counts
     * @param <S> the iterate it is computed from
     * @return the column
     */
    public static <S> Column<S> count(String name, String formula, Value<S> value) {
        return new Column<>(name, formula, true, value);
    }

    /**
     * Computes a metric.
     *
     * @param <S> the iterate it is computed from
     */
    @FunctionalInterface
    public interface Value<S> {
        /**
         * Computes the metric of an iterate. What it throws becomes NaN and one warning.
         *
         * @param at the iterate and where it stands
         * @return the value
         */
        double of(At<S> at);
    }

    /**
     * An iterate to be measured.
     *
     * @param k how many iterations led to it
     * @param iterate the iterate
     * @param samples drawn so far
     * @param stop asked by metrics that last
     * @param <S> the kind of iterate
     */
    public record At<S>(int k, S iterate, long samples, Stop stop) {}
}
