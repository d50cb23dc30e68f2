package org.meanfield4j.plot.internal.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.meanfield4j.core.Withers;

/**
 * Something that a panel shows. Builders and tablesaw figures make traces, the layout completes what they have in
 * common, the picture draws them, and {@link #json} writes them for the browser. Immutable.
 */
public sealed interface Trace permits Curve, Histogram, Trace.Bars, Trace.Cells, Trace.Pie, Trace.Foreign {
    Set<String> CARTESIAN = Set.of(
            "scatter",
            "scattergl",
            "bar",
            "histogram",
            "box",
            "heatmap",
            "contour",
            "histogram2d",
            "violin",
            "candlestick",
            "ohlc",
            "histogram2dcontour");
    Set<String> DRAWABLE = Set.of("scatter", "scattergl", "bar", "histogram", "box", "heatmap", "pie");
    Set<String> UNLISTED = Set.of("heatmap", "contour", "pie", "histogram2d");
    Set<String> COLORED = Set.of("scatter", "scattergl", "bar", "histogram", "box", "violin");

    Common common();

    Trace with(Common changed);

    /** What is written before the keys that all traces have; of a tablesaw trace all that it brought. */
    Map<String, Object> own();

    /** The trace as Plotly reads it. */
    default Map<String, Object> json() {
        Map<String, Object> json = own();
        json.putAll(Tree.map("name", common().name, "showlegend", common().listed ? null : false));
        json.putAll(Tree.map("legendgroup", common().group, "xaxis", common().xAxis, "yaxis", common().yAxis));
        return json;
    }

    default String type() {
        return common().type;
    }

    /** The values on the x or the y axis: numbers, strings and nulls. */
    default List<?> values(boolean horizontal) {
        return horizontal ? common().x : common().y;
    }

    /** The name of the axis that the trace lives on: {@code x}, {@code y2}, … */
    default String axis(boolean horizontal) {
        String stated = horizontal ? common().xAxis : common().yAxis;
        return stated != null ? stated : horizontal ? "x" : "y";
    }

    default boolean cartesian() {
        return CARTESIAN.contains(type());
    }

    default boolean drawable() {
        return DRAWABLE.contains(type());
    }

    default boolean listed() {
        return common().listed && !UNLISTED.contains(type());
    }

    /** Whether the layout has to choose a colour. */
    default boolean colorless() {
        return common().color == null && COLORED.contains(type());
    }

    /** What all traces have; null is what is not stated. The color stands for the whole trace. */
    @Withers
    record Common(
            String type,
            List<?> x,
            List<?> y,
            String name,
            boolean listed,
            String group,
            String xAxis,
            String yAxis,
            String color,
            String colorAxis,
            Map<String, Object> foreign)
            implements TraceCommonSettings.With {
        static Common of(String type, String name, List<?> x, List<?> y, String color) {
            return new Common(type, x, y, name, true, null, null, null, color, null, null);
        }

        static Common of(Map<String, Object> foreign) {
            return new Common(
                    Tree.text(foreign, "scatter", "type"),
                    Tree.list(foreign, "x"),
                    Tree.list(foreign, "y"),
                    Tree.text(foreign, null, "name"),
                    Tree.flag(foreign, true, "showlegend"),
                    Tree.text(foreign, null, "legendgroup"),
                    Tree.text(foreign, null, "xaxis"),
                    Tree.text(foreign, null, "yaxis"),
                    colorOf(foreign),
                    Tree.text(foreign, null, "coloraxis"),
                    foreign);
        }

        private static String colorOf(Map<String, Object> foreign) {
            for (String part : List.of("line", "marker")) {
                if (Tree.at(foreign, part, "color") instanceof String color) {
                    return color;
                }
            }
            String fill = Tree.text(foreign, null, "fillcolor");
            return Tree.at(foreign, "marker", "color") == null ? fill : Theme.REFERENCE; // one per point
        }

        /** The opacity of bars. */
        public double opacity() {
            return foreign == null ? 1 : Tree.real(foreign, Tree.real(foreign, 1, "opacity"), "marker", "opacity");
        }

        /** All that a tablesaw trace brought, with the color for some of its parts when it had none. */
        Map<String, Object> completed(String... parts) {
            Map<String, Object> json = new LinkedHashMap<>(foreign);
            for (String part : parts) {
                if (!part.isEmpty() && color != null && colorOf(foreign) == null) {
                    json.put(part, Tree.with(Tree.child(foreign, part), "color", color));
                }
            }
            return json;
        }
    }

    /** The trace of a tablesaw figure. */
    static Trace of(Map<String, Object> foreign) {
        Common common = Common.of(foreign);
        return switch (common.type) {
            case "bar" -> {
                boolean lying = Tree.text(foreign, "v", "orientation").equals("h");
                yield new Bars(common, lying, Tree.list(foreign, lying ? "error_x" : "error_y", "array"));
            }
            case "heatmap", "contour" ->
                new Cells(
                        common,
                        Tree.list(foreign, "z"),
                        (int) Tree.real(foreign, 0, "xgap"),
                        Tree.list(foreign, "colorscale"),
                        Tree.real(foreign, 0, "zmin"),
                        Tree.real(foreign, 1, "zmax"));
            case "histogram" -> Histogram.of(common);
            case "pie" -> new Pie(common, null);
            default -> common.type.startsWith("scatter") ? Curve.of(common) : new Foreign(common);
        };
    }

    /** Bars from zero to the values, standing or lying, with half the heights of error bars if there are any. */
    record Bars(Common common, boolean lying, List<?> errors) implements Trace {
        public static Bars of(String name, List<?> categories, double[] values, double[] errors, String color) {
            Common common = Common.of("bar", name, categories, Tree.numbers(values), color);
            return new Bars(common, false, errors == null ? List.of() : Tree.numbers(errors));
        }

        @Override
        public Bars with(Common changed) {
            return new Bars(changed, lying, errors);
        }

        @Override
        public Map<String, Object> own() {
            if (common.foreign != null) {
                return common.completed("marker");
            }
            Map<String, Object> json = Tree.map("type", "bar", "name", common.name, "x", common.x, "y", common.y);
            json.put("marker", Tree.map("color", common.color));
            if (!errors.isEmpty()) {
                Map<String, Object> bars = Tree.map("type", "data", "array", errors);
                json.put("error_y", Tree.with(bars, "color", Theme.INK, "thickness", 1.5, "width", 4));
            }
            return json;
        }
    }

    /** A heat map: rows of values, the first one at the bottom; a scale and its ends where it has no colour axis. */
    record Cells(Common common, List<?> z, int gap, List<?> scale, double low, double high) implements Trace {
        /** Cells with some pixels between them; x and y are empty or say where or what the columns and rows are. */
        public static Cells of(String name, int rows, int cols, double[] values, List<?> x, List<?> y, int gap) {
            List<Object> z = new ArrayList<>(rows);
            for (int r = 0; r < rows; r++) {
                z.add(Tree.numbers(Arrays.copyOfRange(values, r * cols, (r + 1) * cols)));
            }
            Common common = Common.of("heatmap", name, x, y, null).withColorAxis("coloraxis");
            return new Cells(common, z, gap, List.of(), 0, 1);
        }

        @Override
        public Cells with(Common changed) {
            return new Cells(changed, z, gap, scale, low, high);
        }

        public double[] row(int r) {
            return Tree.reals((List<?>) z.get(r));
        }

        @Override
        public Map<String, Object> own() {
            if (common.foreign != null) {
                return Tree.with(common.foreign, "coloraxis", common.colorAxis);
            }
            Map<String, Object> json = Tree.map("type", "heatmap", "z", z, "coloraxis", common.colorAxis);
            json.putAll(Tree.map("x", common.x.isEmpty() ? null : common.x, "y", common.y.isEmpty() ? null : common.y));
            json.putAll(Tree.map("name", common.name));
            json.putAll(gap > 0 ? Tree.map("xgap", gap, "ygap", gap) : Map.of());
            return json;
        }
    }

    /** A pie, placed by the layout. */
    record Pie(Common common, Tree.Domain domain) implements Trace {
        @Override
        public Pie with(Common changed) {
            return new Pie(changed, domain);
        }

        public List<?> parts() {
            return Tree.list(common.foreign, "values");
        }

        public List<?> labels() {
            return Tree.list(common.foreign, "labels");
        }

        public String color(int i) {
            List<?> stated = Tree.list(common.foreign, "marker", "colors");
            return stated.isEmpty() ? Theme.series(i) : String.valueOf(stated.get(i));
        }

        @Override
        public Map<String, Object> own() {
            Map<String, Object> marker = Tree.child(common.foreign, "marker");
            List<String> colors =
                    IntStream.range(0, parts().size()).mapToObj(this::color).toList();
            Map<String, Object> json = Tree.with(common.foreign, "marker", Tree.with(marker, "colors", colors));
            Tree.map("texttemplate", "%{label} %{percent}", "textposition", "outside", "direction", "clockwise")
                    .forEach(json::putIfAbsent);
            Tree.map("sort", false, "showlegend", false).forEach(json::putIfAbsent);
            return Tree.with(json, "domain", domain == null ? null : domain.toMap());
        }
    }

    /** Any other trace of a tablesaw figure. */
    record Foreign(Common common) implements Trace {
        @Override
        public Foreign with(Common changed) {
            return new Foreign(changed);
        }

        @Override
        public Map<String, Object> own() {
            return common.completed("marker");
        }
    }
}
