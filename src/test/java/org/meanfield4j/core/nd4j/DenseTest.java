package org.meanfield4j.core.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;

class DenseTest {
    /** Sums of up to 100 products of numbers below one. */
    private static final double ROUNDING = 1e-12;

    @Property(tries = 100)
    void loopsAndNd4jAndCommonsMathAgree(
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 20) int k,
            @ForAll @IntRange(min = 1, max = 20) int m,
            @ForAll long seed) {
        double[] a = random(n * k, seed);
        double[] b = random(k * m, seed + 1);
        double[] aT = transpose(a, n, k);
        double[] bT = transpose(b, k, m);
        double[] expected = flat(matrix(a, n, k).multiply(matrix(b, k, m)));

        assertProduct(expected, out -> Dense.loops(a, n, k, b, m, out));
        assertProduct(expected, out -> Dense.loopsTransA(aT, k, n, b, m, out));
        assertProduct(expected, out -> Dense.loopsTransB(a, n, k, bT, m, out));
        assertProduct(expected, out -> NativeProducts.gemm(b, m, k, false, a, k, n, false, out));
        assertProduct(expected, out -> NativeProducts.gemm(b, m, k, false, aT, n, k, true, out));
        assertProduct(expected, out -> NativeProducts.gemm(bT, k, m, true, a, k, n, false, out));
    }

    @Test
    void bothSidesOfTheSwitchAreRight() {
        // 17·172·171 = 500 004 is just large, 17·172·170 just small; 15 is thin.
        for (int[] shape : new int[][] {{17, 172, 171}, {17, 172, 170}, {15, 200, 200}, {100, 90, 80}}) {
            int n = shape[0];
            int k = shape[1];
            int m = shape[2];
            double[] a = random(n * k, 1);
            double[] b = random(k * m, 2);
            double[] expected = flat(matrix(a, n, k).multiply(matrix(b, k, m)));

            assertProduct(expected, out -> Dense.matmul(a, n, k, b, m, out));
            assertProduct(expected, out -> Dense.matmulTransA(transpose(a, n, k), k, n, b, m, out));
            assertProduct(expected, out -> Dense.matmulTransB(a, n, k, transpose(b, k, m), m, out));
        }
    }

    @Property(tries = 100)
    void matrixTimesVectorAgreesWithCommonsMath(
            @ForAll @IntRange(max = 30) int n, @ForAll @IntRange(max = 30) int k, @ForAll long seed) {
        double[] a = random(n * k, seed);
        double[] x = random(k, seed + 1);
        double[] expected = n > 0 && k > 0 ? matrix(a, n, k).operate(x) : new double[n];

        assertProduct(expected, out -> Dense.matvec(a, n, k, x, out));
        assertProduct(expected, out -> Dense.matmul(a, n, k, x, 1, out));
    }

    @Test
    void aBadEntryStaysVisible() {
        double[] a = new double[100 * 100];
        double[] b = new double[100 * 100];
        double[] out = new double[100 * 100];
        a[5] = Double.NaN;
        Dense.matmul(a, 100, 100, b, 100, out);
        assertTrue(Double.isNaN(out[7]));
        Dense.loops(a, 100, 100, b, 100, out);
        assertTrue(Double.isNaN(out[7]));
    }

    @Test
    void shapesThatDoNotMatchAreRefused() {
        double[] six = new double[6];
        assertMessage(
                "a has 6 entries, its shape is [2, 4]; give rows · columns entries",
                () -> Dense.matmul(six, 2, 4, six, 1, six));
        assertMessage(
                "b has 6 entries, its shape is [3, 1]; give rows · columns entries",
                () -> Dense.matmul(six, 2, 3, six, 1, six));
        assertMessage(
                "out has 6 entries, its shape is [2, 2]; give rows · columns entries",
                () -> Dense.matmul(six, 2, 3, new double[6], 2, six));
        assertMessage(
                "out is an operand; give the product an array of its own",
                () -> Dense.matmul(six, 2, 3, new double[9], 3, six));
    }

    @Test
    void nd4jIsThere() {
        assertEquals("nd4j", Dense.backend());
    }

    @Test
    void loopsDoEverythingWhereTheNativeLibraryDoesNotLoad() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.platform=unknown-machine",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutNatives.class.getName())
                // JDK 25 warns there about any native access; the library itself must print nothing.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(
                output.startsWith("loops (ND4J's native library does not load on ")
                        && output.endsWith("; use toArray() 100.0"),
                output);
        assertEquals(1, output.lines().count(), output);
        assertTrue(output.contains("NdArrays.of(law) needs ND4J: ND4J's native library does not load on "), output);
    }

    /** Run in a JVM of its own: the library is probed once per JVM. */
    static final class WithoutNatives {
        private WithoutNatives() {}

        public static void main(String[] args) {
            double[] ones = new double[100 * 100];
            Arrays.fill(ones, 1);
            double[] out = new double[100 * 100];
            Dense.matmul(ones, 100, 100, ones, 100, out);
            String refusal = assertThrows(UnsupportedOperationException.class, () -> NdArrays.of(Law.uniform(2)))
                    .getMessage();
            System.out.print(Dense.backend() + " " + refusal + " " + out[17]);
        }
    }

    private static double[] random(int size, long seed) {
        return Streams.of(seed).at(size).doubles(size, -1, 1).toArray();
    }

    private static RealMatrix matrix(double[] flat, int rows, int columns) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        matrix.walkInOptimizedOrder(new org.apache.commons.math3.linear.DefaultRealMatrixChangingVisitor() {
            @Override
            public double visit(int row, int column, double value) {
                return flat[row * columns + column];
            }
        });
        return matrix;
    }

    private static double[] flat(RealMatrix matrix) {
        return Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] transpose(double[] flat, int rows, int columns) {
        return flat(matrix(flat, rows, columns).transpose());
    }

    /** Into an array of its own that holds nothing right. */
    private static void assertProduct(double[] expected, Consumer<double[]> product) {
        double[] out = new double[expected.length];
        Arrays.fill(out, Double.NaN);
        product.accept(out);
        assertArrayEquals(expected, out, ROUNDING);
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
