package org.meanfield4j.stationary.sampled;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.Optima;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryIterate;

/** The metrics of {@link SampledMfTrpo}, averaged over the members: J of a mixture is the mean of the members' J. */
final class SampledRows {
    private final StationaryGame game;
    private final List<Column<StationaryIterate>> columns;
    private Metrics metrics;
    private List<StationaryIterate> members = List.of();

    SampledRows(StationaryGame game, Schedule temperature, Law equilibrium) {
        this.game = game;
        this.columns = Metrics.columns(this::metrics, temperature, equilibrium);
    }

    Rows<SampledIterate> rows(int every) {
        List<Column<SampledIterate>> averaged = new ArrayList<>();
        for (Column<StationaryIterate> column : columns) {
            boolean first = column == columns.get(0);
            averaged.add(new Column<>(column.name(), column.formula(), at -> {
                if (first) {
                    // Optima start afresh in every row: those of earlier rows are not part of the iterate.
                    members = members(at.iterate());
                }
                double sum = 0;
                for (StationaryIterate member : members) {
                    sum += column.value().of(new Column.At<>(at.k(), member, at.samples(), at.stop())) / members.size();
                }
                return sum;
            }));
        }
        averaged.add(Column.count(SampledRun.SAMPLES, "samples drawn since the start", Column.At::samples));
        averaged.add(Column.count(
                SampledRun.COVERAGE,
                "states in which a rollout of this outer step started",
                at -> at.iterate().coverage()));
        return Rows.of(Metrics.ITERATION, Metrics.REGULARISED, averaged)
                .withInfinite(true)
                .withEvery(every);
    }

    private static List<StationaryIterate> members(SampledIterate iterate) {
        Law law = Law.of(iterate.law);
        Optima shared = new Optima(iterate.states, iterate.actions);
        Stream<TabularPolicy> policies = iterate.members().stream();
        return policies.map(policy -> StationaryIterate.measured(policy, law, shared))
                .toList();
    }

    private Metrics metrics() {
        if (metrics == null) {
            metrics = new Metrics(game);
        }
        return metrics;
    }
}
