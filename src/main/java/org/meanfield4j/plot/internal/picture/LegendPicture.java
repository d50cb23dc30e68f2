package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.layout.LegendPlan;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Draws the legend where the tree puts it, with Plotly's geometry. */
final class LegendPicture {
    private LegendPicture() {}

    static void draw(Graphics2D g, Frame frame, Map<String, Object> layout, List<Trace> traces) {
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
        Color ink = Theme.color(Theme.INK);
        int entry = 0;
        for (Trace trace : traces) {
            String name = trace.name();
            if (trace.listed() && name != null && !name.isEmpty()) {
                double x = left + entry % perRow * column;
                double y = top + 14.5 + entry / perRow * LegendPlan.ROW_HEIGHT;
                symbol(g, trace, x + 5, y);
                RichText label = new RichText(name);
                label.draw(g, x + LegendPlan.SYMBOL_SPACE, y + 0.39 * Theme.TICK_SIZE, Theme.TICK_SIZE, ink, 0, 0);
                entry++;
            }
        }
    }

    private static void symbol(Graphics2D g, Trace trace, double x, double y) {
        String css = trace.color();
        g.setColor(Theme.color(css == null ? Theme.REFERENCE : css));
        if (trace.shape() instanceof Shape.Bars bars && bars.dots()) {
            g.fill(Shape.Bars.DOT.shape(x + 15, y, Shape.Bars.DOT.size()));
            return;
        }
        if (!(trace.shape() instanceof Curve curve)) {
            g.fill(new Rectangle2D.Double(x + 9, y - 6, 12, 12));
            return;
        }
        if (curve.lines()) {
            g.setStroke(Theme.stroke(curve.width(), curve.dash()));
            g.draw(new Line2D.Double(x, y, x + 30, y));
        }
        if (curve.markers()) { // Plotly shows the smallest of many
            double size = curve.marker().sizes().isEmpty()
                    ? Math.min(12, curve.marker().size())
                    : 2;
            if (curve.marker().open()) {
                g.setStroke(Theme.stroke(TracePainter.OPEN_WIDTH, "solid"));
                g.draw(curve.marker().shape(x + 15, y, size));
            } else {
                g.fill(curve.marker().shape(x + 15, y, size));
            }
        }
    }
}
