package org.meanfield4j.core.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;

/**
 * What a {@link SeedSweep} hands back.
 *
 * @param asked how many seeds the sweep had; more than there are runs if it was interrupted
 * @param seeds the seeds of the runs, ascending
 * @param runs one per seed, in that order
 * @param refused why seeds have no run, one line each: what their solver threw before its first step
 * @param <R> the kind of run
 */
public record SweepResult<R extends Run>(int asked, List<Long> seeds, List<R> runs, List<String> refused) {

    /** Checks that there is one run per seed. */
    public SweepResult {
        seeds = List.copyOf(seeds);
        runs = List.copyOf(runs);
        refused = List.copyOf(refused);
        if (seeds.size() != runs.size() || asked < runs.size()) {
            throw new IllegalArgumentException("asked = " + asked + ", " + seeds.size() + " seeds, " + runs.size()
                    + " runs: must be one run per seed and at most as many as were asked");
        }
    }

    /**
     * Whether every seed has a run.
     *
     * @return false if the sweep was interrupted or ran out of time before the last seed began
     */
    public boolean complete() {
        return runs.size() == asked;
    }

    /**
     * How many seeds diverged, failed or were refused.
     *
     * @return at most as many as were asked for
     */
    public int failed() {
        return refused.size()
                + (int) runs.stream().filter(run -> run.stopped().failed()).count();
    }

    /**
     * Mean and standard deviation of a column over the runs, at every iteration that a run recorded (first column of
     * the histories). Runs of different length or step are averaged where they have a row; {@link Band#runs()} tells
     * over how many.
     *
     * @param column a column of the runs' histories
     * @return the band; empty if no run recorded a row
     * @throws IllegalArgumentException if there is no run, or a history has no such column
     */
    public Band band(String column) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("column '" + column + "' has no band: the sweep ended before a run did;"
                    + " run it again with more time");
        }
        TreeSet<Double> iterations = new TreeSet<>();
        for (R run : runs) {
            for (double x : iterations(run)) {
                iterations.add(x);
            }
        }
        double[] x = iterations.stream().mapToDouble(Double::doubleValue).toArray();
        int[] count = new int[x.length];
        double[] mean = new double[x.length];
        for (R run : runs) {
            double[] at = iterations(run);
            double[] value = run.history().column(column);
            for (int r = 0; r < at.length; r++) {
                int i = Arrays.binarySearch(x, at[r]);
                count[i]++;
                mean[i] += value[r];
            }
        }
        for (int i = 0; i < x.length; i++) {
            mean[i] /= count[i];
        }
        double[] std = new double[x.length];
        for (R run : runs) {
            double[] at = iterations(run);
            double[] value = run.history().column(column);
            for (int r = 0; r < at.length; r++) {
                int i = Arrays.binarySearch(x, at[r]);
                std[i] += (value[r] - mean[i]) * (value[r] - mean[i]);
            }
        }
        for (int i = 0; i < x.length; i++) {
            std[i] = Math.sqrt(std[i] / Math.max(1, count[i] - 1));
        }
        return new Band(x, mean, std, count);
    }

    /**
     * The last values of a column.
     *
     * @param column a column of the runs' histories
     * @return one per run that recorded a row, in the order of the seeds
     * @throws IllegalArgumentException if a history has no such column
     */
    public double[] finals(String column) {
        return runs.stream()
                .map(Run::history)
                .filter(h -> h.rows() > 0)
                .mapToDouble(h -> h.last(column))
                .toArray();
    }

    /** One line: how many runs, and mean ± standard deviation of the last values of the main column. */
    @Override
    public String toString() {
        if (runs.isEmpty()) {
            return "0 of " + asked + " runs";
        }
        String main = runs.get(0).mainColumn();
        double[] last = finals(main);
        double mean = Arrays.stream(last).sum() / last.length;
        double square = Arrays.stream(last).map(v -> (v - mean) * (v - mean)).sum();
        double std = Math.sqrt(square / Math.max(1, last.length - 1));
        return String.format(
                Locale.ROOT,
                "%d of %d runs%s, last %s = %.4g ± %.2g",
                runs.size(),
                asked,
                failed() == 0 ? "" : ", " + failed() + " failed",
                main,
                mean,
                std);
    }

    private static double[] iterations(Run run) {
        History h = run.history();
        return h.column(h.columns().get(0));
    }
}
