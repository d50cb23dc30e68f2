package org.meanfield4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Tree;

/** Grows the outlines of filled polygons, or open polylines, into one trace; a gap separates them. */
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

    /** The filled polygons, with an outline when its width is positive. */
    Map<String, Object> trace(String color, double outline) {
        Map<String, Object> trace = lines(color, outline);
        trace.put("fill", "toself");
        trace.put("fillcolor", color);
        return trace;
    }

    /** The polylines alone. */
    Map<String, Object> lines(String color, double width) {
        return Tree.map(
                "type",
                "scatter",
                "mode",
                "lines",
                "x",
                x,
                "y",
                y,
                "line",
                Tree.map("color", color, "width", Tree.number(width)),
                "hoverinfo",
                "skip",
                "showlegend",
                false);
    }
}
