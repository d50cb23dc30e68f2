package org.meanfield4j.control;

/**
 * Products of matrices whose rows are arrays of their own, as sums of rows. The innermost loops run over whole arrays from
 * their first entry: that is the shape which C2 turns into vector instructions (an offset into a flat array costs a factor
 * three). Every sum has an order of its own, whatever the instructions.
 */
final class RowSums {
    /** A second factor of so many numbers stays near the processor: each row of the product is then made at one go. */
    private static final int IN_CACHE = 8192;

    private RowSums() {}

    /**
     * C += A B with the first entries of rows of A.
     *
     * @param a A, at least {@code rows} rows of at least {@code inner} entries
     * @param b B, at least {@code inner} rows of at least {@code m} entries
     * @param rows of A and C
     * @param inner columns of A, rows of B
     * @param m columns of B and C
     * @param c C, which is added to
     */
    static void addProduct(double[][] a, double[][] b, int rows, int inner, int m, double[][] c) {
        int fours = inner & -4;
        if (inner * m <= IN_CACHE) {
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < fours; i += 4) {
                    add(a[r], i, b, c[r], m);
                }
            }
        } else {
            for (int i = 0; i < fours; i += 4) {
                for (int r = 0; r < rows; r++) {
                    add(a[r], i, b, c[r], m);
                }
            }
        }
        for (int i = fours; i < inner; i++) {
            for (int r = 0; r < rows; r++) {
                add(a[r][i], b[i], c[r], m);
            }
        }
    }

    private static void add(double[] x, int i, double[][] b, double[] to, int m) {
        add(x[i], b[i], x[i + 1], b[i + 1], x[i + 2], b[i + 2], x[i + 3], b[i + 3], to, m);
    }

    /** Writes the transpose of the first entries of some rows. */
    static void transpose(double[][] a, int rows, int columns, double[][] out) {
        for (int i = 0; i < columns; i++) {
            double[] to = out[i];
            for (int r = 0; r < rows; r++) {
                to[r] = a[r][i];
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
