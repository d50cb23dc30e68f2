package org.meanfield4j.plot.internal.tree;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;

/** The symbol at the points of a curve: its size, or one per point; values are colours on a colour axis. */
public record Marker(
        List<?> sizes, double size, List<?> values, String symbol, double opacity, double border, String borderColor) {
    static final Marker USUAL = of(6, "circle");
    private static final List<String> SYMBOLS = List.of("circle", "circle-open", "square", "diamond-open");

    public static Marker of(double size, String symbol) {
        return new Marker(List.of(), size, List.of(), symbol, 1, 0, "#ffffff");
    }

    /** The symbol of the i-th group of points. */
    public static Marker number(int i) {
        return of(7, SYMBOLS.get(i % SYMBOLS.size()));
    }

    public static Marker of(double[] sizes, double[] values, double border) {
        return new Marker(
                Tree.numbers(sizes), 0, Tree.numbers(values), "circle", 1, border, border > 0 ? Theme.AXIS : "#ffffff");
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

    /** Whether only its outline is drawn. */
    public boolean open() {
        return symbol.endsWith("-open");
    }

    /** Plotly's symbol about a point; the diameter is that of the circle. */
    public java.awt.Shape shape(double x, double y, double diameter) {
        double r = 0.5 * diameter;
        return switch (symbol.replace("-open", "")) {
            case "square" -> new Rectangle2D.Double(x - r, y - r, diameter, diameter);
            case "diamond" -> polygon(x, y, 0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0);
            case "triangle-up" -> polygon(x, y, 0, -r, 1.15 * r, 0.5 * r, -1.15 * r, 0.5 * r);
            case "triangle-down" -> polygon(x, y, 0, r, 1.15 * r, -0.5 * r, -1.15 * r, -0.5 * r);
            default -> new Ellipse2D.Double(x - r, y - r, diameter, diameter);
        };
    }

    private static java.awt.Shape polygon(double x, double y, double... offsets) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + offsets[0], y + offsets[1]);
        for (int i = 2; i < offsets.length; i += 2) {
            path.lineTo(x + offsets[i], y + offsets[i + 1]);
        }
        path.closePath();
        return path;
    }

    Map<String, Object> json(Trace trace) {
        Map<String, Object> json = Tree.map("color", values.isEmpty() ? trace.color() : null);
        json.put("size", sizes.isEmpty() ? Tree.number(size) : sizes);
        json.putAll(Tree.map("color", values.isEmpty() ? null : values, "coloraxis", trace.colorAxis()));
        if (sizes.isEmpty()) {
            json.putAll(Tree.map("symbol", symbol.equals("circle") ? null : symbol));
            return json;
        }
        String color = border > 0 ? borderColor : null;
        json.putAll(Tree.map("opacity", 1, "line", Tree.map("color", color, "width", Tree.number(border))));
        return json;
    }
}
