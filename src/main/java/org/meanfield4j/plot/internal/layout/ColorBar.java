package org.meanfield4j.plot.internal.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/** Colour axes and the room that their bars take beside a panel. */
public final class ColorBar {
    public static final int THICKNESS = 14;
    static final double GAP = 14;
    private static final int TICK = 4;

    private ColorBar() {}

    /** A colour axis; the data decide its range when none is given. */
    public static Map<String, Object> colors(List<String> colors, String unit, double[] range) {
        Map<String, Object> bar = Tree.map("thickness", THICKNESS, "outlinewidth", 0, "xpad", 0, "ypad", 0);
        bar.putAll(Tree.map("ticks", "outside", "ticklen", TICK, "tickcolor", Theme.AXIS));
        bar.putAll(Tree.map("exponentformat", "power", "showexponent", "all"));
        bar.put("tickfont", Tree.map("size", Tree.number(Theme.TICK_SIZE)));
        bar.put("title", Tree.map("text", unit));
        Map<String, Object> axis = Tree.map("colorscale", Colors.scale(colors));
        if (range != null) {
            axis.putAll(Tree.map("cmin", Tree.number(range[0]), "cmax", Tree.number(range[1])));
        }
        axis.put("colorbar", bar);
        return axis;
    }

    /** The axis of a colour bar, written like any other. */
    public static Map<String, Object> axis(Map<String, Object> colors) {
        Map<String, Object> axis = new LinkedHashMap<>(Tree.child(colors, "colorbar"));
        axis.put("type", "linear");
        axis.put("range", Tree.numbers(Tree.real(colors, 0, "cmin"), Tree.real(colors, 1, "cmax")));
        return axis;
    }

    /** Pixels that a colour bar takes at the right of a panel. */
    static double space(Map<String, Object> colors, double height) {
        if (colors.isEmpty() || !Tree.flag(colors, true, "showscale")) {
            return 0;
        }
        boolean titled = !Tree.text(colors, "", "colorbar", "title", "text").isEmpty();
        return GAP + width(colors, height) + (titled ? 6 + 1.3 * Theme.LABEL_SIZE : 0);
    }

    /** Pixels from the left of a colour bar to the right of its labels. */
    static double width(Map<String, Object> colors, double height) {
        double labels = Ticks.of(axis(colors), false, height).width(Theme.TICK_SIZE);
        return THICKNESS + TICK + 0.2 * Theme.TICK_SIZE + 1 + labels;
    }
}
