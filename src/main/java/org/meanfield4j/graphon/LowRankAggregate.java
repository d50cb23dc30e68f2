package org.meanfield4j.graphon;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * U C U' / M with U of shape [M, r] and C symmetric of shape [r, r]: constants, 1 - xy, blocks. Costs O(M r) per
 * function; a factor that is the indicator of a block costs no more than that.
 */
final class LowRankAggregate implements AggregateOperator {
    private final int labels;
    private final int rank;
    private final double[] factors;
    private final double[] core;

    /** factors has shape [r, M] (each factor is contiguous), core shape [r, r]. */
    LowRankAggregate(int labels, double[] factors, double[] core) {
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
        double[] moment = new double[rank];
        for (int row = 0; row < rows; row++) {
            int fo = from + row * labels;
            int oo = to + row * labels;
            for (int r = 0; r < rank; r++) {
                double sum = 0;
                for (int j = 0; j < labels; j++) {
                    sum += factors[r * labels + j] * f[fo + j];
                }
                moment[r] = sum / labels;
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

    @Override
    public Spectrum spectrum() {
        if (rank > labels) {
            return AggregateOperator.super.spectrum();
        }
        RealMatrix u = new Array2DRowRealMatrix(labels, rank);
        RealMatrix c = new Array2DRowRealMatrix(rank, rank);
        for (int r = 0; r < rank; r++) {
            for (int j = 0; j < labels; j++) {
                u.setEntry(j, r, factors[r * labels + j]);
            }
            for (int l = 0; l < rank; l++) {
                c.setEntry(r, l, core[r * rank + l] / labels);
            }
        }
        // U = Q S, so U C U' / M = Q (S C S' / M) Q' and the eigenvectors are Q times those of the small middle
        QRDecomposition qr = new QRDecomposition(u);
        RealMatrix s = qr.getR().getSubMatrix(0, rank - 1, 0, rank - 1);
        RealMatrix middle = s.multiply(c).multiply(s.transpose());
        double[] flat = new double[rank * rank];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                flat[i * rank + j] = 0.5 * (middle.getEntry(i, j) + middle.getEntry(j, i));
            }
        }
        Spectrum small = Spectrum.ofSymmetric(flat, rank);
        RealMatrix unit = new Array2DRowRealMatrix(labels, rank);
        for (int r = 0; r < rank; r++) {
            unit.setEntry(r, r, 1);
        }
        return small.lifted(leadingColumns(qr, labels, rank), labels);
    }

    /** The first r columns of Q, shape [r, M], by back substitution of U = Q S would lose digits; apply Q instead. */
    private static double[] leadingColumns(QRDecomposition qr, int labels, int rank) {
        double[][] transposed = qr.getQT().getData();
        double[] out = new double[rank * labels];
        for (int r = 0; r < rank; r++) {
            System.arraycopy(transposed[r], 0, out, r * labels, labels);
        }
        return out;
    }

    @Override
    public String form() {
        return "rank " + rank + " on " + labels + " labels";
    }
}
