package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.layout.LegendPlan;
import org.meanfield4j.plot.internal.layout.TraceColors;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.TraceTypes;
import org.meanfield4j.plot.internal.tree.Tree;

/** Draws the legend where the tree puts it, with Plotly's geometry. */
final class LegendPicture {
    private LegendPicture() {}

    static void draw(Graphics2D g, Frame frame, Map<String, Object> layout, List<Map<String, Object>> traces) {
        if (!Tree.flag(layout, false, "showlegend")) {
            return;
        }
        Map<String, Object> legend = Tree.child(layout, "legend");
        boolean rows = Tree.text(legend, "v", "orientation").equals("h");
        double left = frame.x(Tree.real(legend, 1, "x"));
        double top = frame.y(Tree.real(legend, 1, "y"));
        double column = rows ? LegendPlan.SYMBOL_SPACE + Tree.real(legend, 0, "entrywidth") + 5 : 0;
        double available = frame.width() - frame.left() - frame.right();
        int perRow = rows ? Math.max(1, (int) Math.floor(available / column)) : 1;
        int entry = 0;
        for (Map<String, Object> trace : traces) {
            String name = Tree.text(trace, "", "name");
            if (LegendPlan.hasEntry(trace) && !name.isEmpty()) {
                double x = left + entry % perRow * column;
                double y = top + 14.5 + entry / perRow * LegendPlan.ROW_HEIGHT;
                symbol(g, trace, x + 5, y);
                new RichText(name)
                        .draw(
                                g,
                                x + LegendPlan.SYMBOL_SPACE,
                                y + 0.39 * Theme.TICK_SIZE,
                                Theme.TICK_SIZE,
                                Theme.color(Theme.INK),
                                0,
                                0);
                entry++;
            }
        }
    }

    private static void symbol(Graphics2D g, Map<String, Object> trace, double x, double y) {
        String type = TraceTypes.of(trace);
        String css = TraceColors.colorOf(trace);
        Color color = Theme.color(css == null ? Theme.REFERENCE : css);
        g.setColor(color);
        if (!type.startsWith("scatter")) {
            g.fill(new Rectangle2D.Double(x + 9, y - 6, 12, 12));
            return;
        }
        String mode = Tree.text(trace, "lines", "mode");
        if (mode.contains("lines")) {
            g.setStroke(Theme.stroke(Tree.real(trace, 2, "line", "width"), Tree.text(trace, "solid", "line", "dash")));
            g.draw(new Line2D.Double(x, y, x + 30, y));
        }
        if (mode.contains("markers")) {
            double one = Tree.list(trace, "marker", "size").isEmpty() ? 6 : 2; // Plotly shows the smallest of many
            double size = Math.min(12, Tree.real(trace, one, "marker", "size"));
            g.fill(Markers.shape(Tree.text(trace, "circle", "marker", "symbol"), x + 15, y, size));
        }
    }
}
