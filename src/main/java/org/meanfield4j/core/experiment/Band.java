package org.meanfield4j.core.experiment;

import java.util.Arrays;
import org.meanfield4j.core.History;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Moments;
import org.meanfield4j.core.text.Digits;

/**
 * A curve with its spread over runs, all arrays of the same length.
 *
 * @param x the iterations or values
 * @param mean the mean over the runs that have a row there; NaN if one of them is NaN
 * @param std their standard deviation (divisor: runs - 1); 0 where there is one run
 * @param runs how many runs have a row there
 */
public record Band(double[] x, double[] mean, double[] std, int[] runs) {

    /** Checks the lengths. */
    public Band {
        Require.given("x", x);
        Require.given("mean", mean);
        Require.given("std", std);
        Require.given("runs", runs);
        if (mean.length != x.length || std.length != x.length || runs.length != x.length) {
            throw new IllegalArgumentException("lengths " + x.length + ", " + mean.length + ", " + std.length + ", "
                    + runs.length + " of x, mean, std and runs differ; give one value per point");
        }
    }

    /**
     * Mean and standard deviation of some values per point.
     *
     * @param x where
     * @param values the values of each point; none gives NaN
     * @return the band
     */
    public static Band of(double[] x, double[]... values) {
        Require.all("values", values);
        return new Band(
                Require.given("x", x).clone(),
                Arrays.stream(values).mapToDouble(Moments::mean).toArray(),
                Arrays.stream(values).mapToDouble(Moments::std).toArray(),
                Arrays.stream(values).mapToInt(v -> v.length).toArray());
    }

    /**
     * The level in the end: the mean over the last points.
     *
     * @param n how many points, 1 … the length of {@link #x}
     * @return the average of the last n means
     * @throws IllegalArgumentException if n is out of range
     */
    public double tailMean(int n) {
        if (n < 1 || n > mean.length) {
            throw new IllegalArgumentException(
                    "n = " + n + " must lie in 1.." + mean.length + ", the points of the band; ask for fewer");
        }
        return Moments.mean(Arrays.copyOfRange(mean, mean.length - n, mean.length));
    }

    /**
     * The band as a table with columns iteration, mean, std, runs.
     *
     * @return a history with one row per point
     */
    public History history() {
        History history = new History("iteration", "mean", "std", "runs");
        for (int i = 0; i < x.length; i++) {
            history.add(x[i], mean[i], std[i], runs[i]);
        }
        return history;
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
