package org.meanfield4j.plot.internal.layout;

import java.util.List;
import java.util.stream.IntStream;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Explicit colours for traces that do not state their own, and the ranges of colour axes. */
public final class TraceColors {
    private TraceColors() {}

    /** Gives every trace its colour, and every colour axis its range. */
    public static void complete(List<Chart> charts, boolean shared) {
        for (Chart chart : charts) {
            int series = 0;
            for (int i = 0; i < chart.traces.size(); i++) {
                Trace trace = chart.traces.get(i);
                if (trace.colorless()) {
                    chart.traces.set(i, trace.withColor(Theme.series(series++)));
                } else if (trace.shape() instanceof Shape.Pie pie
                        && pie.colors().isEmpty()) {
                    List<?> slices = IntStream.range(0, pie.values().size())
                            .mapToObj(Theme::series)
                            .toList();
                    Shape colored = new Shape.Pie(pie.labels(), pie.values(), slices, pie.domain());
                    chart.traces.set(i, trace.withShape(colored));
                } else if (trace.drawable()
                        && trace.shape() instanceof Shape.Cells cells
                        && cells.scale().isEmpty()) {
                    chart.traces.set(i, trace.withColorAxis("coloraxis"));
                    if (chart.colors.isEmpty()) {
                        chart.colors = ColorBar.colors(Colors.MAGNITUDE, "", null);
                    }
                }
            }
        }
        List<double[]> ranges = charts.stream()
                .filter(chart -> !chart.colors.isEmpty())
                .map(TraceColors::range)
                .toList();
        double low = ranges.stream().mapToDouble(range -> range[0]).min().orElse(0);
        double high = ranges.stream().mapToDouble(range -> range[1]).max().orElse(1);
        for (Chart chart : charts) {
            if (!chart.colors.isEmpty()) {
                double[] range = shared ? new double[] {low, high} : range(chart);
                chart.colors = Tree.with(chart.colors, "cmin", Tree.number(range[0]), "cmax", Tree.number(range[1]));
            }
        }
    }

    /** The stated range of the colour axis, else the range of the data. */
    public static double[] range(Chart chart) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Trace trace : chart.traces) {
            for (Object row : rows(trace)) {
                for (double value : Tree.reals((List<?>) row)) {
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        }
        low = Tree.real(chart.colors, low, "cmin");
        high = Tree.real(chart.colors, high, "cmax");
        return low == high ? new double[] {low, low == 0 ? 1 : low + Math.abs(low)} : new double[] {low, high};
    }

    /** The values that a trace shows on the colour axis. */
    private static List<?> rows(Trace trace) {
        if (trace.colorAxis() == null) {
            return List.of();
        }
        return trace.shape() instanceof Shape.Cells cells
                ? cells.z()
                : trace.shape() instanceof Curve curve ? List.of(curve.marker().values()) : List.of();
    }
}
