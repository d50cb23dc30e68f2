package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.util.List;
import java.util.Map;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Marker;
import org.meanfield4j.plot.internal.tree.Tree;

/** Markers whose symbol, size and colour come from the trace, one or one per point. */
final class PointRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;

    private final transient Marker marker;
    private final transient List<?> scale;
    private final double low;
    private final double high;
    private final double[] sizes;
    private final double[] values;
    private final double opacity;

    PointRenderer(Curve curve, Map<String, Object> colorAxis) {
        this.marker = curve.marker();
        this.scale = Tree.list(colorAxis, "colorscale");
        this.low = Tree.real(colorAxis, 0, "cmin");
        this.high = Tree.real(colorAxis, 1, "cmax");
        this.sizes = Tree.reals(marker.sizes());
        this.values = Tree.reals(marker.values());
        this.opacity = marker.opacity();
    }

    @Override
    public Shape getItemShape(int row, int i) {
        return marker.shape(0, 0, i < sizes.length ? sizes[i] : marker.size());
    }

    @Override
    public Paint getItemPaint(int row, int i) {
        if (!getItemShapeVisible(row, i)) {
            return super.getItemPaint(row, i);
        }
        Color color = i < values.length && Double.isFinite(values[i]) && !scale.isEmpty()
                ? Colors.at(scale, (values[i] - low) / (high - low))
                : (Color) super.getItemPaint(row, i);
        return new Color(
                color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(opacity * color.getAlpha()));
    }
}
