package org.meanfield4j.graphon.operator;

import java.util.Arrays;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.nd4j.Dense;

/** A table of M x M values. Costs O(M²) per function, and M² doubles. */
public final class DenseAggregate implements AggregateOperator {
    /** As many functions are one product of matrices. */
    private static final int WHOLE_PATH = 16;

    private final int labels;
    private final double[] table;
    private final String name;

    private DenseAggregate(int labels, double[] table, String name) {
        this.labels = labels;
        this.table = table;
        this.name = name;
    }

    /** Evaluates and checks a graphon on the midpoints. */
    static DenseAggregate of(Graphon graphon, int labels) {
        requireMemory(labels, graphon.toString());
        double[] table = new double[labels * labels];
        for (int i = 0; i < labels; i++) {
            double x = Graphon.midpoint(i, labels);
            for (int j = 0; j <= i; j++) {
                double y = Graphon.midpoint(j, labels);
                double value = checked(graphon, x, y) / labels;
                table[i * labels + j] = value;
                table[j * labels + i] = value;
            }
        }
        return new DenseAggregate(labels, table, graphon.toString());
    }

    /**
     * A table that somebody else computed: an adjacency of one's own. Costs O(M²).
     *
     * @param table W(x_i, x_j) / M row by row, shape [M, M]; copied
     * @param labels M
     * @param name what readers see
     * @return the operator
     * @throws InvalidModelException if the table has another size, or is not finite and symmetric
     */
    public static DenseAggregate of(double[] table, int labels, String name) {
        requireMemory(labels, Require.given("name", name));
        if (Require.given("table", table).length != labels * labels) {
            throw new InvalidModelException("table has " + table.length + " values, expected labels² = "
                    + (long) labels * labels + "; give W(x_i, x_j) / M row by row");
        }
        for (int i = 0; i < labels; i++) {
            for (int j = 0; j <= i; j++) {
                double w = table[i * labels + j];
                if (!Double.isFinite(w) || w != table[j * labels + i]) {
                    throw new InvalidModelException("table at (" + i + ", " + j + ") is " + w + " but "
                            + table[j * labels + i] + " at the mirrored place; it must be finite and symmetric");
                }
            }
        }
        return new DenseAggregate(labels, table.clone(), name);
    }

    private static double checked(Graphon graphon, double x, double y) {
        double value = graphon.value(x, y);
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidModelException("graphon " + graphon + " is " + value + " at x = " + x + ", y = " + y
                    + "; it must be in [0, 1]; rescale it or clip it");
        }
        double mirrored = graphon.value(y, x);
        if (Math.abs(value - mirrored) > 1e-12) { // rounding of a symmetric formula
            throw new InvalidModelException("graphon " + graphon + " is " + value + " at x = " + x + ", y = " + y
                    + " but " + mirrored + " at the mirrored place; it must be symmetric; use (W(x,y) + W(y,x)) / 2");
        }
        return value;
    }

    static int requireLabels(int labels) {
        if (labels < 1) {
            throw new IllegalArgumentException("labels M = " + labels + " must be at least 1; use labels = 50");
        }
        Require.memory("labels M = " + labels, labels, 8, "one number per label", "use fewer labels");
        return labels;
    }

    /** A table of this many labels must fit; a structured graphon needs none. */
    static void requireMemory(int labels, String name) {
        requireMemory(
                labels,
                name,
                "use fewer labels or a structured graphon (constant, uniformAttachment, rankedAttachment, minMax,"
                        + " threshold, band, sbm, checkerboard), which needs no table");
    }

    static void requireMemory(int labels, String name, String remedy) {
        requireLabels(labels);
        Require.memory("labels M = " + labels, (long) labels * labels, 1, "the table of " + name, remedy);
    }

    @Override
    public int labels() {
        return labels;
    }

    @Override
    public void apply(double[] f, int from, double[] out, int to, int rows) {
        requireRows(f, from, out, to, rows, labels);
        if (rows >= WHOLE_PATH) {
            double[] result = new double[rows * labels];
            Dense.matmul(Arrays.copyOfRange(f, from, from + rows * labels), rows, labels, table, labels, result);
            System.arraycopy(result, 0, out, to, result.length); // W is symmetric: rows times W are W times columns
            return;
        }
        loops(f, from, out, to, rows);
    }

    /** Whether there are as many functions from there on, and room for as many results. */
    static boolean requireRows(double[] f, int from, double[] out, int to, int rows, int labels) {
        long values = (long) rows * labels;
        return Require.part("f", f, "from", from, "rows · labels", values)
                && Require.part("out", out, "to", to, "rows · labels", values);
    }

    /** Plain loops, for the few functions of one time. */
    void loops(double[] f, int from, double[] out, int to, int rows) {
        for (int r = 0; r < rows; r++) {
            int fo = from + r * labels;
            int oo = to + r * labels;
            int i = 0;
            for (; i + 4 <= labels; i += 4) { // four rows share each load of f and hide the latency of the sums
                int t = i * labels;
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                for (int j = 0; j < labels; j++) {
                    double v = f[fo + j];
                    s0 += table[t + j] * v;
                    s1 += table[t + labels + j] * v;
                    s2 += table[t + 2 * labels + j] * v;
                    s3 += table[t + 3 * labels + j] * v;
                }
                out[oo + i] = s0;
                out[oo + i + 1] = s1;
                out[oo + i + 2] = s2;
                out[oo + i + 3] = s3;
            }
            for (; i < labels; i++) {
                double sum = 0;
                for (int j = 0; j < labels; j++) {
                    sum += table[i * labels + j] * f[fo + j];
                }
                out[oo + i] = sum;
            }
        }
    }

    @Override
    public double[] toArray() {
        return table.clone();
    }

    @Override
    public String form() {
        return "table of " + labels + " x " + labels + " (" + name + ")";
    }
}
