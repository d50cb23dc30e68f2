package org.meanfield4j.plot.internal.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;

/**
 * How lines look in panels that share a legend: as a line of the same name and colour did in an earlier panel, and no
 * line as one of another name there. Only dashes change, since a colour may mean something.
 */
final class Looks {
    private record Look(String color, String dash) {}

    private final Map<String, Look> earlier = new HashMap<>();

    private Looks() {}

    static void tellApart(List<Chart> charts) {
        charts.forEach(new Looks()::tellApart);
    }

    private void tellApart(Chart chart) {
        Map<String, Look> here = new HashMap<>();
        Set<Look> taken = new HashSet<>(earlier.values());
        chart.traces.stream().filter(Looks::isLine).map(Looks::look).forEach(taken::add);
        for (int i = 0; i < chart.traces.size(); i++) {
            Trace trace = chart.traces.get(i);
            if (isLine(trace)) {
                Look own = look(trace);
                Look known = earlier.get(trace.name());
                Look chosen = known == null
                        ? here.computeIfAbsent(trace.name(), name -> free(own, earlier.values(), taken))
                        : known;
                if (chosen.color.equals(own.color)) {
                    chart.traces.set(i, trace.withShape(((Curve) trace.shape()).withDash(chosen.dash)));
                }
                taken.add(chosen);
            }
        }
        earlier.putAll(here);
    }

    /** The line's own look unless an earlier panel gave it to another name; then the first dash that nothing has. */
    private static Look free(Look own, Collection<Look> earlier, Set<Look> taken) {
        if (!earlier.contains(own)) {
            return own;
        }
        return Theme.dashes(own.color).stream()
                .map(dash -> new Look(own.color, dash))
                .filter(look -> !taken.contains(look))
                .findFirst()
                .orElse(own);
    }

    private static boolean isLine(Trace trace) {
        return trace.listed()
                && trace.foreign() == null
                && trace.name() != null
                && trace.shape() instanceof Curve curve
                && curve.lines()
                && !curve.filled();
    }

    private static Look look(Trace trace) {
        return new Look(trace.color(), ((Curve) trace.shape()).dash());
    }
}
