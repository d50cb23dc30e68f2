package org.meanfield4j.plot;

import java.util.List;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.text.Digits;

/** The runs of a sweep as curves and bands. */
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

    /** What the legend calls a value. */
    static String name(Sweep<?, ?> sweep, Object value) {
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
