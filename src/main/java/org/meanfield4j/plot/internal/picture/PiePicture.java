package org.meanfield4j.plot.internal.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.jfree.chart.plot.PiePlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.util.Rotation;
import org.jfree.data.general.DefaultPieDataset;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;
import org.meanfield4j.plot.internal.tree.Words;

/** Draws a pie with JFreeChart, as Plotly does: clockwise from the top, labels outside. */
final class PiePicture {
    private PiePicture() {}

    static void draw(Graphics2D g, Frame frame, Shape.Pie pieces) {
        double[] values = Tree.reals(pieces.values());
        DefaultPieDataset<Integer> data = new DefaultPieDataset<>();
        PiePlot<Integer> pie = new PiePlot<>(data);
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            data.setValue(Integer.valueOf(i), values[i]);
            pie.setSectionPaint(i, Theme.color(String.valueOf(pieces.colors().get(i))));
            total += Double.isFinite(values[i]) ? values[i] : 0;
        }
        double[][] ends = pieces.domain().rounded();
        Rectangle2D box = frame.box(ends[0], ends[1]);
        double diameter = Math.min(box.getWidth(), box.getHeight());
        pie.setInsets(RectangleInsets.ZERO_INSETS);
        pie.setInteriorGap(0);
        pie.setLabelGenerator(null);
        pie.setLabelLinkMargin(0);
        pie.setShadowPaint(null);
        pie.setBackgroundPaint(null);
        pie.setOutlineVisible(false);
        pie.setSectionOutlinesVisible(false);
        pie.setDirection(Rotation.CLOCKWISE);
        pie.setStartAngle(90);
        Rectangle2D circle = new Rectangle2D.Double(
                box.getCenterX() - 0.5 * diameter, box.getCenterY() - 0.5 * diameter, diameter, diameter);
        pie.draw(g, circle, null, null, null);
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            double angle = 2 * Math.PI * (before + 0.5 * values[i]) / total;
            before += values[i];
            double x = box.getCenterX() + Math.sin(angle) * (0.5 * diameter + 8);
            double y = box.getCenterY() - Math.cos(angle) * (0.5 * diameter + 8);
            String text = String.format(
                    Locale.ROOT, "%s %s%%", pieces.labels().get(i), Words.number(100 * values[i] / total));
            new RichText(text)
                    .draw(
                            g,
                            x,
                            y + 0.35 * Theme.TICK_SIZE,
                            Theme.TICK_SIZE,
                            Theme.color(Theme.INK),
                            Math.sin(angle) > 0 ? 0 : 1,
                            0);
        }
    }
}
