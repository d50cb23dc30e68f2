package org.meanfield4j.graphon;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * An immutable coefficient matrix, row-major. Meant for the handful of entries of a coefficient; solvers unpack it
 * into flat arrays before they loop.
 */
public final class SmallMatrix {
    private final int rows;
    private final int columns;
    private final double[] entries;

    private SmallMatrix(int rows, int columns, double[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    /**
     * A matrix from its entries.
     *
     * @param rows at least 1
     * @param columns at least 1
     * @param entries row-major, finite, {@code rows * columns} of them
     * @return the matrix
     * @throws IllegalArgumentException if the shape or an entry is wrong
     */
    public static SmallMatrix of(int rows, int columns, double... entries) {
        if (rows < 1 || columns < 1 || Require.given("entries", entries).length != rows * columns) {
            throw new IllegalArgumentException("entries has " + entries.length + " values but the shape is " + rows
                    + " x " + columns + "; give rows * columns values, row by row");
        }
        for (double e : entries) {
            if (!Double.isFinite(e)) {
                throw new IllegalArgumentException(
                        "entries = " + Arrays.toString(entries) + " must be finite; replace the value " + e);
            }
        }
        return new SmallMatrix(rows, columns, entries.clone());
    }

    /** The leading entries of an array that may hold more, unchecked. */
    public static SmallMatrix unchecked(int rows, int columns, double[] entries) {
        if (rows < 1 || columns < 1 || Require.given("entries", entries).length < (long) rows * columns) {
            throw new IllegalArgumentException("entries has " + entries.length + " values, the shape is " + rows + " x "
                    + columns + "; give at least rows * columns, row by row");
        }
        return new SmallMatrix(rows, columns, Arrays.copyOf(entries, rows * columns));
    }

    /**
     * A number as a 1 x 1 matrix.
     *
     * @param value finite
     * @return the matrix
     */
    public static SmallMatrix scalar(double value) {
        return named("value", value);
    }

    /** A scalar whose complaint has the name of a parameter. */
    static SmallMatrix named(String name, double value) {
        return of(1, 1, Require.finite(name, value));
    }

    /**
     * A diagonal matrix.
     *
     * @param diagonal finite, at least one value
     * @return the square matrix
     */
    public static SmallMatrix diagonal(double... diagonal) {
        double[] e = new double[Require.given("diagonal", diagonal).length * diagonal.length];
        for (int i = 0; i < diagonal.length; i++) {
            e[i * diagonal.length + i] = diagonal[i];
        }
        return of(diagonal.length, diagonal.length, e);
    }

    /**
     * The zero matrix.
     *
     * @param rows at least 1
     * @param columns at least 1
     * @return the matrix
     */
    public static SmallMatrix zero(int rows, int columns) {
        Require.atLeast("rows", rows, 1);
        Require.atLeast("columns", columns, 1);
        Require.memory("rows · columns = " + rows + " · " + columns, (long) rows * columns, 1, "a matrix", "use fewer");
        return of(rows, columns, new double[rows * columns]);
    }

    /**
     * How many rows there are.
     *
     * @return the number of rows
     */
    public int rows() {
        return rows;
    }

    /**
     * How many columns there are.
     *
     * @return the number of columns
     */
    public int columns() {
        return columns;
    }

    /**
     * One entry.
     *
     * @param row from 0
     * @param column from 0
     * @return the entry
     */
    public double get(int row, int column) {
        Require.index("row", row, rows);
        Require.index("column", column, columns);
        return entries[row * columns + column];
    }

    /**
     * The entries.
     *
     * @return a copy, row-major
     */
    public double[] toArray() {
        return entries.clone();
    }

    /**
     * The transpose.
     *
     * @return a new matrix
     */
    public SmallMatrix transpose() {
        return new SmallMatrix(columns, rows, Flat.transpose(entries, rows, columns));
    }

    /**
     * The product with another matrix.
     *
     * @param other as many rows as this has columns
     * @return this times other
     */
    public SmallMatrix times(SmallMatrix other) {
        if (Require.given("other", other).rows != columns) {
            throw new IllegalArgumentException("other = " + other + " has " + other.rows + " rows, must have " + columns
                    + ", the columns of " + this + "; exchange or transpose them");
        }
        double[] out = new double[rows * other.columns];
        Flat.multiply(entries, 0, other.entries, 0, out, 0, rows, columns, other.columns);
        return new SmallMatrix(rows, other.columns, out);
    }

    /**
     * The sum with another matrix.
     *
     * @param other of the same shape
     * @return this plus other
     */
    public SmallMatrix plus(SmallMatrix other) {
        if (!Require.given("other", other).hasShape(rows, columns)) {
            throw new IllegalArgumentException(
                    "other = " + other + " must have the shape " + rows + " x " + columns + " of " + this);
        }
        double[] out = entries.clone();
        Flat.addScaled(out, 0, 1, other.entries, 0, out.length);
        return new SmallMatrix(rows, columns, out);
    }

    /**
     * A multiple.
     *
     * @param factor finite
     * @return factor times this
     */
    public SmallMatrix times(double factor) {
        Require.finite("factor", factor);
        double[] out = new double[entries.length];
        Flat.addScaled(out, 0, factor, entries, 0, out.length);
        return of(rows, columns, out);
    }

    boolean hasShape(int r, int c) {
        return rows == r && columns == c;
    }

    boolean isSymmetric() {
        double scale = largestEntry();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(get(i, j) - get(j, i)) > 1e-12 * scale) {
                    return false;
                }
            }
        }
        return rows == columns;
    }

    /** The largest absolute entry. */
    public double largestEntry() {
        return Arrays.stream(entries).map(Math::abs).max().orElseThrow();
    }

    /** The smallest eigenvalue of a symmetric matrix. */
    public double smallestEigenvalue() {
        return eigenvalues().min().orElseThrow();
    }

    /** The largest eigenvalue of a symmetric matrix. */
    public double largestEigenvalue() {
        return eigenvalues().max().orElseThrow();
    }

    private DoubleStream eigenvalues() {
        return Arrays.stream(new EigenDecomposition(asReal()).getRealEigenvalues());
    }

    /** The solution x of this x = b for a square, non-singular matrix. */
    public double[] solve(SmallMatrix b) {
        RealMatrix x = new org.apache.commons.math3.linear.LUDecomposition(asReal(), 0)
                .getSolver()
                .solve(Require.given("b", b).asReal());
        double[] out = new double[rows * b.columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x.getRow(i), 0, out, i * b.columns, b.columns);
        }
        return out;
    }

    /**
     * For Commons Math.
     *
     * @return a copy
     */
    public RealMatrix asReal() {
        double[][] m = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(entries, i * columns, m[i], 0, columns);
        }
        return new Array2DRowRealMatrix(m, false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmallMatrix m
                && m.rows == rows
                && m.columns == columns
                && Arrays.equals(m.entries, entries);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        if (entries.length == 1) {
            return Double.toString(entries[0]);
        }
        StringBuilder s = new StringBuilder("[");
        for (int i = 0; i < rows; i++) {
            s.append(i == 0 ? "" : ", ")
                    .append(Arrays.toString(Arrays.copyOfRange(entries, i * columns, (i + 1) * columns)));
        }
        return s.append("]").toString();
    }
}
