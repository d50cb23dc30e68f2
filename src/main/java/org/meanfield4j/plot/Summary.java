package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Places;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.TraceTypes;
import org.meanfield4j.plot.internal.tree.Tree;
import org.meanfield4j.plot.internal.tree.Words;

/** A figure in words. */
final class Summary {
    private Summary() {}

    static String of(Composition composition) {
        List<String> lines = new ArrayList<>();
        boolean many = composition.charts().size() > 1;
        lines.add(composition.title().isBlank() ? "Figure" : composition.title());
        for (Chart chart : composition.charts()) {
            if (many) {
                lines.add("[" + chart.title + "]");
            }
            add(lines, chart);
        }
        return RichText.plain(String.join("\n", lines));
    }

    private static void add(List<String> lines, Chart chart) {
        chart.axes.forEach((key, axis) -> {
            String label = Tree.text(axis, "", "title", "text");
            if (!label.isEmpty()) {
                lines.add(
                        "  %s: %s%s".formatted(Places.id(key), label, "log".equals(axis.get("type")) ? " (log)" : ""));
            }
        });
        for (Map<String, Object> trace : chart.traces) {
            if (!"skip".equals(trace.get("hoverinfo")) || trace.containsKey("name")) {
                lines.add("  " + describe(trace));
            }
        }
        chart.notes.forEach(note -> lines.add("  " + note));
    }

    private static String describe(Map<String, Object> trace) {
        String type = TraceTypes.of(trace);
        String name = Tree.text(trace, type, "name");
        switch (type) {
            case "heatmap", "contour" -> {
                List<?> rows = Tree.list(trace, "z");
                double[] values = rows.stream()
                        .flatMapToDouble(row -> java.util.Arrays.stream(Tree.reals((List<?>) row)))
                        .toArray();
                int columns = rows.isEmpty() ? 0 : values.length / rows.size();
                return name + ": " + rows.size() + " × " + columns + " cells, " + range("values", values);
            }
            case "pie" -> {
                return name + ": " + Tree.list(trace, "labels") + " = " + Tree.list(trace, "values");
            }
            default -> {
                List<?> x = Tree.list(trace, "x");
                List<?> y = Tree.list(trace, "y");
                String text = name + " (" + type + "): " + Math.max(x.size(), y.size()) + " points";
                text += x.isEmpty() ? "" : ", " + range("x", x);
                text += y.isEmpty() ? "" : ", " + range("y", y) + last(y);
                return text;
            }
        }
    }

    private static String range(String letter, List<?> values) {
        if (values.stream().noneMatch(Number.class::isInstance)) {
            return values.isEmpty()
                    ? letter + " empty"
                    : letter + " " + values.get(0) + " … " + values.get(values.size() - 1);
        }
        return range(letter, Tree.reals(values));
    }

    private static String range(String letter, double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (Double.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        return low > high
                ? letter + " empty"
                : "%s in [%s, %s]".formatted(letter, Words.number(low), Words.number(high));
    }

    private static String last(List<?> values) {
        Object last = values.get(values.size() - 1);
        return last instanceof Number number ? ", last " + Words.number(number.doubleValue()) : "";
    }
}
