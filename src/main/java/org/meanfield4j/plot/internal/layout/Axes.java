package org.meanfield4j.plot.internal.layout;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/** The look of the axes of a chart, and how much room their labels take. */
public final class Axes {
    /** Labels that do not fit side by side are turned by this angle. */
    private static final int TURN = -45;

    private static final double LABEL_GAP = 8;

    private Axes() {}

    /** Completes every axis: lines, light grid, ticks outside, powers of ten. */
    static void style(Chart chart, boolean labelsX, boolean labelsY, double width) {
        chart.axes.forEach((key, axis) -> {
            boolean labelled = key.charAt(0) == 'x' ? labelsX : labelsY;
            boolean log = Tree.text(axis, "", "type").equals("log");
            boolean second = axis.containsKey("overlaying");
            Tree.map("automargin", false, "showline", true, "linecolor", Theme.AXIS, "linewidth", 1)
                    .forEach(axis::putIfAbsent);
            Tree.map("tickmode", second ? "auto" : null, "showgrid", !second, "gridcolor", Theme.GRID)
                    .forEach(axis::putIfAbsent);
            Tree.map("zeroline", false, "ticks", "outside", "ticklen", Tree.number(Theme.TICK_LENGTH))
                    .forEach(axis::putIfAbsent);
            axis.putIfAbsent("tickcolor", Theme.AXIS);
            axis.putIfAbsent("tickangle", key.charAt(0) == 'x' ? turn(axis, width) : 0);
            axis.putIfAbsent("exponentformat", "power");
            axis.putIfAbsent("showexponent", "all");
            double[] range = Tree.reals(Tree.list(axis, "range"));
            axis.putIfAbsent("minexponent", Math.max(Math.abs(range[0]), Math.abs(range[1])) >= 1 ? 5 : 3);
            if (log && !axis.containsKey("dtick")) {
                styleLog(axis, Math.min(range[0], range[1]), Math.max(range[0], range[1]), key.charAt(0) == 'y');
            }
            axis.putIfAbsent(
                    "tickfont", Tree.map("size", Tree.number(Ticks.enlarged(axis) > 1 ? 10.5 : Theme.TICK_SIZE)));
            if (!labelled) {
                axis.put("showticklabels", false);
                axis.remove("title");
            } else if (axis.get("title") instanceof Map<?, ?> title) {
                Map<String, Object> map = Tree.asMap(title);
                map.putIfAbsent("font", Tree.map("size", Theme.LABEL_SIZE));
                map.putIfAbsent("standoff", Tree.number(LABEL_GAP));
            }
        });
    }

    /** Writes a title that is longer than there is room in smaller type. */
    static void fitTitle(Map<String, Object> axis, double room) {
        if (hasTitle(axis)) {
            double size = Tree.real(axis, Theme.LABEL_SIZE, "title", "font", "size");
            double fitting = new RichText(Tree.text(axis, "", "title", "text")).fitting(size, room);
            axis.put("title", Tree.with(Tree.child(axis, "title"), "font", Tree.map("size", Tree.number(fitting))));
        }
    }

    private static int turn(Map<String, Object> axis, double width) {
        List<?> names = Tree.list(axis, "categoryarray");
        double slot = width / Math.max(1, names.size());
        return names.stream().anyMatch(n -> new RichText(n.toString()).width(Theme.TICK_SIZE) > slot - 6) ? TURN : 0;
    }

    /**
     * One labelled tick per decade (or per few), short ticks at 2 … 9 in between when there is room; 1, 2, 5 where there
     * would be fewer than two, and labels have room below each other.
     */
    private static void styleLog(Map<String, Object> axis, double low, double high, boolean upright) {
        double decades = high - low;
        if (decades <= 1.4 || upright && Math.floor(high) <= Math.ceil(low)) {
            Ticks.spellOut(axis);
            return;
        }
        axis.put("dtick", (int) Math.ceil(decades / 8));
        if (decades <= 8) {
            axis.put("minor", Tree.map("ticks", "outside", "ticklen", 3, "dtick", "D1", "tickcolor", Theme.AXIS));
        }
    }

    /** A linear or logarithmic axis with a label; a null range leaves the range to the data. */
    public static Map<String, Object> of(String label, boolean log, double[] range, String parameter) {
        Map<String, Object> axis = Tree.map("type", log ? "log" : "linear");
        if (!label.isBlank()) {
            axis.put("title", Tree.map("text", label));
        }
        if (range != null && log && range[0] <= 0) {
            throw new IllegalArgumentException(
                    parameter + " starts at " + range[0] + ", must be positive on a logarithmic axis");
        }
        if (range != null) {
            axis.put("range", log ? Tree.numbers(Math.log10(range[0]), Math.log10(range[1])) : Tree.numbers(range));
        }
        return axis;
    }

    /** A linear axis without ticks and labels, framed. */
    public static Map<String, Object> hidden(double... range) {
        Map<String, Object> axis = Tree.map("type", "linear", "range", Tree.numbers(range), "mirror", true);
        axis.putAll(Tree.map("showgrid", false, "ticks", "", "showticklabels", false));
        return axis;
    }

    static double leftSpace(Chart chart, double height) {
        double turned = widest(chart, "x", axis -> Tree.real(axis, 0, "tickangle") == 0 ? 0 : labelHeight(axis) - 20);
        return Math.max(Math.max(12, turned), widest(chart, "yleft", axis -> verticalSpace(axis, height)));
    }

    static double rightSpace(Chart chart, double height) {
        return Math.max(14, widest(chart, "yright", axis -> verticalSpace(axis, height)));
    }

    static double topSpace(Chart chart) {
        return widest(chart, "xtop", Axes::horizontalSpace);
    }

    static double bottomSpace(Chart chart) {
        return Math.max(12, widest(chart, "xbottom", Axes::horizontalSpace));
    }

    /** The largest of something over the axes of a direction, or of a direction and a side. */
    private static double widest(Chart chart, String place, ToDoubleFunction<Map<String, Object>> size) {
        double widest = 0;
        for (Map.Entry<String, Map<String, Object>> entry : chart.axes.entrySet()) {
            String direction = entry.getKey().substring(0, 1);
            String side = Tree.text(entry.getValue(), direction.equals("x") ? "bottom" : "left", "side");
            if (place.equals(direction) || place.equals(direction + side)) {
                widest = Math.max(widest, size.applyAsDouble(entry.getValue()));
            }
        }
        return widest;
    }

    private static double verticalSpace(Map<String, Object> axis, double height) {
        if (!Tree.flag(axis, true, "visible") || !Tree.flag(axis, true, "showticklabels")) {
            return Tree.flag(axis, true, "visible") ? 4 + tickLength(axis) : 0;
        }
        double title = hasTitle(axis) ? LABEL_GAP + 1.3 * Theme.LABEL_SIZE : 4;
        return 3 + Ticks.of(axis, false, height).width(labelSize(axis)) + title + tickLength(axis);
    }

    private static double horizontalSpace(Map<String, Object> axis) {
        if (!Tree.flag(axis, true, "visible") || !Tree.flag(axis, true, "showticklabels")) {
            return Tree.flag(axis, true, "visible") ? 4 + tickLength(axis) : 0;
        }
        double title = hasTitle(axis) ? LABEL_GAP + 1.3 * Theme.LABEL_SIZE : 2;
        return 4 + tickLength(axis) + labelHeight(axis) + title;
    }

    /** The height of the labels under an axis; turned ones need most of their length. */
    public static double labelHeight(Map<String, Object> axis) {
        double size = labelSize(axis);
        if (Tree.real(axis, 0, "tickangle") == 0) {
            return 1.21 * size;
        }
        double widest = 0;
        for (Object name : Tree.list(axis, "categoryarray")) {
            widest = Math.max(widest, new RichText(name.toString()).width(size));
        }
        return Math.sqrt(0.5) * (widest + size);
    }

    private static double labelSize(Map<String, Object> axis) {
        return Tree.real(axis, Theme.TICK_SIZE, "tickfont", "size") * Ticks.enlarged(axis);
    }

    public static double tickLength(Map<String, Object> axis) {
        return Tree.text(axis, "", "ticks").equals("outside") ? Tree.real(axis, 5, "ticklen") : 0;
    }

    private static boolean hasTitle(Map<String, Object> axis) {
        return !Tree.text(axis, "", "title", "text").isEmpty();
    }
}
