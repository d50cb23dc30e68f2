package org.meanfield4j.graphon.operator;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.InvalidModelException;

/** Which block a label belongs to. */
final class Blocks {
    private Blocks() {}

    /** The block of x: the first one whose right end lies beyond x, the last one for x = 1. */
    static int of(double x, double[] ends) {
        int b = 0;
        while (b < ends.length - 1 && x >= ends[b]) {
            b++;
        }
        return b;
    }

    static int parity(double x, int fields) {
        return FastMath.min(fields - 1, (int) FastMath.floor(fields * x)) % 2;
    }

    static int[] labels(int m, DoubleUnaryOperator block) {
        int[] out = new int[m];
        Arrays.setAll(out, i -> (int) block.applyAsDouble(Graphon.midpoint(i, m)));
        return out;
    }

    /** The table of couplings, row-major, after checking it and the ends. */
    static double[] checked(double[] ends, double[][] p) {
        int n = ends.length;
        for (int b = 0; b < n; b++) {
            if (!(ends[b] > (b == 0 ? 0 : ends[b - 1])) || (b == n - 1 && ends[b] != 1)) {
                throw new InvalidModelException(
                        "ends = " + Arrays.toString(ends) + " must increase from above 0 to 1; use {0.5, 1}");
            }
        }
        if (n == 0 || p.length != n || Arrays.stream(p).anyMatch(row -> row.length != n)) {
            throw new InvalidModelException(
                    "p has " + p.length + " rows, expected a " + n + " x " + n + " table; give one row per block");
        }
        double[] flat = new double[n * n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double v = p[a][b];
                if (!(v >= 0 && v <= 1) || v != p[b][a]) {
                    throw new InvalidModelException("p[" + a + "][" + b + "] = " + v + " and p[" + b + "][" + a + "] = "
                            + p[b][a] + " must be equal and in [0, 1]; couplings are symmetric");
                }
                flat[a * n + b] = v;
            }
        }
        return flat;
    }
}
