package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;

/** Draws box plots: quartiles, whiskers to the last point within 1.5 times their distance, points beyond. */
final class BoxPicture {
    private static final double HALF = 0.245; // Plotly leaves 0.3 between boxes and 0.3 between groups of them

    private BoxPicture() {}

    static void draw(Graphics2D g, Trace trace, TracePainter axes) {
        double[] values = Ranges.coordinates(trace.values(false), axes.yAxis());
        List<?> names = trace.values(true);
        double[] places = names.isEmpty() ? new double[values.length] : Ranges.coordinates(names, axes.xAxis());
        Map<Double, List<Double>> groups = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                groups.computeIfAbsent(places[i], k -> new ArrayList<>()).add(values[i]);
            }
        }
        Color color = Theme.color(trace.color());
        groups.forEach((place, group) -> {
            double[] sorted =
                    group.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            box(g, axes, place, sorted, color);
        });
    }

    private static void box(Graphics2D g, TracePainter axes, double place, double[] sorted, Color color) {
        double first = quantile(sorted, 0.25);
        double third = quantile(sorted, 0.75);
        double reach = 1.5 * (third - first);
        double low = Arrays.stream(sorted).filter(v -> v >= first - reach).min().orElse(first);
        double high =
                Arrays.stream(sorted).filter(v -> v <= third + reach).max().orElse(third);
        double x0 = axes.pixelX(place - HALF);
        double x1 = axes.pixelX(place + HALF);
        double middle = 0.5 * (x0 + x1);
        Rectangle2D box =
                new Rectangle2D.Double(x0, axes.pixelY(third), x1 - x0, axes.pixelY(first) - axes.pixelY(third));
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 128));
        g.fill(box);
        g.setColor(color);
        g.setStroke(Theme.stroke(2, "solid"));
        g.draw(box);
        horizontal(g, x0, x1, axes.pixelY(quantile(sorted, 0.5)));
        g.draw(new Line2D.Double(middle, axes.pixelY(third), middle, axes.pixelY(high)));
        g.draw(new Line2D.Double(middle, axes.pixelY(first), middle, axes.pixelY(low)));
        horizontal(g, 0.5 * (x0 + middle), 0.5 * (middle + x1), axes.pixelY(high));
        horizontal(g, 0.5 * (x0 + middle), 0.5 * (middle + x1), axes.pixelY(low));
        for (double v : sorted) {
            if (v < low || v > high) {
                g.fill(new Ellipse2D.Double(middle - 3, axes.pixelY(v) - 3, 6, 6));
            }
        }
    }

    private static void horizontal(Graphics2D g, double from, double to, double y) {
        g.draw(new Line2D.Double(from, y, to, y));
    }

    /** Plotly's quantile: linear between the points (i + 1/2) / n. */
    static double quantile(double[] sorted, double share) {
        double at = Math.max(0, Math.min(sorted.length - 1, share * sorted.length - 0.5));
        int i = (int) Math.floor(at);
        return i + 1 < sorted.length ? sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]) : sorted[i];
    }
}
