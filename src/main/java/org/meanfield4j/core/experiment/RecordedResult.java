package org.meanfield4j.core.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.check.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table with its origin, as a CSV file: comment lines {@code # key: value}, the column names, then the rows. Numbers
 * are written so that they read back to the same bits; NaN is {@code NaN}. A column may hold texts, such as the names of
 * methods: the table then has their numbers 0, 1, … in the order in which they first come, and a comment line names the
 * column.
 *
 * <pre>{@code
 * recorded("methods").mean("exploitability").by("temperature").where("method", "MF-TRPO")
 * }</pre>
 *
 * @param origin where the table comes from, in the order of the file: solver, seed, commit, machine, wall time
 * @param table the values
 * @param texts of each column of texts what its numbers stand for
 */
public record RecordedResult(Map<String, String> origin, History table, Map<String, List<String>> texts) {
    private static final String TEXT_COLUMNS = "text columns";

    /**
     * A table of numbers alone.
     *
     * @param origin where the table comes from
     * @param table the values
     */
    public RecordedResult(Map<String, String> origin, History table) {
        this(origin, table, Map.of());
    }

    /** Keeps its own copies of origin and texts. */
    public RecordedResult {
        for (Map.Entry<String, String> entry : Require.given("origin", origin).entrySet()) {
            String key = entry.getKey();
            if (key.isBlank()
                    || key.contains(":")
                    || key.equals(TEXT_COLUMNS)
                    || (key + entry.getValue()).lines().count() != 1) {
                throw new IllegalArgumentException("origin '" + key + "' = '" + entry.getValue()
                        + "' must be one line with a key without colon, not '"
                        + TEXT_COLUMNS + "'; choose another");
            }
        }
        origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
        Require.given("table", table);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        Require.given("texts", texts)
                .forEach((name, words) -> copy.put(name, Require.all("texts of '" + name + "'", words)));
        texts = Collections.unmodifiableMap(copy);
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
        return of(solver, seed, wallTime, Require.given("table", table), Map.of());
    }

    /**
     * A table made here and now that holds texts, too.
     *
     * @param solver the record of hyper-parameters, or any readable description
     * @param seed the seed of the random numbers; 0 for deterministic solvers
     * @param wallTime elapsed time
     * @param table the values: numbers, and strings in string columns
     * @return the result
     * @throws IllegalArgumentException if a column holds neither numbers nor strings
     */
    public static RecordedResult of(Object solver, long seed, Duration wallTime, Table table) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        List<String> names = Require.given("table", table).columnNames();
        History history = new History(names.toArray(String[]::new));
        for (Column<?> column : table.columns()) {
            if (column instanceof StringColumn strings) {
                texts.put(column.name(), strings.asList().stream().distinct().toList());
            } else if (!(column instanceof NumericColumn)) {
                throw new IllegalArgumentException("column '" + column.name() + "' holds "
                        + column.type().name() + ", must hold numbers or strings; convert it");
            }
        }
        for (int r = 0; r < table.rowCount(); r++) {
            double[] row = new double[names.size()];
            for (int c = 0; c < row.length; c++) {
                List<String> words = texts.get(names.get(c));
                row[c] = words == null
                        ? ((NumericColumn<?>) table.column(c)).getDouble(r)
                        : words.indexOf(table.getString(r, c));
            }
            history.add(row);
        }
        return of(solver, seed, wallTime, history, texts);
    }

    private static RecordedResult of(
            Object solver, long seed, Duration wallTime, History table, Map<String, List<String>> texts) {
        Require.given("wallTime", wallTime);
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("solver", Require.given("solver", solver).toString());
        origin.put("seed", Long.toString(seed));
        origin.put("commit", System.getProperty("meanfield.commit", "unknown"));
        origin.put(
                "machine",
                System.getProperty("meanfield.machine", "unknown") + ", JDK "
                        + Runtime.version().feature());
        origin.put("wall time", String.format(Locale.ROOT, "%.1f s", wallTime.toNanos() * 1e-9));
        return new RecordedResult(origin, table, texts);
    }

    /**
     * A run's history with the run's origin.
     *
     * @param run a finished run
     * @return the result
     */
    public static RecordedResult of(Run run) {
        RunInfo info = Require.given("run", run).info();
        return of(info.solver() + " on " + info.model(), info.seed(), info.wallTime(), run.history());
    }

    /**
     * What a number in a column stands for: in a column of texts the text; otherwise a file says it by a line {@code # variant 3: IS; …}: the text before the
     * semicolon is the label of the value 3 of the column {@code variant}.
     *
     * @param column the name of a column
     * @param value a value of it
     * @return the label; the number itself if there is none
     */
    public String label(String column, double value) {
        List<String> words = texts.getOrDefault(Require.given("column", column), List.of());
        if (value >= 0 && value < words.size() && value == Math.rint(value)) {
            return words.get((int) value);
        }
        String number = value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : "" + value;
        return origin.getOrDefault(column + " " + number, number).split(";")[0].strip();
    }

    /**
     * Means of several columns as a table to show, a row for each value of another column.
     *
     * <pre>{@code
     * show(recorded("mf-trpo-ablations").means("variant", "exploitability", "distance to equilibrium"));
     * }</pre>
     *
     * @param over the name of a column, whose labels stand in the first column
     * @param columns what is averaged
     * @return a new table
     * @throws IllegalArgumentException if there is no such column
     */
    public Table means(String over, String... columns) {
        Table means =
                Table.create(over, StringColumn.create(over, mean(over).by(over).labels()));
        for (String column : Require.given("columns", columns)) {
            means.addColumns(DoubleColumn.create(column, mean(column).by(over).y()));
        }
        return means;
    }

    /**
     * A column to be averaged; {@link Mean#by} and {@link Mean#where} say over which rows.
     *
     * <pre>{@code
     * var floor = recorded("mf-trpo-ablations").mean("exploitability").by("variant").where("temperature", 0.3);
     * show(Plots.bars("Floors", floor.labels()).bars("mean ± std", floor.band()));
     * }</pre>
     *
     * @param column the name of a column
     * @return its mean over all rows
     * @throws IllegalArgumentException if there is no such column
     */
    public Mean mean(String column) {
        table.column(column);
        return new Mean(this, column, null);
    }

    /**
     * A column averaged over the rows that agree in another one.
     *
     * @param of the rows
     * @param column what is averaged
     * @param over what the mean is a function of, or null
     */
    public record Mean(RecordedResult of, String column, String over) {

        /**
         * One mean for each value of a column.
         *
         * @param name the name of a column
         * @return the means
         * @throws IllegalArgumentException if there is no such column
         */
        public Mean by(String name) {
            of.table.column(name);
            return new Mean(of, column, name);
        }

        /**
         * Only the rows with a given value.
         *
         * @param name the name of a column
         * @param value compared for equality
         * @return the means of those rows
         * @throws IllegalArgumentException if there is no such column or no such row
         */
        public Mean where(String name, double value) {
            History rows = of.table.where(name, value);
            if (rows.rows() == 0) {
                throw new IllegalArgumentException(name + " = " + value + " has no row; there are "
                        + Arrays.toString(DoubleStream.of(of.table.column(name))
                                .distinct()
                                .sorted()
                                .toArray()));
            }
            return new Mean(new RecordedResult(of.origin, rows, of.texts), column, over);
        }

        /**
         * Only the rows with a given label.
         *
         * @param name the name of a column
         * @param label as {@link RecordedResult#label} tells it
         * @return the means of those rows
         * @throws IllegalArgumentException if there is no such column or label; the message lists the labels
         */
        public Mean where(String name, String label) {
            double[] values = DoubleStream.of(of.table.column(name)).distinct().toArray();
            return where(
                    name,
                    DoubleStream.of(values)
                            .filter(v -> of.label(name, v).equals(label))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(name + " = '" + label
                                    + "' has no row; there are "
                                    + DoubleStream.of(values)
                                            .mapToObj(v -> of.label(name, v))
                                            .toList())));
        }

        /**
         * Mean and standard deviation at given labels, in their order, for bars beside each other.
         *
         * @param name the name of a column
         * @param labels as {@link RecordedResult#label} tells them
         * @return the band over 0, 1, …
         * @throws IllegalArgumentException if there is no such column or label
         */
        public Band at(String name, String... labels) {
            return Band.of(
                    IntStream.range(0, Require.all("labels", labels).size())
                            .asDoubleStream()
                            .toArray(),
                    Stream.of(labels)
                            .map(label -> where(name, label).of.table.column(column))
                            .toArray(double[][]::new));
        }

        /**
         * The values of the column that the means are a function of.
         *
         * @return ascending, each once
         * @throws IllegalArgumentException if {@link #by} did not say which
         */
        public double[] x() {
            if (over == null) {
                throw new IllegalArgumentException(
                        "by = null must name a column; mean(\"" + column + "\").by(\"…\"), or value()");
            }
            return DoubleStream.of(of.table.column(over)).distinct().sorted().toArray();
        }

        /**
         * What those values stand for.
         *
         * @return a label per {@link #x}
         */
        public String[] labels() {
            return DoubleStream.of(x()).mapToObj(v -> of.label(over, v)).toArray(String[]::new);
        }

        /**
         * Mean and standard deviation at each value.
         *
         * @return the band over {@link #x}
         */
        public Band band() {
            double[] at = x();
            return Band.of(
                    at,
                    DoubleStream.of(at)
                            .mapToObj(v -> of.table.where(over, v).column(column))
                            .toArray(double[][]::new));
        }

        /**
         * The means.
         *
         * @return one per {@link #x}
         */
        public double[] y() {
            return band().mean();
        }

        /**
         * The exponent p of column ∝ x^p through all rows, each seed a point, as {@link History#slope} fits it.
         *
         * @return the exponent with its standard error
         * @throws IllegalArgumentException if {@link #by} did not say over what, or there are fewer than three rows
         */
        public History.Slope slope() {
            x();
            return History.slope(of.table.column(over), of.table.column(column));
        }

        /**
         * The exponent p of column ∝ x^p through all rows from some x on.
         *
         * @param from the smallest x that counts, positive: where the law is expected to have set in
         * @return the exponent with its standard error
         * @throws IllegalArgumentException if {@link #by} did not say over what, {@code from} is not positive, or there
         *     are fewer than three rows
         */
        public History.Slope slope(double from) {
            x();
            return of.table.slope(over, column, from);
        }

        /**
         * The mean over all rows that are left.
         *
         * @return the mean
         */
        public double value() {
            return of.table.mean(column);
        }
    }

    /**
     * Writes the file, completely or not at all: an existing one is replaced by an atomic rename.
     *
     * @param file its folder is made when missing
     * @throws IOException if it cannot be written; an old file is then as it was
     */
    public void save(Path file) throws IOException {
        Require.given("file", file);
        String[] notes = origin.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .toArray(String[]::new);
        try {
            table.csv(file, texts, notes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * As {@link #load(Path)}.
     *
     * @param file the CSV file
     * @return origin and table
     * @throws IOException if the file cannot be read
     */
    public static RecordedResult load(String file) throws IOException {
        return load(Require.path("file", file));
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
        for (String note : History.notes(Require.given("file", file))) {
            String[] parts = note.split(":", 2);
            if (!parts[0].strip().equals(TEXT_COLUMNS)) {
                origin.put(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
            }
        }
        try {
            Map<String, List<String>> texts = new LinkedHashMap<>();
            History table = History.read(file, texts);
            return new RecordedResult(origin, table, texts);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
