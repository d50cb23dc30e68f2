package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the tests of this package share. */
final class GraphonFixtures {
    private GraphonFixtures() {}

    static Graphon graphon(String name) {
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
    static void assertPrinted(double printed, double actual, int digits) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(printed))) - digits + 1);
        assertEquals(printed, actual, 0.5001 * unit);
    }

    /** Compares with printed decimals: half a unit of the last one. */
    static void assertDecimals(double printed, double actual, int decimals) {
        assertEquals(printed, actual, 0.5001 * Math.pow(10, -decimals));
    }
}
