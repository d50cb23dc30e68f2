package org.meanfield4j.control;

/**
 * exp and tanh from tables and short polynomials: good to about two units in the last place, some times faster than
 * FastMath, and the same bits everywhere, because they only add, multiply and divide.
 */
final class Elementary {
    private static final int PIECES = 64;
    private static final double PER_LOG2 = PIECES / 0.6931471805599453;
    // log 2 in two parts, the first with so few bits that multiples of it are exact (fdlibm).
    private static final double LOG2_HIGH = 6.93147180369123816490e-01 / PIECES;
    private static final double LOG2_LOW = 1.90821492927058770002e-10 / PIECES;
    /** Adding and subtracting it rounds to whole numbers. */
    private static final double ROUND = 6755399441055744.0;

    private static final double LARGEST_EXPONENT = 700;

    /** From here on tanh is 1 in double precision. */
    private static final double SATURATED = 19.0625;

    private static final double[] POWERS = new double[PIECES];
    private static final double[] TANH = new double[(int) (SATURATED * PIECES) + 1];

    static {
        for (int j = 0; j < PIECES; j++) {
            POWERS[j] = StrictMath.pow(2, (double) j / PIECES);
        }
        for (int j = 0; j < TANH.length; j++) {
            TANH[j] = StrictMath.tanh((double) j / PIECES);
        }
    }

    private Elementary() {}

    /** e^x. */
    static double exp(double x) {
        if (!(Math.abs(x) < LARGEST_EXPONENT)) {
            return StrictMath.exp(x);
        }
        double n = x * PER_LOG2 + ROUND - ROUND;
        double r = x - n * LOG2_HIGH - n * LOG2_LOW; // |r| ≤ log 2 / 128
        double tail = r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120))));
        int k = (int) n;
        double power = POWERS[k & (PIECES - 1)];
        double scale = Double.longBitsToDouble((k >> 6) + 1023L << 52);
        return (power + power * tail) * scale;
    }

    /** tanh x, by tanh(a + b) = (tanh a + tanh b) / (1 + tanh a tanh b) with a on a grid and |b| ≤ 1/128. */
    static double tanh(double x) {
        double y = Math.abs(x);
        if (!(y < SATURATED)) {
            return Math.signum(x); // of NaN it is NaN
        }
        int n = (int) (y * PIECES + 0.5);
        double b = y - (double) n / PIECES;
        double square = b * b;
        double tail = b - b * square * (1.0 / 3 - square * (2.0 / 15 - square * (17.0 / 315)));
        double a = TANH[n];
        return Math.copySign((a + tail) / (1 + a * tail), x);
    }
}
