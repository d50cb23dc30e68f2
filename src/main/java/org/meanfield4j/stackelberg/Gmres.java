package org.meanfield4j.stackelberg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * The generalised minimal residual method (Saad and Schultz 1986), without restarts, for M x = b with an M of which only
 * products are known; Commons Math has iterative solvers for symmetric M only. Ends at a residual of 1e-14 of b, after as
 * many products as b has entries at the latest.
 */
final class Gmres {
    private static final double TOLERANCE = 1e-14;

    private final UnaryOperator<double[]> product;
    /** Orthonormal directions of the Krylov space. */
    private final List<double[]> basis = new ArrayList<>();
    /** Columns of the triangle that the plane rotations make of the Hessenberg matrix. */
    private final List<double[]> triangle = new ArrayList<>();

    private final double[] cosine;
    private final double[] sine;
    private final double[] rest;

    private Gmres(UnaryOperator<double[]> product, int size) {
        this.product = product;
        this.cosine = new double[size];
        this.sine = new double[size];
        this.rest = new double[size + 1];
    }

    /**
     * Solves M x = b.
     *
     * @param product x ↦ M x, a new array each time
     * @param b the right-hand side
     * @return x
     * @throws SingularMatrixException if M is singular
     */
    static double[] solve(UnaryOperator<double[]> product, double[] b) {
        return new Gmres(product, b.length).solve(b);
    }

    private double[] solve(double[] b) {
        double size = norm(b);
        if (size == 0) {
            return new double[b.length];
        }
        rest[0] = size;
        basis.add(scaled(b, size));
        do {
            extend();
        } while (Math.abs(rest[basis.size() - 1]) > TOLERANCE * size && basis.size() <= b.length);
        return combined(b.length);
    }

    /** One direction more: a product, orthogonalised twice, and the rotation that takes its length out of the triangle. */
    private void extend() {
        int k = triangle.size();
        double[] next = product.apply(basis.get(k));
        double[] column = new double[k + 1];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i <= k; i++) {
                double along = ImplicitResponse.dot(next, basis.get(i));
                column[i] += along;
                add(next, -along, basis.get(i));
            }
        }
        for (int i = 0; i < k; i++) {
            double kept = cosine[i] * column[i] + sine[i] * column[i + 1];
            column[i + 1] = cosine[i] * column[i + 1] - sine[i] * column[i];
            column[i] = kept;
        }
        double length = norm(next);
        double pivot = Math.hypot(column[k], length);
        if (!(pivot > 0)) {
            throw new SingularMatrixException();
        }
        cosine[k] = column[k] / pivot;
        sine[k] = length / pivot;
        column[k] = pivot;
        rest[k + 1] = -sine[k] * rest[k];
        rest[k] *= cosine[k];
        triangle.add(column);
        basis.add(length > 0 ? scaled(next, length) : next);
    }

    private double[] combined(int size) {
        int n = triangle.size();
        double[] weights = Arrays.copyOf(rest, n);
        double[] x = new double[size];
        for (int k = n - 1; k >= 0; k--) {
            double[] column = triangle.get(k);
            weights[k] /= column[k];
            for (int i = 0; i < k; i++) {
                weights[i] -= column[i] * weights[k];
            }
            add(x, weights[k], basis.get(k));
        }
        return x;
    }

    private static double[] scaled(double[] x, double by) {
        return Arrays.stream(x).map(v -> v / by).toArray();
    }

    private static void add(double[] to, double weight, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += weight * what[i];
        }
    }

    private static double norm(double[] x) {
        return Math.sqrt(ImplicitResponse.dot(x, x));
    }
}
