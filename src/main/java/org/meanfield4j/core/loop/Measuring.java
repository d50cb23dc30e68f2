package org.meanfield4j.core.loop;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.text.SafeText;

/** Makes the rows of a history, and judges them: a metric that throws costs a warning, not the run. */
final class Measuring<S extends Iterate> {
    private static final double RAN_AWAY = 1e6;
    private static final double SMALLEST_START = 1e-6;

    private final Rows<S> rows;
    private final RunWatch watch;

    Measuring(Rows<S> rows, RunWatch watch) {
        this.rows = rows;
        this.watch = watch;
    }

    /** An empty history with the columns of the run. */
    History history() {
        return new History(Stream.concat(
                        Stream.of(rows.iteration()), rows.columns().stream().map(Column::name))
                .toArray(String[]::new));
    }

    boolean due(int k) {
        return k % rows.every() == 0;
    }

    /** Refuses a column that no run can wait for; null is none. */
    void requireColumn(String until) {
        List<String> columns = rows.columns().stream()
                .filter(column -> !column.counts())
                .map(Column::name)
                .toList();
        if (until != null && !columns.contains(until)) {
            throw new IllegalArgumentException("until = '" + until
                    + "' must be one of the columns that can be waited for: " + String.join(", ", columns));
        }
    }

    double[] rowOfStart(S start) {
        try {
            return row(0, start, 0, watch);
        } catch (DivergedException e) {
            throw new InvalidModelException(
                    e.getMessage() + " at the start must be finite; check the game, or start elsewhere");
        }
    }

    /**
     * The metrics of an iterate. One that throws is NaN and a warning; a main column that is not finite means that the
     * iterate is not.
     */
    double[] row(int at, S iterate, long drawn, Stop stop) {
        List<Column<S>> columns = rows.columns();
        double[] row = new double[columns.size() + 1];
        row[0] = at;
        Column.At<S> place = new Column.At<>(at, iterate, drawn, stop);
        for (int c = 0; c < columns.size(); c++) {
            Column<S> column = columns.get(c);
            try {
                row[c + 1] = column.value().of(place);
            } catch (DivergedException e) {
                throw e;
            } catch (Throwable e) {
                if (e instanceof CancellationException stopped && stop.now()) {
                    throw stopped;
                }
                row[c + 1] = Double.NaN;
                watch.warn(column.name(), column.name() + " could not be computed: " + SafeText.line(e));
                continue;
            }
            if (!Double.isFinite(row[c + 1])) {
                if (column.name().equals(rows.main()) && !rows.infinite()) {
                    throw new DivergedException(column.name() + " = " + row[c + 1]);
                }
                watch.warn(column.name(), column.name() + " was not finite in some rows");
            }
        }
        return row;
    }

    /**
     * Divergence without overflow: the main column is far above its start and rising. A start without an error to speak of,
     * an equilibrium, does not say what is far for steps that are noisy or biased; the row after it does. Errors in units
     * so small that they never reach 1 are not called divergence.
     */
    boolean ranAway(History complete) {
        int n = complete.rows();
        if (n < 2) {
            return false;
        }
        double start = Math.abs(complete.get(0, rows.main()));
        double first =
                start > SMALLEST_START ? start : Math.max(SMALLEST_START, Math.abs(complete.get(1, rows.main())));
        double last = Math.abs(complete.get(n - 1, rows.main()));
        if (last > RAN_AWAY * first && last > Math.abs(complete.get(n - 2, rows.main()))) {
            watch.fail(String.format(
                    Locale.ROOT, "diverged: %s grew from %.2g to %.2g and rises", rows.main(), first, last));
            return true;
        }
        return false;
    }
}
