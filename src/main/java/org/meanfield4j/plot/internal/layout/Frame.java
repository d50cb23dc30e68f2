package org.meanfield4j.plot.internal.layout;

import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

/** The size and margins of a figure: turns fractions of the plotting area and axis coordinates into pixels. */
public record Frame(int width, int height, double left, double right, double top, double bottom) {
    public Frame(Map<String, Object> layout) {
        this(
                (int) Tree.real(layout, Theme.WIDTH, "width"),
                (int) Tree.real(layout, Theme.HEIGHT, "height"),
                Tree.real(layout, 0, "margin", "l"),
                Tree.real(layout, 0, "margin", "r"),
                Tree.real(layout, 0, "margin", "t"),
                Tree.real(layout, 0, "margin", "b"));
    }

    public double x(double share) {
        return left + share * (width - left - right);
    }

    public double y(double share) {
        return height - bottom - share * (height - top - bottom);
    }

    /** Where a coordinate of an axis is, in pixels. */
    public double place(Map<String, Object> axis, boolean horizontal, double coordinate) {
        double[] range = Ranges.of(axis);
        double[] domain = Tree.reals(Tree.list(axis, "domain"));
        double share = (coordinate - range[0]) / (range[1] - range[0]);
        double at = domain[0] + share * (domain[1] - domain[0]);
        return horizontal ? x(at) : y(at);
    }

    public Rectangle2D plot() {
        return new Rectangle2D.Double(left, top, width - left - right, height - top - bottom);
    }

    /** The box that a domain {x, y} covers. */
    public Rectangle2D box(double[] x, double[] y) {
        double x0 = Math.rint(x(x[0]));
        double y0 = Math.rint(y(y[1]));
        return new Rectangle2D.Double(x0, y0, Math.rint(x(x[1])) - x0, Math.rint(y(y[0])) - y0);
    }
}
