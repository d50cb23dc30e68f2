package org.meanfield4j.graphon.operator;

import org.meanfield4j.graphon.internal.linear.Flat;

/** p(block of x, block of y) / M: stochastic blocks and checkerboards. O(M + blocks²) per function. */
final class BlockAggregate implements AggregateOperator {
    private final int[] block;
    private final double[] p;
    private final int blocks;

    /** block[i] is the block of label i, p has shape [blocks, blocks]. */
    BlockAggregate(int[] block, double[] p, int blocks) {
        this.block = block;
        this.p = p;
        this.blocks = blocks;
    }

    @Override
    public int labels() {
        return block.length;
    }

    @Override
    public void apply(double[] f, int from, double[] out, int to, int rows) {
        int m = block.length;
        double[] sum = new double[blocks];
        double[] value = new double[blocks];
        for (int row = 0; row < rows; row++) {
            int fo = from + row * m;
            int oo = to + row * m;
            java.util.Arrays.fill(sum, 0);
            for (int j = 0; j < m; j++) {
                sum[block[j]] += f[fo + j];
            }
            for (int b = 0; b < blocks; b++) {
                value[b] = Flat.dot(p, b * blocks, sum, 0, blocks) / m;
            }
            for (int j = 0; j < m; j++) {
                out[oo + j] = value[block[j]];
            }
        }
    }

    @Override
    public Spectrum spectrum() {
        int m = block.length;
        double[] inside = new double[blocks * m];
        for (int j = 0; j < m; j++) {
            inside[block[j] * m + j] = 1;
        }
        return new LowRankAggregate(m, inside, p).spectrum();
    }

    @Override
    public String form() {
        return blocks + " blocks on " + block.length + " labels";
    }
}
