package org.meanfield4j.plot.internal.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;

/**
 * How lines and bars look in panels that share a legend: as one of the same name did in an earlier panel, and not as one
 * of another name there. A line gets another dash, since its colour may mean something; bars have their colour only.
 */
final class Looks {
    private static final String BAR = "bar";

    private record Look(String color, String style) {
        boolean isBar() {
            return style.equals(BAR);
        }
    }

    private final Map<String, Look> earlier = new HashMap<>();

    private Looks() {}

    static void tellApart(List<Chart> charts) {
        charts.forEach(new Looks()::tellApart);
    }

    private void tellApart(Chart chart) {
        Map<String, Look> here = new HashMap<>();
        Set<Look> taken = new HashSet<>(earlier.values());
        chart.traces.stream().filter(Looks::concerned).map(Looks::look).forEach(taken::add);
        for (int i = 0; i < chart.traces.size(); i++) {
            Trace trace = chart.traces.get(i);
            if (concerned(trace)) {
                Look own = look(trace);
                Look known = earlier.get(trace.name());
                Look chosen = known == null
                        ? here.computeIfAbsent(trace.name(), name -> free(own, earlier.values(), taken))
                        : known;
                if (own.isBar() && chosen.isBar()) {
                    chart.traces.set(i, trace.withColor(chosen.color));
                } else if (chosen.color.equals(own.color) && own.isBar() == chosen.isBar()) {
                    chart.traces.set(i, trace.withShape(((Curve) trace.shape()).withDash(chosen.style)));
                }
                taken.add(chosen);
            }
        }
        earlier.putAll(here);
    }

    /** Its own look unless an earlier panel gave it to another name; then the first one that nothing has. */
    private static Look free(Look own, Collection<Look> earlier, Set<Look> taken) {
        if (!earlier.contains(own)) {
            return own;
        }
        Stream<Look> others = own.isBar()
                ? Theme.SERIES.stream().map(color -> new Look(color, BAR))
                : Theme.dashes(own.color).stream().map(dash -> new Look(own.color, dash));
        return others.filter(look -> !taken.contains(look)).findFirst().orElse(own);
    }

    /** Whether it is a line or bars that the legend lists. */
    private static boolean concerned(Trace trace) {
        return trace.listed()
                && trace.foreign() == null
                && trace.name() != null
                && (trace.shape() instanceof Shape.Bars
                        || trace.shape() instanceof Curve curve && curve.lines() && !curve.filled());
    }

    private static Look look(Trace trace) {
        return new Look(trace.color(), trace.shape() instanceof Curve curve ? curve.dash() : BAR);
    }
}
