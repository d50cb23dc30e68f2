package org.meanfield4j.plot.internal.tree;

import java.util.List;
import java.util.Map;

/**
 * A line, points, or the area that a line encloses. The mode holds {@code lines}, {@code markers} or both; steps are
 * lines that jump at their points; the fill is {@code toself}, {@code tozeroy}, {@code tonexty} or {@code none}, and
 * takes half of the color when its own is null; hover is the texts of the points, empty for none, null for the usual.
 */
public record Curve(
        Trace.Common common,
        String mode,
        double width,
        String dash,
        boolean steps,
        Marker marker,
        String fill,
        String fillColor,
        List<?> hover)
        implements Trace {

    public static Curve line(String name, double[] x, double[] y, String color, String dash) {
        Common common = Common.of("scatter", name, Tree.numbers(x), Tree.numbers(y), color);
        return new Curve(common, "lines", Theme.LINE_WIDTH, dash, false, Marker.USUAL, "none", null, null);
    }

    public static Curve points(String name, double[] x, double[] y, String color, Marker marker) {
        return line(name, x, y, color, "solid").with("markers", marker, null);
    }

    /** Lines with gaps, not listed in the legend; filled ones enclose areas. */
    public static Curve outlines(String name, List<?> x, List<?> y, String color, double width, boolean filled) {
        Common common = Common.of("scatter", name, x, y, color).withListed(false);
        String fill = filled ? "toself" : "none";
        return new Curve(common, "lines", width, "solid", false, Marker.USUAL, fill, color, List.of());
    }

    static Curve of(Common common) {
        Map<String, Object> foreign = common.foreign();
        return new Curve(
                common,
                Tree.text(foreign, "lines", "mode"),
                Tree.real(foreign, Theme.LINE_WIDTH, "line", "width"),
                Tree.text(foreign, "solid", "line", "dash"),
                Tree.text(foreign, "linear", "line", "shape").equals("hv"),
                Marker.of(Tree.child(foreign, "marker"), Tree.real(foreign, 1, "opacity")),
                Tree.text(foreign, "none", "fill"),
                Tree.text(foreign, null, "fillcolor"),
                Tree.text(foreign, "", "hoverinfo").equals("skip") ? List.of() : null);
    }

    /** With a dot at every point, and a text that the pointer shows. */
    public Curve with(String modes, Marker dots, List<?> texts) {
        return new Curve(common, modes, width, dash, steps, dots, fill, fillColor, texts);
    }

    @Override
    public Curve with(Common changed) {
        return new Curve(changed, mode, width, dash, steps, marker, fill, fillColor, hover);
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

    @Override
    public String fillColor() {
        return fillColor != null ? fillColor : Theme.translucent(common.color(), 0.5);
    }

    @Override
    public Map<String, Object> own() {
        if (common.foreign() != null) {
            Map<String, Object> json = common.completed(lines() ? "line" : "", markers() ? "marker" : "");
            if (filled()) {
                json.putIfAbsent("fillcolor", fillColor());
            }
            return json;
        }
        Map<String, Object> line = Tree.map("color", common.color(), "width", Tree.number(width));
        line.putAll(silent() ? Map.of() : Tree.map("dash", dash, "simplify", false));
        Map<String, Object> dots = markers() ? marker.json(common) : null;
        Map<String, Object> json = Tree.map("type", "scatter", "mode", mode, "name", filled() ? null : common.name());
        json.putAll(Tree.map("x", common.x(), "y", common.y(), lines() ? "line" : "marker", lines() ? line : dots));
        json.putAll(Tree.map("text", silent() ? null : hover));
        json.putAll(Tree.map("hoverinfo", hover == null ? null : silent() ? "skip" : "text+name", "marker", dots));
        json.putAll(Tree.map("showlegend", common.listed() ? null : false));
        json.putAll(filled() ? Tree.map("fill", fill, "fillcolor", fillColor()) : Map.of());
        return json;
    }
}
