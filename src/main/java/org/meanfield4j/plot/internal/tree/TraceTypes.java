package org.meanfield4j.plot.internal.tree;

import java.util.Map;
import java.util.Set;

/** What kinds of traces there are and what each needs. */
public final class TraceTypes {
    private static final Set<String> CARTESIAN = Set.of("scatter", "scattergl", "bar", "histogram", "box", "heatmap");
    private static final Set<String> OTHER_CARTESIAN =
            Set.of("contour", "histogram2d", "violin", "candlestick", "ohlc", "histogram2dcontour");

    private TraceTypes() {}

    public static String of(Map<String, Object> trace) {
        return Tree.text(trace, "scatter", "type");
    }

    /** Whether the trace lives on a pair of axes. */
    public static boolean cartesian(Map<String, Object> trace) {
        return CARTESIAN.contains(of(trace)) || OTHER_CARTESIAN.contains(of(trace));
    }

    /** Whether the picture can draw the trace. */
    public static boolean drawable(Map<String, Object> trace) {
        String type = of(trace);
        return CARTESIAN.contains(type) || type.equals("pie");
    }
}
