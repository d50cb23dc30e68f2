package org.meanfield4j.graphon.operator;

import org.meanfield4j.graphon.internal.linear.Flat;

/** U C U' / M with U of shape [M, r] and C symmetric of shape [r, r]: constants, 1 - xy. Costs O(M r) per function. */
public final class LowRankAggregate implements AggregateOperator {
    /** Relative length below which the rest of a factor is rounding. */
    private static final double DEPENDENT = 1e-13;

    private final int labels;
    private final int rank;
    private final double[] factors;
    private final double[] core;

    /** factors has shape [r, M] (each factor is contiguous), core shape [r, r]. */
    public LowRankAggregate(int labels, double[] factors, double[] core) {
        this.labels = labels;
        this.rank = factors.length / labels;
        this.factors = factors;
        this.core = core;
    }

    @Override
    public int labels() {
        return labels;
    }

    @Override
    public void apply(double[] f, int from, double[] out, int to, int rows) {
        assert DenseAggregate.requireRows(f, from, out, to, rows, labels);
        double[] moment = new double[rank];
        for (int row = 0; row < rows; row++) {
            int fo = from + row * labels;
            int oo = to + row * labels;
            for (int r = 0; r < rank; r++) {
                moment[r] = Flat.dot(factors, r * labels, f, fo, labels) / labels;
            }
            java.util.Arrays.fill(out, oo, oo + labels, 0);
            for (int r = 0; r < rank; r++) {
                double weight = 0;
                for (int l = 0; l < rank; l++) {
                    weight += core[r * rank + l] * moment[l];
                }
                Flat.addScaled(out, oo, weight, factors, r * labels, labels);
            }
        }
    }

    /** Of the nonzero eigenvalues: with Q R = U', orthonormal by Gram and Schmidt, W = Q (R C R' / M) Q'. */
    @Override
    public Spectrum spectrum() {
        double[] basis = factors.clone();
        double[] triangle = new double[rank * rank];
        for (int r = 0; r < rank; r++) {
            double length = Math.sqrt(Flat.dot(basis, r * labels, basis, r * labels, labels));
            for (int pass = 0; pass < 2; pass++) { // twice is enough
                for (int q = 0; q < r; q++) {
                    double overlap = Flat.dot(basis, r * labels, basis, q * labels, labels);
                    triangle[q * rank + r] += overlap;
                    Flat.addScaled(basis, r * labels, -overlap, basis, q * labels, labels);
                }
            }
            double rest = Math.sqrt(Flat.dot(basis, r * labels, basis, r * labels, labels));
            double scale = rest > DEPENDENT * length ? 1 / rest : 0; // a factor that others make has no vector
            triangle[r * rank + r] = scale * rest * rest;
            for (int j = r * labels; j < (r + 1) * labels; j++) {
                basis[j] *= scale;
            }
        }
        double[] left = Flat.product(triangle, core, rank, rank, rank);
        double[] small = Flat.productRightTransposed(left, triangle, rank, rank, rank);
        return Spectrum.ofSymmetric(Flat.scaled(small, 1.0 / labels), rank).within(basis, labels);
    }

    @Override
    public String form() {
        return "rank " + rank + " on " + labels + " labels";
    }
}
