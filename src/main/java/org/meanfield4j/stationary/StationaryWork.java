package org.meanfield4j.stationary;

import java.util.List;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.Watch;

/**
 * What solvers of stationary games share: the game, where it starts, its values at a frozen law, the columns of
 * {@link Metrics}, and the law of every row.
 */
public final class StationaryWork {
    /** What is solved. */
    public final StationaryGame game;
    /** How the solver was called. */
    public final Call call;

    final Track laws;
    /** There once a run is {@linkplain #prepare prepared}. */
    public FrozenMdp mdp;
    /** Room for Q, shape [S, A]; there once a run is prepared. */
    public double[] q;

    private final Rows<StationaryIterate> rows;
    private Metrics metrics;

    /** For a solver with entropy, whose main column is its regularised exploitability, or without: η_k or null. */
    public StationaryWork(StationaryGame game, Call call, Schedule temperature, int metricsEvery) {
        this.game = game;
        this.call = call;
        this.laws = new Track("laws", game.states());
        Law equilibrium = Metrics.reference(call, game);
        String main = temperature == null ? Metrics.EXPLOITABILITY : Metrics.REGULARISED;
        this.rows = Rows.of(Metrics.ITERATION, main, Metrics.columns(this::metrics, temperature, equilibrium))
                .withInfinite(true)
                .withEvery(metricsEvery)
                .withTracks(List.of(laws));
    }

    /** Refuses a game that breaks its contract at the law that a run starts from. */
    void prepare(StationaryIterate now, Watch watch) {
        mdp = new FrozenMdp(game, Law.of(now.law));
        mdp.stopWhen(watch);
        q = new double[now.logPolicy.length];
    }

    /** Made when it is first needed: a large game takes its time. */
    public Metrics metrics() {
        if (metrics == null) {
            metrics = new Metrics(game);
        }
        return metrics;
    }

    Rows<StationaryIterate> rows() {
        return rows;
    }
}
