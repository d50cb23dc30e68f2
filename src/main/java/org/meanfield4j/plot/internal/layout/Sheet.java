package org.meanfield4j.plot.internal.layout;

import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** A composition with every place, range and colour stated: what the browser and the picture draw alike. */
public record Sheet(Map<String, Object> layout, List<Trace> traces) {

    /** The Plotly tree {data, layout, config}. */
    public Map<String, Object> json() {
        Map<String, Object> config = Tree.map("displaylogo", false, "responsive", false);
        return Tree.map("data", traces.stream().map(Trace::json).toList(), "layout", layout, "config", config);
    }
}
