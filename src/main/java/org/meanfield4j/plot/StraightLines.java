package org.meanfield4j.plot;

import java.util.List;

/** Guide and reference lines: straight on the axes as they are drawn. */
final class StraightLines {
    private final boolean logX;
    private final boolean logY;
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;

    /** Lines over the common extent of some x values. */
    StraightLines(boolean logX, boolean logY, List<double[]> xs) {
        this.logX = logX;
        this.logY = logY;
        for (double[] values : xs) {
            for (double x : values) {
                if (Double.isFinite(x) && (!logX || x > 0)) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
    }

    /** The ends {x, y} of a horizontal line. */
    double[][] horizontal(double value) {
        return new double[][] {{left, right}, {value, value}};
    }

    /** The ends of the least-squares line of a slope through a series, cut where it leaves the range of the series. */
    double[][] guide(double slope, double[] x, double[] y) {
        double sum = 0;
        int n = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            double v = on(logY, y[i]);
            double u = on(logX, x[i]);
            if (Double.isFinite(u + v)) {
                sum += v - slope * u;
                n++;
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        double intercept = n == 0 ? Double.NaN : sum / n;
        double a = on(logX, left);
        double b = on(logX, right);
        if (slope != 0) {
            double first = (low - intercept) / slope;
            double second = (high - intercept) / slope;
            a = Math.max(a, Math.min(first, second));
            b = Math.min(b, Math.max(first, second));
        }
        return new double[][] {
            {off(logX, a), off(logX, b)}, {off(logY, intercept + slope * a), off(logY, intercept + slope * b)}
        };
    }

    private static double on(boolean log, double value) {
        return log ? Math.log(value) : value;
    }

    private static double off(boolean log, double value) {
        return log ? Math.exp(value) : value;
    }
}
