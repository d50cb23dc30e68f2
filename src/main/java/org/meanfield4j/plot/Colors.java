package org.meanfield4j.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Colour scales, and explicit colours for every trace that does not state its own. */
final class Colors {
    /** White to deep blue: a law, so that empty is white and ink stays readable on most cells. */
    static final List<String> LAW =
            List.of("#ffffff", "#e3eef9", "#c3daee", "#94c4df", "#5ba3d0", "#2f7dbb", "#0d57a1", "#083370");

    /** Viridis: a magnitude. */
    static final List<String> MAGNITUDE =
            List.of("#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725");

    /** Vermillion through white to blue: a signed value, white at zero. */
    static final List<String> SIGNED =
            List.of("#8c3a00", "#d55e00", "#f0b088", "#ffffff", "#8fbfdf", "#0072b2", "#00456e");

    private Colors() {}

    /** A colour axis; the data decide its range when none is given. */
    static Map<String, Object> axis(List<String> colors, String unit, double[] range) {
        return Tree.map(
                "colorscale",
                scale(colors),
                "cmin",
                range == null ? null : Tree.number(range[0]),
                "cmax",
                range == null ? null : Tree.number(range[1]),
                "colorbar",
                colorBar(unit));
    }

    private static Map<String, Object> colorBar(String unit) {
        Map<String, Object> bar = Tree.map("thickness", ColorBar.THICKNESS, "outlinewidth", 0, "xpad", 0, "ypad", 0);
        bar.putAll(Tree.map("ticks", "outside", "ticklen", ColorBar.TICK, "tickcolor", Theme.AXIS));
        bar.putAll(Tree.map("exponentformat", "power", "showexponent", "all"));
        bar.put("tickfont", Tree.map("size", Tree.number(Theme.TICK_SIZE)));
        bar.put("title", Tree.map("text", unit));
        return bar;
    }

    /** A Plotly colour scale of equally spaced colours. */
    static List<Object> scale(List<String> colors) {
        List<Object> scale = new ArrayList<>();
        for (int i = 0; i < colors.size(); i++) {
            scale.add(List.of(Tree.number((double) i / (colors.size() - 1)), colors.get(i)));
        }
        return scale;
    }

    /** Colours of an ordered family, from light to dark: samples of viridis without its yellow end. */
    static List<String> ordered(int n) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double at = n == 1 ? 0.3 : 0.85 * (1 - (double) i / (n - 1));
            Color c = at(scale(MAGNITUDE), at);
            out.add("#%02x%02x%02x".formatted(c.getRed(), c.getGreen(), c.getBlue()));
        }
        return out;
    }

    /** The colour at a position in [0, 1] of a Plotly colour scale, interpolated in RGB as Plotly does. */
    static Color at(List<?> scale, double position) {
        double p = Math.max(0, Math.min(1, position));
        for (int i = 1; i < scale.size(); i++) {
            double to = stop(scale, i);
            if (p <= to) {
                double from = stop(scale, i - 1);
                double share = to > from ? (p - from) / (to - from) : 1;
                return mix(color(scale, i - 1), color(scale, i), share);
            }
        }
        return color(scale, scale.size() - 1);
    }

    private static double stop(List<?> scale, int i) {
        return ((Number) ((List<?>) scale.get(i)).get(0)).doubleValue();
    }

    private static Color color(List<?> scale, int i) {
        return Theme.color((String) ((List<?>) scale.get(i)).get(1));
    }

    private static Color mix(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
    }

    /** Whether black is better readable on a colour than white. */
    static boolean light(Color c) {
        return 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue() > 140;
    }

    /** Gives every trace its colour, and every colour axis its range. */
    static void complete(List<Chart> charts, boolean shared) {
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
    static double[] range(Chart chart) {
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
                    return 0;
                }
                String mode = Tree.text(trace, "lines", "mode");
                if (mode.contains("lines")) {
                    putColor(trace, "line", next);
                }
                if (mode.contains("markers")) {
                    putColor(trace, "marker", next);
                }
                return 1;
            }
            case "bar", "histogram", "box", "violin" -> {
                if (Tree.at(trace, "marker", "color") != null) {
                    return 0;
                }
                putColor(trace, "marker", next);
                return 1;
            }
            case "heatmap", "contour", "histogram2d" -> {
                if (!trace.containsKey("colorscale") && !trace.containsKey("coloraxis")) {
                    trace.put("coloraxis", "coloraxis");
                    if (chart.colors.isEmpty()) {
                        chart.colors = axis(MAGNITUDE, "", null);
                    }
                }
                return 0;
            }
            case "pie" -> {
                int n = Tree.list(trace, "values").size();
                List<Object> slices = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    slices.add(Theme.SERIES.get(i % Theme.SERIES.size()));
                }
                Map<String, Object> marker = new LinkedHashMap<>(Tree.child(trace, "marker"));
                marker.putIfAbsent("colors", slices);
                trace.put("marker", marker);
                trace.putIfAbsent("textinfo", "label+percent");
                trace.putIfAbsent("sort", false);
                trace.putIfAbsent("showlegend", false);
                return 0;
            }
            default -> {
                return 0;
            }
        }
    }

    private static void putColor(Map<String, Object> trace, String part, String color) {
        Map<String, Object> map = new LinkedHashMap<>(Tree.child(trace, part));
        map.put("color", color);
        trace.put(part, map);
    }

    /** The colour that stands for a trace, or null when it has none or one per point. */
    static String colorOf(Map<String, Object> trace) {
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
