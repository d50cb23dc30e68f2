package org.meanfield4j.core.experiment;

import org.meanfield4j.core.History;

/**
 * A curve with its spread over runs, all arrays of the same length.
 *
 * @param x the iterations, ascending
 * @param mean the mean over the runs that have a row there; NaN if one of them is NaN
 * @param std their standard deviation (divisor: runs - 1); 0 where there is one run
 * @param runs how many runs have a row there
 */
public record Band(double[] x, double[] mean, double[] std, int[] runs) {

    /** Checks the lengths. */
    public Band {
        if (mean.length != x.length || std.length != x.length || runs.length != x.length) {
            throw new IllegalArgumentException("lengths " + x.length + ", " + mean.length + ", " + std.length + ", "
                    + runs.length + " of x, mean, std and runs differ; give one value per point");
        }
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
}
