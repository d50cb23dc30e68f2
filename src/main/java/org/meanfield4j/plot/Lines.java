package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.Band;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.plot.LinesChart.Kind;
import org.meanfield4j.plot.LinesChart.Series;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Words;

/**
 * Curves, points and bands on linear or logarithmic axes. Made by {@link Plots#lines}, {@link Plots#scatter} and
 * {@link Plots#convergence}; every method returns this builder. Colours are those of Okabe and Ito and lines have four
 * styles, in the order in which series are added; more than seven series get an ordered scale. NaN is a gap; how many
 * values are not shown, because they are not positive on a logarithmic axis or beyond ±1e300, stands in the figure. Of
 * a series of more than 10⁵ points the extremes in every half pixel are drawn.
 */
public final class Lines implements Plot {
    private String title;
    private final List<Series> series = new ArrayList<>();
    private String xLabel = "";
    private String yLabel = "";
    private boolean logX;
    private boolean logY;
    private double[] xRange;
    private double[] yRange;
    private List<String> compared;
    private int style;

    Lines(String title) {
        this.title = title;
    }

    /**
     * Replaces the title.
     *
     * @param text above the picture
     * @return this
     */
    public Lines title(String text) {
        title = text;
        return this;
    }

    /**
     * Labels the x axis.
     *
     * @param label what is measured, with its unit, e.g. {@code "time (s)"}
     * @return this
     */
    public Lines x(String label) {
        xLabel = label;
        return this;
    }

    /**
     * Labels the y axis.
     *
     * @param label what is measured, with its unit
     * @return this
     */
    public Lines y(String label) {
        yLabel = label;
        return this;
    }

    /**
     * Makes the x axis logarithmic.
     *
     * @return this
     */
    public Lines logX() {
        logX = true;
        return this;
    }

    /**
     * Makes the y axis logarithmic.
     *
     * @return this
     */
    public Lines logY() {
        logY = true;
        return this;
    }

    /**
     * Fixes the range of the x axis; without it the data decide.
     *
     * @param low left end, positive on a logarithmic axis
     * @param high right end, above {@code low}
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public Lines xRange(double low, double high) {
        xRange = Check.range("xRange", low, high);
        return this;
    }

    /**
     * Fixes the range of the y axis; without it the data decide.
     *
     * @param low lower end, positive on a logarithmic axis
     * @param high upper end, above {@code low}
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public Lines yRange(double low, double high) {
        yRange = Check.range("yRange", low, high);
        return this;
    }

    /**
     * The series that follow take the colours from the first on again, their lines in the next style and their points in
     * the next symbol: colour then tells one thing, such as the temperature, and style another, such as the metric.
     *
     * <pre>{@code
     * lines.line("gain, η = 0.05", x, a).line("gain, η = 0.3", x, b).nextStyle()
     *      .line("distance, η = 0.05", x, c).line("distance, η = 0.3", x, d)
     * }</pre>
     *
     * @return this
     */
    public Lines nextStyle() {
        style++;
        return this;
    }

    /**
     * Adds a line.
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines line(String name, double[] xs, double[] ys) {
        return add(Kind.LINE, name, xs, ys);
    }

    /**
     * Adds a line over 0, 1, 2, …
     *
     * @param name its name in the legend
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if there is no value
     */
    public Lines line(String name, double[] ys) {
        double[] xs = new double[Require.given("ys", ys).length];
        Arrays.setAll(xs, i -> i);
        return line(name, xs, ys);
    }

    /**
     * Adds a line of a function at given places.
     *
     * <pre>{@code
     * .line("gain", players, n -> gap.among((long) n))
     * }</pre>
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param f y of x
     * @return this
     * @throws IllegalArgumentException if there is no place
     */
    public Lines line(String name, double[] xs, DoubleUnaryOperator f) {
        return line(name, xs, at(xs, f));
    }

    /**
     * Adds points of a function at given places.
     *
     * @param name their name in the legend
     * @param xs shape [n]
     * @param f y of x
     * @return this
     * @throws IllegalArgumentException if there is no place
     */
    public Lines points(String name, double[] xs, DoubleUnaryOperator f) {
        return points(name, xs, at(xs, f));
    }

    private static double[] at(double[] xs, DoubleUnaryOperator f) {
        Check.notEmpty("xs", Require.given("xs", xs).length);
        return Arrays.stream(xs).map(Require.given("f", f)).toArray();
    }

    /**
     * Adds a line over 0, 1, 2, … for each value of a sweep, named after it.
     *
     * <pre>{@code
     * Plots.lines("Slopes").logY().line(Sweep.over(grids, n -> solver.solve(on(n)).inner().column(K)).named("N ="))
     * }</pre>
     *
     * @param rows a row for each value; only complete ones are drawn
     * @return this
     * @throws IllegalArgumentException if no row is complete or one is empty
     */
    public Lines line(Sweep<?, double[]> rows) {
        return SweepLines.each(this, rows, this::line);
    }

    /**
     * Adds a line for each value of a sweep, named after it.
     *
     * @param xs shape [n]
     * @param rows a row of shape [n] for each value; only complete ones are drawn
     * @return this
     * @throws IllegalArgumentException if no row is complete or the lengths differ
     */
    public Lines line(double[] xs, Sweep<?, double[]> rows) {
        return SweepLines.each(this, rows, (name, ys) -> line(name, xs, ys));
    }

    /**
     * Adds a dashed line, e.g. what theory predicts beside what was measured.
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines dashed(String name, double[] xs, double[] ys) {
        return add(Kind.DASHED, name, xs, ys);
    }

    /**
     * Adds points without a line.
     *
     * @param name their name in the legend
     * @param xs shape [n]
     * @param ys shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines points(String name, double[] xs, double[] ys) {
        return add(Kind.POINTS, name, xs, ys);
    }

    /**
     * Adds points for each value of a sweep, named after it.
     *
     * @param xs shape [n]
     * @param rows a row of shape [n] for each value; only complete ones are drawn
     * @return this
     * @throws IllegalArgumentException if no row is complete or the lengths differ
     */
    public Lines points(double[] xs, Sweep<?, double[]> rows) {
        return SweepLines.each(this, rows, (name, ys) -> points(name, xs, ys));
    }

    /**
     * Adds a line with the band mean ± std around it. On a logarithmic y axis a lower edge that is not positive is
     * drawn at the smallest positive value of the band.
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param mean shape [n]
     * @param std half the height of the band, shape [n], not negative
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero, or a spread is negative
     */
    public Lines band(String name, double[] xs, double[] mean, double[] std) {
        Check.sameLength(
                "std of '" + name + "'", Require.given("std", std).length, "mean", Require.given("mean", mean).length);
        for (double s : std) {
            if (s < 0) {
                throw new IllegalArgumentException(
                        "std of '" + name + "' = " + s + " must not be negative; give standard deviations");
            }
        }
        double[] low = new double[mean.length];
        double[] high = new double[mean.length];
        Arrays.setAll(low, i -> mean[i] - std[i]);
        Arrays.setAll(high, i -> mean[i] + std[i]);
        return band(name, xs, mean, low, high, name == null || name.contains("±") ? name : name + " ± std");
    }

    /**
     * Adds the median of some values as a line, with the band between their quartiles around it: for runs of which a few
     * end elsewhere.
     *
     * <pre>{@code
     * .quartiles("ten seeds", x, IntStream.range(0, x.length).mapToObj(i -> valuesAt(i)).toArray(double[][]::new))
     * }</pre>
     *
     * @param name its name in the legend
     * @param xs shape [n]
     * @param values those at each x, shape [n] [any, at least one]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public Lines quartiles(String name, double[] xs, double[]... values) {
        Quartiles of = Quartiles.of(name, values);
        return band(name, xs, of.median(), of.lower(), of.upper(), name + ", quartiles");
    }

    /**
     * Adds the median of a column over the runs of a sweep, with the band between the quartiles; runs that were cut short
     * are left out.
     *
     * @param name its name in the legend
     * @param sweep a sweep of runs, drawn over their iterations, or a sweep of sweeps, drawn over its values
     * @param column a column of the runs' histories
     * @return this
     * @throws IllegalArgumentException if no run is complete, or one has no such column
     */
    public Lines quartiles(String name, Sweep<?, ?> sweep, String column) {
        SortedMap<Double, double[]> spread = Require.given("sweep", sweep).spread(column);
        return quartiles(
                name,
                spread.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                spread.values().toArray(double[][]::new));
    }

    private Lines band(String name, double[] xs, double[] middle, double[] low, double[] high, String area) {
        return add(Kind.BAND, name, xs, middle, new double[][] {low, high}, area);
    }

    /**
     * Adds a line with the band mean ± std around it.
     *
     * @param name its name in the legend
     * @param band such as {@code recorded("…").mean("exploitability").by("samples").band()}
     * @return this
     * @throws IllegalArgumentException if the band is empty
     */
    public Lines band(String name, Band band) {
        return band(name, Require.given("band", band).x(), band.mean(), band.std());
    }

    /**
     * Adds mean ± std of a recorded column.
     *
     * @param name its name in the legend
     * @param mean such as {@code recorded("…").mean("exploitability").by("samples")}
     * @return this
     * @throws IllegalArgumentException if {@code by} did not say over what
     */
    public Lines band(String name, RecordedResult.Mean mean) {
        return band(name, Require.given("mean", mean).band());
    }

    /**
     * Adds mean ± std of a column over the runs of a sweep; runs that were cut short are left out.
     *
     * @param name its name in the legend
     * @param sweep a sweep of runs, drawn over their iterations, or a sweep of sweeps, drawn over its values
     * @param column a column of the runs' histories
     * @return this
     * @throws IllegalArgumentException if no run is complete, or one has no such column
     */
    public Lines band(String name, Sweep<?, ?> sweep, String column) {
        return band(name, Require.given("sweep", sweep).band(column));
    }

    /**
     * Adds a band for each value of a column of recorded means, ascending, named after it.
     *
     * <pre>{@code
     * Plots.lines("More noise").bands("σ =", recorded("runs").mean("error").by("iteration").where("n", 100), "sigma")
     * }</pre>
     *
     * @param prefix before the value or its label, e.g. {@code "σ ="}; may be empty
     * @param mean a function of another column
     * @param column the name of the column that tells the bands apart
     * @return this
     * @throws IllegalArgumentException if there is no such column, or the mean is a function of none
     */
    public Lines bands(String prefix, RecordedResult.Mean mean, String column) {
        SweepLines.apart(prefix, mean, column, this::band);
        return this;
    }

    /**
     * Adds a line per column: where the runs of a sweep end, over its values.
     *
     * <pre>{@code
     * Plots.lines("First order").logX().logY().ends(Sweep.over(grids, n -> solver.solve(on(n))), "slope", "intercepts")
     * }</pre>
     *
     * @param sweep over numbers, of runs or of sweeps of runs, whose means count
     * @param columns of the runs' histories, and names of the lines
     * @return this
     * @throws IllegalArgumentException if there is no complete run, the values are no numbers or a column is missing
     */
    public Lines ends(Sweep<?, ?> sweep, String... columns) {
        Check.notEmpty("columns", Require.all("columns", columns).size());
        for (String column : columns) {
            line(column, Require.given("sweep", sweep).x(), sweep.last(column));
        }
        return this;
    }

    /**
     * Adds the main column of runs over their iterations, all in one colour with one entry of the legend.
     *
     * <pre>{@code
     * show(Plots.lines("Two methods, three seeds each").logY().runs("MF-TRPO", a, b, c).runs("mirror descent", d, e, f));
     * }</pre>
     *
     * @param name their name in the legend
     * @param runs at least one
     * @return this
     * @throws IllegalArgumentException if a run has no row, or another main column or x axis than the runs before it
     */
    public Lines runs(String name, Run... runs) {
        Check.notEmpty("runs of '" + name + "'", Require.all("runs", runs).size());
        for (int i = 0; i < runs.length; i++) {
            run(name, runs[i], runs[i].mainColumn(), i > 0);
        }
        return this;
    }

    /**
     * Adds the main column of the runs of a sweep over their iterations, all in one colour with one entry of the legend.
     *
     * @param name their name in the legend
     * @param sweep of runs; only complete ones are drawn
     * @return this
     * @throws IllegalArgumentException as {@link #runs(String, Run...)}
     */
    public Lines runs(String name, Sweep<?, ? extends Run> sweep) {
        return runs(name, Require.given("sweep", sweep).results().toArray(Run[]::new));
    }

    /** One run; what it shows must be what the runs before it show. */
    void run(String name, Run run, String y, boolean again) {
        History h = run.history();
        String x = h.columns().get(0);
        List<String> shown = List.of(y, x);
        compared = compared == null ? shown : compared;
        if (!shown.equals(compared)) {
            throw new IllegalArgumentException("run '" + name + "' has '" + y + "' over '" + x
                    + "', the runs before it have '" + compared.get(0) + "' over '" + compared.get(1)
                    + "'; choose a column of both with Plots.convergence(column, runs)");
        }
        add(again ? Kind.AGAIN : Kind.LINE, name, h.column(x), h.column(y));
        xLabel = xLabel.isBlank() ? x : xLabel;
        yLabel = yLabel.isBlank() ? y : yLabel;
    }

    /**
     * Adds one column of a history over another.
     *
     * @param history e.g. {@code run.history()}
     * @param x name of a column
     * @param y name of a column, and of the line
     * @return this
     * @throws IllegalArgumentException if there is no such column or no row
     */
    public Lines series(History history, String x, String y) {
        return series(y, history, x, y);
    }

    /**
     * Adds one column of a history over another.
     *
     * @param name its name in the legend
     * @param history e.g. {@code run.history()}
     * @param x name of a column
     * @param y name of a column
     * @return this
     * @throws IllegalArgumentException if there is no such column or no row
     */
    public Lines series(String name, History history, String x, String y) {
        return line(name, Require.given("history", history).column(x), history.column(y));
    }

    /**
     * Adds the dashed curve of a function on a fine grid of its own, e.g. what theory predicts.
     *
     * <pre>{@code
     * .fn("0.9 η", eta -> 0.9 * eta, 0.02, 1)
     * }</pre>
     *
     * @param name its name in the legend
     * @param f y of x; where it is not finite there is a gap
     * @param low left end, positive on a logarithmic axis
     * @param high right end, above {@code low}
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public Lines fn(String name, DoubleUnaryOperator f, double low, double high) {
        Require.given("f", f);
        series.add(new Series(
                Kind.FUNCTION, name, Check.range("ends of '" + name + "'", low, high), null, null, f, style));
        return this;
    }

    /**
     * Adds a guide named after its slope.
     *
     * @param slope as for {@link #guide(String, double)}
     * @return this
     */
    public Lines guide(double slope) {
        return guide("slope " + Words.number(Require.finite("slope", slope)), slope);
    }

    /**
     * Adds a guide through the middle of a series.
     *
     * @param name its name in the legend, e.g. {@code "1/L²"}
     * @param slope as for {@link #guide(String, double)}
     * @param through the name of the series
     * @return this
     */
    public Lines guide(String name, double slope, String through) {
        Require.finite("slope of guide '" + name + "'", slope);
        series.add(new Series(Kind.GUIDE, name, new double[] {slope}, new double[0], null, through, style));
        return this;
    }

    /**
     * Adds a reference line named after its value.
     *
     * @param value where it is
     * @return this
     * @throws IllegalArgumentException if the value is not finite
     */
    public Lines reference(double value) {
        return reference(Words.number(value), value);
    }

    /**
     * Adds a grey dotted line, with wider gaps the second time, of given slope through the middle of the first series, to compare a rate with. On two
     * logarithmic axes it is y = c·x^slope, on a logarithmic y axis y = c·e^(slope·x), on linear axes y = c + slope·x;
     * c is the least-squares fit to the first series.
     *
     * @param name its name in the legend, e.g. {@code "1/L²"}
     * @param slope e.g. −2
     * @return this
     */
    public Lines guide(String name, double slope) {
        return guide(name, slope, null);
    }

    /**
     * Adds a grey horizontal line: dashed, the second one dash-dotted, the third one in long dashes.
     *
     * @param name its name in the legend; the value is written beside it in the text rendering
     * @param value where it is
     * @return this
     * @throws IllegalArgumentException if the value is not finite
     */
    public Lines reference(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("reference '" + name + "' = " + value + " must be finite");
        }
        series.add(new Series(Kind.REFERENCE, name, new double[0], new double[] {value}, null, null, style));
        return this;
    }

    private Lines add(Kind kind, String name, double[] xs, double[] ys) {
        return add(kind, name, xs, ys, null, null);
    }

    private Lines add(Kind kind, String name, double[] xs, double[] ys, double[][] edges, String area) {
        Check.sameLength("ys of '" + name + "'", Require.given("ys", ys).length, "xs", Require.given("xs", xs).length);
        Check.notEmpty("ys of '" + name + "'", ys.length);
        series.add(new Series(kind, name, xs.clone(), ys.clone(), edges, area, style));
        return this;
    }

    @Override
    public Figure figure() {
        return new Figure(Composition.of(chart()));
    }

    private Chart chart() {
        LinesChart lines = new LinesChart(series, logX, logY, style);
        if (lines.empty()) {
            throw new IllegalArgumentException("lines '" + title + "' hold no series; add one with line(name, xs, ys)");
        }
        Chart chart = new Chart(title);
        chart.axis("xaxis").putAll(Axes.of(xLabel, logX, xRange, "xRange"));
        chart.axis("yaxis").putAll(Axes.of(yLabel, logY, yRange, "yRange"));
        lines.draw(chart);
        return chart;
    }
}
