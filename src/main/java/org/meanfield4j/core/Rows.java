package org.meanfield4j.core;

import java.util.List;
import org.meanfield4j.core.check.Require;

/**
 * What a solver records: the columns of its history, when a row is due, and what grows beside it.
 *
 * @param iteration the name of the first column, the number of iterations
 * @param main the column that a reader looks at first; it measures an error, so that a run whose main column runs away
 *     has diverged
 * @param infinite whether the main column may be infinite at an iterate that is finite, as a divergence of policies is
 * @param every n ≥ 1: a row after every so many iterations; the last iterate of a run always has one
 * @param fromStart whether the start has a row too, number 0
 * @param columns the metrics
 * @param tracks what grows beside the history
 * @param <S> the iterate
 */
@Withers
public record Rows<S>(
        String iteration,
        String main,
        boolean infinite,
        int every,
        boolean fromStart,
        List<Column<S>> columns,
        List<Track> tracks)
        implements RowsSettings.With<S> {

    /** Keeps its own lists. */
    public Rows {
        Require.given("iteration", iteration);
        Require.given("main", main);
        columns = Require.all("columns", columns);
        tracks = Require.all("tracks", tracks);
        if (columns.stream().noneMatch(column -> column.name().equals(main))) {
            throw new IllegalArgumentException("main = '" + main + "' must be one of the columns "
                    + columns.stream().map(Column::name).toList());
        }
        if (every < 1) {
            throw new IllegalArgumentException("metricsEvery = " + every + " must be at least 1");
        }
    }

    /**
     * Rows after every iteration.
     *
     * @param iteration the name of the first column
     * @param main one of the columns
     * @param columns the metrics
     * @param <S> the iterate
     * @return the rows
     */
    public static <S> Rows<S> of(String iteration, String main, List<Column<S>> columns) {
        return new Rows<>(iteration, main, false, 1, false, columns, List.of());
    }
}
