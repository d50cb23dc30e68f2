package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.ColorBar;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.TraceColors;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Marker;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;
import org.meanfield4j.plot.internal.tree.Words;

/**
 * One heat map, or several side by side on one colour scale. Made by {@link Plots#heatmap} and {@link Plots#heatmaps};
 * every method returns this builder. Row 0 is at the top, as in a matrix, unless {@link #upwards} is asked for. NaN is
 * a blank cell.
 */
public final class HeatMaps implements Plot {
    private final String title;
    private final List<String> names;
    private final int rows;
    private final int cols;
    private final double[][] values;
    private String xLabel = "";
    private String yLabel = "";
    private String unit = "";
    private List<?> xs = List.of();
    private List<?> ys = List.of();
    private boolean upwards;
    private boolean signed;
    private boolean annotated;
    private double[] range;
    private final List<Double> levels = new ArrayList<>();
    private final List<double[][]> paths = new ArrayList<>();

    HeatMaps(String title, List<String> names, int rows, int cols, double[][] values) {
        if (rows < 1 || cols < 1) {
            throw new IllegalArgumentException("shape = " + rows + " x " + cols + " must have positive sides");
        }
        this.names = Require.all("names", names);
        List<double[]> panels = Require.all("values", values);
        Check.sameLength("names", names.size(), "values", panels.size());
        Check.notEmpty("values", panels.size());
        for (double[] panel : panels) {
            if (panel.length != (long) rows * cols) {
                throw new IllegalArgumentException("values has " + panel.length + " values for the shape " + rows
                        + " x " + cols + "; give one per cell, row by row");
            }
        }
        this.title = title;
        this.rows = rows;
        this.cols = cols;
        this.values = panels.stream().map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * Labels the x axis.
     *
     * @param label what the columns are
     * @return this
     */
    public HeatMaps x(String label) {
        xLabel = label;
        return this;
    }

    /**
     * Labels the y axis.
     *
     * @param label what the rows are
     * @return this
     */
    public HeatMaps y(String label) {
        yLabel = label;
        return this;
    }

    /**
     * Places the columns on a number line.
     *
     * @param centres the middle of each column, shape [cols]; a cell ends half way to the next one
     * @return this
     * @throws IllegalArgumentException if the length differs from the number of columns
     */
    public HeatMaps xs(double... centres) {
        Check.sameLength("xs", Require.given("xs", centres).length, "a row", cols);
        xs = Tree.numbers(centres);
        return this;
    }

    /**
     * Names the columns.
     *
     * @param columnNames distinct, one per column
     * @return this
     * @throws IllegalArgumentException if the length differs from the number of columns
     */
    public HeatMaps xs(String... columnNames) {
        Check.sameLength("xs", Require.all("columnNames", columnNames).size(), "a row", cols);
        xs = List.of(columnNames);
        return this;
    }

    /**
     * Places the rows on a number line.
     *
     * @param centres the middle of each row, shape [rows]; a cell ends half way to the next one
     * @return this
     * @throws IllegalArgumentException if the length differs from the number of rows
     */
    public HeatMaps ys(double... centres) {
        Check.sameLength("ys", Require.given("ys", centres).length, "a column", rows);
        ys = Tree.numbers(centres);
        return this;
    }

    /**
     * Names the rows.
     *
     * @param rowNames distinct, one per row
     * @return this
     * @throws IllegalArgumentException if the length differs from the number of rows
     */
    public HeatMaps ys(String... rowNames) {
        Check.sameLength("ys", Require.all("rowNames", rowNames).size(), "a column", rows);
        ys = List.of(rowNames);
        return this;
    }

    /**
     * Labels the colour bar.
     *
     * @param label what the colour measures, with its unit
     * @return this
     */
    public HeatMaps colors(String label) {
        unit = label;
        return this;
    }

    /**
     * Puts row 0 at the bottom, for functions of two numbers.
     *
     * @return this
     */
    public HeatMaps upwards() {
        upwards = true;
        return this;
    }

    /**
     * Takes the colour scale for signed values: white at zero, vermillion below, blue above.
     *
     * @return this
     */
    public HeatMaps signed() {
        signed = true;
        return this;
    }

    /**
     * Writes the value into each cell, with three significant digits.
     *
     * @return this
     */
    public HeatMaps annotated() {
        annotated = true;
        return this;
    }

    /**
     * Fixes the range of the colours; without it the data of all panels decide.
     *
     * @param low value of the first colour
     * @param high value of the last colour
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public HeatMaps range(double low, double high) {
        range = Check.range("range", low, high);
        return this;
    }

    /**
     * Draws the line on which the values have a level.
     *
     * @param level the value on the line, finite
     * @return this
     * @throws IllegalArgumentException if the level is not finite
     */
    public HeatMaps contour(double level) {
        if (!Double.isFinite(level)) {
            throw new IllegalArgumentException("level = " + level + " must be finite; it is a value of the map");
        }
        levels.add(level);
        return this;
    }

    /**
     * Draws a path over the map, or over each of them, with a dot at its start and a larger one at its end.
     *
     * @param x where it goes, in the numbers of {@link #xs(double...)}, or columns from 0; shape [n]
     * @param y shape [n]
     * @return this
     * @throws IllegalArgumentException if the lengths differ or are zero
     */
    public HeatMaps path(double[] x, double[] y) {
        Check.sameLength("y of the path", Require.given("y", y).length, "x", Require.given("x", x).length);
        Check.notEmpty("x of the path", x.length);
        paths.add(new double[][] {x.clone(), y.clone()});
        return this;
    }

    @Override
    public Figure figure() {
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            charts.add(chart(i));
        }
        return new Figure(Composition.shared(title, charts));
    }

    private Chart chart(int index) {
        Chart chart = new Chart(values.length == 1 ? title : names.get(index));
        chart.axis("xaxis").putAll(axis(xLabel, cols, xs));
        Map<String, Object> vertical = axis(yLabel, rows, ys);
        if (!upwards) {
            vertical.put("autorange", "reversed");
        }
        chart.axis("yaxis").putAll(vertical);
        chart.traces.add(Shape.Cells.trace(null, cols, values[index], xs, ys, 0));
        chart.colors = colorAxis();
        for (double level : levels) {
            Trace line = Contour.of(places("x", xs, cols), places("y", ys, rows), values[index], level)
                    .lines(Theme.INK, Theme.LINE_WIDTH);
            chart.traces.add(line.withName("contour at " + Words.number(level)));
        }
        for (double[][] path : paths) {
            double[] sizes = new double[path[0].length];
            sizes[0] = 6;
            sizes[sizes.length - 1] = 9;
            chart.traces.add(Curve.points(
                            "path",
                            path[0],
                            path[1],
                            Theme.ARROW,
                            "lines+markers",
                            Marker.of(sizes, new double[0], 0),
                            null)
                    .withNamed(false));
        }
        if (annotated) {
            annotate(chart, values[index]);
        }
        return chart;
    }

    private Map<String, Object> colorAxis() {
        double[] ends = range;
        if (ends == null && signed) {
            double largest = 0;
            for (double[] panel : values) {
                for (double v : panel) {
                    largest = Double.isFinite(v) ? Math.max(largest, Math.abs(v)) : largest;
                }
            }
            ends = largest > 0 ? new double[] {-largest, largest} : null;
        }
        return ColorBar.colors(signed ? Colors.SIGNED : Colors.MAGNITUDE, unit, ends);
    }

    private void annotate(Chart chart, double[] panel) {
        double[] ends = TraceColors.range(chart);
        List<?> scale = Tree.list(chart.colors, "colorscale");
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                double v = panel[r * cols + c];
                if (Double.isFinite(v)) {
                    boolean light = Colors.light(Colors.at(scale, (v - ends[0]) / (ends[1] - ends[0])));
                    chart.note(Words.number(v), place(xs, c), place(ys, r), light);
                }
            }
        }
    }

    /** Where a cell is; its number among named ones, since Plotly takes a name such as 0.05 for a place. */
    private static Object place(List<?> given, int cell) {
        return given.isEmpty() || given.get(cell) instanceof String ? (Object) cell : given.get(cell);
    }

    private static double[] places(String axis, List<?> given, int cells) {
        if (given.stream().anyMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(axis + "s = " + given
                    + " must be numbers for a contour; place the cells with " + axis + "s(double...)");
        }
        double[] places = Tree.reals(given);
        return given.isEmpty() ? IntStream.range(0, cells).asDoubleStream().toArray() : places;
    }

    /** Whole numbers as ticks when the cells have neither names nor places. */
    private static Map<String, Object> axis(String label, int cells, List<?> given) {
        Map<String, Object> axis = new LinkedHashMap<>();
        if (!label.isBlank()) {
            axis.put("title", Tree.map("text", label));
        }
        axis.put("showgrid", false);
        if (given.isEmpty() && cells <= 10) {
            axis.put("dtick", 1);
        }
        return axis;
    }
}
