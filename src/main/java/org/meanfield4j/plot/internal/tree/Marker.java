package org.meanfield4j.plot.internal.tree;

import java.util.List;
import java.util.Map;

/** The symbol at the points of a curve: its size, or one per point; values are colours on a colour axis. */
public record Marker(
        List<?> sizes,
        double size,
        List<?> values,
        String symbol,
        double opacity,
        double outline,
        String outlineColor) {
    static final Marker USUAL = of(6, "circle");

    public static Marker of(double size, String symbol) {
        return new Marker(List.of(), size, List.of(), symbol, 1, 0, "#ffffff");
    }

    public static Marker of(double[] sizes, double[] values, double outline) {
        return new Marker(
                Tree.numbers(sizes),
                0,
                Tree.numbers(values),
                "circle",
                1,
                outline,
                outline > 0 ? Theme.AXIS : "#ffffff");
    }

    static Marker of(Map<String, Object> foreign, double opacity) {
        boolean bubbles = !Tree.list(foreign, "size").isEmpty(); // for which Plotly has other defaults
        return new Marker(
                Tree.list(foreign, "size"),
                Tree.real(foreign, 6, "size"),
                Tree.list(foreign, "color"),
                Tree.text(foreign, "circle", "symbol"),
                opacity * Tree.real(foreign, bubbles ? 0.7 : 1, "opacity"),
                Tree.real(foreign, bubbles ? 1 : 0, "line", "width"),
                Tree.text(foreign, "#ffffff", "line", "color"));
    }

    Map<String, Object> json(Trace trace) {
        Map<String, Object> json = Tree.map("color", values.isEmpty() ? trace.color() : null);
        json.put("size", sizes.isEmpty() ? Tree.number(size) : sizes);
        json.putAll(Tree.map("color", values.isEmpty() ? null : values, "coloraxis", trace.colorAxis()));
        if (sizes.isEmpty()) {
            json.putAll(Tree.map("symbol", symbol.equals("circle") ? null : symbol));
            return json;
        }
        String color = outline > 0 ? outlineColor : null;
        json.putAll(Tree.map("opacity", 1, "line", Tree.map("color", color, "width", Tree.number(outline))));
        return json;
    }
}
