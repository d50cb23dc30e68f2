package org.meanfield4j.plot.internal.layout;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.meanfield4j.plot.internal.tree.Tree;

/** Where the panels of a composition are, in whole pixels: the room that labels need decides the rest. */
final class PanelGrid {
    private static final double TITLE_SPACE = 42;
    private static final double PANEL_TITLE_SPACE = 22;
    /** Between the labels of a row of panels and the titles of the next one: which belongs to which is then seen. */
    private static final double ROW_GAP = 10;

    private static final double SMALLEST = 40;

    private final Composition composition;
    private final double[] lefts;
    private final double[] tops;
    private final double panelWidth;
    private final double panelHeight;
    private final double marginRight;
    private final double marginBottom;
    private final double lowest;

    /** Leaves pixels free for the legend, and some at the bottom for controls. */
    PanelGrid(Composition composition, List<Chart> charts, LegendPlan legend, double controls) {
        double below = legend.below() + controls;
        this.composition = composition;
        int columns = composition.columns();
        int rows = composition.rows();
        double[] top = new double[rows];
        double[] bottom = new double[rows];
        boolean titled = charts.size() > 1 && charts.stream().anyMatch(c -> !c.title.isBlank());
        for (int i = 0; i < charts.size(); i++) {
            int r = i / columns;
            double title = (titled ? PANEL_TITLE_SPACE : 6) + (r == 0 ? 0 : ROW_GAP);
            top[r] = Math.max(top[r], Math.ceil(Axes.topSpace(charts.get(i))) + title);
            bottom[r] = Math.max(bottom[r], Math.ceil(Axes.bottomSpace(charts.get(i))));
        }
        double above = composition.title().isBlank() ? 8 : TITLE_SPACE;
        panelHeight = Math.floor((composition.height() - above - below - sum(top) - sum(bottom)) / rows);
        double[] left = new double[columns];
        double[] right = new double[columns];
        double bar = 0;
        for (int i = 0; i < charts.size(); i++) {
            int c = i % columns;
            double barSpace = ColorBar.space(charts.get(i).colors, panelHeight);
            double ownBar = composition.sharedColors() ? 0 : barSpace;
            bar = Math.max(bar, Math.ceil(barSpace - ownBar));
            left[c] = Math.max(left[c], Math.ceil(Axes.leftSpace(charts.get(i), panelHeight)));
            right[c] = Math.max(right[c], Math.ceil(Axes.rightSpace(charts.get(i), panelHeight) + ownBar));
        }
        panelWidth = Math.floor((composition.width() - legend.right() - bar - sum(left) - sum(right)) / columns);
        if (panelWidth < SMALLEST || panelHeight < SMALLEST) {
            throw new IllegalArgumentException(
                    "size = " + composition.width() + " x " + composition.height() + " pixels leaves no room for "
                            + rows + " x " + columns + " panels"
                            + (legend.excess(composition).isEmpty()
                                    ? "; give a larger one with withSize(..)"
                                    : legend.excess(composition)));
        }
        lefts = starts(left, right, panelWidth, 0);
        tops = starts(top, bottom, panelHeight, above);
        marginRight = composition.width() - lefts[columns - 1] - panelWidth;
        marginBottom = composition.height() - tops[rows - 1] - panelHeight;
        lowest = bottom[rows - 1];
    }

    private static double[] starts(double[] before, double[] after, double size, double first) {
        double[] starts = new double[before.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = (i == 0 ? first : starts[i - 1] + size + after[i - 1]) + before[i];
        }
        return starts;
    }

    /** The box of a panel: the largest one of its ratio of width to height, centred. */
    Rectangle2D box(int index, double aspect) {
        double w = panelWidth;
        double h = panelHeight;
        if (Double.isFinite(aspect)) {
            w = Math.rint(Math.min(w, h * aspect));
            h = Math.rint(w / aspect);
        }
        double x = lefts[index % composition.columns()] + Math.floor(0.5 * (panelWidth - w));
        double y = tops[index / composition.columns()] + Math.floor(0.5 * (panelHeight - h));
        return new Rectangle2D.Double(x, y, w, h);
    }

    /** The height with which the panels would be as wide as high times a ratio. */
    int heightFor(double ratio) {
        return (int) Math.round(composition.height() + composition.rows() * (panelWidth / ratio - panelHeight));
    }

    double ratio() {
        return panelWidth / panelHeight;
    }

    /** The fractions of the plotting area that a box takes. */
    Tree.Domain domain(Rectangle2D box) {
        return new Tree.Domain(shareX(box.getX()), shareX(box.getMaxX()), shareY(box.getMaxY()), shareY(box.getY()));
    }

    double shareX(double pixels) {
        return (pixels - lefts[0]) / plotWidth();
    }

    double shareY(double pixels) {
        return 1 - (pixels - tops[0]) / plotHeight();
    }

    double plotWidth() {
        return composition.width() - lefts[0] - marginRight;
    }

    double plotHeight() {
        return composition.height() - tops[0] - marginBottom;
    }

    double marginRight() {
        return marginRight;
    }

    /** Pixels that the labels under the last row take. */
    double lowest() {
        return lowest;
    }

    Map<String, Object> margin() {
        Map<String, Object> margin = Tree.map("l", Tree.number(lefts[0]), "r", Tree.number(marginRight));
        margin.putAll(Tree.map("t", Tree.number(tops[0]), "b", Tree.number(marginBottom), "pad", 0));
        return margin;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
