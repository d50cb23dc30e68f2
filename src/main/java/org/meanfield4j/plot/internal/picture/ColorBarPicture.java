package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.layout.ColorBar;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.layout.Ticks;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/** Draws a colour bar where the tree puts it. */
final class ColorBarPicture {
    private ColorBarPicture() {}

    static void draw(Graphics2D g, Frame frame, Map<String, Object> colorAxis) {
        if (!Tree.flag(colorAxis, true, "showscale")) {
            return;
        }
        Map<String, Object> bar = Tree.child(colorAxis, "colorbar");
        List<?> scale = Tree.list(colorAxis, "colorscale");
        int left = (int) Math.rint(frame.x(Tree.real(bar, 1, "x")) + Tree.real(bar, 10, "xpad"));
        double middle = frame.y(Tree.real(bar, 0.5, "y"));
        double length = Tree.real(bar, 100, "len") - 2 * Tree.real(bar, 10, "ypad");
        int thickness = (int) Tree.real(bar, ColorBar.THICKNESS, "thickness");
        int top = (int) Math.rint(middle - 0.5 * length);
        int height = (int) Math.rint(length);
        for (int i = 0; i < height; i++) {
            g.setColor(Colors.at(scale, 1 - (i + 0.5) / height));
            g.fillRect(left, top + i, thickness, height - i); // down to the end: no seam between two colours
        }
        Map<String, Object> axis = ColorBar.axis(colorAxis);
        Ticks ticks = Ticks.of(axis, false, length);
        double[] range = Ranges.of(axis);
        double size = Tree.real(bar, Theme.TICK_SIZE, "tickfont", "size");
        int tick = (int) Tree.real(bar, 5, "ticklen");
        Color ink = Theme.color(Theme.INK);
        for (int i = 0; i < ticks.at().length; i++) {
            double y = top + height * (1 - (ticks.at()[i] - range[0]) / (range[1] - range[0]));
            g.setColor(Theme.color(Theme.AXIS));
            g.fillRect(left + thickness, (int) Math.floor(y), tick, 1);
            RichText label = new RichText(ticks.labels().get(i));
            label.draw(g, left + thickness + tick + 0.2 * size - 0.5, y + 0.35 * size, size, ink, 0, 0);
        }
    }
}
