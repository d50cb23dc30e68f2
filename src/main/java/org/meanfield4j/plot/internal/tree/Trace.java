package org.meanfield4j.plot.internal.tree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meanfield4j.core.Withers;

/**
 * Something that a panel shows: what all traces have in common, which the layout completes, and a {@link Shape}, which
 * the picture draws. Builders and tablesaw figures make traces; {@link #json} writes them for the browser. Null is what
 * is not stated; the color stands for the whole trace; foreign is all that a tablesaw figure brought.
 */
@Withers
public record Trace(
        String type,
        List<?> x,
        List<?> y,
        String name,
        boolean named,
        String group,
        String xAxis,
        String yAxis,
        String color,
        String colorAxis,
        Shape shape,
        Map<String, Object> foreign)
        implements TraceSettings.With {
    private static final Set<String> DRAWABLE =
            Set.of("scatter", "scattergl", "bar", "histogram", "box", "heatmap", "pie");
    private static final Set<String> OTHER_CARTESIAN =
            Set.of("contour", "histogram2d", "violin", "candlestick", "ohlc", "histogram2dcontour");
    private static final Set<String> UNLISTED = Set.of("heatmap", "contour", "pie", "histogram2d");
    private static final Set<String> COLORED = Set.of("scatter", "scattergl", "bar", "histogram", "box", "violin");

    Trace(String type, String name, List<?> x, List<?> y, String color, Shape shape) {
        this(type, x, y, name, true, null, null, null, color, null, shape, null);
    }

    /** The trace of a tablesaw figure. */
    public static Trace of(Map<String, Object> foreign) {
        return new Trace(
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
                Shape.of(foreign),
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

    /** The values on the x or the y axis: numbers, strings and nulls. */
    public List<?> values(boolean horizontal) {
        return horizontal ? x : y;
    }

    /** The name of the axis that the trace lives on: {@code x}, {@code y2}, … */
    public String axis(boolean horizontal) {
        String stated = horizontal ? xAxis : yAxis;
        return stated != null ? stated : horizontal ? "x" : "y";
    }

    /** Whether it lives on a pair of axes. */
    public boolean cartesian() {
        return OTHER_CARTESIAN.contains(type) || drawable() && !type.equals("pie");
    }

    /** Whether the picture can draw it. */
    public boolean drawable() {
        return DRAWABLE.contains(type);
    }

    /** Whether the legend lists it. */
    public boolean listed() {
        return named && !UNLISTED.contains(type);
    }

    /** Whether the layout has to choose a colour. */
    public boolean colorless() {
        return color == null && COLORED.contains(type);
    }

    /** The trace as Plotly reads it. */
    public Map<String, Object> json() {
        Map<String, Object> json = shape.json(this);
        json.putAll(Tree.map("name", name, "showlegend", named ? null : false));
        json.putAll(Tree.map("legendgroup", group, "xaxis", xAxis, "yaxis", yAxis));
        return json;
    }

    /** All that a tablesaw figure brought, with the color for some of its parts when it had none. */
    Map<String, Object> completed(String... parts) {
        Map<String, Object> json = Tree.with(foreign);
        for (String part : parts) {
            if (!part.isEmpty() && color != null && colorOf(foreign) == null) {
                json.put(part, Tree.with(Tree.child(foreign, part), "color", color));
            }
        }
        return json;
    }
}
