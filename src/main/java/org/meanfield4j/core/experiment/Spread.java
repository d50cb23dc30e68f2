package org.meanfield4j.core.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;

/** What the results of a {@link Sweep} say about one column: where runs end, and what they spread over on the way. */
final class Spread {
    private Spread() {}

    /** The last value of a column; NaN where a run recorded no row. */
    static double end(Run run, String column) {
        History h = run.history();
        return h.rows() == 0 ? Double.NaN : h.last(column);
    }

    /** The last values of the runs that recorded a row, or the numbers. */
    static double[] ends(Sweep<?, ?> sweep, String column) {
        return sweep.results().stream()
                .filter(r -> !(r instanceof Run run) || run.history().rows() > 0)
                .mapToDouble(r -> r instanceof Run run ? run.history().last(column) : number(r, "results"))
                .toArray();
    }

    /** At every x the values of a column: over the iterations of runs, or over the values of a sweep of sweeps. */
    static SortedMap<Double, double[]> of(Sweep<?, ?> sweep, String column) {
        Require.given("column", column);
        List<?> results = sweep.results();
        if (results.isEmpty()) {
            throw new IllegalArgumentException("column '" + column + "' has no band: the sweep ended before a run did;"
                    + " run it again with more time");
        }
        return results.get(0) instanceof Sweep ? ofSweeps(sweep, column) : ofRuns(results, column);
    }

    private static SortedMap<Double, double[]> ofSweeps(Sweep<?, ?> sweep, String column) {
        double[][] last =
                sweep.results().stream().map(r -> ends((Sweep<?, ?>) r, column)).toArray(double[][]::new);
        double[] places = sweep.values().stream().allMatch(Number.class::isInstance)
                ? sweep.x()
                : IntStream.range(0, last.length).asDoubleStream().toArray();
        SortedMap<Double, double[]> spread = new TreeMap<>();
        for (int i = 0; i < last.length; i++) {
            spread.put(places[i], last[i]);
        }
        return spread;
    }

    private static SortedMap<Double, double[]> ofRuns(List<?> results, String column) {
        SortedMap<Double, double[]> spread = new TreeMap<>();
        for (Object result : results) {
            History h = run(result).history();
            double[] at = h.column(h.columns().get(0));
            double[] values = h.column(column);
            for (int r = 0; r < values.length; r++) {
                double value = values[r];
                spread.merge(at[r], new double[] {value}, (before, one) -> {
                    double[] more = Arrays.copyOf(before, before.length + 1);
                    more[before.length] = value;
                    return more;
                });
            }
        }
        return spread;
    }

    static Run run(Object result) {
        if (result instanceof Run run) {
            return run;
        }
        throw new IllegalArgumentException("results = " + kind(result)
                + " must be runs to have columns; return the run, or use x() and y() of a sweep of numbers");
    }

    static double number(Object value, String what) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                what + " = " + kind(value) + " must be numbers; use y(result -> number), or table()");
    }

    private static String kind(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}
