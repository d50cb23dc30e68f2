package org.meanfield4j.plot.internal.layout;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Histogram;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** What a trace covers of an axis, in the axis' coordinates. */
public final class TraceExtent {
    private TraceExtent() {}

    static void add(Ranges.Extent extent, Trace trace, boolean horizontal, Map<String, Object> axis, Chart chart) {
        double[] values = Ranges.coordinates(trace.values(horizontal), axis);
        boolean linear = !"log".equals(axis.get("type"));
        if (trace.shape() instanceof Shape.Cells cells) {
            for (double edge : edges(cells, values, horizontal)) {
                extent.add(edge, true);
            }
        } else if (trace.shape() instanceof Shape.Bars bars) {
            addBars(extent, bars, values, horizontal, axis, chart);
        } else if (trace.shape() instanceof Histogram bins) {
            addHistogram(extent, bins, horizontal);
        } else {
            boolean tight = horizontal && !(trace.shape() instanceof Curve curve && curve.markers());
            for (double value : values) {
                extent.add(value, tight);
            }
            if (!horizontal
                    && linear
                    && trace.shape() instanceof Curve curve
                    && curve.fill().equals("tozeroy")) {
                extent.add(0, true);
            }
        }
    }

    /** The edges of the cells of a heat map, in axis coordinates: given, or half way between the centres. */
    public static double[] edges(Shape.Cells map, double[] given, boolean horizontal) {
        int cells =
                horizontal && !map.z().isEmpty() ? map.row(0).length : map.z().size();
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
            Shape.Bars bars,
            double[] values,
            boolean along,
            Map<String, Object> axis,
            Chart chart) {
        if (along != bars.lying()) {
            double half = 0.5 * smallestStep(values);
            for (double value : values) {
                extent.add(value - half, true);
                extent.add(value + half, true);
            }
            return;
        }
        boolean stacked = List.of("stack", "relative").contains(Tree.text(chart.other, "", "barmode"));
        double[] totals = stacked ? totals(chart, values.length, along) : values;
        if (!"log".equals(axis.get("type"))) {
            extent.add(0, true);
        }
        double[] above = Tree.reals(bars.above());
        double[] below = Tree.reals(bars.below());
        for (int i = 0; i < values.length; i++) {
            extent.add(totals[i], false);
            extent.add(Ranges.shifted(totals[i], reach(above, i), axis), false);
            extent.add(Ranges.shifted(totals[i], -reach(below, i), axis), false);
        }
    }

    private static double reach(double[] errors, int i) {
        return i < errors.length && Double.isFinite(errors[i]) ? errors[i] : 0;
    }

    private static double[] totals(Chart chart, int n, boolean horizontal) {
        double[] totals = new double[n];
        for (Trace bar : chart.traces) {
            double[] values = Tree.reals(bar.values(horizontal));
            for (int i = 0; i < Math.min(n, values.length); i++) {
                totals[i] += values[i];
            }
        }
        return totals;
    }

    private static void addHistogram(Ranges.Extent extent, Histogram bins, boolean horizontal) {
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
