package org.meanfield4j.plot;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.RectangularShape;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleEdge;

/** Fills bars up to whole pixels, so that no background shines through between neighbours. */
final class WholePixels extends StandardXYBarPainter {
    private static final long serialVersionUID = 1L;

    @Override
    public void paintBar(
            Graphics2D g, XYBarRenderer renderer, int row, int column, RectangularShape bar, RectangleEdge base) {
        int x = (int) Math.rint(bar.getMinX());
        int y = (int) Math.rint(bar.getMinY());
        int width = (int) Math.rint(bar.getMaxX()) - x;
        int height = (int) Math.rint(bar.getMaxY()) - y;
        super.paintBar(g, renderer, row, column, new Rectangle(x, y, width, height), base);
    }
}
