package org.meanfield4j.plot;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.geometry.GraphGeometry;
import org.meanfield4j.core.geometry.GridGeometry;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Words;

/**
 * Factories for figures, one per kind of picture. Each returns a small builder; {@code show(builder)} draws it, and
 * {@link Plot#figure()} makes the immutable {@link Figure}.
 *
 * <pre>{@code
 * show(Plots.lines("Exploitability").x("outer step k").y("exploitability").logY()
 *         .line("MF-TRPO", steps, values)
 *         .guide("1/k", -1));
 * }</pre>
 */
public final class Plots {
    private Plots() {}

    /**
     * Curves, points, bands, guides and reference lines.
     *
     * @param title above the picture
     * @return an empty builder
     */
    public static Lines lines(String title) {
        return new Lines(title);
    }

    /**
     * Points; add a line to compare with by {@link Lines#line}, {@link Lines#guide} or {@link Lines#dashed}.
     *
     * @param title above the picture
     * @param name the name of the points in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return a builder that holds the points
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public static Lines scatter(String title, String name, double[] xs, double[] ys) {
        return new Lines(title).points(name, xs, ys);
    }

    /**
     * Columns of a history over its first column, on a logarithmic y axis.
     *
     * @param history the record of a run
     * @param columns which columns; at least one
     * @return a builder that holds one line per column
     * @throws IllegalArgumentException if the history is empty or lacks a column
     */
    public static Lines convergence(History history, String... columns) {
        Check.notEmpty("columns", Require.all("columns", columns).size());
        String iteration = Require.given("history", history).columns().get(0);
        Lines lines = new Lines(columns.length == 1 ? columns[0] : String.join(", ", columns));
        for (String column : columns) {
            lines.line(column, history.column(iteration), history.column(column));
        }
        return lines.x(iteration).y(columns.length == 1 ? columns[0] : "").logY();
    }

    /**
     * The main column of runs over their iterations, on a logarithmic y axis. Each is named by its solver and by what
     * tells it from the others: settings, seed, game.
     *
     * <pre>{@code
     * show(Plots.convergence(ExactMfTrpo.defaults().solve(game), OnlineMirrorDescent.defaults().solve(game)));
     * }</pre>
     *
     * @param run what a solver returned
     * @param others what it is compared with
     * @return a builder that holds a line per run
     * @throws IllegalArgumentException if a run has no complete iteration, or another main column or x axis than the
     *     others
     */
    public static Lines convergence(Run run, Run... others) {
        Require.given("run", run);
        if (Require.all("others", others).isEmpty()) {
            return convergence(run.history(), run.mainColumn());
        }
        List<Run> runs = Stream.concat(Stream.of(run), Stream.of(others)).toList();
        List<String> names = RunNames.of(runs);
        Lines lines = new Lines(run.mainColumn()).logY();
        for (int i = 0; i < runs.size(); i++) {
            lines.runs(names.get(i), runs.get(i));
        }
        return lines;
    }

    /**
     * A column that all runs have, over their iterations, on a logarithmic y axis; named as by
     * {@link #convergence(Run, Run...)}.
     *
     * @param column the name of a column, such as {@code Metrics.EXPLOITABILITY}
     * @param runs at least one
     * @return a builder that holds a line per run
     * @throws IllegalArgumentException if a run has no complete iteration, lacks the column or has another x axis
     */
    public static Lines convergence(String column, Run... runs) {
        Require.given("column", column);
        Check.notEmpty("runs", Require.all("runs", runs).size());
        List<String> names = RunNames.of(List.of(runs));
        Lines lines = new Lines(column).logY();
        for (int i = 0; i < runs.length; i++) {
            lines.run(names.get(i), runs[i], column, false);
        }
        return lines;
    }

    /**
     * The main column of the runs of a sweep over their iterations, on a logarithmic y axis: of runs under several seeds
     * mean ± std, of sweeps over seeds mean ± std at each value, of other runs a line for each value.
     *
     * <pre>{@code
     * show(Plots.convergence(Sweep.over(new double[] {0.1, 0.3}, eta ->
     *         Sweep.seeds(1, 10, seed -> sampled.withTemperature(eta).withSeed(seed).solve(game))).named("temperature")));
     * }</pre>
     *
     * @param sweep of runs, or of sweeps of runs
     * @return a builder that holds a line or band for each
     * @throws IllegalArgumentException if no run is complete, or they have no main column in common
     */
    public static Lines convergence(Sweep<?, ?> sweep) {
        return SweepLines.of(sweep, Lines::band);
    }

    /**
     * As {@link #convergence(Sweep)}, of any column that all runs have.
     *
     * <pre>{@code
     * show(Plots.convergence("consistency error", Sweep.over(steps, b -> solver.withStepSize(b).solve(game)).named("β =")));
     * }</pre>
     *
     * @param column the name of a column
     * @param sweep of runs, or of sweeps of runs
     * @return a builder that holds a line or band for each
     * @throws IllegalArgumentException if no run is complete, or one lacks the column
     */
    public static Lines convergence(String column, Sweep<?, ?> sweep) {
        return SweepLines.of(Require.given("column", column), sweep, Lines::band);
    }

    /**
     * As {@link #convergence(Sweep)}, with medians and quartiles in place of mean ± std: for runs of which a few end
     * elsewhere.
     *
     * @param sweep of runs, or of sweeps of runs
     * @return a builder that holds a line or band for each
     * @throws IllegalArgumentException if no run is complete, or they have no main column in common
     */
    public static Lines quartiles(Sweep<?, ?> sweep) {
        return SweepLines.of(sweep, Lines::quartiles);
    }

    /**
     * As {@link #quartiles(Sweep)}, of any column that all runs have.
     *
     * @param column the name of a column
     * @param sweep of runs, or of sweeps of runs
     * @return a builder that holds a line or band for each
     * @throws IllegalArgumentException if no run is complete, or one lacks the column
     */
    public static Lines quartiles(String column, Sweep<?, ?> sweep) {
        return SweepLines.of(Require.given("column", column), sweep, Lines::quartiles);
    }

    /**
     * A function of two numbers as a heat map, worked out in parallel. A cell ends half way to the next place; where places
     * grow by a factor, map over their logarithm to give all the same width.
     *
     * <pre>{@code
     * show(Plots.map("Does it settle?", etas, steps, (eta, step) -> residual(eta, step)).contour(0.05));
     * }</pre>
     *
     * @param title above the picture
     * @param xs ascending
     * @param ys ascending
     * @param f the value at x and y; called from several threads at once
     * @return a builder that holds the map, y upwards
     * @throws IllegalArgumentException if the places are not finite and ascending
     */
    public static HeatMaps map(String title, double[] xs, double[] ys, DoubleBinaryOperator f) {
        Require.given("f", f);
        Check.ascending("xs", xs);
        Check.ascending("ys", ys);
        int cols = xs.length;
        double[] values = new double[ys.length * cols];
        Parallel.forEach(values.length, i -> values[i] = f.applyAsDouble(xs[i % cols], ys[i / cols]));
        return heatmap(title, ys.length, cols, values).xs(xs).ys(ys).upwards();
    }

    /**
     * A heat map.
     *
     * @param title above the picture
     * @param rows how many rows
     * @param cols how many columns
     * @param values row-major, shape [rows, cols]
     * @return a builder that holds the map
     * @throws IllegalArgumentException if the shape does not fit
     */
    public static HeatMaps heatmap(String title, int rows, int cols, double[] values) {
        return new HeatMaps(title, List.of(""), rows, cols, new double[][] {values});
    }

    /**
     * A sweep of whole rows as a heat map: a row for each value, named after it, and columns of the same width.
     *
     * <pre>{@code
     * var needed = Sweep.over(solvers, s -> DoubleStream.of(steps).map(b -> iterations(s, b)).toArray());
     * show(Plots.heatmap("Which steps arrive", steps, needed).annotated().colors("iterations"));
     * }</pre>
     *
     * @param title above the picture
     * @param columns what the entries of a row belong to, distinct
     * @param rows a row for each value; only complete ones are drawn
     * @return a builder that holds the map
     * @throws IllegalArgumentException if no row is complete, or one has another length than the columns
     */
    public static HeatMaps heatmap(String title, double[] columns, Sweep<?, double[]> rows) {
        List<double[]> complete = Require.given("rows", rows).results();
        Check.notEmpty("rows", complete.size());
        for (double column : Require.given("columns", columns)) {
            Require.finite("columns", column);
        }
        complete.forEach(row -> Check.sameLength("a row", row.length, "columns", columns.length));
        double[] flat = complete.stream().flatMapToDouble(DoubleStream::of).toArray();
        String[] names = DoubleStream.of(columns).mapToObj(Words::number).toArray(String[]::new);
        return heatmap(title, complete.size(), columns.length, flat).xs(names).ys(rows.labels());
    }

    /**
     * Heat maps side by side with the same axes and one colour scale.
     *
     * @param title above the picture
     * @param names one per map
     * @param rows how many rows each has
     * @param cols how many columns each has
     * @param values one array per map, row-major, shape [rows, cols]
     * @return a builder that holds the maps
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static HeatMaps heatmaps(String title, List<String> names, int rows, int cols, double[]... values) {
        return new HeatMaps(title, names, rows, cols, values);
    }

    /**
     * A law as the room that its states are.
     *
     * @param law over the states of the room
     * @param room where the states are
     * @return a builder that holds the law
     * @throws IllegalArgumentException if the sizes differ
     */
    public static GridPlot grid(Law law, GridGeometry room) {
        return new GridPlot(room, List.of(""), List.of(Require.given("law", law))).title("Law");
    }

    /**
     * Laws on the same room side by side on one colour scale.
     *
     * @param title above the picture
     * @param names one per law
     * @param laws over the states of the room
     * @param room where the states are
     * @return a builder that holds the laws
     * @throws IllegalArgumentException if the sizes differ
     */
    public static GridPlot grids(String title, List<String> names, List<Law> laws, GridGeometry room) {
        return new GridPlot(room, names, laws).title(title);
    }

    /**
     * Bars over named categories.
     *
     * @param title above the picture
     * @param categories distinct names, in order
     * @return a builder without series
     * @throws IllegalArgumentException if there is no category or one is repeated
     */
    public static BarPlot bars(String title, String... categories) {
        return new BarPlot(title, Require.all("categories", categories));
    }

    /**
     * A law on the nodes of a graph.
     *
     * @param law over the nodes
     * @param graph where the nodes are
     * @return a builder that holds the law
     * @throws IllegalArgumentException if the sizes differ
     */
    public static GraphPlot graph(Law law, GraphGeometry graph) {
        return new GraphPlot(law, graph);
    }

    /**
     * Laws on three points, in a triangle.
     *
     * @param title above the picture
     * @return an empty builder
     */
    public static SimplexPlot simplex(String title) {
        return new SimplexPlot(title);
    }

    /**
     * Figures side by side in one.
     *
     * @param title above all panels
     * @param plots figures or builders, row by row
     * @return a builder that holds the panels
     * @throws IllegalArgumentException if there is none
     */
    public static Panels panels(String title, Plot... plots) {
        return new Panels(title, Require.all("plots", plots));
    }

    /**
     * The same figure for each of several things, side by side: one method in place of near-equal panels.
     *
     * <pre>{@code
     * show(Plots.panels("Gains", List.of("exploitability", "regularised exploitability"), column ->
     *         Plots.lines(column).logY().bands("η =", recorded("mf-trpo-sampled").mean(column).by("outer step"), "temperature")));
     * }</pre>
     *
     * @param <T> the kind of thing
     * @param title above all panels
     * @param things one per panel, in order
     * @param panel the figure or builder of each
     * @return a builder that holds the panels
     * @throws IllegalArgumentException if there is none
     */
    public static <T> Panels panels(String title, Collection<T> things, Function<? super T, ? extends Plot> panel) {
        Require.given("panel", panel);
        return panels(title, Require.all("things", things).stream().map(panel).toArray(Plot[]::new));
    }

    /**
     * As {@link #panels(String, Collection, Function)}, for several numbers.
     *
     * @param title above all panels
     * @param values one per panel, in order
     * @param panel the figure or builder of each
     * @return a builder that holds the panels
     * @throws IllegalArgumentException if there is none
     */
    public static Panels panels(String title, double[] values, DoubleFunction<? extends Plot> panel) {
        Require.given("panel", panel);
        return panels(
                title,
                Arrays.stream(Require.given("values", values)).mapToObj(panel).toArray(Plot[]::new));
    }

    /**
     * Figures that follow each other: interactive with a play button and a slider, in the picture up to four of them
     * side by side. All frames get the same axes and colours.
     *
     * @param title above the picture
     * @param frames single figures or builders of the same kind, with the same number of traces
     * @param labels one per frame, e.g. {@code "t = 3"}
     * @return the figure
     * @throws IllegalArgumentException if there is no frame or the numbers of labels or traces differ
     */
    public static Figure animation(String title, List<? extends Plot> frames, List<String> labels) {
        List<Chart> charts = Require.all("frames", frames).stream()
                .map(f -> f.figure().charts().get(0))
                .toList();
        Animation animation = Animation.film(Require.all("labels", labels), charts);
        return new Figure(Composition.of(charts.get(0)).withTitle(title), animation);
    }

    /**
     * A law on a room over iterations or time.
     *
     * @param title above the picture
     * @param laws one per frame
     * @param room where the states are
     * @param labels one per frame
     * @return the figure
     * @throws IllegalArgumentException if the sizes differ
     */
    public static Figure animation(String title, List<Law> laws, GridGeometry room, List<String> labels) {
        return animation(
                title,
                Require.all("laws", laws).stream().map(law -> grid(law, room)).toList(),
                labels);
    }

    /**
     * A figure of two numbers, with a slider for each. All settings are worked out beforehand, in parallel, so that the
     * sliders move without a kernel, in a saved notebook, too; the picture shows the ends of both side by side. All
     * settings get the same axes and colours; captions, titles and hints may differ.
     *
     * <pre>{@code
     * show(Plots.sliders("η", etas, "β", betas, (eta, beta) -> {
     *     var run = solver.withTemperature(eta).withStepSize(beta).solve(room);
     *     return Plots.panels("", Plots.grid(run.law(), room).policy(run.policy()), Plots.convergence(run));
     * }));
     * }</pre>
     *
     * @param xName the first number
     * @param xs its values, at least one
     * @param yName the second number
     * @param ys its values, at least one
     * @param f the figure at x and y, of the same panels and traces at each; called from several threads at once
     * @return the figure, about as large as that of all settings in the notebook: thin out long curves
     * @throws IllegalArgumentException if there is no value, two of them have the same label of three digits, or the
     *     figures have other panels or traces
     */
    public static Figure sliders(
            String xName, double[] xs, String yName, double[] ys, BiFunction<Double, Double, ? extends Plot> f) {
        Require.given("f", f);
        List<Animation.Dial> dials = List.of(dial("xs", xName, xs), dial("ys", yName, ys));
        List<Composition> frames = Parallel.map(
                xs.length * ys.length,
                i -> f.apply(xs[i / ys.length], ys[i % ys.length]).figure().composition());
        Animation animation = new Animation(dials, frames);
        return new Figure(animation.first(), animation);
    }

    private static Animation.Dial dial(String parameter, String name, double... values) {
        Require.given("name of " + parameter, name);
        Check.notEmpty(parameter + ": " + name, Require.given(parameter, values).length);
        List<String> labels = Arrays.stream(values).mapToObj(Words::number).toList();
        if (labels.stream().distinct().count() < labels.size()) {
            throw new IllegalArgumentException(
                    name + " = " + labels + " must be distinct to three digits: they label the steps of the slider");
        }
        return new Animation.Dial(name, labels);
    }
}
