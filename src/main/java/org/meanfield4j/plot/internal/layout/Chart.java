package org.meanfield4j.plot.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.TablesawTree;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.TraceTypes;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * One panel before it has a place: traces and axes with local names (x, y, x2, …), annotations in data
 * coordinates, a colour axis, and the ratio of width to height when it is fixed. {@link Arrange} places charts.
 */
public final class Chart {
    public String title;
    public final List<Map<String, Object>> traces = new ArrayList<>();
    public final Map<String, Map<String, Object>> axes = new LinkedHashMap<>();
    public final List<Map<String, Object>> annotations = new ArrayList<>();
    public final Map<String, Object> other = new LinkedHashMap<>();
    public final List<String> notes = new ArrayList<>();
    public Map<String, Object> colors = Map.of();
    public double aspect = Double.NaN;

    public Chart(String title) {
        this.title = title;
    }

    /** The chart of a tablesaw figure. */
    public static Chart of(tech.tablesaw.plotly.components.Figure figure) {
        Map<String, Object> tree = TablesawTree.of(figure);
        Chart chart = new Chart("");
        chart.traces.addAll(Tree.maps(tree, "data"));
        if (!chart.traces.isEmpty()) { // with no curve below it, a fill reaches down to zero
            chart.traces.get(0).replace("fill", "tonexty", "tozeroy");
        }
        Tree.child(tree, "layout").forEach((key, value) -> {
            switch (key) {
                case "title" -> chart.title = Tree.text(Tree.asMap(value), "", "text");
                case "annotations" -> ((List<?>) value).forEach(note -> chart.annotations.add(Tree.asMap(note)));
                default -> {
                    if (key.matches("[xy]axis\\d*")) {
                        chart.axes.put(key, Tree.asMap(value));
                    } else {
                        chart.other.put(key, value);
                    }
                }
            }
        });
        chart.completeAxes();
        return chart;
    }

    /** A copy that may be placed, coloured and extended without changing this one. */
    public Chart copy() {
        Chart copy = new Chart(title);
        traces.forEach(trace -> copy.traces.add(Tree.copyOf(trace)));
        axes.forEach((key, axis) -> copy.axes.put(key, Tree.copyOf(axis)));
        annotations.forEach(note -> copy.annotations.add(Tree.copyOf(note)));
        copy.other.putAll(Tree.copyOf(other));
        copy.notes.addAll(notes);
        copy.colors = Tree.copyOf(colors);
        copy.aspect = aspect;
        return copy;
    }

    public Map<String, Object> axis(String key) {
        return axes.computeIfAbsent(key, k -> new LinkedHashMap<>());
    }

    /** Writes a number or name at a place in data coordinates, dark on light ground and light on dark. */
    public Map<String, Object> note(String text, Object x, Object y, boolean light) {
        Map<String, Object> note = Tree.map("text", text, "x", x, "y", y, "showarrow", false);
        note.put("font", Tree.map("size", Tree.number(Theme.NOTE_SIZE), "color", light ? Theme.INK : "#ffffff"));
        annotations.add(note);
        return note;
    }

    boolean hasBars() {
        return traces.stream().anyMatch(trace -> TraceTypes.of(trace).equals("bar"));
    }

    boolean cartesian() {
        return traces.stream().allMatch(trace -> TraceTypes.cartesian(trace));
    }

    /** Every axis that a trace uses exists, and the first pair always does. */
    private void completeAxes() {
        if (!cartesian()) {
            return;
        }
        axis("xaxis");
        axis("yaxis");
        for (Map<String, Object> trace : traces) {
            axis(axisKey(trace, "x"));
            axis(axisKey(trace, "y"));
        }
    }

    /** The layout key of the axis that a trace uses: {@code x2} becomes {@code xaxis2}. */
    static String axisKey(Map<String, Object> trace, String letter) {
        String id = Tree.text(trace, letter, letter + "axis");
        return letter + "axis" + id.substring(1);
    }
}
