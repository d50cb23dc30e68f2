package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Marker;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;
import org.meanfield4j.plot.internal.tree.Words;

/**
 * Laws on three points as points of a triangle: each corner is a point mass, the middle is the uniform law. Made by
 * {@link Plots#simplex}; every method returns this builder.
 */
public final class SimplexPlot implements Plot {
    private static final double HEIGHT = 0.5 * Math.sqrt(3);
    private static final double SUM_TOLERANCE = 1e-6;

    private record Path(String name, double[][] points, boolean line) {}

    private final String title;
    private final List<Path> paths = new ArrayList<>();
    private String[] corners = {"state 0", "state 1", "state 2"};

    SimplexPlot(String title) {
        this.title = title;
    }

    /**
     * Names the corners.
     *
     * @param first the left corner, the point mass (1, 0, 0)
     * @param second the right corner, (0, 1, 0)
     * @param third the top, (0, 0, 1)
     * @return this
     */
    public SimplexPlot corners(String first, String second, String third) {
        corners = new String[] {first, second, third};
        return this;
    }

    /**
     * Adds a path with a dot at its start and a larger one at its end.
     *
     * @param name its name in the legend
     * @param points laws, shape [n, 3]
     * @return this
     * @throws IllegalArgumentException if a row is no law on three points
     */
    public SimplexPlot trajectory(String name, double[]... points) {
        Require.all("points", points);
        return add(name, points, true);
    }

    /**
     * Adds a path of laws, e.g. {@code run.laws()}, with a dot at its start and a larger one at its end.
     *
     * @param name its name in the legend
     * @param laws on three points
     * @return this
     * @throws IllegalArgumentException if a law has another size
     */
    public SimplexPlot trajectory(String name, List<Law> laws) {
        return trajectory(
                name, Require.all("laws", laws).stream().map(Law::toArray).toArray(double[][]::new));
    }

    /**
     * Adds a single law, e.g. an equilibrium.
     *
     * @param name its name in the legend
     * @param law shape [3]
     * @return this
     * @throws IllegalArgumentException if it is no law on three points
     */
    public SimplexPlot point(String name, double... law) {
        return add(name, new double[][] {Require.given("law", law)}, false);
    }

    private SimplexPlot add(String name, double[][] points, boolean line) {
        Check.notEmpty("points of '" + name + "'", points.length);
        double[][] copy = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            double[] p = points[i];
            Check.sameLength("point " + i + " of '" + name + "'", p.length, "a law on three points", 3);
            double sum = p[0] + p[1] + p[2];
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE) || Math.min(p[0], Math.min(p[1], p[2])) < -SUM_TOLERANCE) {
                throw new IllegalArgumentException("point " + i + " of '" + name + "' = (" + p[0] + ", " + p[1] + ", "
                        + p[2] + ") must be non-negative with sum 1");
            }
            copy[i] = p.clone();
        }
        paths.add(new Path(name, copy, line));
        return this;
    }

    @Override
    public Figure figure() {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(
                    "simplex '" + title + "' is empty; add trajectory(name, points) or point(name, law)");
        }
        Chart chart = new Chart(title);
        double[] across = {-0.1, 1.1};
        double[] up = {-0.1, HEIGHT + 0.1};
        chart.aspect = (across[1] - across[0]) / (up[1] - up[0]);
        chart.axis("xaxis").putAll(Axes.hidden(across));
        chart.axis("yaxis").putAll(Axes.hidden(up));
        chart.axes.values().forEach(axis -> axis.put("showline", false));
        chart.traces.add(grid());
        chart.traces.add(
                new Polygons().add(0, 0).add(1, 0).add(0.5, HEIGHT).close().lines(Theme.AXIS, 1));
        for (int i = 0; i < paths.size(); i++) {
            addPath(chart, paths.get(i), Theme.series(i));
        }
        chart.annotations.add(corner(corners[0], 0, 0, -12));
        chart.annotations.add(corner(corners[1], 1, 0, -12));
        chart.annotations.add(corner(corners[2], 0.5, HEIGHT, 12));
        return new Figure(Composition.of(chart));
    }

    private static Trace grid() {
        Polygons lines = new Polygons();
        for (int i = 1; i < 5; i++) {
            double s = 0.2 * i;
            lines.add(s, 0).add(0.5 + 0.5 * s, HEIGHT * (1 - s)).end();
            lines.add(s, 0).add(0.5 * s, HEIGHT * s).end();
            lines.add(0.5 * s, HEIGHT * s).add(1 - 0.5 * s, HEIGHT * s).end();
        }
        return lines.lines(Theme.GRID, 1);
    }

    private static void addPath(Chart chart, Path path, String color) {
        int n = path.points.length;
        double[] xs = new double[n];
        double[] ys = new double[n];
        List<Object> hover = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] p = path.points[i];
            xs[i] = p[1] + 0.5 * p[2];
            ys[i] = HEIGHT * p[2];
            hover.add("(" + Words.number(p[0]) + ", " + Words.number(p[1]) + ", " + Words.number(p[2]) + ")");
        }
        double[] sizes = new double[n];
        sizes[0] = 6;
        sizes[n - 1] = 9;
        Marker marker = path.line ? Marker.of(sizes, new double[0], 0) : Marker.of(11, "diamond");
        String mode = path.line ? "lines+markers" : "markers";
        chart.traces.add(Curve.points(path.name, xs, ys, color, mode, marker, hover));
    }

    private static Map<String, Object> corner(String text, double x, double y, double shift) {
        Map<String, Object> note = Tree.map("text", text, "x", Tree.number(x), "y", Tree.number(y));
        note.putAll(Tree.map("yshift", Tree.number(shift), "showarrow", false));
        note.put("font", Tree.map("size", Tree.number(Theme.LABEL_SIZE)));
        return note;
    }
}
