package org.meanfield4j.stationary;

import java.util.List;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Track;

/** What solvers of stationary games record: the columns of {@link Metrics}, and the law of every row. */
final class StationaryRecord {
    final Track laws;
    private final StationaryGame game;
    private final Rows<StationaryIterate> rows;
    private Metrics metrics;

    /** For a solver with entropy, whose main column is its regularised exploitability, or without: η_k or null. */
    StationaryRecord(StationaryGame game, Call call, Schedule temperature, int metricsEvery) {
        this.game = game;
        this.laws = new Track("laws", game.states());
        Law equilibrium = Metrics.reference(call, game);
        String main = temperature == null ? Metrics.EXPLOITABILITY : Metrics.REGULARISED;
        this.rows = Rows.of(Metrics.ITERATION, main, Metrics.columns(this::metrics, temperature, equilibrium))
                .withInfinite(true)
                .withEvery(metricsEvery)
                .withTracks(List.of(laws));
    }

    /** Made when it is first needed: a large game takes its time. */
    Metrics metrics() {
        if (metrics == null) {
            metrics = new Metrics(game);
        }
        return metrics;
    }

    Rows<StationaryIterate> rows() {
        return rows;
    }
}
