package org.meanfield4j.core.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.check.Require;

class SoftmaxTest {
    private static final double ROUNDING = 1e-14;
    private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;

    @Test
    void knownValues() {
        // exp(0) : exp(log 3) = 1 : 3; at temperature 2 the ratio is √3.
        double[] x = {0, Math.log(3)};
        assertArrayEquals(new double[] {0.25, 0.75}, Softmax.softmax(x, 1), ROUNDING);
        double root = Math.sqrt(3);
        assertArrayEquals(new double[] {1 / (1 + root), root / (1 + root)}, Softmax.softmax(x, 2), ROUNDING);
        assertEquals(Math.log(4), Softmax.logSumExp(x, 1), ROUNDING);
        assertEquals(2 * Math.log(1 + root), Softmax.logSumExp(x, 2), ROUNDING);
    }

    @Property
    void isALawAndItsLogarithmAgrees(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e300, max = 1e300) Double> values,
            @ForAll @IntRange(min = -300, max = 300) int exponent) {
        double temperature = Math.pow(10, exponent);
        double[] x = toArray(values);
        double[] p = Softmax.softmax(x, temperature);
        double[] log = new double[x.length];
        Softmax.logSoftmax(x, 0, x.length, temperature, log, 0);

        Require.law("softmax", p);
        assertArrayEquals(p, Arrays.stream(log).map(Math::exp).toArray(), ROUNDING);
    }

    @Property
    void softMaximumIsTheValueOfItsVariationalFormula(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -10, max = 10) Double> values,
            @ForAll @IntRange(min = -3, max = 1) int exponent) {
        double temperature = Math.pow(10, exponent);
        // η log Σ exp(x/η) = max over laws of <p, x> + η H(p), reached at the softmax. Values of size 10: 1e-13.
        double[] x = toArray(values);
        double[] p = Softmax.softmax(x, temperature);
        double mean = 0;
        for (int i = 0; i < x.length; i++) {
            mean += p[i] * x[i];
        }

        assertEquals(mean + temperature * Simplex.entropy(p), Softmax.logSumExp(x, temperature), 1e-13);
    }

    @Test
    void noShiftAndNoTemperatureOverflows() {
        double[] far = {1e300, 1e300, -1e300};
        assertArrayEquals(new double[] {0.5, 0.5, 0}, Softmax.softmax(far, 1e-300));
        assertEquals(1e300, Softmax.logSumExp(far, 1e-300));
        assertArrayEquals(new double[] {1, 0}, Softmax.softmax(new double[] {1, 0}, Double.MIN_VALUE));
        assertArrayEquals(new double[] {0.5, 0.5}, Softmax.softmax(new double[] {1, 0}, Double.MAX_VALUE));
        double extreme = Double.MAX_VALUE;
        assertArrayEquals(new double[] {1, 0}, Softmax.softmax(new double[] {extreme, -extreme}, 1));
    }

    @Test
    void logSoftmaxKeepsDigitsWhereTheSoftmaxUnderflows() {
        double[] log = new double[2];
        for (double shift : new double[] {0, 800, -800}) {
            Softmax.logSoftmax(new double[] {shift, shift - 2000}, 0, 2, 1, log, 0);
            assertArrayEquals(new double[] {0, -2000}, log);
        }
    }

    @Test
    void aForbiddenActionHasNoProbability() {
        double[] x = {0, FORBIDDEN, 0};
        assertArrayEquals(new double[] {0.5, 0, 0.5}, Softmax.softmax(x, 0.1));
        assertEquals(0.1 * Math.log(2), Softmax.logSumExp(x, 0.1), ROUNDING);
    }

    @Test
    void rowsAreIndependentAndMayBeOverwritten() {
        double[] x = {0, Math.log(3), 5, 5};
        double[] expected = {0.25, 0.75, 0.5, 0.5};
        double[] out = new double[4];
        Softmax.softmaxRows(x, 2, 1, out);
        assertArrayEquals(expected, out, ROUNDING);

        double[] log = x.clone();
        Softmax.logSoftmaxRows(log, 2, 1, log);
        assertArrayEquals(expected, Arrays.stream(log).map(Math::exp).toArray(), ROUNDING);
    }

    @Test
    void sliceCallsTouchOnlyTheirSlice() {
        double[] out = {7, 7, 7, 7};
        Softmax.softmax(new double[] {9, 0, 0}, 1, 2, 1, out, 2);
        assertArrayEquals(new double[] {7, 7, 0.5, 0.5}, out);
        assertEquals(Math.log(2), Softmax.logSumExp(new double[] {9, 0, 0}, 1, 2, 1), ROUNDING);
    }

    @Test
    void badTemperaturesAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = "temperature = " + bad + " must be positive and finite; try 0.1";
            assertMessage(message, () -> Softmax.softmax(new double[] {1}, bad));
            assertMessage(message, () -> Softmax.logSumExp(new double[] {1}, bad));
            assertMessage(message, () -> Softmax.logSoftmaxRows(new double[] {1}, 1, bad, new double[1]));
        }
    }

    @Test
    void rowsWithoutAFiniteMaximumAreRefused() {
        assertMessage(badRow(2, "NaN"), () -> Softmax.softmax(new double[] {1, Double.NaN}, 1));
        assertMessage(badRow(2, "NaN"), () -> Softmax.logSumExp(new double[] {Double.NaN, 1}, 1));
        assertMessage(badRow(1, "Infinity"), () -> Softmax.softmax(new double[] {Double.POSITIVE_INFINITY}, 1));
        assertMessage(badRow(2, "-Infinity"), () -> Softmax.softmax(new double[] {FORBIDDEN, FORBIDDEN}, 1));
        assertMessage(badRow(0, "-Infinity"), () -> Softmax.softmax(new double[0], 1));
    }

    @Test
    void badTablesAreRefused() {
        assertMessage(
                "columns = 3 must be at least 1 and divide the table's length 4",
                () -> Softmax.softmaxRows(new double[4], 3, 1, new double[4]));
        assertMessage(
                "columns = 0 must be at least 1 and divide the table's length 4",
                () -> Softmax.logSoftmaxRows(new double[4], 0, 1, new double[4]));
        assertMessage(
                "x has 4 values, out has 2, must have equally many; both live on the same points",
                () -> Softmax.softmaxRows(new double[4], 2, 1, new double[2]));
    }

    private static String badRow(int length, String max) {
        return "the largest value of x from offset = 0 over length = " + length + " is " + max
                + ", must be finite; the values diverged or every entry is forbidden (-Infinity)";
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
