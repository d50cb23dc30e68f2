package org.meanfield4j.graphon.operator;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * Eigenpairs of a symmetric operator on M labels, the largest absolute eigenvalue first. Where there are fewer than M, the
 * operator is 0 on what is orthogonal to all.
 */
public final class Spectrum {
    private final double[] values;
    private final double[] vectors;
    private final int labels;

    private Spectrum(int labels, double[] values, double[] vectors) {
        this.labels = labels;
        this.values = values;
        this.vectors = vectors;
    }

    static Spectrum ofSymmetric(double[] table, int n) {
        double[][] m = new double[n][];
        for (int i = 0; i < n; i++) {
            m[i] = java.util.Arrays.copyOfRange(table, i * n, (i + 1) * n);
            for (int j = 0; j < i; j++) { // rounding of the fast forms must not look like asymmetry
                m[i][j] = m[j][i];
            }
        }
        EigenDecomposition e = new EigenDecomposition(new Array2DRowRealMatrix(m, false));
        double[] all = e.getRealEigenvalues();
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(all[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int l = 0; l < n; l++) {
            values[l] = all[order[l]];
            System.arraycopy(e.getEigenvector(order[l]).toArray(), 0, vectors, l * n, n);
        }
        return new Spectrum(n, values, vectors);
    }

    /** The pairs of an operator that has this spectrum on the span of some orthonormal vectors, shape [n, M], 0 elsewhere. */
    Spectrum within(double[] basis, int m) {
        int n = 1;
        while (n < values.length && Math.abs(values[n]) > 1e-15 * Math.abs(values[0])) {
            n++; // sorted: the rest is 0 up to rounding
        }
        double[] wide = Flat.product(vectors, basis, n, values.length, m);
        return new Spectrum(m, java.util.Arrays.copyOf(values, n), wide);
    }

    /**
     * How many pairs there are.
     *
     * @return the number of eigenvalues
     */
    public int size() {
        return values.length;
    }

    /**
     * One eigenvalue.
     *
     * @param l from 0; 0 is the one of largest absolute value
     * @return λ_l
     */
    public double value(int l) {
        return values[l];
    }

    /**
     * The eigenvalues.
     *
     * @return a copy, the largest absolute value first
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * One eigenvector, of Euclidean length 1.
     *
     * @param l from 0
     * @return v_l, shape [M]
     */
    public double[] vector(int l) {
        return java.util.Arrays.copyOfRange(vectors, l * labels, (l + 1) * labels);
    }

    /**
     * The coefficient of a function of the label along an eigenvector.
     *
     * @param l which eigenvector
     * @param f array that holds the function
     * @param from where its M values start
     * @return ⟨v_l, f⟩
     */
    public double coefficient(int l, double[] f, int from) {
        double sum = 0;
        for (int j = 0; j < labels; j++) {
            sum += vectors[l * labels + j] * f[from + j];
        }
        return sum;
    }

    /** out += factor v_l. */
    public void addVector(int l, double factor, double[] out, int to) {
        Flat.addScaled(out, to, factor, vectors, l * labels, labels);
    }
}
