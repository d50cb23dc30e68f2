package org.meanfield4j.plot.internal.layout;

import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** A composition with every place, range and colour stated: what the browser and the picture draw alike. */
public record Sheet(Map<String, Object> layout, List<Trace> traces) {

    /** The Plotly tree {data, layout, config}. */
    public Map<String, Object> json() {
        Map<String, Object> config = Tree.map("displaylogo", false, "responsive", false);
        List<Map<String, Object>> data = traces.stream().map(Trace::json).toList();
        Map<String, Object> whole = Tree.with(layout);
        if (traces.stream().anyMatch(trace -> trace.shape() instanceof Shape.Bars bars && bars.dots())) {
            whole.putAll(Tree.map("scattermode", "group", "scattergap", BarPlaces.GAP));
            // Plotly then moves the points of all curves apart, unless they are in one group.
            data.forEach(trace -> trace.putIfAbsent("offsetgroup", "curves"));
        }
        return Tree.map("data", data, "layout", whole, "config", config);
    }
}
