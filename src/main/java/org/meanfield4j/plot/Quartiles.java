package org.meanfield4j.plot;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.meanfield4j.core.check.Require;

/** Medians and quartiles, one of each per place. */
record Quartiles(double[] median, double[] lower, double[] upper) {
    /** Of the values at each place, at least one. */
    static Quartiles of(String name, double[]... values) {
        for (double[] each : Require.given("values", values)) {
            Check.notEmpty("values of '" + name + "'", Require.given("values", each).length);
        }
        return new Quartiles(percentiles(values, 50), percentiles(values, 25), percentiles(values, 75));
    }

    private static double[] percentiles(double[][] values, double p) {
        return Arrays.stream(values)
                .mapToDouble(each -> StatUtils.percentile(each, p))
                .toArray();
    }
}
