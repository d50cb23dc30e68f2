package org.meanfield4j.graphon;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.util.FastMath;

/**
 * The largest and the smallest eigenvalue of an aggregate, by Lanczos' method with full reorthogonalisation. Costs a few
 * dozen applications; no table.
 *
 * @param largest the largest eigenvalue
 * @param smallest the smallest eigenvalue, negative where the graphon is indefinite
 */
record ExtremeEigenvalues(double largest, double smallest) {
    /** Eigenvalues of graphons decay fast: the ends are exact to rounding long before. */
    private static final int DIMENSION = 60;

    static ExtremeEigenvalues of(AggregateOperator w) {
        int m = w.labels();
        int dimension = FastMath.min(m, DIMENSION);
        double[] basis = new double[dimension * m];
        double[] next = new double[m];
        double[] alpha = new double[dimension];
        double[] beta = new double[dimension];
        double norm = 0;
        for (int j = 0; j < m; j++) {
            double golden = j * 0.6180339887498949;
            basis[j] = 0.5 + golden - FastMath.floor(golden); // no symmetry that could hide an eigenvector
            norm += basis[j] * basis[j];
        }
        scale(basis, 0, m, 1 / FastMath.sqrt(norm));
        int used = 0;
        for (int q = 0; q < dimension; q++) {
            used = q + 1;
            w.apply(basis, q * m, next, 0, 1);
            alpha[q] = Flat.dot(next, 0, basis, q * m, m);
            for (int pass = 0; pass < 2; pass++) { // twice is enough
                for (int p = 0; p <= q; p++) {
                    Flat.addScaled(next, 0, -Flat.dot(next, 0, basis, p * m, m), basis, p * m, m);
                }
            }
            beta[q] = FastMath.sqrt(Flat.dot(next, 0, next, 0, m));
            if (q + 1 == dimension || beta[q] <= 1e-14 * FastMath.abs(alpha[0])) {
                break; // the space is invariant
            }
            System.arraycopy(next, 0, basis, (q + 1) * m, m);
            scale(basis, (q + 1) * m, m, 1 / beta[q]);
        }
        double[] values = new EigenDecomposition(
                        java.util.Arrays.copyOf(alpha, used), java.util.Arrays.copyOf(beta, used - 1))
                .getRealEigenvalues();
        double largest = values[0];
        double smallest = values[0];
        for (double v : values) {
            largest = FastMath.max(largest, v);
            smallest = FastMath.min(smallest, v);
        }
        return new ExtremeEigenvalues(largest, smallest);
    }

    /** The one of larger absolute value. */
    double leading() {
        return largest >= -smallest ? largest : smallest;
    }

    private static void scale(double[] a, int from, int length, double factor) {
        for (int i = from; i < from + length; i++) {
            a[i] *= factor;
        }
    }
}
