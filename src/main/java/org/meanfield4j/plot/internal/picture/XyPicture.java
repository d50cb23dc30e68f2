package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Frame;
import org.meanfield4j.plot.internal.layout.Places;
import org.meanfield4j.plot.internal.layout.Ticks;
import org.meanfield4j.plot.internal.tree.RichText;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Draws one pair of axes and its traces with JFreeChart, in exactly the box that the tree states. */
final class XyPicture {
    private static final double SPACE = 20;

    private final Map<String, Object> layout;
    private final Frame frame;
    private final Map<String, Object> x;
    private final Map<String, Object> y;
    private final List<Trace> traces;

    XyPicture(Map<String, Object> layout, Frame frame, String xId, String yId, List<Trace> traces) {
        this.layout = layout;
        this.frame = frame;
        this.x = Tree.child(layout, Places.key(xId));
        this.y = Tree.child(layout, Places.key(yId));
        this.traces = traces;
    }

    void draw(Graphics2D g) {
        Rectangle2D box = frame.box(domain(x), domain(y));
        DrawnAxis horizontal = new DrawnAxis(x, Ticks.of(x, true, box.getWidth()));
        DrawnAxis vertical = new DrawnAxis(y, Ticks.of(y, false, box.getHeight()));
        XYPlot plot = new XYPlot(null, horizontal, vertical, null);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setOutlineVisible(false);
        boolean over = y.containsKey("overlaying") || x.containsKey("overlaying");
        plot.setBackgroundPaint(over ? null : Theme.color(Tree.text(layout, "#ffffff", "plot_bgcolor")));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setDomainAxisLocation(top(x) ? AxisLocation.TOP_OR_LEFT : AxisLocation.BOTTOM_OR_LEFT);
        plot.setRangeAxisLocation(right(y) ? AxisLocation.BOTTOM_OR_RIGHT : AxisLocation.BOTTOM_OR_LEFT);
        plot.setDomainGridlinesVisible(Tree.flag(x, true, "showgrid"));
        plot.setRangeGridlinesVisible(Tree.flag(y, true, "showgrid"));
        plot.setDomainGridlinePaint(Theme.color(Tree.text(x, Theme.GRID, "gridcolor")));
        plot.setRangeGridlinePaint(Theme.color(Tree.text(y, Theme.GRID, "gridcolor")));
        plot.setDomainGridlineStroke(Theme.stroke(1, "solid"));
        plot.setRangeGridlineStroke(Theme.stroke(1, "solid"));
        AxisSpace space = new AxisSpace();
        space.setLeft(SPACE);
        space.setRight(SPACE);
        space.setTop(SPACE);
        space.setBottom(SPACE);
        plot.setFixedDomainAxisSpace(space);
        plot.setFixedRangeAxisSpace(space);
        new TracePainter(plot, layout, x, y, box).add(traces);
        plot.draw(g, space.expand(box, null), null, null, null);
        drawLines(g, x, true, box);
        drawLines(g, y, false, box);
        drawLabels(g, x, horizontal.ticks(), true, box);
        drawLabels(g, y, vertical.ticks(), false, box);
    }

    /** The axis line just outside the box, and the one opposite when the axis is mirrored. */
    private static void drawLines(Graphics2D g, Map<String, Object> axis, boolean across, Rectangle2D box) {
        if (!Tree.flag(axis, true, "visible") || !Tree.flag(axis, true, "showline")) {
            return;
        }
        g.setColor(Theme.color(Tree.text(axis, Theme.AXIS, "linecolor")));
        boolean both = Tree.flag(axis, false, "mirror");
        int x0 = (int) box.getX() - 1;
        int y0 = (int) box.getY() - 1;
        int x1 = (int) box.getMaxX();
        int y1 = (int) box.getMaxY();
        int width = across ? x1 - x0 + (both ? 1 : 0) : 1;
        int height = across ? 1 : y1 - y0 - 1;
        boolean far = across ? top(axis) : right(axis);
        if (both || !far) {
            g.fillRect(x0, across ? y1 : y0 + 1, width, height);
        }
        if (both || far) {
            g.fillRect(across ? x0 : x1, across ? y0 : y0 + 1, width, height);
        }
    }

    private void drawLabels(Graphics2D g, Map<String, Object> axis, Ticks ticks, boolean across, Rectangle2D box) {
        if (!Tree.flag(axis, true, "visible")) {
            return;
        }
        Color ink = Theme.color(Theme.INK);
        double base = Tree.real(axis, Theme.TICK_SIZE, "tickfont", "size");
        double size = base * Ticks.enlarged(axis);
        double pad = Axes.tickLength(axis) + 0.2 * base + 1;
        boolean far = across ? top(axis) : right(axis);
        double depth = pad;
        if (Tree.flag(axis, true, "showticklabels")) {
            for (int i = 0; i < ticks.at().length; i++) {
                RichText label = new RichText(ticks.labels().get(i));
                double at = frame.place(axis, across, ticks.at()[i]);
                if (across && Tree.real(axis, 0, "tickangle") != 0) {
                    drawTurned(g, label, at, box.getMaxY() + pad, size, Tree.real(axis, 0, "tickangle"));
                    depth = pad + Axes.labelHeight(axis);
                } else if (across) {
                    double baseline = far ? box.getY() - pad - 0.2 * size : box.getMaxY() + pad + size;
                    label.draw(g, at, baseline, size, ink, 0.5, 0);
                    depth = Math.max(depth, pad + 1.21 * size);
                } else {
                    double edge = far ? box.getMaxX() + pad : box.getX() - pad;
                    label.draw(g, edge, at + 0.35 * size, size, ink, far ? 0 : 1, 0);
                    depth = Math.max(depth, pad + label.width(size));
                }
            }
        }
        drawTitle(g, axis, depth, across, far, box);
    }

    /** A label that ends at its tick, turned about the middle of its end. */
    private static void drawTurned(Graphics2D g, RichText label, double x, double y, double size, double degrees) {
        AffineTransform before = g.getTransform();
        g.rotate(Math.toRadians(degrees), x, y + 0.5 * size);
        label.draw(g, x, y + size, size, Theme.color(Theme.INK), degrees < 0 ? 1 : 0, 0);
        g.setTransform(before);
    }

    private void drawTitle(
            Graphics2D g, Map<String, Object> axis, double depth, boolean across, boolean far, Rectangle2D box) {
        RichText title = new RichText(Tree.text(axis, "", "title", "text"));
        double size = Tree.real(axis, Theme.LABEL_SIZE, "title", "font", "size");
        double gap = depth + Tree.real(axis, 0, "title", "standoff");
        Color ink = Theme.color(Theme.INK);
        if (across) {
            double baseline = far ? box.getY() - gap : box.getMaxY() + gap + 0.7 * size;
            title.draw(g, box.getCenterX(), baseline, size, ink, 0.5, 0);
        } else {
            double baseline = far ? box.getMaxX() + gap + 0.66 * size : box.getX() - gap - 0.3 * size;
            title.draw(g, baseline, box.getCenterY(), size, ink, 0.5, -90);
        }
    }

    private static boolean top(Map<String, Object> axis) {
        return Tree.text(axis, "bottom", "side").equals("top");
    }

    private static boolean right(Map<String, Object> axis) {
        return Tree.text(axis, "left", "side").equals("right");
    }

    private static double[] domain(Map<String, Object> axis) {
        return Tree.reals(Tree.list(axis, "domain"));
    }
}
