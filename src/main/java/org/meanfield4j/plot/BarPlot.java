package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.Band;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * Bars over named categories, side by side when there are several series. Made by {@link Plots#bars}; every method
 * returns this builder.
 */
public final class BarPlot implements Plot {
    /** Bars, and how far error bars reach above and below them; empty without. */
    private record Series(String name, double[] values, double[] above, double[] below) {
        private double[] lower() {
            double[] low = values.clone();
            for (int i = 0; i < below.length; i++) {
                low[i] -= below[i];
            }
            return low;
        }
    }

    private final String title;
    private final List<String> categories;
    private final List<Series> series = new ArrayList<>();
    private String xLabel = "";
    private String yLabel = "";
    private boolean logY;

    BarPlot(String title, List<String> categories) {
        Check.notEmpty("categories", categories.size());
        if (categories.stream().distinct().count() < categories.size()) {
            throw new IllegalArgumentException("categories = " + categories + " must be distinct");
        }
        this.title = title;
        this.categories = List.copyOf(categories);
    }

    /**
     * Labels the x axis.
     *
     * @param label what the categories are
     * @return this
     */
    public BarPlot x(String label) {
        xLabel = label;
        return this;
    }

    /**
     * Labels the y axis.
     *
     * @param label what is measured, with its unit
     * @return this
     */
    public BarPlot y(String label) {
        yLabel = label;
        return this;
    }

    /**
     * Makes the y axis logarithmic; dots then take the place of the bars, since a length on such an axis says nothing.
     *
     * @return this
     */
    public BarPlot logY() {
        logY = true;
        return this;
    }

    /**
     * Adds a series.
     *
     * @param name its name in the legend
     * @param values one per category
     * @return this
     * @throws IllegalArgumentException if the length differs from the number of categories
     */
    public BarPlot bars(String name, double... values) {
        return bars(name, values, null);
    }

    /**
     * Adds a series with error bars value ± std.
     *
     * @param name its name in the legend
     * @param values one per category
     * @param std one per category, not negative
     * @return this
     * @throws IllegalArgumentException if a length differs from the number of categories
     */
    public BarPlot bars(String name, double[] values, double[] std) {
        Check.sameLength(
                "values of '" + name + "'", Require.given("values", values).length, "categories", categories.size());
        if (std != null) {
            Check.sameLength("std of '" + name + "'", std.length, "categories", categories.size());
        }
        double[] errors = std == null ? new double[0] : std.clone();
        series.add(new Series(name, values.clone(), errors, errors));
        return this;
    }

    /**
     * Adds the medians of some values as bars, with error bars from the lower to the upper quartile: for runs of which a few
     * end elsewhere.
     *
     * @param name its name in the legend
     * @param values those of each category, shape [n] [any, at least one]
     * @return this
     * @throws IllegalArgumentException if there are not as many as categories, or none in one of them
     */
    public BarPlot quartiles(String name, double[]... values) {
        Check.sameLength(
                "values of '" + name + "'", Require.given("values", values).length, "categories", categories.size());
        Quartiles of = Quartiles.of(name, values);
        double[] medians = of.median();
        double[] above = of.upper();
        double[] below = of.lower();
        for (int i = 0; i < medians.length; i++) {
            above[i] -= medians[i];
            below[i] = medians[i] - below[i];
        }
        series.add(new Series(name, medians, above, below));
        return this;
    }

    /**
     * Adds a series with error bars mean ± std.
     *
     * @param name its name in the legend
     * @param band one point per category
     * @return this
     * @throws IllegalArgumentException if its length differs from the number of categories
     */
    public BarPlot bars(String name, Band band) {
        return bars(name, Require.given("band", band).mean(), band.std());
    }

    /**
     * Adds a series mean ± std for each value of a column of recorded means, ascending, named after it.
     *
     * <pre>{@code
     * Plots.bars("Steps", "1/η", "0.1/η").bars("η =", recorded("steps").mean("error").by("variant"), "temperature")
     * }</pre>
     *
     * @param prefix before the value or its label, e.g. {@code "η ="}; may be empty
     * @param mean a function of another column, with one value per category
     * @param column the name of the column that tells the series apart
     * @return this
     * @throws IllegalArgumentException if there is no such column, the mean is a function of none, or it has not as many
     *     values as there are categories
     */
    public BarPlot bars(String prefix, RecordedResult.Mean mean, String column) {
        SweepLines.apart(prefix, mean, column, (name, each) -> bars(name, each.band()));
        return this;
    }

    /**
     * Adds mean ± std of the last values of a column, over the runs of each inner sweep.
     *
     * @param name its name in the legend
     * @param sweep one sweep of runs per category
     * @param column a column of the runs' histories
     * @return this
     * @throws IllegalArgumentException if the results are no sweeps, or not as many as there are categories
     */
    public BarPlot bars(String name, Sweep<?, ? extends Sweep<?, ?>> sweep, String column) {
        return bars(name, Require.given("sweep", sweep).band(column));
    }

    @Override
    public Figure figure() {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("bars '" + title + "' hold no series; add one with bars(name, values)");
        }
        Chart chart = new Chart(title);
        Map<String, Object> x = Tree.map("type", "category", "categoryarray", categories, "showgrid", false);
        x.put("title", Tree.map("text", xLabel));
        chart.axis("xaxis").putAll(x);
        chart.axis("yaxis").putAll(Tree.map("type", logY ? "log" : "linear", "title", Tree.map("text", yLabel)));
        for (int i = 0; i < series.size(); i++) {
            Series s = series.get(i);
            chart.traces.add(Shape.Bars.trace(s.name, categories, s.values, s.above, s.below, Theme.series(i), logY));
        }
        Hidden.tell(
                chart,
                false,
                logY,
                series.stream()
                        .map(s -> new double[][] {null, s.values, s.lower()})
                        .toList());
        return new Figure(Composition.of(chart));
    }
}
