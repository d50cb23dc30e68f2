package org.meanfield4j.plot.internal.layout;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Tree;

/** Gives the axes of each chart their final names and domains. */
public final class Places {
    private final Map<String, Integer> used = new HashMap<>();

    /** The next free name of a kind: {@code xaxis}, {@code xaxis2}, … */
    String next(String kind) {
        int n = used.merge(kind, 1, Integer::sum);
        return n == 1 ? kind : kind + n;
    }

    /** Puts the axes of a chart into the layout and renames what refers to them. */
    void axes(Chart chart, Tree.Domain domain, Map<String, Object> layout, List<Object> annotations) {
        Map<String, String> names = new LinkedHashMap<>();
        chart.axes.keySet().forEach(key -> names.put(id(key), id(next(key.substring(0, 5)))));
        chart.axes.forEach((key, axis) -> {
            Map<String, Object> placed = new LinkedHashMap<>(axis);
            boolean horizontal = key.charAt(0) == 'x';
            placed.put("anchor", names.getOrDefault(Tree.text(axis, horizontal ? "y" : "x", "anchor"), "free"));
            if (axis.containsKey("overlaying")) {
                placed.put("overlaying", names.get(Tree.text(axis, "", "overlaying")));
            }
            placed.putIfAbsent(
                    "domain",
                    horizontal ? Tree.numbers(domain.x0(), domain.x1()) : Tree.numbers(domain.y0(), domain.y1()));
            layout.put(key(names.get(id(key))), placed);
        });
        chart.traces.replaceAll(
                trace -> trace.withXAxis(names.get(trace.axis(true))).withYAxis(names.get(trace.axis(false))));
        chart.annotations.forEach(note -> annotations.add(renamed(note, names)));
    }

    private static Map<String, Object> renamed(Map<String, Object> item, Map<String, String> names) {
        Map<String, Object> out = new LinkedHashMap<>(item);
        for (String ref : List.of("xref", "yref")) {
            String value = Tree.text(item, ref.substring(0, 1), ref);
            out.put(ref, names.getOrDefault(value, value));
        }
        return out;
    }

    /** {@code xaxis2} → {@code x2}. */
    public static String id(String key) {
        return key.substring(0, 1) + key.substring(5);
    }

    /** {@code x2} → {@code xaxis2}. */
    public static String key(String id) {
        return id.substring(0, 1) + "axis" + id.substring(1);
    }
}
