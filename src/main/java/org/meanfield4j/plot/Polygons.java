package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Grows the outlines of filled polygons, or open polylines, into one curve; a gap separates them. */
final class Polygons {
    private final List<Object> x = new ArrayList<>();
    private final List<Object> y = new ArrayList<>();
    private int start;

    Polygons add(double px, double py) {
        x.add(Tree.number(px));
        y.add(Tree.number(py));
        return this;
    }

    /** Returns to the first point of the outline and starts the next one. */
    Polygons close() {
        if (x.size() > start) {
            x.add(x.get(start));
            y.add(y.get(start));
            end();
        }
        return this;
    }

    /** Ends an open polyline. */
    Polygons end() {
        x.add(null);
        y.add(null);
        start = x.size();
        return this;
    }

    /** The filled polygons, without an outline. */
    Trace areas(String name, String color) {
        return Curve.outlines(name, x, y, color, 0, true);
    }

    /** The polylines alone. */
    Trace lines(String color, double width) {
        return Curve.outlines(null, x, y, color, width, false);
    }

    /** The area between two edges as a closed polygon per run of finite values; belongs to the line of the second name. */
    static Trace band(
            String name, String line, double[] x, double[] middle, double[][] edges, String color, boolean positive) {
        double[] low = edges[0];
        double[] high = edges[1];
        double floor = Double.POSITIVE_INFINITY;
        for (int i = 0; positive && i < x.length; i++) {
            for (double value : new double[] {high[i], middle[i], low[i]}) {
                floor = value > 0 ? Math.min(floor, value) : floor;
            }
        }
        Polygons area = new Polygons();
        int from = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i == x.length || !Double.isFinite(x[i] + low[i] + high[i])) {
                for (int j = from; j < i; j++) {
                    area.add(x[j], high[j]);
                }
                for (int j = i - 1; j >= from; j--) {
                    area.add(x[j], positive ? Math.max(floor, low[j]) : low[j]);
                }
                area.close();
                from = i + 1;
            }
        }
        return area.areas(name, Theme.translucent(color, 0.2)).withGroup(line);
    }
}
