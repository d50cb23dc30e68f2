package org.meanfield4j.graphon.internal.linear;

/** Products of small row-major matrices that live inside longer arrays. Nothing here allocates unless it says so. */
public final class Flat {
    private Flat() {}

    /** out = a b, with a of shape [n, m] and b of shape [m, p]; out must not overlap a or b. */
    public static void multiply(double[] a, int ao, double[] b, int bo, double[] out, int oo, int n, int m, int p) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double sum = 0;
                for (int l = 0; l < m; l++) {
                    sum += a[ao + i * m + l] * b[bo + l * p + j];
                }
                out[oo + i * p + j] = sum;
            }
        }
    }

    /** out = a' b, with a of shape [m, n] and b of shape [m, p]; out must not overlap a or b. */
    public static void multiplyLeftTransposed(
            double[] a, int ao, double[] b, int bo, double[] out, int oo, int n, int m, int p) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double sum = 0;
                for (int l = 0; l < m; l++) {
                    sum += a[ao + l * n + i] * b[bo + l * p + j];
                }
                out[oo + i * p + j] = sum;
            }
        }
    }

    /** out = a b', with a of shape [n, m] and b of shape [p, m]; out must not overlap a or b. */
    public static void multiplyRightTransposed(
            double[] a, int ao, double[] b, int bo, double[] out, int oo, int n, int m, int p) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double sum = 0;
                for (int l = 0; l < m; l++) {
                    sum += a[ao + i * m + l] * b[bo + j * m + l];
                }
                out[oo + i * p + j] = sum;
            }
        }
    }

    /** out += factor * a, over {@code length} neighbours. */
    public static void addScaled(double[] out, int oo, double factor, double[] a, int ao, int length) {
        for (int i = 0; i < length; i++) {
            out[oo + i] += factor * a[ao + i];
        }
    }

    /** The inner product over {@code length} neighbours. */
    public static double dot(double[] a, int ao, double[] b, int bo, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[ao + i] * b[bo + i];
        }
        return sum;
    }

    /** out += factor m x: m of shape [rows, columns], x of columns functions of the label, out of rows functions. */
    public static void addProduct(
            double[] out,
            int oo,
            double factor,
            double[] m,
            int mo,
            int rows,
            int columns,
            double[] x,
            int xo,
            int labels) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                addScaled(out, oo + r * labels, factor * m[mo + r * columns + c], x, xo + c * labels, labels);
            }
        }
    }

    /** out += factor x' m x for every label, with m of shape [n, n] and x of n functions of the label. */
    public static void addQuadratic(double[] out, double factor, double[] m, int n, double[] x, int xo, int labels) {
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                double weight = factor * m[r * n + c];
                for (int j = 0; j < labels; j++) {
                    out[j] += weight * x[xo + r * labels + j] * x[xo + c * labels + j];
                }
            }
        }
    }

    /** The root of the mean squared difference of two arrays of the same length. */
    public static double rootMeanSquareDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    /**
     * The root of the mean squared difference of a held and a fine function of time: the fine one has {@code length}
     * rows for every row of the held one, a row has {@code row} entries.
     */
    public static double rootMeanSquareDistance(double[] held, double[] fine, int row, int length) {
        double sum = 0;
        int times = fine.length / row;
        for (int i = 0; i < times; i++) {
            int ho = i / length * row;
            int fo = i * row;
            for (int e = 0; e < row; e++) {
                double gap = held[ho + e] - fine[fo + e];
                sum += gap * gap;
            }
        }
        return Math.sqrt(sum / fine.length);
    }

    /** Replaces a square matrix of size n by its symmetric part. */
    public static void symmetrise(double[] a, int ao, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (a[ao + i * n + j] + a[ao + j * n + i]);
                a[ao + i * n + j] = mean;
                a[ao + j * n + i] = mean;
            }
        }
    }

    /** The trace of a b, both square of size n. */
    public static double traceOfProduct(double[] a, int ao, double[] b, int bo, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < n; l++) {
                sum += a[ao + i * n + l] * b[bo + l * n + i];
            }
        }
        return sum;
    }

    /**
     * Solves a x = b in place for a symmetric positive definite a of size n by Cholesky: a is destroyed, b of shape
     * [n, p] becomes x. A pivot that is not positive gives NaN in x.
     */
    public static void solvePositive(double[] a, double[] b, int bo, int n, int p) {
        for (int j = 0; j < n; j++) {
            double pivot = a[j * n + j];
            for (int l = 0; l < j; l++) {
                pivot -= a[j * n + l] * a[j * n + l];
            }
            double root = Math.sqrt(pivot);
            a[j * n + j] = root;
            for (int i = j + 1; i < n; i++) {
                double sum = a[i * n + j];
                for (int l = 0; l < j; l++) {
                    sum -= a[i * n + l] * a[j * n + l];
                }
                a[i * n + j] = sum / root;
            }
        }
        for (int c = 0; c < p; c++) {
            for (int i = 0; i < n; i++) {
                double sum = b[bo + i * p + c];
                for (int l = 0; l < i; l++) {
                    sum -= a[i * n + l] * b[bo + l * p + c];
                }
                b[bo + i * p + c] = sum / a[i * n + i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = b[bo + i * p + c];
                for (int l = i + 1; l < n; l++) {
                    sum -= a[l * n + i] * b[bo + l * p + c];
                }
                b[bo + i * p + c] = sum / a[i * n + i];
            }
        }
    }

    /** The identity of size n, newly allocated. */
    public static double[] identity(int n) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            out[i * n + i] = 1;
        }
        return out;
    }

    /** The transpose of a matrix of shape [rows, columns], newly allocated. */
    public static double[] transpose(double[] a, int rows, int columns) {
        double[] out = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = a[i * columns + j];
            }
        }
        return out;
    }

    /** a b, newly allocated, with a of shape [n, m] and b of shape [m, p]. */
    public static double[] product(double[] a, double[] b, int n, int m, int p) {
        double[] out = new double[n * p];
        multiply(a, 0, b, 0, out, 0, n, m, p);
        return out;
    }

    /** a b', newly allocated, with a of shape [n, m] and b of shape [p, m]. */
    public static double[] productRightTransposed(double[] a, double[] b, int n, int m, int p) {
        double[] out = new double[n * p];
        multiplyRightTransposed(a, 0, b, 0, out, 0, n, m, p);
        return out;
    }

    /** a + b, newly allocated. */
    public static double[] sum(double[] a, double[] b) {
        double[] out = a.clone();
        addScaled(out, 0, 1, b, 0, out.length);
        return out;
    }

    /** factor * a, newly allocated. */
    public static double[] scaled(double[] a, double factor) {
        double[] out = new double[a.length];
        addScaled(out, 0, factor, a, 0, a.length);
        return out;
    }

    public static boolean isFinite(double[] a) {
        double sum = 0;
        for (double v : a) {
            sum += v * 0; // 0 for finite v, NaN otherwise
        }
        return sum == 0;
    }
}
