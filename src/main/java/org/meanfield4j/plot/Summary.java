package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Places;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Trace;
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
        if (!composition.note().isBlank()) {
            lines.add("  " + composition.note());
        }
        return RichText.plain(String.join("\n", lines));
    }

    private static void add(List<String> lines, Chart chart) {
        chart.axes.forEach((key, axis) -> {
            String label = Tree.text(axis, "", "title", "text");
            if (!label.isEmpty()) {
                lines.add("  " + Places.id(key) + ": " + label + ("log".equals(axis.get("type")) ? " (log)" : ""));
            }
        });
        for (Trace trace : chart.traces) {
            if (!(trace.shape() instanceof Curve curve && curve.silent()) || trace.name() != null) {
                lines.add("  " + describe(trace));
            }
        }
        if (!chart.hint.isEmpty()) {
            lines.add("  " + chart.hint);
        }
    }

    private static String describe(Trace trace) {
        String name = trace.name() == null ? trace.type() : trace.name();
        if (trace.shape() instanceof Shape.Cells cells) {
            double[] values = cells.z().stream()
                    .flatMapToDouble(row -> Arrays.stream(Tree.reals((List<?>) row)))
                    .toArray();
            int rows = cells.z().size();
            return name + ": " + rows + " × " + (rows == 0 ? 0 : values.length / rows) + " cells, "
                    + range("values", values);
        }
        if (trace.shape() instanceof Shape.Pie pie) {
            return name + ": " + pie.labels() + " = " + pie.values();
        }
        List<?> x = trace.values(true);
        List<?> y = trace.values(false);
        return name + " (" + kind(trace) + "): " + Math.max(x.size(), y.size()) + " points"
                + (x.isEmpty() ? "" : ", " + range("x", x))
                + (y.isEmpty() ? "" : ", " + range("y", y) + end("first", y.get(0)) + end("last", y.get(y.size() - 1)));
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
        return low > high ? letter + " empty" : letter + " in [" + Words.number(low) + ", " + Words.number(high) + "]";
    }

    private static String end(String which, Object value) {
        return value instanceof Number number ? ", " + which + " " + Words.number(number.doubleValue()) : "";
    }

    private static String kind(Trace trace) {
        if (trace.foreign() == null && trace.shape() instanceof Curve curve) {
            return curve.filled() ? "area" : curve.lines() ? "line" : "points";
        }
        if (trace.shape() instanceof Shape.Bars bars && bars.dots()) {
            return "points";
        }
        return trace.type();
    }
}
