package org.meanfield4j.plot;

import java.util.List;
import java.util.function.BiConsumer;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.text.Digits;

/** Sweeps and recorded tables as curves and bands. */
final class SweepLines {
    private static final String SEED = "seed";
    private static final int DIGITS = 6;

    private SweepLines() {}

    /** How the runs of one sweep become a band. */
    @FunctionalInterface
    interface Spread {
        Lines add(Lines lines, String name, Sweep<?, ?> runs, String column);
    }

    static Lines of(Sweep<?, ?> sweep, Spread spread) {
        return of(first(Require.given("sweep", sweep)).mainColumn(), sweep, spread);
    }

    static Lines of(String column, Sweep<?, ?> sweep, Spread spread) {
        List<?> values = Require.given("sweep", sweep).values();
        List<?> results = sweep.results();
        Run first = first(sweep);
        Lines lines =
                new Lines(column).logY().y(column).x(first.history().columns().get(0));
        if (results.get(0) instanceof Run && sweep.name().equals(SEED)) {
            return spread.add(lines, sweep.points().size() + " seeds", sweep, column);
        }
        for (int i = 0; i < values.size(); i++) {
            String name = name(sweep, values.get(i));
            if (results.get(i) instanceof Sweep<?, ?> runs) {
                spread.add(lines, name, runs, column);
            } else {
                lines.run(name, (Run) results.get(i), column, false);
            }
        }
        return lines;
    }

    /** Adds a curve for each value of a sweep, named after it. */
    static Lines each(Lines lines, Sweep<?, double[]> rows, BiConsumer<String, double[]> add) {
        List<?> values = Require.given("rows", rows).values();
        List<double[]> results = rows.results();
        Check.notEmpty("rows", values.size());
        for (int i = 0; i < values.size(); i++) {
            add.accept(name(rows, values.get(i)), results.get(i));
        }
        return lines;
    }

    /** Adds recorded means for each value of a column, named after it. */
    static void apart(
            String prefix, RecordedResult.Mean mean, String column, BiConsumer<String, RecordedResult.Mean> add) {
        Require.given("prefix", prefix);
        RecordedResult of = Require.given("mean", mean).of();
        for (double value : mean.by(column).x()) {
            add.accept((prefix + " " + of.label(column, value)).strip(), mean.where(column, value));
        }
    }

    /** What the legend calls a value. */
    private static String name(Sweep<?, ?> sweep, Object value) {
        return (sweep.name() + " " + (value instanceof Double d ? Digits.sig(d, DIGITS) : value)).strip();
    }

    private static Run first(Sweep<?, ?> sweep) {
        Object result = sweep.results().stream().findFirst().orElse(null);
        if (result instanceof Sweep<?, ?> inner) {
            return first(inner);
        }
        if (result instanceof Run run) {
            return run;
        }
        throw new IllegalArgumentException(
                "sweep = " + sweep
                        + " has no complete run to draw; return the run of each value, or draw numbers by line(name, x(), y())");
    }
}
