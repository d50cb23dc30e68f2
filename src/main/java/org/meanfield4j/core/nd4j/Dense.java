package org.meanfield4j.core.nd4j;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;

/**
 * Products of dense row-major matrices in double precision: plain loops for small ones, ND4J for large ones, where its
 * native BLAS wins over the cost of copying there and back. The switch is at n·k·m = {@value #LARGE} (some 80 rows of a
 * square product) with every side at least {@value #THIN}; a matrix times a vector stays in loops. Where ND4J does not
 * load or is not there, loops do everything.
 *
 * <p>Loops give the same bits on every machine; ND4J the same bits on the same kind of processor, and both agree to
 * rounding. The result overwrites {@code out}, which must not be an operand.
 */
public final class Dense {
    static final long LARGE = 500_000;
    static final int THIN = 16;

    private Dense() {}

    /**
     * What large products run on.
     *
     * @return {@code "nd4j"}, or {@code "loops (reason)"} where ND4J does not load
     */
    public static String backend() {
        return NativeArrays.problem().map(reason -> "loops (" + reason + ")").orElse("nd4j");
    }

    /**
     * C = A·B.
     *
     * @param a A, shape [n, k]
     * @param n rows of A and C
     * @param k columns of A, rows of B
     * @param b B, shape [k, m]
     * @param m columns of B and C
     * @param out receives C, shape [n, m]
     * @throws IllegalArgumentException if a length does not match its shape
     */
    public static void matmul(double[] a, int n, int k, double[] b, int m, double[] out) {
        requireShapes(a, n, k, "b", b, k, m, out, n, m);
        if (large(n, k, m)) {
            // A row-major matrix is the column-major transpose: Cᵀ = Bᵀ·Aᵀ needs no transposition at all.
            NativeProducts.gemm(b, m, k, false, a, k, n, false, out);
        } else if (m == 1) {
            matvec(a, n, k, b, out);
        } else {
            loops(a, n, k, b, m, out);
        }
    }

    /**
     * C = Aᵀ·B.
     *
     * @param a A, shape [k, n]
     * @param k rows of A and B
     * @param n columns of A, rows of C
     * @param b B, shape [k, m]
     * @param m columns of B and C
     * @param out receives C, shape [n, m]
     * @throws IllegalArgumentException if a length does not match its shape
     */
    public static void matmulTransA(double[] a, int k, int n, double[] b, int m, double[] out) {
        requireShapes(a, k, n, "b", b, k, m, out, n, m);
        if (large(n, k, m)) {
            NativeProducts.gemm(b, m, k, false, a, n, k, true, out);
        } else {
            loopsTransA(a, k, n, b, m, out);
        }
    }

    /**
     * C = A·Bᵀ.
     *
     * @param a A, shape [n, k]
     * @param n rows of A and C
     * @param k columns of A and B
     * @param b B, shape [m, k]
     * @param m rows of B, columns of C
     * @param out receives C, shape [n, m]
     * @throws IllegalArgumentException if a length does not match its shape
     */
    public static void matmulTransB(double[] a, int n, int k, double[] b, int m, double[] out) {
        requireShapes(a, n, k, "b", b, m, k, out, n, m);
        if (large(n, k, m)) {
            NativeProducts.gemm(b, k, m, true, a, k, n, false, out);
        } else {
            loopsTransB(a, n, k, b, m, out);
        }
    }

    /**
     * y = A·x, always in loops.
     *
     * @param a A, shape [n, k]
     * @param n rows of A
     * @param k columns of A
     * @param x x, shape [k]
     * @param out receives y, shape [n]
     * @throws IllegalArgumentException if a length does not match its shape
     */
    public static void matvec(double[] a, int n, int k, double[] x, double[] out) {
        requireShapes(a, n, k, "x", x, k, 1, out, n, 1);
        for (int i = 0; i < n; i++) {
            out[i] = dot(a, i * k, x, 0, k);
        }
    }

    static void loops(double[] a, int n, int k, double[] b, int m, double[] out) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(out, i * m, i * m + m, 0);
            int p = 0;
            // Four rows of B at once: a quarter of the traffic through the row of C.
            for (; p + 3 < k; p += 4) {
                add4(a, i * k + p, 1, b, p * m, out, i * m, m);
            }
            for (; p < k; p++) {
                add(a[i * k + p], b, p * m, out, i * m, m);
            }
        }
    }

    static void loopsTransA(double[] a, int k, int n, double[] b, int m, double[] out) {
        Arrays.fill(out, 0);
        int p = 0;
        for (; p + 3 < k; p += 4) {
            for (int i = 0; i < n; i++) {
                add4(a, p * n + i, n, b, p * m, out, i * m, m);
            }
        }
        for (; p < k; p++) {
            for (int i = 0; i < n; i++) {
                add(a[p * n + i], b, p * m, out, i * m, m);
            }
        }
    }

    static void loopsTransB(double[] a, int n, int k, double[] b, int m, double[] out) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                out[i * m + j] = dot(a, i * k, b, j * k, k);
            }
        }
    }

    private static void add(double x, double[] b, int row, double[] out, int target, int m) {
        for (int j = 0; j < m; j++) {
            out[target + j] += x * b[row + j];
        }
    }

    private static void add4(double[] a, int at, int step, double[] b, int row, double[] out, int target, int m) {
        double x0 = a[at];
        double x1 = a[at + step];
        double x2 = a[at + 2 * step];
        double x3 = a[at + 3 * step];
        int row1 = row + m;
        int row2 = row1 + m;
        int row3 = row2 + m;
        for (int j = 0; j < m; j++) {
            out[target + j] += x0 * b[row + j] + x1 * b[row1 + j] + x2 * b[row2 + j] + x3 * b[row3 + j];
        }
    }

    /** Four partial sums: one alone would wait for each addition to end before the next begins. */
    private static double dot(double[] a, int offsetA, double[] b, int offsetB, int k) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int p = 0;
        for (; p + 3 < k; p += 4) {
            s0 += a[offsetA + p] * b[offsetB + p];
            s1 += a[offsetA + p + 1] * b[offsetB + p + 1];
            s2 += a[offsetA + p + 2] * b[offsetB + p + 2];
            s3 += a[offsetA + p + 3] * b[offsetB + p + 3];
        }
        for (; p < k; p++) {
            s0 += a[offsetA + p] * b[offsetB + p];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static boolean large(int n, int k, int m) {
        return Math.min(n, Math.min(k, m)) >= THIN && (long) n * k * m >= LARGE && NativeArrays.available();
    }

    private static void requireShapes(
            double[] a,
            int rowsA,
            int columnsA,
            String nameB,
            double[] b,
            int rowsB,
            int columnsB,
            double[] out,
            int n,
            int m) {
        requireShape("a", a, rowsA, columnsA);
        requireShape(nameB, b, rowsB, columnsB);
        requireShape("out", out, n, m);
        if (out == a || out == b) {
            throw new IllegalArgumentException("out is an operand; give the product an array of its own");
        }
    }

    private static void requireShape(String name, double[] values, int rows, int columns) {
        if (rows < 0 || columns < 0 || Require.given(name, values).length != (long) rows * columns) {
            throw new IllegalArgumentException(name + " has " + values.length + " entries, its shape is [" + rows + ", "
                    + columns + "]; give rows · columns entries");
        }
    }
}
