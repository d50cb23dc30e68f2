package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;

/** Numbers compared to all digits they are printed with. */
public final class Printed {
    /** Half a unit of the last digit, and a little for values that lie on the border. */
    private static final double UNITS = 0.51;

    private Printed() {}

    /** Requires that a value rounds to a printed one such as {@code 0.036} or {@code 5.5e-2}. */
    public static void assertPrinted(String printed, double value, String what) {
        double unit = new BigDecimal(printed).ulp().doubleValue();
        assertEquals(Double.parseDouble(printed), value, UNITS * unit, what);
    }
}
