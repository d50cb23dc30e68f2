package org.meanfield4j.core.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Moments;
import org.meanfield4j.core.numerics.Parallel;
import tech.tablesaw.api.Table;

/**
 * A run, a number or anything else at each of several values: temperatures, seeds, games. The values are worked on in
 * parallel; the result is in their order and does not depend on the number of threads.
 *
 * <pre>{@code
 * var floors = Sweep.over(new double[] {0.1, 0.3, 1}, eta -> solver.withTemperature(eta).solve(game)).named("temperature");
 * var seeds  = Sweep.seeds(1, 10, seed -> sampled.withSeed(seed).solve(game));
 * show(floors);                                                                        // a table
 * show(Plots.lines("Floor").logX().logY().line("floor", floors.x(), floors.last("exploitability")));
 * show(Plots.convergence(seeds));                                                       // mean ± std over the seeds
 * }</pre>
 *
 * <p>An interrupt ends the sweep and keeps what is there. A run that was cut short stays in {@link #points} and in the
 * table, and counts in no mean; a number that was being computed is dropped.
 *
 * @param name what the values are, such as {@code "seed"}
 * @param asked how many values there were
 * @param points the values that were begun and did not fail, in order
 * @param failures why values have no result, one line each
 * @param <V> the kind of value
 * @param <T> the kind of result: a {@link Run}, a number, a sweep, anything
 */
public record Sweep<V, T>(String name, int asked, List<Point<V, T>> points, List<String> failures) {

    /** Keeps its own lists. */
    public Sweep {
        Require.given("name", name);
        points = Require.all("points", points);
        failures = Require.all("failures", failures);
        if (asked < points.size() + failures.size()) {
            throw new IllegalArgumentException("asked = " + asked + " must be at least the " + points.size()
                    + " points and " + failures.size() + " failures; count every value");
        }
    }

    /**
     * One value of a sweep.
     *
     * @param value the value
     * @param result what came out; null if a number was cut short
     * @param cutShort whether the sweep was stopped before this result was complete
     * @param <V> the kind of value
     * @param <T> the kind of result
     */
    public record Point<V, T>(V value, T result, boolean cutShort) {}

    /**
     * What is done for one value.
     *
     * @param <V> the kind of value
     * @param <T> the kind of result
     */
    @FunctionalInterface
    public interface Task<V, T> {
        /**
         * The result for one value. Called from several threads at once.
         *
         * @param value the value
         * @param monitor to be passed to the solver; it carries the interrupt and the time budget of the sweep
         * @return a run, a number or anything else
         */
        T at(V value, Monitor monitor);
    }

    /**
     * A function at several numbers.
     *
     * @param values distinct, at least one
     * @param f value to run or number; called from several threads at once
     * @param <T> the kind of result
     * @return the results in the order of the values
     * @throws IllegalArgumentException if there is no value or one is repeated
     */
    public static <T> Sweep<Double, T> over(double[] values, Function<Double, T> f) {
        return over(DoubleStream.of(Require.given("values", values)).boxed().toList(), f);
    }

    /**
     * A function at several whole numbers.
     *
     * @param values distinct, at least one
     * @param f value to run or number; called from several threads at once
     * @param <T> the kind of result
     * @return the results in the order of the values
     * @throws IllegalArgumentException if there is no value or one is repeated
     */
    public static <T> Sweep<Integer, T> over(int[] values, Function<Integer, T> f) {
        return over(IntStream.of(Require.given("values", values)).boxed().toList(), f);
    }

    /**
     * A function at several values of any kind.
     *
     * @param values distinct, at least one, e.g. {@code List.of(game, otherGame)}
     * @param f value to run or number; called from several threads at once
     * @param <V> the kind of value
     * @param <T> the kind of result
     * @return the results in the order of the values
     * @throws IllegalArgumentException if there is no value or one is repeated
     */
    public static <V, T> Sweep<V, T> over(Collection<V> values, Function<? super V, T> f) {
        Require.given("f", f);
        return over(values, (value, monitor) -> f.apply(value), Monitor.silent());
    }

    /**
     * A function at several numbers, watched.
     *
     * @param values distinct, at least one
     * @param task value and monitor to run or number
     * @param monitor progress, interrupt and time budget of the whole sweep, e.g. {@code progress("sweep")}
     * @param <T> the kind of result
     * @return the results in the order of the values
     * @throws IllegalArgumentException if there is no value or one is repeated
     */
    public static <T> Sweep<Double, T> over(double[] values, Task<Double, T> task, Monitor monitor) {
        return over(DoubleStream.of(Require.given("values", values)).boxed().toList(), task, monitor);
    }

    /**
     * A function at several values of any kind, watched: one iteration per finished value, in the order in which they
     * finish.
     *
     * @param values distinct, at least one
     * @param task value and monitor to run or number
     * @param monitor progress, interrupt and time budget of the whole sweep, e.g. {@code progress("sweep")}
     * @param <V> the kind of value
     * @param <T> the kind of result
     * @return the results in the order of the values
     * @throws IllegalArgumentException if there is no value or one is repeated
     */
    public static <V, T> Sweep<V, T> over(Collection<V> values, Task<? super V, T> task, Monitor monitor) {
        return run("value", Require.all("values", values), Parallel.threads(), task, monitor);
    }

    /**
     * A solver under consecutive seeds.
     *
     * @param first the first seed
     * @param count how many, at least 1
     * @param f seed to run or number; called from several threads at once
     * @param <T> the kind of result
     * @return the results for first, first + 1, …
     * @throws IllegalArgumentException if count &lt; 1
     */
    public static <T> Sweep<Long, T> seeds(long first, int count, Function<Long, T> f) {
        Require.given("f", f);
        return seeds(first, count, (seed, monitor) -> f.apply(seed), Monitor.silent());
    }

    /**
     * A solver under consecutive seeds, watched.
     *
     * @param first the first seed
     * @param count how many, at least 1
     * @param task seed and monitor to run or number
     * @param monitor progress, interrupt and time budget of the whole sweep, e.g. {@code progress("ten seeds")}
     * @param <T> the kind of result
     * @return the results for first, first + 1, …
     * @throws IllegalArgumentException if count &lt; 1
     */
    public static <T> Sweep<Long, T> seeds(long first, int count, Task<Long, T> task, Monitor monitor) {
        if (count < 1) {
            throw new IllegalArgumentException("count = " + count + " must be at least 1; it says how many seeds");
        }
        Require.memory("count = " + count, count, 8, "results", "use fewer seeds");
        if (first > Long.MAX_VALUE - count) {
            throw new IllegalArgumentException("first = " + first + " leaves no room for " + count + " seeds; try 1");
        }
        List<Long> seeds =
                LongStream.iterate(first, s -> s + 1).limit(count).boxed().toList();
        return run("seed", seeds, Parallel.threads(), task, monitor);
    }

    /**
     * The general form of {@code over} and {@code seeds}. If the results are runs, a value whose task throws is a
     * failure of that value; otherwise, and if nothing else came out, the first exception is thrown.
     *
     * @param name what the values are
     * @param values distinct, at least one
     * @param threads how many threads at most, at least 1; more than {@link Parallel#threads()} changes nothing
     * @param task value and monitor to result
     * @param monitor progress, interrupt and time budget of the whole sweep
     * @param <V> the kind of value
     * @param <T> the kind of result
     * @return the results in the order of the values
     * @throws IllegalArgumentException if there is no value or one is repeated
     */
    public static <V, T> Sweep<V, T> run(
            String name, List<V> values, int threads, Task<? super V, T> task, Monitor monitor) {
        Require.given("name", name);
        Require.given("task", task);
        Require.given("monitor", monitor);
        if (Require.all("values", values).isEmpty()
                || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException(
                    "values = " + values + " must be distinct, at least one; leave out" + " what is repeated");
        }
        return new SweepRun<V, T>("Sweep", name, values, monitor).run(threads, task);
    }

    /** Whether a value was cut short or never began. */
    boolean stopped() {
        return cutShort() > 0 || points.size() + failures.size() < asked;
    }

    /**
     * The same sweep with another name for its values.
     *
     * @param newName e.g. {@code "temperature η"}
     * @return the sweep
     */
    public Sweep<V, T> named(String newName) {
        return new Sweep<>(Require.given("newName", newName), asked, points, failures);
    }

    /**
     * The values with a complete result.
     *
     * @return in their order
     */
    public List<V> values() {
        return whole().map(Point::value).toList();
    }

    /**
     * The complete results.
     *
     * @return one per {@link #values}
     */
    public List<T> results() {
        return whole().map(Point::result).toList();
    }

    private Stream<Point<V, T>> whole() {
        return points.stream().filter(p -> !p.cutShort);
    }

    /**
     * The result at one value, be it cut short.
     *
     * @param value one of those asked for
     * @return the run, the number, …
     * @throws IllegalArgumentException if there is no result
     */
    public T at(V value) {
        return points.stream()
                .filter(p -> p.value.equals(value) && p.result != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " = " + value + " has no result; there are " + values() + " and failures " + failures))
                .result;
    }

    /**
     * Whether every value has a complete result.
     *
     * @return false if a value failed, was cut short or never began
     */
    public boolean complete() {
        return values().size() == asked;
    }

    /**
     * How many results were cut short when the sweep was stopped.
     *
     * @return at most one per thread
     */
    public int cutShort() {
        return points.size() - (int) whole().count();
    }

    /**
     * How many values failed: their task threw, or their run diverged or failed.
     *
     * @return at most as many as were asked for
     */
    public int failed() {
        return failures.size()
                + (int) points.stream()
                        .filter(p ->
                                p.result instanceof Run run && run.stopped().failed())
                        .count();
    }

    /**
     * The values as numbers.
     *
     * @return one per complete result
     * @throws IllegalArgumentException if they are no numbers
     */
    public double[] x() {
        return values().stream().mapToDouble(v -> Spread.number(v, "values")).toArray();
    }

    /**
     * The values as names, such as the categories of bars.
     *
     * @return one per complete result
     */
    public String[] labels() {
        return values().stream().map(String::valueOf).toArray(String[]::new);
    }

    /**
     * The results as numbers.
     *
     * @return one per complete result
     * @throws IllegalArgumentException if they are no numbers
     */
    public double[] y() {
        return y(result -> Spread.number(result, "results"));
    }

    /**
     * A number of each result.
     *
     * @param f e.g. {@code run -> run.history().tailMean("exploitability", 20)}
     * @return one per complete result
     */
    public double[] y(ToDoubleFunction<? super T> f) {
        return results().stream().mapToDouble(Require.given("f", f)).toArray();
    }

    /**
     * The last value of a column of each run, or its mean over the runs of each inner sweep.
     *
     * @param column a column of the runs' histories
     * @return one per complete result; NaN where a run recorded no row
     * @throws IllegalArgumentException if the results are no runs or lack the column
     */
    public double[] last(String column) {
        return y(result -> result instanceof Sweep<?, ?> inner
                ? Moments.mean(Spread.ends(inner, column))
                : Spread.end(Spread.run(result), column));
    }

    /**
     * The exponent p of last value ∝ value^p, as {@link History#slope(double[], double[])} fits it.
     *
     * @param column a column of the runs' histories
     * @return the exponent with its standard error
     * @throws IllegalArgumentException if values are no numbers, the results no runs, or fewer than three positive
     */
    public History.Slope slope(String column) {
        return History.slope(x(), last(column));
    }

    /**
     * Mean and standard deviation of a column. If the results are runs: over the runs, at every iteration that one of
     * them recorded; {@link Band#runs()} tells over how many. If they are sweeps: of the last values of each sweep, over
     * the values of this one, or 0, 1, … if those are no numbers.
     *
     * @param column a column of the runs' histories
     * @return the band of the complete results
     * @throws IllegalArgumentException if there is no complete result, or one has no such column
     */
    public Band band(String column) {
        SortedMap<Double, double[]> spread = spread(column);
        return Band.of(
                spread.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                spread.values().toArray(double[][]::new));
    }

    /**
     * What {@link #band} is made of: at every x the values of the column.
     *
     * @param column a column of the runs' histories
     * @return x to values, at least one each, x ascending
     * @throws IllegalArgumentException if there is no complete result, or one has no such column
     */
    public SortedMap<Double, double[]> spread(String column) {
        return Spread.of(this, column);
    }

    /**
     * What a cell shows: a row per value with a result. Runs with why they stopped and the last row of their main
     * column, sweeps with mean and standard deviation, numbers as they are.
     *
     * @return a new table
     */
    public Table table() {
        return SweepTable.of(this);
    }

    String mainColumn() {
        return points.stream()
                .map(Point::result)
                .filter(Run.class::isInstance)
                .map(r -> ((Run) r).mainColumn())
                .findFirst()
                .orElse("");
    }

    /** What its numbers are. */
    String title() {
        return mainColumn().isEmpty() ? "mean" : "last " + mainColumn();
    }

    String counts() {
        String what = mainColumn().isEmpty() ? "values" : "runs";
        return points.size() + " of " + asked + " " + what + (failed() == 0 ? "" : ", " + failed() + " failed")
                + (cutShort() == 0 ? "" : ", " + cutShort() + " of them cut short");
    }

    /** One line: how many results, how many failed or were cut short, mean ± standard deviation of the complete runs. */
    @Override
    public String toString() {
        String main = mainColumn();
        double[] last = main.isEmpty() ? new double[0] : Spread.ends(this, main);
        return counts()
                + (last.length == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", last %s = %.4g ± %.2g", main, Moments.mean(last), Moments.std(last)));
    }
}
