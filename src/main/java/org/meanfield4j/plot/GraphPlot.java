package org.meanfield4j.plot;

import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.geometry.GraphGeometry;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.ColorBar;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Marker;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * A law on the nodes of a graph: the area of a node and its colour grow with its mass. Made by {@link Plots#graph};
 * every method returns this builder.
 */
public final class GraphPlot implements Plot {
    private static final double LARGEST = 44;
    private static final double SMALLEST = 8;
    private static final double MARGIN = 0.1;

    private final double[] law;
    private final GraphGeometry graph;
    private String title = "Law";
    private String unit = "mass per node";
    private List<String> names = List.of();
    private double[] range;

    GraphPlot(Law law, GraphGeometry graph) {
        Require.given("graph", graph);
        Check.sameLength("law", Require.given("law", law).size(), "the graph's nodes", graph.states());
        this.law = law.toArray();
        this.graph = graph;
    }

    /**
     * Sets the title.
     *
     * @param text above the picture
     * @return this
     */
    public GraphPlot title(String text) {
        title = text;
        return this;
    }

    /**
     * Labels the colour bar; without it "mass per node".
     *
     * @param label what the colour measures, with its unit
     * @return this
     */
    public GraphPlot colors(String label) {
        unit = label;
        return this;
    }

    /**
     * Writes names beside the nodes.
     *
     * @param nodeNames one per node
     * @return this
     * @throws IllegalArgumentException if the length differs from the number of nodes
     */
    public GraphPlot names(String... nodeNames) {
        names = Require.all("nodeNames", nodeNames);
        Check.sameLength("names", names.size(), "the graph's nodes", law.length);
        return this;
    }

    /**
     * Fixes the range of colours and areas; without it from zero to the largest mass.
     *
     * @param low value of white
     * @param high value of the darkest blue
     * @return this
     * @throws IllegalArgumentException if the ends are not finite and increasing
     */
    public GraphPlot range(double low, double high) {
        range = Check.range("range", low, high);
        return this;
    }

    @Override
    public Figure figure() {
        double[] xs = new double[law.length];
        double[] ys = new double[law.length];
        Arrays.setAll(xs, graph::x);
        Arrays.setAll(ys, graph::y);
        Chart chart = new Chart(title);
        double side = Math.max(extent(xs), extent(ys));
        double[] across = frame(xs, side);
        double[] up = frame(ys, side);
        chart.aspect = (across[1] - across[0]) / (up[1] - up[0]);
        chart.axis("xaxis").putAll(Axes.hidden(across));
        chart.axis("yaxis").putAll(Axes.hidden(up));
        chart.axes.values().forEach(axis -> axis.put("showline", false));
        double high = range != null ? range[1] : Arrays.stream(law).max().orElse(1);
        chart.colors = ColorBar.colors(Colors.LAW, unit, range == null ? new double[] {0, high} : range);
        Polygons edges = new Polygons();
        for (int[] edge : graph.edges()) {
            edges.add(xs[edge[0]], ys[edge[0]]).add(xs[edge[1]], ys[edge[1]]).end();
        }
        chart.traces.add(edges.lines(Theme.EDGE, 1.5));
        double[] sizes = new double[law.length];
        Arrays.setAll(sizes, i -> Math.max(SMALLEST, LARGEST * Math.sqrt(Math.min(1, law[i] / high))));
        Marker marker = Marker.of(sizes, law, 1);
        chart.traces.add(Curve.points("law", xs, ys, Theme.REFERENCE, "markers", marker, null)
                .withNamed(false)
                .withColorAxis("coloraxis"));
        for (int i = 0; i < names.size(); i++) {
            chart.note(names.get(i), Tree.number(xs[i]), Tree.number(ys[i]), true)
                    .put("yshift", Tree.number(0.5 * sizes[i] + 9));
        }
        return new Figure(Composition.of(chart));
    }

    private static double extent(double[] values) {
        return Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
    }

    /** The values with a margin for the nodes; a graph on a line gets a strip. */
    private static double[] frame(double[] values, double side) {
        double middle = 0.5
                * (Arrays.stream(values).max().orElse(0)
                        + Arrays.stream(values).min().orElse(0));
        double width = side > 0 ? Math.max(extent(values), 0.35 * side) + 2 * MARGIN * side : 2;
        return new double[] {middle - 0.5 * width, middle + 0.5 * width};
    }
}
