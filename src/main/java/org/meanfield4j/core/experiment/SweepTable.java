package org.meanfield4j.core.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.numerics.Moments;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What a cell shows of a sweep: a row per value that was begun. */
final class SweepTable {
    private SweepTable() {}

    static Table of(Sweep<?, ?> sweep) {
        List<?> keys = sweep.points().stream().map(Sweep.Point::value).toList();
        List<?> results = sweep.points().stream().map(Sweep.Point::result).toList();
        Table table = Table.create(sweep.toString());
        table.addColumns(column(sweep.name(), keys));
        Object first = results.stream().filter(r -> r != null).findFirst().orElse(null);
        if (first instanceof Run run) {
            String main = run.mainColumn();
            table.addColumns(
                    DoubleColumn.create("last " + main, each(results, r -> Spread.end((Run) r, main))),
                    StringColumn.create("stopped", results.stream().map(r -> stopped((Run) r))));
        } else if (first instanceof Sweep<?, ?> inner) {
            String main = inner.mainColumn();
            table.addColumns(
                    DoubleColumn.create(
                            inner.title(), each(results, r -> Moments.mean(Spread.ends((Sweep<?, ?>) r, main)))),
                    DoubleColumn.create("std", each(results, r -> Moments.std(Spread.ends((Sweep<?, ?>) r, main)))),
                    StringColumn.create(
                            "runs", results.stream().map(r -> r == null ? "" : ((Sweep<?, ?>) r).counts())));
        } else {
            table.addColumns(column("result", results));
        }
        return table;
    }

    private static double[] each(List<?> results, ToDoubleFunction<Object> f) {
        return results.stream()
                .mapToDouble(r -> r == null ? Double.NaN : f.applyAsDouble(r))
                .toArray();
    }

    private static String stopped(Run run) {
        return run == null ? "cut short" : run.stopped().words();
    }

    private static Column<?> column(String title, List<?> values) {
        Object first = values.stream()
                .filter(v -> v != null)
                .map(Object.class::cast)
                .findFirst()
                .orElse("");
        if (first instanceof Long) {
            return LongColumn.create(
                    title, values.stream().mapToLong(v -> (Long) v).toArray());
        }
        if (first instanceof Integer && !values.contains(null)) {
            return IntColumn.create(
                    title, values.stream().mapToInt(v -> (Integer) v).toArray());
        }
        if (first instanceof Number) {
            return DoubleColumn.create(
                    title,
                    values.stream()
                            .mapToDouble(v -> v == null ? Double.NaN : ((Number) v).doubleValue())
                            .toArray());
        }
        return StringColumn.create(title, values.stream().map(v -> v == null ? "" : v.toString()));
    }
}
