package org.meanfield4j.graphon.operator;

import org.meanfield4j.graphon.internal.linear.Flat;

/** U C U' / M with U of shape [M, r] and C symmetric of shape [r, r]: constants, 1 - xy. Costs O(M r) per function. */
public final class LowRankAggregate implements AggregateOperator {
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

    @Override
    public String form() {
        return "rank " + rank + " on " + labels + " labels";
    }
}
