package org.meanfield4j.plot.internal.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/**
 * Where the legend goes: to the right when its names are short and there is one panel, otherwise in rows below; with
 * the pixels that it takes there, and the width of its longest name.
 */
public record LegendPlan(List<String> names, double right, double below, int rows, double entryWidth) {
    public static final double SYMBOL_SPACE = 40;
    public static final double ROW_HEIGHT = 19;
    private static final double GAP = 4;
    private static final int NARROW = 500;

    static LegendPlan of(List<Chart> charts, Composition composition) {
        List<String> names = entries(charts, composition.width() - SYMBOL_SPACE - 110);
        double width = 0;
        for (String name : names) {
            width = Math.max(width, new RichText(name).width(Theme.TICK_SIZE));
        }
        width = Math.ceil(1.05 * width + 2);
        if (charts.stream()
                        .allMatch(c -> c.traces.stream().filter(Trace::listed).count() < 2)
                && !forced(charts)) {
            return new LegendPlan(List.of(), 0, 0, 0, 0);
        }
        boolean below = charts.stream()
                .anyMatch(c -> Tree.text(c.other, "", "legend", "orientation").equals("h"));
        if (composition.columns() == 1
                && composition.width() >= NARROW
                && !below
                && names.size() * ROW_HEIGHT + 60 <= composition.height()
                && width + SYMBOL_SPACE < 0.3 * composition.width()) {
            return new LegendPlan(names, GAP + SYMBOL_SPACE + width + 4, 0, 0, width);
        }
        int perRow = Math.max(1, (int) Math.floor(room(charts, composition) / (SYMBOL_SPACE + width + 5)));
        int rows = (names.size() + perRow - 1) / perRow;
        return new LegendPlan(names, 0, rows * ROW_HEIGHT + 14, rows, width);
    }

    /** The width of the plotting area, as far as it is known before its height. */
    private static double room(List<Chart> charts, Composition composition) {
        double labels = 0;
        for (Chart chart : charts) {
            labels = Math.max(
                    labels,
                    Axes.leftSpace(chart, composition.height())
                            + Axes.rightSpace(chart, composition.height())
                            + ColorBar.space(chart.colors, composition.height()));
        }
        return composition.width() - labels - 8;
    }

    /** What the legend takes, when it leaves less than half of the height to the panels; empty otherwise. */
    String excess(Composition composition) {
        return below <= 0.5 * composition.height()
                ? ""
                : "; its legend of " + names.size() + " names takes " + (int) below + " of " + composition.height()
                        + " pixels: give fewer or shorter names, or a height of "
                        + (int) (composition.height() + below);
    }

    /** A name that fits into a width, its middle left out if need be. */
    private static String fitting(String name, double width) {
        String plain = RichText.plain(name);
        String out = name;
        for (int half = plain.length() / 2; half > 3 && new RichText(out).width(Theme.TICK_SIZE) > width; half--) {
            out = plain.substring(0, half) + "…" + plain.substring(plain.length() - half);
        }
        return out;
    }

    /** Names that appear once, and marks further traces of the same name as the same entry. */
    private static List<String> entries(List<Chart> charts, double width) {
        List<String> names = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (Chart chart : charts) {
            for (int i = 0; i < chart.traces.size(); i++) {
                Trace trace = chart.traces.get(i);
                String name = trace.name() == null && chart.traces.size() > 1 ? "trace " + i : trace.name();
                if (trace.listed() && name != null) {
                    boolean first = name.isBlank() || !whole.contains(name);
                    if (first && !name.isBlank()) {
                        whole.add(name);
                        names.add(fitting(name, width));
                    }
                    String group = trace.group() != null || name.isBlank() ? trace.group() : name;
                    chart.traces.set(
                            i,
                            trace.withName(fitting(name, width))
                                    .withNamed(first)
                                    .withGroup(group));
                }
            }
        }
        return names;
    }

    private static boolean forced(List<Chart> charts) {
        return charts.stream().anyMatch(c -> Boolean.TRUE.equals(c.other.get("showlegend")))
                && charts.stream().anyMatch(c -> c.traces.stream().anyMatch(Trace::listed));
    }

    /** The legend's part of the layout. */
    Map<String, Object> layout(PanelGrid grid) {
        Map<String, Object> out = Tree.map("showlegend", !names.isEmpty());
        if (names.isEmpty()) {
            return out;
        }
        Map<String, Object> legend = Tree.map("xanchor", "left", "yanchor", "top");
        if (rows == 0) {
            double x = 1 + (grid.marginRight() - right + GAP) / grid.plotWidth();
            legend.putAll(Tree.map("x", Tree.number(x), "y", 1));
        } else {
            double y = -(grid.lowest() + 6) / grid.plotHeight();
            legend.putAll(Tree.map("orientation", "h", "entrywidth", Tree.number(entryWidth)));
            legend.putAll(Tree.map("x", 0, "y", Tree.number(y)));
        }
        legend.putAll(Tree.map("font", Tree.map("size", Tree.number(Theme.TICK_SIZE)), "tracegroupgap", 0));
        out.put("legend", legend);
        return out;
    }
}
