package org.meanfield4j.graphon.operator;

/**
 * a(min(x, y)) b(max(x, y)) / M: uniform attachment (a = 1, b = 1 - max) and min-max (a = min, b = 1 - max). Two
 * running sums, one from each end: O(M) per function.
 */
final class SemiseparableAggregate implements AggregateOperator {
    private final double[] lower;
    private final double[] upper;

    /** lower is a and upper is b on the midpoints. */
    SemiseparableAggregate(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public int labels() {
        return lower.length;
    }

    @Override
    public void apply(double[] f, int from, double[] out, int to, int rows) {
        int m = lower.length;
        double weight = 1.0 / m;
        for (int row = 0; row < rows; row++) {
            int fo = from + row * m;
            int oo = to + row * m;
            double below = 0;
            for (int i = 0; i < m; i++) {
                below += lower[i] * f[fo + i];
                out[oo + i] = weight * upper[i] * below;
            }
            double above = 0;
            for (int i = m - 1; i >= 0; i--) {
                out[oo + i] += weight * lower[i] * above;
                above += upper[i] * f[fo + i];
            }
        }
    }

    @Override
    public String form() {
        return "running sums on " + lower.length + " labels";
    }
}
