package org.meanfield4j.plot;

import java.util.Map;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/** Plotly traces from arrays. */
final class Traces {
    private Traces() {}

    static Map<String, Object> line(String name, double[] x, double[] y, String color, String dash) {
        return Tree.map(
                "type",
                "scatter",
                "mode",
                "lines",
                "name",
                name,
                "x",
                Tree.numbers(x),
                "y",
                Tree.numbers(y),
                "line",
                Tree.map("color", color, "width", Tree.number(Theme.LINE_WIDTH), "dash", dash, "simplify", false));
    }

    static Map<String, Object> points(String name, double[] x, double[] y, String color) {
        return Tree.map(
                "type",
                "scatter",
                "mode",
                "markers",
                "name",
                name,
                "x",
                Tree.numbers(x),
                "y",
                Tree.numbers(y),
                "marker",
                Tree.map("color", color, "size", 7));
    }

    /** The area mean ± spread as a closed polygon per run of finite values; belongs to the line of the same name. */
    static Map<String, Object> band(
            String name, double[] x, double[] mean, double[] spread, String color, boolean positive) {
        double floor = Double.POSITIVE_INFINITY;
        for (int i = 0; positive && i < x.length; i++) {
            floor = lowestPositive(floor, mean[i] + spread[i], mean[i], mean[i] - spread[i]);
        }
        Polygons area = new Polygons();
        int from = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i == x.length || !Double.isFinite(x[i] + mean[i] + spread[i])) {
                for (int j = from; j < i; j++) {
                    area.add(x[j], mean[j] + spread[j]);
                }
                for (int j = i - 1; j >= from; j--) {
                    area.add(x[j], positive ? Math.max(floor, mean[j] - spread[j]) : mean[j] - spread[j]);
                }
                area.close();
                from = i + 1;
            }
        }
        Map<String, Object> trace = area.trace(Theme.translucent(color, 0.2), 0);
        trace.put("name", name.contains("±") ? name : name + " ± std");
        trace.put("legendgroup", name);
        return trace;
    }

    /** A heat map; row 0 of the values is at the bottom unless the y axis is reversed. */
    static Map<String, Object> cells(int rows, int cols, double[] values) {
        double[][] z = new double[rows][cols];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, r * cols, z[r], 0, cols);
        }
        return Tree.map("type", "heatmap", "z", Tree.matrix(z), "coloraxis", "coloraxis");
    }

    private static double lowestPositive(double best, double... values) {
        for (double value : values) {
            if (value > 0 && value < best) {
                best = value;
            }
        }
        return best;
    }
}
