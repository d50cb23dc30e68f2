package org.meanfield4j.core.random;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;

/**
 * A generator whose normal and exponential draws are the same bits on every JDK. The JDK's own are not: about one
 * normal draw in some million, in the tail, differs between JDK 17 and 25 and shifts all that follow. Normal draws use
 * the polar method (Marsaglia and Bray 1964), two at a time; exponential draws the inverse distribution function.
 */
final class PortableRandom implements RandomGenerator {
    private final RandomGenerator source;
    private double spare;
    private boolean hasSpare;

    PortableRandom(RandomGenerator source) {
        this.source = source;
    }

    @Override
    public long nextLong() {
        return source.nextLong();
    }

    @Override
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = Math.sqrt(-2 * FastMath.log(square) / square);
        spare = y * scale;
        hasSpare = true;
        return x * scale;
    }

    @Override
    public double nextGaussian(double mean, double deviation) {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("deviation = " + deviation + " must be at least 0");
        }
        return mean + deviation * nextGaussian();
    }

    @Override
    public double nextExponential() {
        return -FastMath.log(1 - nextDouble());
    }
}
