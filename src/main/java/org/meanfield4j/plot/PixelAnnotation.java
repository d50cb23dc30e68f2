package org.meanfield4j.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Something that JFreeChart does not draw, drawn in its place in the order of traces. */
final class PixelAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;

    private final transient Painter painter;

    PixelAnnotation(Painter painter) {
        this.painter = painter;
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis x,
            ValueAxis y,
            int rendererIndex,
            PlotRenderingInfo info) {
        painter.paint(g);
    }

    /** Draws in pixels of the picture. */
    interface Painter {
        void paint(Graphics2D g);
    }
}
