package org.meanfield4j.plot.internal.tree;

import java.util.List;
import java.util.Map;

/**
 * A line, points, or the area that a line encloses. The mode holds {@code lines}, {@code markers} or both; steps are
 * lines that jump at their points; the fill is {@code toself}, {@code tozeroy}, {@code tonexty} or {@code none}, and
 * takes half of the color when its own is null; hover is the texts of the points, empty for none, null for the usual.
 */
public record Curve(
        String mode,
        double width,
        String dash,
        boolean steps,
        Marker marker,
        String fill,
        String fillColor,
        List<?> hover)
        implements Shape {

    public static Trace line(String name, double[] x, double[] y, String color, String dash) {
        return trace(
                name, x, y, color, new Curve("lines", Theme.LINE_WIDTH, dash, false, Marker.USUAL, "none", null, null));
    }

    /** Points, on a line if the mode says so, with texts that the pointer shows unless they are null. */
    public static Trace points(
            String name, double[] x, double[] y, String color, String mode, Marker marker, List<?> hover) {
        return trace(name, x, y, color, new Curve(mode, Theme.LINE_WIDTH, "solid", false, marker, "none", null, hover));
    }

    private static Trace trace(String name, double[] x, double[] y, String color, Curve curve) {
        return new Trace("scatter", name, Tree.numbers(x), Tree.numbers(y), color, curve);
    }

    /** Lines with gaps, not listed in the legend; filled ones enclose areas. */
    public static Trace outlines(String name, List<?> x, List<?> y, String color, double width, boolean filled) {
        String fill = filled ? "toself" : "none";
        Curve curve = new Curve("lines", width, "solid", false, Marker.USUAL, fill, color, List.of());
        return new Trace("scatter", name, x, y, color, curve).withNamed(false);
    }

    static Curve of(Map<String, Object> foreign) {
        return new Curve(
                Tree.text(foreign, "lines", "mode"),
                Tree.real(foreign, Theme.LINE_WIDTH, "line", "width"),
                Tree.text(foreign, "solid", "line", "dash"),
                Tree.text(foreign, "linear", "line", "shape").equals("hv"),
                Marker.of(Tree.child(foreign, "marker"), Tree.real(foreign, 1, "opacity")),
                Tree.text(foreign, "none", "fill"),
                Tree.text(foreign, null, "fillcolor"),
                Tree.text(foreign, "", "hoverinfo").equals("skip") ? List.of() : null);
    }

    public Curve withDash(String other) {
        return new Curve(mode, width, other, steps, marker, fill, fillColor, hover);
    }

    public boolean lines() {
        return mode.contains("lines");
    }

    public boolean markers() {
        return mode.contains("markers");
    }

    public boolean filled() {
        return !fill.equals("none");
    }

    /** Whether the pointer says nothing about it. */
    public boolean silent() {
        return hover != null && hover.isEmpty();
    }

    public String fillColor(Trace trace) {
        return fillColor != null ? fillColor : Theme.translucent(trace.color(), 0.5);
    }

    @Override
    public Map<String, Object> json(Trace trace) {
        if (trace.foreign() != null) {
            Map<String, Object> json = trace.completed(lines() ? "line" : "", markers() ? "marker" : "");
            if (filled()) {
                json.putIfAbsent("fillcolor", fillColor(trace));
            }
            return json;
        }
        Map<String, Object> line = Tree.map("color", trace.color(), "width", Tree.number(width));
        line.putAll(silent() ? Map.of() : Tree.map("dash", dash, "simplify", false));
        Map<String, Object> dots = markers() ? marker.json(trace) : null;
        Map<String, Object> json = Tree.map("type", "scatter", "mode", mode, "name", filled() ? null : trace.name());
        json.putAll(Tree.map("x", trace.x(), "y", trace.y(), lines() ? "line" : "marker", lines() ? line : dots));
        json.putAll(Tree.map("text", silent() ? null : hover));
        json.putAll(Tree.map("hoverinfo", hover == null ? null : silent() ? "skip" : "text+name", "marker", dots));
        json.putAll(Tree.map("showlegend", trace.named() ? null : false));
        json.putAll(filled() ? Tree.map("fill", fill, "fillcolor", fillColor(trace)) : Map.of());
        return json;
    }
}
