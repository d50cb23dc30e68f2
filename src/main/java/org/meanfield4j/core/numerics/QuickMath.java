package org.meanfield4j.core.numerics;

import org.apache.commons.math3.util.FastMath;

/**
 * Exponential and logarithm for loops that do little else: a few nanoseconds each, and like {@link FastMath} the same bits
 * on every machine and JDK. A table of 128 cells and a polynomial within a cell (Tang 1989, 1990); what has no normal
 * result goes to {@link FastMath}.
 */
public final class QuickMath {
    private static final int CELLS = 128;
    private static final double LEAST = -708;
    private static final double MOST = 709;
    /** 128 / ln 2. */
    private static final double CELLS_PER_ONE = 0x1.71547652b82fep7;
    /** ln 2 / 128 in two parts, the first with so few digits that its multiples are exact. */
    private static final double CELL_HIGH = 0x1.62e42fefa0000p-8;

    private static final double CELL_LOW = 0x1.cf79abc9e3b39p-47;
    /** Adding it rounds to an integer, which is then in the low bits. */
    private static final double ROUNDING = 0x1.8p52;

    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final long FRACTION = 0x000F_FFFF_FFFF_FFFFL;
    private static final long CELL = 0x000F_E000_0000_0000L;
    private static final long ONE = 0x3FF0_0000_0000_0000L;
    private static final long HALF_A_CELL = 0x0000_1000_0000_0000L;

    /** 2^{i/128}. */
    private static final double[] POWER = new double[CELLS];
    /** 1/c and log c at the centre c = 1 + (i + ½)/128 of a cell. */
    private static final double[] INVERSE = new double[CELLS];

    private static final double[] LOG = new double[CELLS];

    static {
        for (int i = 0; i < CELLS; i++) {
            double centre = 1 + (i + 0.5) / CELLS;
            POWER[i] = StrictMath.pow(2, i / (double) CELLS);
            INVERSE[i] = 1 / centre;
            LOG[i] = StrictMath.log(centre);
        }
    }

    private QuickMath() {}

    /**
     * The exponential.
     *
     * @param x any number
     * @return e^x, within 1.1 units in the last place where it is neither 0, subnormal nor infinite; 1 at 0
     */
    public static double exp(double x) {
        if (!(x > LEAST && x < MOST)) {
            return FastMath.exp(x);
        }
        double shifted = x * CELLS_PER_ONE + ROUNDING;
        double n = shifted - ROUNDING;
        int cells = (int) Double.doubleToRawLongBits(shifted);
        double r = x - n * CELL_HIGH - n * CELL_LOW;
        double square = r * r;
        double rest = r + square * (0.5 + r * (1.0 / 6) + square * (1.0 / 24 + r * (1.0 / 120)));
        double power = POWER[cells & CELLS - 1];
        long bits = Double.doubleToRawLongBits(power + power * rest);
        return Double.longBitsToDouble(bits + ((long) (cells >> 7) << 52));
    }

    /**
     * The natural logarithm.
     *
     * @param x any number
     * @return log x within 2^-52 + 2^-52 |log x| where x is positive, normal and finite; near 1 that is an absolute error
     */
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return FastMath.log(x);
        }
        long bits = Double.doubleToRawLongBits(x);
        int cell = (int) (bits >>> 45) & CELLS - 1;
        double fraction = Double.longBitsToDouble(bits & FRACTION | ONE);
        double centre = Double.longBitsToDouble(bits & CELL | ONE | HALF_A_CELL);
        double r = (fraction - centre) * INVERSE[cell];
        double square = r * r;
        double rest = r + square * (-0.5 + r * (1.0 / 3) + square * (-0.25 + r * (1.0 / 5) + square * (-1.0 / 6)));
        return ((bits >>> 52) - 1023) * LN2 + (LOG[cell] + rest);
    }
}
