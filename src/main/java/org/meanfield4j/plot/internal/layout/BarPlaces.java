package org.meanfield4j.plot.internal.layout;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Histogram;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Where the bars of traces on one pair of axes are: side by side, stacked or on top of each other, as in Plotly. */
public final class BarPlaces {
    static final double GAP = 0.2;

    private final Map<Trace, double[][]> intervals = new IdentityHashMap<>();

    public BarPlaces(List<Trace> traces, Map<String, Object> x, Map<String, Object> y, String mode) {
        List<Trace> bars =
                traces.stream().filter(t -> t.shape() instanceof Shape.Bars).toList();
        double[] above = null;
        double[] under = null;
        for (int k = 0; k < bars.size(); k++) {
            Trace trace = bars.get(k);
            boolean lying = ((Shape.Bars) trace.shape()).lying();
            double[] places = Ranges.coordinates(trace.values(!lying), lying ? y : x);
            double[] values = Ranges.coordinates(trace.values(lying), lying ? x : y);
            if (places.length == 0) {
                places = TraceExtent.indices(values.length);
            }
            double base = Tree.text(lying ? x : y, "", "type").equals("log") ? Ranges.of(lying ? x : y)[0] : 0;
            double step = TraceExtent.smallestStep(places);
            int groups = mode.equals("group") ? bars.size() : 1;
            double width = step * (1 - GAP) / groups;
            double offset = groups == 1 ? 0 : (k - 0.5 * (groups - 1)) * width;
            boolean stacked = mode.equals("stack") || mode.equals("relative");
            if (above == null) {
                above = new double[values.length];
                under = new double[values.length];
            }
            double[][] out = new double[5][values.length];
            for (int i = 0; i < values.length; i++) {
                double from = base;
                double to = values[i];
                if (stacked && i < above.length && Double.isFinite(values[i])) {
                    double[] pile = values[i] >= 0 ? above : under;
                    from = pile[i];
                    to = pile[i] + values[i];
                    pile[i] = to;
                }
                put(out, i, lying, places[i] + offset, width, from, to);
            }
            intervals.put(trace, out);
        }
        for (Trace trace : traces) {
            if (trace.shape() instanceof Histogram bins) {
                intervals.put(trace, histogram(bins));
            }
        }
    }

    /** Five rows: left, right, bottom and top of each bar, and its value; null for what has no bars. */
    public double[][] of(Trace trace) {
        return intervals.get(trace);
    }

    private static double[][] histogram(Histogram bins) {
        double[][] out = new double[5][bins.heights().length];
        for (int i = 0; i < bins.heights().length; i++) {
            double middle = bins.start() + (i + 0.5) * bins.size();
            put(out, i, !bins.horizontalValues(), middle, bins.size(), 0, bins.heights()[i]);
        }
        return out;
    }

    private static void put(double[][] out, int i, boolean lying, double place, double width, double from, double to) {
        int across = lying ? 2 : 0;
        int along = lying ? 0 : 2;
        out[across][i] = place - 0.5 * width;
        out[across + 1][i] = place + 0.5 * width;
        out[along][i] = Math.min(from, to);
        out[along + 1][i] = Math.max(from, to);
        out[4][i] = to;
    }
}
