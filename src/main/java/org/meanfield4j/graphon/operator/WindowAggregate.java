package org.meanfield4j.graphon.operator;

import org.apache.commons.math3.util.FastMath;

/**
 * A graphon that is 1 on an interval of y for every x, with a weight of its own on the two ends: threshold and band.
 * Differences of running sums: O(M) per function.
 */
final class WindowAggregate implements AggregateOperator {
    /** Midpoints closer than this to an end lie on it; far above rounding, far below the distance of two labels. */
    static final double TIE = 1e-9;

    private final int labels;
    private final double onEnd;
    private final int[] first;
    private final int[] end;
    private final int[] lowerTie;
    private final int[] upperTie;

    /** The ends of the interval of y for label x; they may lie outside [0, 1]. */
    interface Ends {
        double of(double x);
    }

    WindowAggregate(int labels, Ends lower, Ends upper, double onEnd) {
        this.labels = labels;
        this.onEnd = onEnd;
        this.first = new int[labels];
        this.end = new int[labels];
        this.lowerTie = new int[labels];
        this.upperTie = new int[labels];
        for (int i = 0; i < labels; i++) {
            double x = Graphon.midpoint(i, labels);
            double a = lower.of(x);
            double b = upper.of(x);
            first[i] = clip((int) FastMath.floor((a + TIE) * labels - 0.5) + 1);
            end[i] = FastMath.max(first[i], clip((int) FastMath.ceil((b - TIE) * labels - 0.5)));
            lowerTie[i] = tie(a);
            upperTie[i] = tie(b);
        }
    }

    private int clip(int j) {
        return FastMath.max(0, FastMath.min(labels, j));
    }

    /** The label whose midpoint is y, or -1. */
    private int tie(double y) {
        int j = (int) FastMath.rint(y * labels - 0.5);
        return j >= 0 && j < labels && FastMath.abs(Graphon.midpoint(j, labels) - y) <= TIE ? j : -1;
    }

    @Override
    public int labels() {
        return labels;
    }

    @Override
    public void apply(double[] f, int from, double[] out, int to, int rows) {
        double[] running = new double[labels + 1];
        for (int row = 0; row < rows; row++) {
            int fo = from + row * labels;
            int oo = to + row * labels;
            for (int j = 0; j < labels; j++) {
                running[j + 1] = running[j] + f[fo + j];
            }
            for (int i = 0; i < labels; i++) {
                double sum = running[end[i]] - running[first[i]];
                if (lowerTie[i] >= 0) {
                    sum += onEnd * f[fo + lowerTie[i]];
                }
                if (upperTie[i] >= 0) {
                    sum += onEnd * f[fo + upperTie[i]];
                }
                out[oo + i] = sum / labels;
            }
        }
    }

    @Override
    public String form() {
        return "differences of running sums on " + labels + " labels";
    }
}
