package org.meanfield4j.plot.internal.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.TraceTypes;
import org.meanfield4j.plot.internal.tree.Tree;

/** What a trace covers of an axis, in the axis' coordinates. */
public final class TraceExtent {
    private TraceExtent() {}

    static void add(
            Ranges.Extent extent,
            Map<String, Object> trace,
            boolean horizontal,
            Map<String, Object> axis,
            Chart chart) {
        String letter = horizontal ? "x" : "y";
        switch (TraceTypes.of(trace)) {
            case "heatmap", "contour" -> addCells(extent, trace, letter, axis);
            case "bar" -> addBars(extent, trace, horizontal, axis, chart);
            case "histogram" -> addHistogram(extent, trace, horizontal);
            default -> addPoints(extent, trace, letter, axis, horizontal);
        }
    }

    private static void addPoints(
            Ranges.Extent extent,
            Map<String, Object> trace,
            String letter,
            Map<String, Object> axis,
            boolean horizontal) {
        boolean tight = horizontal && !Tree.text(trace, "lines", "mode").contains("markers");
        for (double value : Ranges.coordinates(Tree.list(trace, letter), axis)) {
            extent.add(value, tight);
        }
        if (!horizontal && Tree.text(trace, "", "fill").equals("tozeroy") && !"log".equals(axis.get("type"))) {
            extent.add(0, true);
        }
    }

    private static void addCells(
            Ranges.Extent extent, Map<String, Object> trace, String letter, Map<String, Object> axis) {
        for (double edge : edges(trace, letter, axis)) {
            extent.add(edge, true);
        }
    }

    /** The edges of the cells of a heat map, in axis coordinates: given, or half way between the centres. */
    public static double[] edges(Map<String, Object> trace, String letter, Map<String, Object> axis) {
        List<?> z = Tree.list(trace, "z");
        int cells = letter.equals("y") ? z.size() : z.isEmpty() ? 0 : ((List<?>) z.get(0)).size();
        double[] given = Ranges.coordinates(Tree.list(trace, letter), axis);
        if (given.length == cells + 1) {
            return given;
        }
        double[] centres = given.length == cells ? given : indices(cells);
        double[] edges = new double[cells + 1];
        for (int i = 1; i < cells; i++) {
            edges[i] = 0.5 * (centres[i - 1] + centres[i]);
        }
        if (cells > 0) {
            edges[0] = cells == 1 ? centres[0] - 0.5 : 2 * centres[0] - edges[1];
            edges[cells] = cells == 1 ? centres[0] + 0.5 : 2 * centres[cells - 1] - edges[cells - 1];
        }
        return edges;
    }

    private static void addBars(
            Ranges.Extent extent,
            Map<String, Object> trace,
            boolean horizontal,
            Map<String, Object> axis,
            Chart chart) {
        boolean lying = Tree.text(trace, "v", "orientation").equals("h");
        double[] values = Ranges.coordinates(Tree.list(trace, horizontal ? "x" : "y"), axis);
        if (horizontal == lying) {
            boolean stacked = List.of("stack", "relative").contains(Tree.text(chart.other, "", "barmode"));
            double[] totals = stacked ? totals(chart, values.length, horizontal) : values;
            if (!"log".equals(axis.get("type"))) {
                extent.add(0, true);
            }
            double[] errors = Tree.reals(Tree.list(trace, horizontal ? "error_x" : "error_y", "array"));
            for (int i = 0; i < values.length; i++) {
                double error = i < errors.length && Double.isFinite(errors[i]) ? errors[i] : 0;
                extent.add(totals[i] + error, false);
                extent.add(totals[i] - error, false);
            }
        } else {
            double half = 0.5 * smallestStep(values);
            for (double value : values) {
                extent.add(value - half, true);
                extent.add(value + half, true);
            }
        }
    }

    private static double[] totals(Chart chart, int n, boolean horizontal) {
        double[] totals = new double[n];
        for (Map<String, Object> bar : chart.traces) {
            double[] values = Tree.reals(Tree.list(bar, horizontal ? "x" : "y"));
            for (int i = 0; i < Math.min(n, values.length); i++) {
                totals[i] += values[i];
            }
        }
        return totals;
    }

    private static void addHistogram(Ranges.Extent extent, Map<String, Object> trace, boolean horizontal) {
        Histogram bins = Histogram.of(trace);
        if (horizontal == bins.horizontalValues()) {
            extent.add(bins.start(), true);
            extent.add(bins.start() + bins.size() * bins.heights().length, true);
        } else {
            extent.add(0, true);
            for (double height : bins.heights()) {
                extent.add(height, false);
            }
        }
    }

    /** The smallest distance of two different values; 1 when there are none. */
    static double smallestStep(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] > sorted[i - 1]) {
                step = Math.min(step, sorted[i] - sorted[i - 1]);
            }
        }
        return Double.isFinite(step) ? step : 1;
    }

    public static double[] indices(int n) {
        double[] out = new double[n];
        Arrays.setAll(out, i -> i);
        return out;
    }
}
