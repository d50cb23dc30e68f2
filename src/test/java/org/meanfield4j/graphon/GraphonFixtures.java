package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/** What the tests of this package share. */
public final class GraphonFixtures {
    private GraphonFixtures() {}

    public static Graphon graphon(String name) {
        return switch (name) {
            case "constant0.5" -> Graphon.constant(0.5);
            case "constant1" -> Graphon.constant(1);
            case "uniformAttachment" -> Graphon.uniformAttachment();
            case "rankedAttachment" -> Graphon.rankedAttachment();
            case "minMax" -> Graphon.minMax();
            case "threshold" -> Graphon.threshold();
            case "sbm2" -> Graphon.sbm2();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Compares with a number that is printed with so many significant digits: half a unit of the last one. */
    public static void assertPrinted(double printed, double actual, int digits) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(printed))) - digits + 1);
        assertEquals(printed, actual, 0.5001 * unit);
    }

    /** Compares with printed decimals: half a unit of the last one. */
    public static void assertDecimals(double printed, double actual, int decimals) {
        assertEquals(printed, actual, 0.5001 * Math.pow(10, -decimals));
    }

    /** A game whose matrices have no structure; weights are positive semidefinite squares. */
    public static LqGraphonGame randomGame(Random random, int d, int k, int steps, int labels) {
        // Drawn in this order since the first numbers were recorded.
        LqDynamics dynamics = new LqDynamics(matrix(random, d, d), matrix(random, d, k), matrix(random, d, d));
        SmallMatrix volatility = matrix(random, d, d);
        LqCoefficients c = new LqCoefficients(
                dynamics,
                new LqRunningCost(
                        square(random, d, 0), square(random, d, 0), matrix(random, d, d), square(random, k, 0.5)),
                new LqTerminalCost(square(random, d, 0), square(random, d, 0), matrix(random, d, d)),
                new LqNoise(volatility, square(random, d, 0.1)));
        double[] slope = normal(random, d, 1);
        return LqGraphonGame.of(c, 0.5 + 0.5 * random.nextDouble(), steps, Graphon.uniformAttachment(), labels, x -> {
            double[] m = slope.clone();
            for (int a = 0; a < m.length; a++) {
                m[a] = 1 + m[a] * x;
            }
            return m;
        });
    }

    public static double[] normal(Random random, int n, double scale) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = scale * random.nextGaussian();
        }
        return out;
    }

    private static SmallMatrix matrix(Random random, int rows, int columns) {
        return SmallMatrix.of(rows, columns, normal(random, rows * columns, 0.5));
    }

    private static SmallMatrix square(Random random, int n, double ridge) {
        double[] a = normal(random, n * n, 0.5);
        double[] out = Flat.productRightTransposed(a, a, n, n, n);
        for (int i = 0; i < n; i++) {
            out[i * n + i] += ridge;
        }
        Flat.symmetrise(out, 0, n);
        return SmallMatrix.of(n, n, out);
    }
}
