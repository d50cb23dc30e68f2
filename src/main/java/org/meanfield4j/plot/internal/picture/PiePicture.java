package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;
import org.meanfield4j.plot.internal.tree.Words;

/** Draws a pie as Plotly does: clockwise from the top, labels outside. */
final class PiePicture {
    private PiePicture() {}

    static void draw(Graphics2D g, Frame frame, Shape.Pie pie) {
        double[] values = Tree.reals(pie.values());
        double total = Arrays.stream(values).filter(Double::isFinite).sum();
        double[][] ends = pie.domain().rounded();
        Rectangle2D box = frame.box(ends[0], ends[1]);
        double radius = 0.5 * Math.min(box.getWidth(), box.getHeight());
        Color ink = Theme.color(Theme.INK);
        Arc2D slice = new Arc2D.Double(Arc2D.PIE);
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            double start = 90 - 360 * before / total;
            slice.setArcByCenter(
                    box.getCenterX(), box.getCenterY(), radius, start, -360 * values[i] / total, Arc2D.PIE);
            g.setColor(Theme.color(String.valueOf(pie.colors().get(i))));
            g.fill(slice);
            double angle = 2 * Math.PI * (before + 0.5 * values[i]) / total;
            before += values[i];
            double x = box.getCenterX() + Math.sin(angle) * (radius + 8);
            double y = box.getCenterY() - Math.cos(angle) * (radius + 8) + 0.35 * Theme.TICK_SIZE;
            RichText label = new RichText(pie.labels().get(i) + " " + Words.number(100 * values[i] / total) + "%");
            label.draw(g, x, y, Theme.TICK_SIZE, ink, Math.sin(angle) > 0 ? 0 : 1, 0);
        }
    }
}
