package org.meanfield4j.core.numerics;

import org.meanfield4j.core.check.Require;

/** Mean and standard deviation of a sample. */
public final class Moments {
    private Moments() {}

    /**
     * The mean.
     *
     * @param values shape [n]
     * @return their mean, in the order in which they stand; NaN if there is none or one is NaN
     */
    public static double mean(double... values) {
        double sum = 0;
        for (double value : Require.given("values", values)) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * The standard deviation of a sample.
     *
     * @param values shape [n]
     * @return with divisor n − 1; 0 for one value, NaN if there is none or one is NaN
     */
    public static double std(double... values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length == 0 ? Double.NaN : Math.sqrt(sum / Math.max(1, values.length - 1));
    }
}
