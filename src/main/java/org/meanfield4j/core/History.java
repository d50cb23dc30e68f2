package org.meanfield4j.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.numerics.Moments;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The record of a run: named columns of doubles, one row per recorded iteration. Columns grow in primitive arrays, so
 * recording allocates nothing in the steady state. Not thread-safe while it grows.
 */
public final class History {
    /** Larger ones print as powers of ten. */
    private static final double WHOLE = 1e15;

    private final List<String> columns;
    private double[][] values;
    private int rows;

    /**
     * An empty history.
     *
     * @param columns distinct names; the first one is the iteration
     * @throws IllegalArgumentException if there is no column, or a name is blank, repeated or longer than a line
     */
    public History(String... columns) {
        this.columns = Require.all("columns", columns);
        if (columns.length == 0
                || this.columns.stream().distinct().count() != columns.length
                || this.columns.stream().anyMatch(name -> name.isBlank() || name.contains("\n"))) {
            throw new IllegalArgumentException(
                    "columns = " + this.columns + " must be distinct, non-blank names of one line, at least one");
        }
        this.values = new double[columns.length][16];
    }

    /**
     * Appends a row.
     *
     * @param row one value per column, in order
     * @throws IllegalArgumentException if the length differs from the number of columns
     */
    public void add(double... row) {
        if (Require.given("row", row).length != columns.size()) {
            throw new IllegalArgumentException("row has " + row.length + " values, the history has " + columns.size()
                    + " columns " + columns + "; give one value per column");
        }
        if (rows == values[0].length) {
            for (int c = 0; c < values.length; c++) {
                values[c] = Arrays.copyOf(values[c], 2 * rows);
            }
        }
        for (int c = 0; c < row.length; c++) {
            values[c][rows] = row[c];
        }
        rows++;
    }

    /**
     * The same rows in a history of its own.
     *
     * @return a copy that grows apart
     */
    public History copy() {
        return of(columns, toArray());
    }

    /**
     * The names, in order.
     *
     * @return an immutable list
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * How many rows there are.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows;
    }

    /**
     * A column.
     *
     * @param name one of {@link #columns()}
     * @return a copy, shape [rows]
     * @throws IllegalArgumentException if there is no such column; the message lists the names
     */
    public double[] column(String name) {
        return Arrays.copyOf(values[index(name)], rows);
    }

    /**
     * One value.
     *
     * @param row from 0
     * @param name one of {@link #columns()}
     * @return the value
     * @throws IllegalArgumentException if there is no such column
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double get(int row, String name) {
        Require.index("row", row, rows);
        return values[index(name)][row];
    }

    /**
     * The rows with a given value in a column, such as those of one seed.
     *
     * @param name one of {@link #columns()}
     * @param value compared for equality
     * @return a new history with the same columns
     * @throws IllegalArgumentException if there is no such column
     */
    public History where(String name, double value) {
        History part = new History(columns.toArray(String[]::new));
        int c = index(name);
        for (int row = 0; row < rows; row++) {
            if (values[c][row] == value) {
                double[] copy = new double[values.length];
                for (int j = 0; j < copy.length; j++) {
                    copy[j] = values[j][row];
                }
                part.add(copy);
            }
        }
        return part;
    }

    /**
     * The mean of a column.
     *
     * @param name one of {@link #columns()}
     * @return the mean over all rows
     * @throws IllegalArgumentException if there is no such column or no row
     */
    public double mean(String name) {
        return Moments.mean(nonEmpty(name));
    }

    /**
     * The standard deviation of a column, with n − 1; 0 for one row.
     *
     * @param name one of {@link #columns()}
     * @return the standard deviation over all rows
     * @throws IllegalArgumentException if there is no such column or no row
     */
    public double std(String name) {
        return Moments.std(nonEmpty(name));
    }

    /**
     * The mean of the last rows of a column: where a noisy or oscillating run has come to.
     *
     * @param name one of {@link #columns()}
     * @param n how many rows, 1 … {@link #rows()}
     * @return the mean over the last n rows
     * @throws IllegalArgumentException if there is no such column or n is out of range
     */
    public double tailMean(String name, int n) {
        return Arrays.stream(tail(name, n)).average().getAsDouble();
    }

    /**
     * Largest minus smallest value in the last rows of a column: the size of a cycle, and 0 for a run at rest.
     *
     * @param name one of {@link #columns()}
     * @param n how many rows, 1 … {@link #rows()}; at least one period
     * @return max − min over the last n rows; NaN if one is NaN
     * @throws IllegalArgumentException if there is no such column or n is out of range
     */
    public double amplitude(String name, int n) {
        var tail = Arrays.stream(tail(name, n)).summaryStatistics();
        return tail.getMax() - tail.getMin();
    }

    /**
     * The largest value that is still to come: an envelope of a column that oscillates.
     *
     * @param name one of {@link #columns()}
     * @return for each row the largest value from there on; NaN where one of them is NaN
     * @throws IllegalArgumentException if there is no such column
     */
    public double[] envelope(String name) {
        double[] worst = column(name).clone();
        for (int i = worst.length - 2; i >= 0; i--) {
            worst[i] = Math.max(worst[i], worst[i + 1]);
        }
        return worst;
    }

    /**
     * The rate at which a column falls in the end: the geometric mean of its last three ratios of neighbouring rows, among
     * rows up to the last one of at least 1e-12, below which rounding rules.
     *
     * @param name one of {@link #columns()}
     * @return the factor per row, NaN if there are fewer than four such rows
     * @throws IllegalArgumentException if there is no such column
     */
    public double tailRate(String name) {
        double[] v = column(name);
        int n = v.length;
        while (n > 0 && !(v[n - 1] >= 1e-12)) {
            n--;
        }
        return n < 4 ? Double.NaN : FastMath.cbrt(v[n - 1] / v[n - 4]);
    }

    /**
     * When a column first comes below a level.
     *
     * <pre>{@code
     * history.firstBelow("exploitability", 1e-8).orElse(100)    // 17
     * }</pre>
     *
     * @param name one of {@link #columns()}
     * @param level what the value must be less than
     * @return the number of the row, from 0; empty if it never does
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalInt firstBelow(String name, double level) {
        double[] column = values[index(name)];
        return IntStream.range(0, rows).filter(row -> column[row] < level).findFirst();
    }

    /**
     * The last rows of a column.
     *
     * @param name one of {@link #columns()}
     * @param n how many rows, 1 … {@link #rows()}
     * @return a copy, shape [n]
     * @throws IllegalArgumentException if there is no such column or n is out of range
     */
    public double[] tail(String name, int n) {
        if (n < 1 || n > rows) {
            throw new IllegalArgumentException(
                    "n = " + n + " must lie in 1.." + rows + ", the rows of '" + name + "'; ask for fewer");
        }
        return Arrays.copyOfRange(column(name), rows - n, rows);
    }

    private double[] nonEmpty(String name) {
        double[] column = column(name);
        if (rows == 0) {
            throw new IllegalArgumentException(
                    "column '" + name + "' has no row to average; check the value that rows were selected by");
        }
        return column;
    }

    /**
     * The exponent p of y ∝ x^p, by least squares through the logarithms.
     *
     * <pre>{@code
     * history.slope("samples", "exploitability", 1e5)    // -0.512 ± 0.021
     * }</pre>
     *
     * @param x name of a column
     * @param y name of a column
     * @param from the smallest x that counts, positive: where the law is expected to have set in
     * @return the exponent with its standard error
     * @throws IllegalArgumentException if there is no such column, {@code from} is not positive, fewer than three rows
     *     count or a y is not positive and finite
     */
    public Slope slope(String x, String y, double from) {
        if (!(from > 0)) {
            throw new IllegalArgumentException("from = " + from
                    + " must be positive: the fit goes through logarithms; give the first x that counts");
        }
        double[] xs = column(x);
        double[] ys = column(y);
        int[] rowsUsed = IntStream.range(0, rows).filter(r -> xs[r] >= from).toArray();
        return slope(
                Arrays.stream(rowsUsed).mapToDouble(r -> xs[r]).toArray(),
                Arrays.stream(rowsUsed).mapToDouble(r -> ys[r]).toArray());
    }

    /**
     * The exponent p of y ∝ x^p through given points, as {@link #slope(String, String, double)}.
     *
     * @param x positive, at least three
     * @param y positive, as many
     * @return the exponent with its standard error
     * @throws IllegalArgumentException if the lengths differ, there are fewer than three points or one is not positive
     */
    public static Slope slope(double[] x, double[] y) {
        return PowerLaw.fit(x, y);
    }

    /**
     * A slope that was fitted.
     *
     * @param value the exponent
     * @param error its standard error, from the scatter about the line
     */
    public record Slope(double value, double error) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f ± %.2g", value, error);
        }
    }

    /**
     * The last value of a column.
     *
     * @param name one of {@link #columns()}
     * @return the value in the last row
     * @throws IllegalArgumentException if there is no such column
     * @throws IndexOutOfBoundsException if the history is empty
     */
    public double last(String name) {
        return get(rows - 1, name);
    }

    /**
     * All values.
     *
     * @return a copy, row-major, shape [rows, columns]
     */
    public double[] toArray() {
        double[] flat = new double[rows * values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < values.length; c++) {
                flat[r * values.length + c] = values[c][r];
            }
        }
        return flat;
    }

    /**
     * The history of given values.
     *
     * @param columns distinct, non-blank names
     * @param flat the values, row-major, shape [rows, columns]; copied
     * @return a new history that can grow further
     * @throws IllegalArgumentException if a name is blank or repeated, or the values do not fill whole rows
     */
    public static History of(List<String> columns, double... flat) {
        History history = new History(Require.all("columns", columns).toArray(String[]::new));
        int width = columns.size();
        Require.given("flat", flat);
        if (flat.length % width != 0) {
            throw new IllegalArgumentException(
                    flat.length + " values do not fill rows of " + width + " columns " + columns + "; give whole rows");
        }
        for (int r = 0; r < flat.length; r += width) {
            history.add(Arrays.copyOfRange(flat, r, r + width));
        }
        return history;
    }

    /**
     * The history as a table; a column of whole numbers, such as the iteration, prints without a point.
     *
     * @return a tablesaw table with the same columns; a copy
     */
    public Table table() {
        Table table = Table.create("history");
        for (int c = 0; c < values.length; c++) {
            DoubleColumn column = DoubleColumn.create(columns.get(c), Arrays.copyOf(values[c], rows));
            if (Arrays.stream(values[c], 0, rows).allMatch(v -> v == Math.rint(v) && Math.abs(v) < WHOLE)) {
                column.setPrintFormatter(NumberColumnFormatter.ints());
            }
            table.addColumns(column);
        }
        return table;
    }

    /**
     * Writes the history as comma-separated values: optional notes as lines that start with {@code #}, a line of
     * names, a line per row. Numbers have all their digits, whole ones no point.
     *
     * @param file where to; replaced
     * @param notes where the numbers come from, one line each
     * @throws UncheckedIOException if it cannot be written; the earlier file is untouched
     */
    public void csv(Path file, String... notes) {
        csv(file, Map.of(), notes);
    }

    /**
     * As {@link #csv(Path, String...)}, with texts in place of the numbers of some columns, which a note then names.
     *
     * @param file where to; replaced
     * @param labels column to the texts that its numbers 0, 1, … stand for
     * @param notes where the numbers come from, one line each
     * @throws IllegalArgumentException if there is no such column, a number has no text, or a text is blank or longer
     *     than a line
     */
    public void csv(Path file, Map<String, List<String>> labels, String... notes) {
        Require.given("file", file);
        Require.all("notes", notes);
        HistoryCsv.write(file, this, Require.given("labels", labels), notes);
    }

    /**
     * As {@link #csv(Path, String...)}.
     *
     * @param file where to, e.g. {@code "history.csv"}; replaced
     * @param notes where the numbers come from, one line each
     */
    public void csv(String file, String... notes) {
        csv(Require.path("file", file), notes);
    }

    /**
     * As {@link #read(Path)}.
     *
     * @param file where from, e.g. {@code "history.csv"}
     * @return the history, to the bit
     */
    public static History read(String file) {
        return read(Require.path("file", file));
    }

    /**
     * Reads what {@link #csv} wrote, or any comma-separated file with a line of names and numbers below.
     *
     * @param file where from
     * @return the history, to the bit
     * @throws UncheckedIOException if the file cannot be read, a line has another number of values than there are
     *     names, or a value is no number; the message names the line
     */
    public static History read(Path file) {
        return read(file, new LinkedHashMap<>());
    }

    /**
     * As {@link #read(Path)}, with texts in the columns that a note of {@link #csv(Path, Map, String...)} names.
     *
     * @param file where from
     * @param labels is filled: column to its texts in the order in which they come; the history holds their numbers
     * @return the history, to the bit
     * @throws UncheckedIOException as {@link #read(Path)}
     */
    public static History read(Path file, Map<String, List<String>> labels) {
        Require.given("file", file);
        Require.given("labels", labels);
        try {
            return HistoryCsv.read(file, labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * The notes of a file that {@link #csv} wrote: the lines before its numbers that start with {@code #}, without it.
     *
     * @param file where from
     * @return one line each
     * @throws IOException if the file cannot be read
     */
    public static List<String> notes(Path file) throws IOException {
        return HistoryCsv.notes(Require.given("file", file));
    }

    /**
     * Writes the columns as named vectors for {@code numpy.load}.
     *
     * @param file where to, usually {@code name.npz}; replaced
     * @throws UncheckedIOException if it cannot be written; the earlier file is untouched
     */
    public void npz(Path file) {
        Require.given("file", file);
        Map<String, ArrayFiles.Array> arrays = new LinkedHashMap<>();
        columns.forEach(name -> arrays.put(name, ArrayFiles.Array.vector(column(name))));
        ArrayFiles.saveNpz(file, arrays);
    }

    /**
     * As {@link #npz(Path)}.
     *
     * @param file where to, e.g. {@code "history.npz"}; replaced
     */
    public void npz(String file) {
        npz(Require.path("file", file));
    }

    private int index(String name) {
        int c = columns.indexOf(Require.given("name of the column", name));
        if (c < 0) {
            throw new IllegalArgumentException("column '" + name + "' does not exist; there are " + columns);
        }
        return c;
    }
}
