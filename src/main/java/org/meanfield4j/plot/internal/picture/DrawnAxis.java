package org.meanfield4j.plot.internal.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.meanfield4j.plot.internal.layout.Axes;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.layout.Ticks;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/** A JFreeChart axis in axis coordinates (log10 on a log axis) with the ticks of the tree; draws no line and no labels. */
final class DrawnAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;

    private final transient Ticks ticks;

    DrawnAxis(Map<String, Object> axis, Ticks ticks) {
        this.ticks = ticks;
        double[] range = Ranges.of(axis);
        setAutoRange(false);
        setInverted(range[0] > range[1]);
        setRange(Math.min(range[0], range[1]), Math.max(range[0], range[1]));
        boolean visible = Tree.flag(axis, true, "visible");
        setTickLabelsVisible(false);
        setAxisLineVisible(false);
        setTickMarksVisible(visible && Axes.tickLength(axis) > 0);
        setTickMarkOutsideLength((float) Axes.tickLength(axis));
        setTickMarkInsideLength(0);
        setTickMarkPaint(Theme.color(Tree.text(axis, Theme.AXIS, "tickcolor")));
        setTickMarkStroke(Theme.stroke(1, "solid"));
        setMinorTickMarksVisible(true);
        setMinorTickMarkOutsideLength((float) Tree.real(axis, 3, "minor", "ticklen"));
        setMinorTickMarkInsideLength(0);
    }

    Ticks ticks() {
        return ticks;
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> out = new ArrayList<>();
        for (double at : ticks.minor()) {
            out.add(tick(TickType.MINOR, at));
        }
        for (double at : ticks.at()) {
            out.add(tick(TickType.MAJOR, at));
        }
        return out;
    }

    private static NumberTick tick(TickType type, double at) {
        return new NumberTick(type, at, "", TextAnchor.CENTER, TextAnchor.CENTER, 0);
    }
}
