package org.meanfield4j.core;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.meanfield4j.core.check.Require;

/** The exponent of y ∝ x^p, by least squares through the logarithms; see {@link History#slope(double[], double[])}. */
final class PowerLaw {
    private PowerLaw() {}

    static History.Slope fit(double[] x, double[] y) {
        if (Require.given("x", x).length != Require.given("y", y).length || x.length < 3) {
            throw new IllegalArgumentException("x and y have " + x.length + " and " + y.length
                    + " values, must have equally many, at least 3; a slope through two points has no error");
        }
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] > 0 && y[i] > 0 && Double.isFinite(x[i] + y[i]))) {
                throw new IllegalArgumentException("point (" + x[i] + ", " + y[i]
                        + ") must be positive and finite: the fit goes through logarithms; leave it out");
            }
            line.addData(Math.log(x[i]), Math.log(y[i]));
        }
        return new History.Slope(line.getSlope(), line.getSlopeStdErr());
    }
}
