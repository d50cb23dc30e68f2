package org.meanfield4j.plot.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meanfield4j.plot.internal.tree.TablesawTree;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * One panel before it has a place: traces and axes with local names (x, y, x2, …), annotations in data
 * coordinates, a colour axis, and the ratio of width to height when it is fixed. {@link Arrange} places charts.
 */
public final class Chart {
    public String title;
    public final List<Trace> traces = new ArrayList<>();
    public final Map<String, Map<String, Object>> axes = new LinkedHashMap<>();
    public final List<Map<String, Object>> annotations = new ArrayList<>();
    public final Map<String, Object> other = new LinkedHashMap<>();
    public Map<String, Object> colors = Map.of();
    /** What is not shown, beside the panel, or in its middle when it is blank. */
    public String hint = "";

    public boolean blank;
    public double aspect = Double.NaN;

    public Chart(String title) {
        this.title = title;
    }

    /** The chart of a tablesaw figure. */
    public static Chart of(tech.tablesaw.plotly.components.Figure figure) {
        Map<String, Object> tree = TablesawTree.of(figure);
        Chart chart = new Chart("");
        for (Map<String, Object> trace : Tree.maps(tree, "data")) {
            if (chart.traces.isEmpty()) { // with no curve below it, a fill reaches down to zero
                trace.replace("fill", "tonexty", "tozeroy");
            }
            chart.traces.add(Trace.of(trace));
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
        copy.traces.addAll(traces);
        axes.forEach((key, axis) -> copy.axes.put(key, Tree.copyOf(axis)));
        annotations.forEach(note -> copy.annotations.add(Tree.copyOf(note)));
        copy.other.putAll(Tree.copyOf(other));
        copy.colors = Tree.copyOf(colors);
        copy.aspect = aspect;
        copy.hint = hint;
        copy.blank = blank;
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

    /** The traces on an axis. */
    Stream<Trace> on(String key) {
        boolean horizontal = key.charAt(0) == 'x';
        return traces.stream()
                .filter(trace -> Places.key(trace.axis(horizontal)).equals(key));
    }

    /** Every axis that a trace uses exists, and the first pair always does. */
    private void completeAxes() {
        if (traces.stream().allMatch(Trace::cartesian)) {
            axis("xaxis");
            axis("yaxis");
            for (Trace trace : traces) {
                axis(Places.key(trace.axis(true)));
                axis(Places.key(trace.axis(false)));
            }
        }
    }
}
