package org.meanfield4j.plot.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.TraceTypes;
import org.meanfield4j.plot.internal.tree.Tree;

/** Explicit colours for traces that do not state their own, and the ranges of colour axes. */
public final class TraceColors {
    private TraceColors() {}

    /** Gives every trace its colour, and every colour axis its range. */
    public static void complete(List<Chart> charts, boolean shared) {
        for (Chart chart : charts) {
            int series = 0;
            for (Map<String, Object> trace : chart.traces) {
                series += colorTrace(trace, Theme.SERIES.get(series % Theme.SERIES.size()), chart);
            }
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Chart chart : charts) {
            double[] range = range(chart);
            low = Math.min(low, range[0]);
            high = Math.max(high, range[1]);
            if (!chart.colors.isEmpty()) {
                putRange(chart, range);
            }
        }
        for (Chart chart : charts) {
            if (shared && !chart.colors.isEmpty()) {
                putRange(chart, new double[] {low, high});
            }
        }
    }

    private static void putRange(Chart chart, double[] range) {
        Map<String, Object> colors = new LinkedHashMap<>(chart.colors);
        colors.put("cmin", Tree.number(range[0]));
        colors.put("cmax", Tree.number(range[1]));
        chart.colors = colors;
    }

    /** The stated range of the colour axis, else the range of the data. */
    public static double[] range(Chart chart) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Map<String, Object> trace : chart.traces) {
            List<?> rows =
                    trace.containsKey("z") ? Tree.list(trace, "z") : List.of(Tree.list(trace, "marker", "color"));
            for (Object row : trace.containsKey("coloraxis") || usesColorAxis(trace) ? rows : List.of()) {
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

    private static boolean usesColorAxis(Map<String, Object> trace) {
        return Tree.at(trace, "marker", "coloraxis") != null;
    }

    /** Gives a trace without a colour the next one of the series; returns how many series colours it used. */
    private static int colorTrace(Map<String, Object> trace, String next, Chart chart) {
        switch (TraceTypes.of(trace)) {
            case "scatter", "scattergl" -> {
                if (colorOf(trace) != null) {
                    fill(trace);
                    return 0;
                }
                String mode = Tree.text(trace, "lines", "mode");
                if (mode.contains("lines")) {
                    putColor(trace, "line", next);
                }
                if (mode.contains("markers")) {
                    putColor(trace, "marker", next);
                }
                fill(trace);
                return 1;
            }
            case "bar", "histogram", "box", "violin" -> {
                if (Tree.at(trace, "marker", "color") != null) {
                    return 0;
                }
                putColor(trace, "marker", next);
                return 1;
            }
            case "heatmap" -> {
                if (!trace.containsKey("colorscale") && !trace.containsKey("coloraxis")) {
                    trace.put("coloraxis", "coloraxis");
                    if (chart.colors.isEmpty()) {
                        chart.colors = ColorBar.colors(Colors.MAGNITUDE, "", null);
                    }
                }
                return 0;
            }
            case "pie" -> {
                colorPie(trace);
                return 0;
            }
            default -> {
                return 0;
            }
        }
    }

    /** Half of the line's colour under a filled curve, as Plotly chooses it. */
    private static void fill(Map<String, Object> trace) {
        if (!Tree.text(trace, "none", "fill").equals("none")) {
            trace.putIfAbsent("fillcolor", Theme.translucent(colorOf(trace), 0.5));
        }
    }

    private static void colorPie(Map<String, Object> trace) {
        List<Object> slices = new ArrayList<>();
        for (int i = 0; i < Tree.list(trace, "values").size(); i++) {
            slices.add(Theme.SERIES.get(i % Theme.SERIES.size()));
        }
        Map<String, Object> marker = new LinkedHashMap<>(Tree.child(trace, "marker"));
        marker.putIfAbsent("colors", slices);
        trace.put("marker", marker);
        trace.putIfAbsent("texttemplate", "%{label} %{percent}");
        trace.putIfAbsent("textposition", "outside");
        trace.putIfAbsent("direction", "clockwise");
        trace.putIfAbsent("sort", false);
        trace.putIfAbsent("showlegend", false);
    }

    private static void putColor(Map<String, Object> trace, String part, String color) {
        Map<String, Object> map = new LinkedHashMap<>(Tree.child(trace, part));
        map.put("color", color);
        trace.put(part, map);
    }

    /** The colour that stands for a trace, or null when it has none or one per point. */
    public static String colorOf(Map<String, Object> trace) {
        for (String part : List.of("line", "marker")) {
            if (Tree.at(trace, part, "color") instanceof String color) {
                return color;
            }
        }
        Object perPoint = Tree.at(trace, "marker", "color");
        if (perPoint != null) {
            return Theme.REFERENCE;
        }
        return Tree.at(trace, "fillcolor") instanceof String fill ? fill : null;
    }
}
