package org.meanfield4j.plot;

import java.util.stream.IntStream;

/** The line on which a table of values has a given level: marching squares, straight between neighbours. */
final class Contour {
    private final double[] xs;
    private final double[] ys;
    private final double[] values;
    private final Polygons lines = new Polygons();

    private Contour(double[] xs, double[] ys, double[] values) {
        this.xs = xs;
        this.ys = ys;
        this.values = values;
    }

    /** The line of a level through values of shape [ys, xs]; squares with a corner that is not finite have none. */
    static Polygons of(double[] xs, double[] ys, double[] values, double level) {
        Contour contour = new Contour(xs, ys, values);
        for (int r = 0; r + 1 < ys.length; r++) {
            for (int c = 0; c + 1 < xs.length; c++) {
                contour.square(r, c, level);
            }
        }
        return contour.lines;
    }

    /** Corners in turn; edge i lies between corner i and the next one. */
    private void square(int r, int c, double level) {
        int[] row = {r, r, r + 1, r + 1};
        int[] col = {c, c + 1, c + 1, c};
        double[] above = new double[4];
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            above[i] = values[row[i] * xs.length + col[i]] - level;
            sum += above[i];
        }
        if (!Double.isFinite(sum)) {
            return;
        }
        int[] crossed = IntStream.range(0, 4)
                .filter(i -> (above[i] >= 0) != (above[(i + 1) % 4] >= 0))
                .toArray();
        // At a saddle the middle of the square decides which two corners hang together.
        int shift = crossed.length == 4 && (sum >= 0) != (above[0] >= 0) ? 3 : 0;
        for (int i = 0; i < crossed.length; i++) {
            int edge = crossed[(i + shift) % crossed.length];
            int next = (edge + 1) % 4;
            double t = above[edge] / (above[edge] - above[next]);
            lines.add(
                    xs[col[edge]] + t * (xs[col[next]] - xs[col[edge]]),
                    ys[row[edge]] + t * (ys[row[next]] - ys[row[edge]]));
            if (i % 2 == 1) {
                lines.end();
            }
        }
    }
}
