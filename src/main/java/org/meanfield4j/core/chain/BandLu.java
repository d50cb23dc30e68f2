package org.meanfield4j.core.chain;

import java.util.Arrays;
import org.meanfield4j.core.Stop;

/**
 * LU factors, without pivoting, of a matrix whose entries lie within a band around the diagonal. Meant for the
 * M-matrices I − γP of Markov chains, for which elimination without pivoting is stable. Cost O(S·b²) to factor and
 * O(S·b) to solve, memory O(S·b), with b the half bandwidth.
 */
final class BandLu {
    private final int size;
    private final int band;
    private final int width;
    /** Entry (i, j) at i·width + j − i + band; after {@link #factor} the multipliers of L below the diagonal. */
    private final double[] entries;

    BandLu(int size, int band) {
        this.size = size;
        this.band = band;
        this.width = 2 * band + 1;
        this.entries = new double[Math.multiplyExact(size, width)];
    }

    void clear() {
        Arrays.fill(entries, 0);
    }

    void add(int row, int column, double value) {
        entries[row * width + column - row + band] += value;
    }

    /** Factors in place; asked for a stop once per row, O(band²) multiplications. */
    void factor(Stop stop) {
        for (int k = 0; k < size; k++) {
            stop.check();
            int pivotRow = k * width + band - k;
            double pivot = entries[pivotRow + k];
            if (!(Math.abs(pivot) > 0)) {
                throw new ArithmeticException("pivot " + k + " of " + size + " is " + pivot
                        + ": the linear system of the chain is singular; check that the discount is below 1");
            }
            int last = Math.min(size - 1, k + band);
            for (int i = k + 1; i <= last; i++) {
                int row = i * width + band - i;
                double factor = entries[row + k];
                if (factor != 0) {
                    factor /= pivot;
                    entries[row + k] = factor;
                    for (int j = k + 1; j <= last; j++) {
                        entries[row + j] -= factor * entries[pivotRow + j];
                    }
                }
            }
        }
    }

    /** Overwrites b with the solution of A x = b. */
    void solve(double[] b) {
        for (int i = 0; i < size; i++) {
            int row = i * width + band - i;
            double sum = b[i];
            for (int j = Math.max(0, i - band); j < i; j++) {
                sum -= entries[row + j] * b[j];
            }
            b[i] = sum;
        }
        for (int i = size - 1; i >= 0; i--) {
            int row = i * width + band - i;
            double sum = b[i];
            int last = Math.min(size - 1, i + band);
            for (int j = i + 1; j <= last; j++) {
                sum -= entries[row + j] * b[j];
            }
            b[i] = sum / entries[row + i];
        }
    }

    /** Overwrites b with the solution of x A = b, x and b row vectors. */
    void solveTransposed(double[] b) {
        for (int i = 0; i < size; i++) {
            int row = i * width + band - i;
            double x = b[i] / entries[row + i];
            b[i] = x;
            int last = Math.min(size - 1, i + band);
            for (int j = i + 1; j <= last; j++) {
                b[j] -= x * entries[row + j];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            int row = i * width + band - i;
            double x = b[i];
            for (int j = Math.max(0, i - band); j < i; j++) {
                b[j] -= x * entries[row + j];
            }
        }
    }
}
