package org.meanfield4j.graphon.internal.exact;

import java.util.Arrays;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * A linear combination of functions of the label, written in one pass over memory. Terms with coefficient 0 cost
 * nothing. Reused: {@link #into} empties it. Not thread-safe.
 */
final class Combination {
    private double[] factor = new double[8];
    private double[][] array = new double[8][];
    private int[] from = new int[8];
    private int terms;

    /** Adds c x[from ...]. */
    Combination add(double c, double[] x, int start) {
        if (c == 0) {
            return this;
        }
        if (terms == factor.length) {
            factor = Arrays.copyOf(factor, 2 * terms);
            array = Arrays.copyOf(array, 2 * terms);
            from = Arrays.copyOf(from, 2 * terms);
        }
        factor[terms] = c;
        array[terms] = x;
        from[terms] = start;
        terms++;
        return this;
    }

    /** Adds row r of c m x, with m of shape [rows, columns] at mo and x of columns functions. */
    Combination addRow(double c, double[] m, int mo, int r, int columns, double[] x, int xo, int labels) {
        for (int j = 0; j < columns; j++) {
            add(c * m[mo + r * columns + j], x, xo + j * labels);
        }
        return this;
    }

    /** Adds row r of c m' x, with m of shape [columns, rows] at mo and x of columns functions. */
    Combination addColumn(double c, double[] m, int mo, int r, int rows, int columns, double[] x, int xo, int labels) {
        for (int j = 0; j < columns; j++) {
            add(c * m[mo + j * rows + r], x, xo + j * labels);
        }
        return this;
    }

    /** Writes the combination. The result may be the first term. */
    void into(double[] out, int to, int labels) {
        switch (terms) {
            case 0 -> Arrays.fill(out, to, to + labels, 0);
            case 1 -> one(out, to, labels);
            case 2 -> two(out, to, labels);
            case 3 -> three(out, to, labels);
            default -> four(out, to, labels);
        }
        for (int t = 4; t < terms; t++) {
            Flat.addScaled(out, to, factor[t], array[t], from[t], labels);
        }
        terms = 0;
    }

    private void one(double[] out, int to, int labels) {
        double[] a = array[0];
        double x = factor[0];
        int i = from[0];
        for (int j = 0; j < labels; j++) {
            out[to + j] = x * a[i + j];
        }
    }

    private void two(double[] out, int to, int labels) {
        double[] a = array[0];
        double[] b = array[1];
        double x = factor[0];
        double y = factor[1];
        int i = from[0];
        int k = from[1];
        for (int j = 0; j < labels; j++) {
            out[to + j] = x * a[i + j] + y * b[k + j];
        }
    }

    private void three(double[] out, int to, int labels) {
        double[] a = array[0];
        double[] b = array[1];
        double[] c = array[2];
        double x = factor[0];
        double y = factor[1];
        double z = factor[2];
        int i = from[0];
        int k = from[1];
        int l = from[2];
        for (int j = 0; j < labels; j++) {
            out[to + j] = x * a[i + j] + y * b[k + j] + z * c[l + j];
        }
    }

    private void four(double[] out, int to, int labels) {
        double[] a = array[0];
        double[] b = array[1];
        double[] c = array[2];
        double[] d = array[3];
        double x = factor[0];
        double y = factor[1];
        double z = factor[2];
        double w = factor[3];
        int i = from[0];
        int k = from[1];
        int l = from[2];
        int m = from[3];
        for (int j = 0; j < labels; j++) {
            out[to + j] = x * a[i + j] + y * b[k + j] + z * c[l + j] + w * d[m + j];
        }
    }
}
