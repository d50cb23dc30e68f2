package org.meanfield4j.core.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Parallel;

/**
 * An experiment in parts that know nothing of each other: each gives rows of one table, in the order of the parts, whichever
 * ends first. The table is written when all parts are complete; a study that is stopped, or of which a part throws, writes
 * nothing.
 */
public abstract class Study implements Experiment {
    private final String name;
    private final String description;
    private final String solver;
    private final String[] columns;

    /**
     * A study.
     *
     * @param name what the user types, and the name of the file
     * @param description one line, with the time that it takes
     * @param solver what is run, with settings and seeds, for the origin of the table
     * @param columns of the table
     */
    protected Study(String name, String description, Object solver, String... columns) {
        this.name = Require.given("name", name);
        this.description = Require.given("description", description);
        this.solver = Require.given("solver", solver).toString();
        this.columns = Require.given("columns", columns).clone();
    }

    /** A piece of the work. */
    @FunctionalInterface
    public interface Part {

        /**
         * Does it.
         *
         * @param monitor stops it
         * @return rows of the table
         */
        List<double[]> rows(Monitor monitor);
    }

    /**
     * The work.
     *
     * @return at least one part, in the order of the rows
     */
    protected abstract List<Part> parts();

    /** The rows of one variant with one seed. */
    @FunctionalInterface
    protected interface Seeded {

        /**
         * Makes them.
         *
         * @param variant its number, from 0
         * @param seed from 1
         * @param monitor stops it
         * @return rows of the table
         */
        List<double[]> rows(int variant, int seed, Monitor monitor);
    }

    /**
     * A part for every variant and each of its seeds, in this order.
     *
     * @param variants how many
     * @param seeds number of a variant to how many seeds it has, from 1 on
     * @param rows what a part gives
     * @return the parts
     */
    protected static List<Part> seeded(int variants, IntUnaryOperator seeds, Seeded rows) {
        List<Part> parts = new ArrayList<>();
        for (int v = 0; v < variants; v++) {
            for (int s = 1; s <= seeds.applyAsInt(v); s++) {
                int variant = v;
                int seed = s;
                parts.add(monitor -> rows.rows(variant, seed, monitor));
            }
        }
        return parts;
    }

    /**
     * Labels of the numbers 0, 1, … of a column.
     *
     * @param column of the table
     * @param count how many numbers there are
     * @param text number to what it stands for
     * @return {@code "variant 0"} to its text, and so on, in this order
     */
    protected static Map<String, String> numbered(String column, int count, IntFunction<String> text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            labels.put(column + " " + i, text.apply(i));
        }
        return labels;
    }

    /**
     * What numbers in the table stand for, see {@link RecordedResult#label}: {@code "variant 3"} to {@code "IS; …"}.
     *
     * @return more lines of the origin, none by default
     */
    protected Map<String, String> labels() {
        return Map.of();
    }

    /**
     * How many parts are done at once. A study that measures time asks for one.
     *
     * @return at least 1; all processors by default
     */
    protected int threads() {
        return Parallel.threads();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String describe() {
        return description;
    }

    @Override
    public final void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        List<Part> parts = parts();
        List<Integer> numbers = IntStream.range(0, parts.size()).boxed().toList();
        Sweep<Integer, List<double[]>> done = new SweepRun<Integer, List<double[]>>(name, "part", numbers, monitor)
                .run(threads(), (i, part) -> parts.get(i).rows(part));
        if (!done.complete()) {
            return;
        }
        History table = new History(columns);
        done.results().forEach(rows -> rows.forEach(table::add));
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        Map<String, String> origin =
                new LinkedHashMap<>(RecordedResult.of(solver, 0, time, table).origin());
        origin.remove("seed"); // the rows, or the text, say which
        origin.putAll(labels());
        new RecordedResult(origin, table).save(resultsFolder.resolve(name + ".csv"));
    }
}
