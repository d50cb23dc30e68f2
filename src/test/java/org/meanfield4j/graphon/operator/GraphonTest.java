package org.meanfield4j.graphon.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;

/** Exact spectra are those of the integral operators; grid values: src/test/reference/networks.py. */
class GraphonTest {

    static Stream<Graphon> named() {
        return Stream.of(
                Graphon.constant(0.5),
                Graphon.uniformAttachment(),
                Graphon.rankedAttachment(),
                Graphon.minMax(),
                Graphon.threshold(),
                Graphon.threshold(0),
                Graphon.threshold(1),
                Graphon.band(0.25),
                Graphon.band(0.3),
                Graphon.sbm2(),
                Graphon.sbm3(),
                Graphon.checkerboard(3),
                Graphon.checkerboard(4));
    }

    @Test
    void midpointsAreTheLabelsOfTheGrid() {
        assertArrayEquals(new double[] {0.125, 0.375, 0.625, 0.875}, Graphon.midpoints(4));
        assertThrows(IllegalArgumentException.class, () -> Graphon.midpoints(0));
    }

    @ParameterizedTest
    @MethodSource("named")
    void fastFormEqualsTheTable(Graphon graphon) {
        for (int labels : new int[] {1, 2, 7, 20, 51}) {
            double[] f = new double[3 * labels];
            for (int j = 0; j < f.length; j++) {
                f[j] = FastMath.sin(1.7 * j) + 0.3;
            }
            double[] fast = new double[f.length];
            double[] slow = new double[f.length];

            graphon.aggregate(labels).apply(f, 0, fast, 0, 3);
            graphon.denseAggregate(labels).apply(f, 0, slow, 0, 3);

            assertArrayEquals(slow, fast, 1e-14, graphon + " on " + labels); // rounding of sums of about 50 terms
        }
    }

    @Test
    void midpointEigenvaluesAreThoseOfTheIndependentComputation() {
        assertEquals(0.4053181, leading(Graphon.uniformAttachment()), 5e-8); // the printed digits
        assertEquals(0.7742834, leading(Graphon.rankedAttachment()), 5e-8);
        assertEquals(0.1013545, leading(Graphon.minMax()), 5e-8);
        assertEquals(0.6365674, leading(Graphon.threshold()), 5e-8);
        assertEquals(0.6303, leading(Graphon.threshold(0)), 5e-5);
        assertEquals(0.6430, leading(Graphon.threshold(1)), 5e-5);
        assertEquals(0.5, leading(Graphon.sbm2()), 1e-13);
        assertEquals(0.5, leading(Graphon.constant(0.5)), 1e-13);
        assertEquals(0.43289, leading(Graphon.sbm3()), 5e-6);
    }

    @Test
    void quadratureErrorOfEigenvaluesFallsAsTheSquareOfTheLabels() {
        double pi2 = FastMath.PI * FastMath.PI;
        double root = FastMath.sqrt(7) / 2;
        assertSecondOrder(Graphon.uniformAttachment(), 0, 4 / pi2);
        assertSecondOrder(Graphon.uniformAttachment(), 1, 4 / (9 * pi2));
        assertSecondOrder(Graphon.rankedAttachment(), 0, (1 + root) / 3);
        assertSecondOrder(Graphon.rankedAttachment(), 1, (1 - root) / 3);
        assertSecondOrder(Graphon.minMax(), 0, 1 / pi2);
        assertSecondOrder(Graphon.minMax(), 1, 1 / (4 * pi2));
        assertSecondOrder(Graphon.threshold(), 0, 2 / FastMath.PI);
        assertSecondOrder(Graphon.threshold(), 1, -2 / (3 * FastMath.PI));
    }

    private static void assertSecondOrder(Graphon graphon, int l, double exact) {
        double coarse = FastMath.abs(graphon.aggregate(40).spectrum().value(l) - exact);
        double fine = FastMath.abs(graphon.aggregate(80).spectrum().value(l) - exact);
        assertEquals(4, coarse / fine, 0.1, graphon + " eigenvalue " + l); // order 2, next term is small at M = 40
    }

    @Test
    void eigenvectorsDiagonaliseTheAggregate() {
        AggregateOperator w = Graphon.threshold().aggregate(30);
        Spectrum spectrum = w.spectrum();
        for (int l = 0; l < 30; l++) {
            double[] v = spectrum.vector(l);
            double[] wv = new double[30];
            w.apply(v, 0, wv, 0, 1);
            for (int j = 0; j < 30; j++) {
                assertEquals(spectrum.value(l) * v[j], wv[j], 1e-14);
            }
        }
    }

    @Test
    void extremeEigenvaluesOfTheKrylovSpaceAreThoseOfTheTable() {
        for (Graphon graphon : named().toList()) {
            AggregateOperator w = graphon.aggregate(200);
            double[] all = w.spectrum().values();
            ExtremeEigenvalues extreme = ExtremeEigenvalues.of(w, Stop.never());
            double largest = java.util.Arrays.stream(all).max().orElseThrow();
            double smallest = java.util.Arrays.stream(all).min().orElseThrow();
            assertEquals(largest, extreme.largest(), 1e-10, graphon.toString());
            assertEquals(FastMath.min(0, smallest), FastMath.min(0, extreme.smallest()), 1e-10, graphon.toString());
        }
    }

    @Test
    void asymmetricAndOutOfRangeFunctionsAreRefusedWithPlaceAndValue() {
        InvalidModelException high = assertThrows(
                InvalidModelException.class,
                () -> Graphon.of("sum", (x, y) -> x + y).aggregate(10));
        assertTrue(high.getMessage().contains("1.1") && high.getMessage().contains("x = 0.55"), high.getMessage());
        InvalidModelException skew = assertThrows(
                InvalidModelException.class,
                () -> Graphon.of("skew", (x, y) -> x * y * y).aggregate(10));
        assertTrue(
                skew.getMessage().contains("symmetric") && skew.getMessage().contains("x = 0.15"), skew.getMessage());
        InvalidModelException nan = assertThrows(
                InvalidModelException.class,
                () -> Graphon.of("nan", (x, y) -> Double.NaN).aggregate(10));
        assertTrue(nan.getMessage().contains("NaN"), nan.getMessage());
        assertThrows(InvalidModelException.class, () -> Graphon.constant(-0.1));
        assertThrows(InvalidModelException.class, () -> Graphon.band(0));
        assertThrows(
                InvalidModelException.class,
                () -> Graphon.stochasticBlock(new double[] {0.5, 1}, new double[][] {{0.8, 0.2}, {0.3, 0.8}}));
        assertThrows(
                InvalidModelException.class,
                () -> Graphon.stochasticBlock(new double[] {0.5, 0.9}, new double[][] {{0.8, 0.2}, {0.2, 0.8}}));
        assertThrows(IllegalArgumentException.class, () -> Graphon.minMax().aggregate(0));
    }

    @Test
    void tableThatDoesNotFitIsRefusedWithItsSizeAndARemedy() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Graphon.of("mine", (x, y) -> 1 - FastMath.abs(x - y)).aggregate(100_000));
        assertTrue(e.getMessage().contains("80.0 GB") && e.getMessage().contains("structured"), e.getMessage());
    }

    private static double leading(Graphon graphon) {
        return graphon.aggregate(50).spectrum().value(0);
    }

    /** All pairs that are not 0, on a hundred thousand labels, where a table would not fit. */
    @Test
    void aGraphonOfLowRankHasItsEigenpairsWithoutATable() {
        for (Graphon graphon : new Graphon[] {
            Graphon.constant(0.5), Graphon.rankedAttachment(), Graphon.sbm2(), Graphon.sbm3(), Graphon.checkerboard(4)
        }) {
            int m = 100_000;
            AggregateOperator w = graphon.aggregate(m);
            double[] few = w.spectrum().values();
            double[] all = graphon.denseAggregate(60).spectrum().values();
            assertTrue(few.length <= 2, graphon.toString());
            for (int l = 0; l < few.length; l++) {
                assertEquals(all[l], few[l], 1e-3, graphon.toString()); // the midpoint rule on 60 labels
                double[] v = w.spectrum().vector(l);
                double[] wv = new double[m];
                w.apply(v, 0, wv, 0, 1);
                for (int j = 0; j < m; j += 999) {
                    assertEquals(few[l] * v[j], wv[j], 1e-13, graphon.toString()); // rounding of sums of 10⁵ terms
                }
            }
        }
    }

    @Test
    void aStructuredGraphonIsNotToldToBeStructured() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Graphon.minMax().aggregate(100_000).spectrum());
        assertTrue(e.getMessage().contains("80.0 GB"), e.getMessage());
        assertFalse(e.getMessage().contains("structured"), e.getMessage());
    }
}
