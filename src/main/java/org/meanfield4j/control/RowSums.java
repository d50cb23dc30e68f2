package org.meanfield4j.control;

/**
 * Products of matrices whose rows are arrays of their own, as sums of rows. The innermost loops run over whole arrays from
 * their first entry: that is the shape which C2 turns into vector instructions (an offset into a flat array costs a factor
 * three). Every sum has an order of its own, whatever the instructions.
 */
final class RowSums {
    private RowSums() {}

    /** C += A B; A of {@code rows} rows, B and C with rows of length {@code m}. */
    static void addProduct(double[][] a, double[][] b, int rows, int m, double[][] c) {
        int i = 0;
        for (; i + 3 < b.length; i += 4) {
            for (int r = 0; r < rows; r++) {
                double[] x = a[r];
                add(x[i], b[i], x[i + 1], b[i + 1], x[i + 2], b[i + 2], x[i + 3], b[i + 3], c[r], m);
            }
        }
        for (; i < b.length; i++) {
            for (int r = 0; r < rows; r++) {
                add(a[r][i], b[i], c[r], m);
            }
        }
    }

    /** C += Aᵀ B; A and B of {@code rows} rows, B and C with rows of length {@code m}. */
    static void addTransposedProduct(double[][] a, double[][] b, int rows, int m, double[][] c) {
        for (int j = 0; j < c.length; j++) {
            int r = 0;
            for (; r + 3 < rows; r += 4) {
                add(a[r][j], b[r], a[r + 1][j], b[r + 1], a[r + 2][j], b[r + 2], a[r + 3][j], b[r + 3], c[j], m);
            }
            for (; r < rows; r++) {
                add(a[r][j], b[r], c[j], m);
            }
        }
    }

    private static void add(
            double u,
            double[] a,
            double v,
            double[] b,
            double w,
            double[] c,
            double x,
            double[] d,
            double[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            to[i] += u * a[i] + v * b[i] + (w * c[i] + x * d[i]);
        }
    }

    /** Adds w times a row. */
    static void add(double w, double[] row, double[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += w * row[i];
        }
    }

    /** Multiplies by tanh' = 1 − tanh². */
    static void timesSlope(double[] tanh, double[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] *= 1 - tanh[i] * tanh[i];
        }
    }

    /** Σ a b, in four interleaved sums. */
    static double dot(double[] a, double[] b, int length) {
        double u = 0;
        double v = 0;
        double w = 0;
        double x = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            u += a[i] * b[i];
            v += a[i + 1] * b[i + 1];
            w += a[i + 2] * b[i + 2];
            x += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            u += a[i] * b[i];
        }
        return u + v + (w + x);
    }
}
