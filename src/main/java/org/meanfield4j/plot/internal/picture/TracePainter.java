package org.meanfield4j.plot.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;
import org.meanfield4j.plot.internal.layout.BarPlaces;
import org.meanfield4j.plot.internal.layout.Ranges;
import org.meanfield4j.plot.internal.layout.TraceExtent;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Curve;
import org.meanfield4j.plot.internal.tree.Histogram;
import org.meanfield4j.plot.internal.tree.Shape;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

/** Turns the traces of one pair of axes into JFreeChart datasets and renderers, in axis coordinates. */
final class TracePainter {
    /** How wide the outline of an open symbol is, in pixels. */
    static final double OPEN_WIDTH = 1.5;

    private final XYPlot plot;
    private final Map<String, Object> layout;
    private final Map<String, Object> x;
    private final Map<String, Object> y;
    private final double[] xRange;
    private final double[] yRange;
    private final Rectangle2D box;

    TracePainter(
            XYPlot plot, Map<String, Object> layout, Map<String, Object> x, Map<String, Object> y, Rectangle2D box) {
        this.plot = plot;
        this.layout = layout;
        this.x = x;
        this.y = y;
        this.xRange = Ranges.of(x);
        this.yRange = Ranges.of(y);
        this.box = box;
    }

    void add(List<Trace> traces) {
        BarPlaces bars = new BarPlaces(traces, x, y, Tree.text(layout, "group", "barmode"));
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            if (trace.shape() instanceof Shape.Cells cells) {
                add(i, new DefaultXYDataset(), below(g -> cells(g, trace, cells)));
            } else if (trace.shape() instanceof Curve curve) {
                addCurve(i, trace, curve, i == 0 ? null : traces.get(i - 1));
            } else if (bars.of(trace) != null) {
                add(i, new DefaultXYDataset(), below(g -> bars(g, trace, bars.of(trace))));
            } else {
                add(i, new DefaultXYDataset(), below(g -> BoxPicture.draw(g, trace, this)));
            }
        }
    }

    private void add(int index, XYDataset data, XYItemRenderer renderer) {
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    /** A renderer that only draws something of our own under the curves. */
    private static XYItemRenderer below(Consumer<Graphics2D> painter) {
        XYItemRenderer renderer = new XYLineAndShapeRenderer();
        renderer.addAnnotation(new PixelAnnotation(painter), Layer.BACKGROUND);
        return renderer;
    }

    private void addCurve(int index, Trace trace, Curve curve, Trace previous) {
        double[] xs = Ranges.coordinates(trace.values(true), x);
        double[] ys = Ranges.coordinates(trace.values(false), y);
        if (xs.length == 0) {
            xs = TraceExtent.indices(ys.length);
        }
        int n = Math.min(xs.length, ys.length);
        DefaultXYDataset data = new DefaultXYDataset();
        double[][] points = {Arrays.copyOf(xs, n), Arrays.copyOf(ys, n)};
        data.addSeries("", curve.steps() ? steps(points) : points);
        XYLineAndShapeRenderer renderer = new PointRenderer(curve, Tree.child(layout, trace.colorAxis()));
        renderer.setSeriesPaint(0, Theme.color(trace.color()));
        renderer.setSeriesStroke(0, Theme.stroke(curve.width(), curve.dash()));
        renderer.setSeriesLinesVisible(0, curve.lines() && curve.width() > 0);
        renderer.setSeriesShapesVisible(0, curve.markers());
        renderer.setDrawSeriesLineAsPath(true);
        boolean open = curve.marker().open();
        double border = open ? OPEN_WIDTH : curve.marker().border();
        renderer.setSeriesShapesFilled(0, !open);
        renderer.setDrawOutlines(border > 0);
        renderer.setUseOutlinePaint(true);
        renderer.setSeriesOutlinePaint(
                0, Theme.color(open ? trace.color() : curve.marker().borderColor()));
        renderer.setSeriesOutlineStroke(0, Theme.stroke(border, "solid"));
        if (curve.filled()) {
            Paint paint = Theme.color(curve.fillColor(trace));
            Path2D area = area(curve.fill(), xs, ys, previous);
            renderer.addAnnotation(
                    new PixelAnnotation(g -> {
                        g.setPaint(paint);
                        g.fill(area);
                    }),
                    Layer.BACKGROUND);
        }
        add(index, data, renderer);
    }

    /** The corners of a step function that jumps at its points. */
    private static double[][] steps(double[][] points) {
        int n = points[0].length;
        double[][] out = new double[2][Math.max(0, 2 * n - 1)];
        for (int i = 0; i < out[0].length; i++) {
            out[0][i] = points[0][(i + 1) / 2];
            out[1][i] = points[1][i / 2];
        }
        return out;
    }

    /** The filled polygons, one per run of points without a gap: closed, down to zero, or back along another curve. */
    private Path2D area(String fill, double[] xs, double[] ys, Trace previous) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int from = 0;
        for (int i = 0; i <= xs.length; i++) {
            if (i == xs.length || !Double.isFinite(xs[i] + ys[i])) {
                for (int j = from; j < i; j++) {
                    follow(path, j == from, xs[j], ys[j]);
                }
                if (i > from && fill.equals("tozeroy")) {
                    follow(path, false, xs[i - 1], 0);
                    follow(path, false, xs[from], 0);
                } else if (i > from && fill.equals("tonexty") && previous != null) {
                    goBack(path, previous);
                }
                if (i > from) {
                    path.closePath();
                }
                from = i + 1;
            }
        }
        return path;
    }

    private void goBack(Path2D path, Trace previous) {
        double[] xs = Ranges.coordinates(previous.values(true), x);
        double[] ys = Ranges.coordinates(previous.values(false), y);
        for (int i = xs.length - 1; i >= 0; i--) {
            if (Double.isFinite(xs[i] + ys[i])) {
                follow(path, false, xs[i], ys[i]);
            }
        }
    }

    private void follow(Path2D path, boolean start, double px, double py) {
        if (start) {
            path.moveTo(pixelX(px), pixelY(py));
        } else {
            path.lineTo(pixelX(px), pixelY(py));
        }
    }

    private void bars(Graphics2D g, Trace trace, double[][] bars) {
        double[] above = {};
        double[] below = {};
        double opacity = 1;
        boolean dots = false;
        if (trace.shape() instanceof Shape.Bars shape) {
            dots = shape.dots();
            above = shape.lying() ? above : Tree.reals(shape.above());
            below = Tree.reals(shape.below());
            opacity = shape.opacity();
        } else if (trace.shape() instanceof Histogram histogram) {
            opacity = histogram.opacity();
        }
        Color color = Theme.color(trace.color());
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity)));
        for (int i = 0; i < bars[4].length; i++) {
            if (!dots) {
                fill(g, bars[0][i], bars[1][i], bars[2][i], bars[3][i], 0);
            } else if (Double.isFinite(bars[4][i])) {
                double middle = 0.5 * (bars[0][i] + bars[1][i]);
                g.fill(Shape.Bars.DOT.shape(pixelX(middle), pixelY(bars[4][i]), Shape.Bars.DOT.size()));
            }
        }
        g.setColor(Theme.color(Theme.INK));
        g.setStroke(Theme.stroke(1.5, "solid"));
        for (int i = 0; i < Math.min(above.length, Math.min(below.length, bars[4].length)); i++) {
            double px = pixelX(0.5 * (bars[0][i] + bars[1][i]));
            double top = pixelY(Ranges.shifted(bars[4][i], above[i], y));
            double low = Ranges.shifted(bars[4][i], -below[i], y);
            double bottom = pixelY(Double.isNaN(low) ? yRange[0] : low);
            g.draw(new Line2D.Double(px, bottom, px, top));
            g.draw(new Line2D.Double(px - 4, top, px + 4, top));
            g.draw(new Line2D.Double(px - 4, bottom, px + 4, bottom));
        }
    }

    private void cells(Graphics2D g, Trace trace, Shape.Cells cells) {
        double[] xEdges = TraceExtent.edges(cells, Ranges.coordinates(trace.x(), x), true);
        double[] yEdges = TraceExtent.edges(cells, Ranges.coordinates(trace.y(), y), false);
        String axis = trace.colorAxis();
        Map<String, Object> colors = Tree.child(layout, axis);
        List<?> scale = axis == null ? cells.scale() : Tree.list(colors, "colorscale");
        double low = axis == null ? cells.low() : Tree.real(colors, 0, "cmin");
        double high = axis == null ? cells.high() : Tree.real(colors, 1, "cmax");
        double[][] z = new double[cells.z().size()][];
        Arrays.setAll(z, cells::row);
        double xPixel = Math.abs(xRange[1] - xRange[0]) / box.getWidth();
        double yPixel = Math.abs(yRange[1] - yRange[0]) / box.getHeight();
        for (int r = 0; r < z.length; r++) {
            for (int c = 0; c < z[r].length; c++) {
                if (shown(z, r, c)) {
                    // A pixel under the neighbours, which are drawn later: no seams when a viewer smooths edges.
                    boolean right = cells.gap() == 0 && shown(z, r, c + 1);
                    boolean next = cells.gap() == 0 && shown(z, r + 1, c) && (!right || shown(z, r + 1, c + 1));
                    double xEnd = xEdges[c + 1] + (right ? Math.copySign(xPixel, xEdges[c + 1] - xEdges[c]) : 0);
                    double yEnd = yEdges[r + 1] + (next ? Math.copySign(yPixel, yEdges[r + 1] - yEdges[r]) : 0);
                    g.setColor(Colors.at(scale, (z[r][c] - low) / (high - low)));
                    fill(g, xEdges[c], xEnd, yEdges[r], yEnd, cells.gap());
                }
            }
        }
    }

    private static boolean shown(double[][] z, int r, int c) {
        return r < z.length && c < z[r].length && Double.isFinite(z[r][c]);
    }

    /** Fills whole pixels, so that no background shines through between neighbours. */
    private void fill(Graphics2D g, double left, double right, double bottom, double top, int gap) {
        if (Double.isFinite(left + right + bottom + top)) {
            int x0 = (int) Math.rint(Math.min(pixelX(left), pixelX(right)));
            int x1 = (int) Math.rint(Math.max(pixelX(left), pixelX(right)));
            int y0 = (int) Math.rint(Math.min(pixelY(bottom), pixelY(top)));
            int y1 = (int) Math.rint(Math.max(pixelY(bottom), pixelY(top)));
            g.fillRect(x0, y0, x1 - x0 - gap, y1 - y0 - gap);
        }
    }

    double pixelX(double coordinate) {
        return box.getX() + box.getWidth() * (coordinate - xRange[0]) / (xRange[1] - xRange[0]);
    }

    double pixelY(double coordinate) {
        return box.getMaxY() - box.getHeight() * (coordinate - yRange[0]) / (yRange[1] - yRange[0]);
    }

    Map<String, Object> xAxis() {
        return x;
    }

    Map<String, Object> yAxis() {
        return y;
    }

    /** Something that JFreeChart does not draw, drawn in its place in the order of traces. */
    private static final class PixelAnnotation extends AbstractXYAnnotation {
        private static final long serialVersionUID = 1L;

        private final transient Consumer<Graphics2D> painter;

        PixelAnnotation(Consumer<Graphics2D> painter) {
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
            painter.accept(g);
        }
    }
}
