package org.meanfield4j.plot.internal.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a trace looks like. */
public sealed interface Shape permits Curve, Histogram, Shape.Bars, Shape.Cells, Shape.Pie, Shape.Other {

    /** What is written before the keys that all traces have. */
    default Map<String, Object> json(Trace trace) {
        return trace.completed("marker");
    }

    static Shape of(Map<String, Object> foreign) {
        String type = Tree.text(foreign, "scatter", "type");
        return switch (type) {
            case "bar" -> {
                boolean lying = Tree.text(foreign, "v", "orientation").equals("h");
                double opacity = Tree.real(foreign, Tree.real(foreign, 1, "opacity"), "marker", "opacity");
                String errors = lying ? "error_x" : "error_y";
                List<?> above = Tree.list(foreign, errors, "array");
                List<?> below = Tree.list(foreign, errors, "arrayminus");
                yield new Bars(lying, above, below.isEmpty() ? above : below, opacity, false);
            }
            case "heatmap", "contour" -> Cells.of(foreign);
            case "histogram" -> Histogram.of(foreign);
            case "pie" ->
                new Pie(
                        Tree.list(foreign, "labels"),
                        Tree.list(foreign, "values"),
                        Tree.list(foreign, "marker", "colors"),
                        null);
            default -> type.startsWith("scatter") ? Curve.of(foreign) : new Other();
        };
    }

    /**
     * Bars from zero to the values, standing or lying, or dots where bars would end; how far error bars reach above and
     * below them if there are any.
     */
    record Bars(boolean lying, List<?> above, List<?> below, double opacity, boolean dots) implements Shape {
        /** Of the dots. */
        public static final Marker DOT = Marker.of(9, "circle");

        /** Standing bars or dots; above and below are empty or have one entry per value. */
        public static Trace trace(
                String name,
                List<?> categories,
                double[] values,
                double[] above,
                double[] below,
                String color,
                boolean dots) {
            Bars bars = new Bars(false, Tree.numbers(above), Tree.numbers(below), 1, dots);
            return new Trace(dots ? "scatter" : "bar", name, categories, Tree.numbers(values), color, bars);
        }

        @Override
        public Map<String, Object> json(Trace trace) {
            if (trace.foreign() != null) {
                return trace.completed("marker");
            }
            Map<String, Object> json = Tree.map("type", trace.type(), "name", trace.name(), "x", trace.x());
            json.put("y", trace.y());
            json.putAll(dots ? Tree.map("mode", "markers", "offsetgroup", trace.name()) : Map.of());
            json.put("marker", dots ? DOT.json(trace) : Tree.map("color", trace.color()));
            if (!above.isEmpty()) {
                Map<String, Object> bars = Tree.map("type", "data", "array", above);
                bars.putAll(above.equals(below) ? Map.of() : Map.of("symmetric", false, "arrayminus", below));
                json.put("error_y", Tree.with(bars, "color", Theme.INK, "thickness", 1.5, "width", 4));
            }
            return json;
        }
    }

    /** A heat map: rows of values, the first one at the bottom; a scale and its ends where it has no colour axis. */
    record Cells(List<?> z, int gap, List<?> scale, double low, double high) implements Shape {
        /** Cells with some pixels between them; x and y are empty or say where or what the columns and rows are. */
        public static Trace trace(String name, int cols, double[] values, List<?> x, List<?> y, int gap) {
            List<Object> z = new ArrayList<>();
            for (int i = 0; i < values.length; i += cols) {
                z.add(Tree.numbers(Arrays.copyOfRange(values, i, i + cols)));
            }
            return new Trace("heatmap", name, x, y, null, new Cells(z, gap, List.of(), 0, 1))
                    .withColorAxis("coloraxis");
        }

        private static Cells of(Map<String, Object> foreign) {
            int gap = (int) Tree.real(foreign, 0, "xgap");
            List<?> scale = Tree.list(foreign, "colorscale");
            double high = Tree.real(foreign, 1, "zmax");
            return new Cells(Tree.list(foreign, "z"), gap, scale, Tree.real(foreign, 0, "zmin"), high);
        }

        public double[] row(int r) {
            return Tree.reals((List<?>) z.get(r));
        }

        @Override
        public Map<String, Object> json(Trace trace) {
            if (trace.foreign() != null) {
                return Tree.with(trace.foreign(), "coloraxis", trace.colorAxis());
            }
            Map<String, Object> json = Tree.map("type", "heatmap", "z", z, "coloraxis", trace.colorAxis());
            json.putAll(trace.x().isEmpty() ? Map.of() : Map.of("x", trace.x()));
            json.putAll(trace.y().isEmpty() ? Map.of() : Map.of("y", trace.y()));
            json.putAll(Tree.map("name", trace.name()));
            json.putAll(gap > 0 ? Tree.map("xgap", gap, "ygap", gap) : Map.of());
            return json;
        }
    }

    /** A pie; the layout chooses the colours that are not stated, and the place. */
    record Pie(List<?> labels, List<?> values, List<?> colors, Tree.Domain domain) implements Shape {
        @Override
        public Map<String, Object> json(Trace trace) {
            Map<String, Object> marker = Tree.with(Tree.child(trace.foreign(), "marker"), "colors", colors);
            Map<String, Object> json = Tree.with(trace.foreign(), "marker", marker);
            Tree.map("texttemplate", "%{label} %{percent}", "textposition", "outside", "direction", "clockwise")
                    .forEach(json::putIfAbsent);
            Tree.map("sort", false, "showlegend", false).forEach(json::putIfAbsent);
            return Tree.with(json, "domain", domain == null ? null : domain.toMap());
        }
    }

    /** Any other trace of a tablesaw figure. */
    record Other() implements Shape {}
}
