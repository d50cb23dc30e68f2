package org.meanfield4j.stationary;

import java.util.List;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * An algorithm whose iterate is a policy and a law: what is left to it is a step. It has the game at a frozen law, and is
 * recorded in the columns of {@link Metrics} and the law of every row.
 */
public abstract class StationaryAlgorithm implements Algorithm<StationaryIterate, StationaryRun> {
    /** What is solved. */
    protected final StationaryGame game;
    /** How the solver was called. */
    protected final Call call;
    /** There once a run is {@linkplain #prepare prepared}. */
    protected FrozenMdp mdp;
    /** Room for Q, shape [S, A]; there once a run is prepared. */
    protected double[] q;

    private final Schedule temperature;
    private final int iterations;
    private final int metricsEvery;
    private final Track laws;
    private Metrics metrics;

    /** With entropy, whose main column is its regularised exploitability, or without: η_k or null. */
    protected StationaryAlgorithm(
            StationaryGame game, Call call, Schedule temperature, int iterations, int metricsEvery) {
        GameDoor.requireMemory(game);
        this.game = game;
        this.call = Require.given("call", call);
        this.temperature = temperature;
        this.iterations = iterations;
        this.metricsEvery = metricsEvery;
        this.laws = new Track("laws", game.states());
    }

    @Override
    public int iterations() {
        return iterations;
    }

    @Override
    public Rows<StationaryIterate> rows() {
        Law equilibrium = Metrics.reference(call, game);
        String main = temperature == null ? Metrics.EXPLOITABILITY : Metrics.REGULARISED;
        return Rows.of(Metrics.ITERATION, main, Metrics.columns(this::metrics, temperature, equilibrium))
                .withInfinite(true)
                .withEvery(metricsEvery)
                .withTracks(List.of(laws));
    }

    /** Made when it is first needed: a large game takes its time. */
    protected Metrics metrics() {
        if (metrics == null) {
            metrics = new Metrics(game);
        }
        return metrics;
    }

    @Override
    public StationaryIterate start() {
        return StationaryIterate.start(game, call);
    }

    /** Refuses a game that breaks its contract at the law that a run starts from. */
    @Override
    public void prepare(StationaryIterate now, Watch watch) {
        mdp = new FrozenMdp(game, Law.of(now.law));
        mdp.stopWhen(watch);
        q = new double[now.logPolicy.length];
    }

    @Override
    public void recorded(int k, StationaryIterate iterate) {
        laws.add(iterate.law);
    }

    @Override
    public StationaryRun run(StationaryIterate last, Outcome outcome) {
        return last.run(laws, outcome);
    }
}
