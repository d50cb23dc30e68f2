package org.meanfield4j.plot.internal.layout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Trace;

/**
 * Leaves out points of very long curves that nobody can see: of neighbours in the same half pixel column the first, the
 * last, the lowest and the highest stay, of separate points one in every quarter of a pixel.
 */
final class Thinning {
    private static final int LONG = 100_000;

    private Thinning() {}

    static void thin(Chart chart, int width, int height) {
        chart.traces.replaceAll(trace -> trace.shape() instanceof Curve curve && longOne(trace, curve)
                ? thinned(trace, curve, chart, width, height)
                : trace);
    }

    /** A long curve without anything that belongs to its single points. */
    private static boolean longOne(Trace trace, Curve curve) {
        return trace.foreign() == null
                && trace.x().size() > LONG
                && trace.x().size() == trace.y().size()
                && curve.marker().sizes().isEmpty()
                && curve.marker().values().isEmpty()
                && (curve.hover() == null || curve.silent());
    }

    private static Trace thinned(Trace trace, Curve curve, Chart chart, int width, int height) {
        double[] columns = places(trace.x(), chart.axes.get(Places.key(trace.axis(true))), 2 * width);
        double[] rows = places(trace.y(), chart.axes.get(Places.key(trace.axis(false))), 2 * height);
        BitSet kept = curve.lines() ? extremes(columns, rows) : distinct(columns, rows);
        List<Object> x = new ArrayList<>();
        List<Object> y = new ArrayList<>();
        kept.stream().forEach(i -> {
            x.add(trace.x().get(i));
            y.add(trace.y().get(i));
        });
        return trace.withX(x).withY(y);
    }

    /** Where values are on an axis that has a number of half pixels; NaN for gaps. */
    private static double[] places(List<?> values, Map<String, Object> axis, int halfPixels) {
        double[] range = Ranges.of(axis);
        double[] at = Ranges.coordinates(values, axis);
        for (int i = 0; i < at.length; i++) {
            at[i] = (at[i] - range[0]) / (range[1] - range[0]) * halfPixels;
        }
        return at;
    }

    private static BitSet extremes(double[] columns, double[] rows) {
        BitSet kept = new BitSet(columns.length);
        for (int from = 0; from < columns.length; ) {
            int low = from;
            int high = from;
            int end = from;
            for (; end < columns.length && sameColumn(columns, rows, from, end); end++) {
                low = rows[end] < rows[low] ? end : low;
                high = rows[end] > rows[high] ? end : high;
            }
            kept.set(from);
            kept.set(low);
            kept.set(high);
            kept.set(end - 1);
            from = end;
        }
        return kept;
    }

    /** Whether a point belongs to the group that another one starts; gaps in a row are a group. */
    private static boolean sameColumn(double[] columns, double[] rows, int first, int i) {
        boolean gap = Double.isNaN(columns[first] + rows[first]);
        return gap == Double.isNaN(columns[i] + rows[i])
                && (gap || Math.floor(columns[i]) == Math.floor(columns[first]));
    }

    private static BitSet distinct(double[] columns, double[] rows) {
        BitSet kept = new BitSet(columns.length);
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < columns.length; i++) {
            if (!Double.isNaN(columns[i] + rows[i])
                    && taken.add((long) Math.floor(columns[i]) << 32 | (int) Math.floor(rows[i]) & 0xffffffffL)) {
                kept.set(i);
            }
        }
        return kept;
    }
}
