package org.meanfield4j.core.numerics;

import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;

/**
 * Softmax and log-sum-exp of rows of flat arrays, with a temperature η &gt; 0: softmax(x/η) ∝ exp(x/η). The largest
 * entry is subtracted first, so that no temperature and no common shift overflows. An entry -∞ (a forbidden action)
 * has probability zero; a NaN, a +∞ or a row of -∞ alone is refused. O(length) per row, no allocation.
 */
public final class Softmax {
    private Softmax() {}

    /**
     * The soft maximum η log Σ exp(x/η), in [max x, max x + η log n].
     *
     * @param x the values
     * @param temperature η &gt; 0, in units of x
     * @return the soft maximum
     * @throws IllegalArgumentException if η is not positive and finite, or x is empty or has a NaN or +∞
     */
    public static double logSumExp(double[] x, double temperature) {
        return logSumExp(x, 0, Require.given("x", x).length, temperature);
    }

    /**
     * The soft maximum of a row of a flat array.
     *
     * @param x the array
     * @param offset where the row starts
     * @param length how many entries it has, at least 1
     * @param temperature η &gt; 0, in units of x
     * @return η log Σ exp(x/η) over the row
     * @throws IllegalArgumentException as {@link #logSumExp(double[], double)}
     */
    public static double logSumExp(double[] x, int offset, int length, double temperature) {
        requireTemperature(temperature);
        double max = max(x, offset, length);
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += FastMath.exp((x[i] - max) / temperature);
        }
        return max + temperature * FastMath.log(sum);
    }

    /**
     * The softmax of a vector.
     *
     * @param x the values
     * @param temperature η &gt; 0, in units of x
     * @return a law, shape of x
     * @throws IllegalArgumentException as {@link #logSumExp(double[], double)}
     */
    public static double[] softmax(double[] x, double temperature) {
        double[] out = new double[Require.given("x", x).length];
        softmax(x, 0, x.length, temperature, out, 0);
        return out;
    }

    /**
     * The softmax of a row of a flat array.
     *
     * @param x the array
     * @param offset where the row starts
     * @param length how many entries it has, at least 1
     * @param temperature η &gt; 0, in units of x
     * @param out receives the law; may be {@code x} if the offsets are equal
     * @param outOffset where it starts in {@code out}
     * @throws IllegalArgumentException as {@link #logSumExp(double[], double)}
     */
    public static void softmax(double[] x, int offset, int length, double temperature, double[] out, int outOffset) {
        requireTemperature(temperature);
        double max = max(x, offset, length);
        Require.part("out", out, "outOffset", outOffset, "length", length);
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double e = FastMath.exp((x[offset + i] - max) / temperature);
            out[outOffset + i] = e;
            sum += e;
        }
        for (int i = outOffset; i < outOffset + length; i++) {
            out[i] /= sum;
        }
    }

    /**
     * The logarithm of the softmax of a row, (x - max)/η - log Σ exp((x - max)/η): accurate where the softmax itself
     * underflows.
     *
     * @param x the array
     * @param offset where the row starts
     * @param length how many entries it has, at least 1
     * @param temperature η &gt; 0, in units of x
     * @param out receives the log-law; may be {@code x} if the offsets are equal
     * @param outOffset where it starts in {@code out}
     * @throws IllegalArgumentException as {@link #logSumExp(double[], double)}
     */
    public static void logSoftmax(double[] x, int offset, int length, double temperature, double[] out, int outOffset) {
        requireTemperature(temperature);
        double max = max(x, offset, length);
        Require.part("out", out, "outOffset", outOffset, "length", length);
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double scaled = (x[offset + i] - max) / temperature;
            out[outOffset + i] = scaled;
            sum += FastMath.exp(scaled);
        }
        double logSum = FastMath.log(sum);
        for (int i = outOffset; i < outOffset + length; i++) {
            out[i] -= logSum;
        }
    }

    /**
     * The softmax of every row of a row-major table.
     *
     * @param x the table, shape [rows, columns]
     * @param columns how many entries a row has, at least 1; divides the length
     * @param temperature η &gt; 0, in units of x
     * @param out receives the laws, same shape; may be {@code x}
     * @throws IllegalArgumentException as {@link #logSumExp(double[], double)}, or if the shapes disagree
     */
    public static void softmaxRows(double[] x, int columns, double temperature, double[] out) {
        requireTable(x, columns, out);
        for (int row = 0; row < x.length; row += columns) {
            softmax(x, row, columns, temperature, out, row);
        }
    }

    /**
     * The logarithm of the softmax of every row of a row-major table.
     *
     * @param x the table, shape [rows, columns]
     * @param columns how many entries a row has, at least 1; divides the length
     * @param temperature η &gt; 0, in units of x
     * @param out receives the log-laws, same shape; may be {@code x}
     * @throws IllegalArgumentException as {@link #logSumExp(double[], double)}, or if the shapes disagree
     */
    public static void logSoftmaxRows(double[] x, int columns, double temperature, double[] out) {
        requireTable(x, columns, out);
        for (int row = 0; row < x.length; row += columns) {
            logSoftmax(x, row, columns, temperature, out, row);
        }
    }

    private static double max(double[] x, int offset, int length) {
        Require.part("x", x, "offset", offset, "length", length);
        double max = Double.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + length; i++) {
            max = Math.max(max, x[i]);
        }
        // Math.max keeps NaN, so this one test finds every bad entry.
        if (!(max > Double.NEGATIVE_INFINITY && max < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the largest value of x from offset = " + offset + " over length = "
                    + length + " is " + max
                    + ", must be finite; the values diverged or every entry is forbidden (-Infinity)");
        }
        return max;
    }

    private static void requireTemperature(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "temperature = " + temperature + " must be positive and finite; try 0.1");
        }
    }

    private static void requireTable(double[] x, int columns, double[] out) {
        if (columns < 1 || Require.given("x", x).length % columns != 0) {
            throw new IllegalArgumentException(
                    "columns = " + columns + " must be at least 1 and divide the table's length " + x.length);
        }
        Require.sameLength("x", x, "out", out);
    }
}
