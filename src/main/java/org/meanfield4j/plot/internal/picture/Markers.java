package org.meanfield4j.plot.internal.picture;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Shapes of Plotly's marker symbols; the diameter is that of the circle with the same name as the size. */
final class Markers {
    private Markers() {}

    static Shape shape(String symbol, double x, double y, double size) {
        double r = 0.5 * size;
        return switch (symbol.replace("-open", "")) {
            case "square" -> new Rectangle2D.Double(x - r, y - r, size, size);
            case "diamond" -> polygon(x, y, 0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0);
            case "triangle-up" -> polygon(x, y, 0, -r, 1.15 * r, 0.5 * r, -1.15 * r, 0.5 * r);
            case "triangle-down" -> polygon(x, y, 0, r, 1.15 * r, -0.5 * r, -1.15 * r, -0.5 * r);
            default -> new Ellipse2D.Double(x - r, y - r, size, size);
        };
    }

    private static Shape polygon(double x, double y, double... offsets) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + offsets[0], y + offsets[1]);
        for (int i = 2; i < offsets.length; i += 2) {
            path.lineTo(x + offsets[i], y + offsets[i + 1]);
        }
        path.closePath();
        return path;
    }
}
