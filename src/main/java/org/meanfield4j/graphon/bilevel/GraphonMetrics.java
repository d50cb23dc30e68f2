package org.meanfield4j.graphon.bilevel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.Watch;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.Exploitability;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * What graphon solvers record: how far slopes K, intercepts G and environment Z are from an equilibrium (K*, G*, Z*),
 * and what they cost. Not thread-safe.
 *
 * @param <S> the iterate of the solver
 */
public final class GraphonMetrics<S> {
    /** The number of the outer iteration. */
    public static final String ITERATION = "iteration";
    /** Root mean square of K − K*. */
    public static final String SLOPE = "RMSE of the slope";
    /** Root mean square of G − G*. */
    public static final String INTERCEPT = "RMSE of the intercepts";
    /** Root mean square of Z − Z*. */
    public static final String AGGREGATE = "RMSE of the aggregate";
    /** What a single player gains in the environment that everyone else makes. */
    public static final String EXPLOITABILITY = "exploitability";
    /** J1(K). */
    public static final String SLOPE_COST = "cost of the slope";
    /** Label average of J2. */
    public static final String MEAN_COST = "cost of the means";

    private final LqGraphonGame game;
    private final ActionTiming timing;
    private final int blocks;
    private final boolean consistent;
    private final Function<S, GraphonIterate> affine;
    private final SlopeProblem slopes;
    private final MeanProblem means;
    private final Track inner = new Track("inner", 3);
    private GraphonEquilibrium reference;
    private Exploitability exploitability;
    private double[] covariance;
    private double[] mean;
    private GraphonIterate measured;
    private int measuredAt;

    /** For policies of some blocks, measured against the equilibrium that the call names, if it names one. */
    public GraphonMetrics(
            LqGraphonGame game,
            ActionTiming timing,
            int blocks,
            AggregateUpdate update,
            Call call,
            Function<S, GraphonIterate> affine) {
        this.game = game;
        this.timing = timing;
        this.blocks = blocks;
        this.consistent = update == AggregateUpdate.SELF_CONSISTENT;
        this.affine = affine;
        slopes = new SlopeProblem(game, timing, blocks);
        means = new MeanProblem(game, timing, blocks);
        reference = call.reference(GraphonEquilibrium.class);
        if (reference != null) {
            reference.requireFit(game, timing == ActionTiming.ZERO_ORDER_HOLD ? blocks : game.steps());
        }
    }

    Rows<S> rows() {
        List<Column<S>> columns = List.of(
                slopes(at -> slopeError(iterate(at))),
                intercepts(at -> interceptError(iterate(at))),
                aggregate(at -> Flat.rootMeanSquareDistance(
                        iterate(at).aggregate, reference.aggregate().raw())),
                exploitability(this::exploitability),
                new Column<>(SLOPE_COST, "J1(K), the cost of the noise", this::slopeCost),
                new Column<>(MEAN_COST, "label average of J2(K, G; Z), in the environment of the row", this::meanCost));
        return Rows.of(ITERATION, AGGREGATE, columns).withFromStart(true).withTracks(List.of(inner));
    }

    /**
     * A column of this name and formula.
     *
     * @param error measures it
     * @param <S> the iterate
     * @return the column
     */
    public static <S> Column<S> slopes(Column.Value<S> error) {
        return new Column<>(SLOPE, "root mean square of K − K* over time and entries", error);
    }

    /**
     * A column of this name and formula.
     *
     * @param error measures it
     * @param <S> the iterate
     * @return the column
     */
    public static <S> Column<S> intercepts(Column.Value<S> error) {
        return new Column<>(INTERCEPT, "root mean square of G − G* over time, entries and labels", error);
    }

    /**
     * A column of this name and formula.
     *
     * @param error measures it
     * @param <S> the iterate
     * @return the column
     */
    public static <S> Column<S> aggregate(Column.Value<S> error) {
        return new Column<>(AGGREGATE, "root mean square of Z − Z* over time, entries and labels", error);
    }

    /**
     * A column of this name and formula.
     *
     * @param gap measures it
     * @param <S> the iterate
     * @return the column
     */
    public static <S> Column<S> exploitability(Column.Value<S> gap) {
        return new Column<>(
                EXPLOITABILITY,
                "label average of J(K, G; Z) − min J(·; Z) in the environment that K and G make themselves",
                gap);
    }

    /** Finds the reference, unless it was given, and what else lasts. */
    public void prepare(Watch watch) {
        if (reference == null) {
            reference = GraphonEquilibrium.compute(game, watch);
        }
        if (!reference.converged()) {
            watch.notConverged("the reference equilibrium", reference.residual());
        }
        exploitability = new Exploitability(game, new BestResponse(game), slopes, means, timing);
        covariance = new double[(slopes.steps + 1) * slopes.d * slopes.d];
    }

    /** Adds the row of an inner step, counted over the run; its number within the iteration is for complaints. */
    public void inner(double step, int l, GraphonIterate x) {
        double slope = slopeError(x);
        double intercept = interceptError(x);
        if (!Double.isFinite(slope + intercept)) {
            throw new DivergedException("inner step " + l);
        }
        inner.add(step, slope, intercept);
    }

    /** The row of the inner loop that belongs to the start. */
    void recorded(int n, S iterate) {
        if (n == 0) {
            GraphonIterate x = affine.apply(iterate);
            inner.add(0, slopeError(x), interceptError(x));
        }
    }

    GraphonRun run(S iterate, Outcome outcome) {
        GraphonIterate last = affine.apply(iterate);
        History steps = new History("step", SLOPE, INTERCEPT);
        for (int row = 0; row < inner.rows(); row++) {
            steps.add(inner.row(row));
        }
        return new GraphonRun(last.policy(), last.environment(), reference, steps, outcome);
    }

    private GraphonIterate iterate(Column.At<S> at) {
        at.stop().check(); // one pass over very many labels takes a while
        means.stopWhen(at.stop());
        return affine.apply(at.iterate());
    }

    private double slopeError(GraphonIterate x) {
        return Flat.rootMeanSquareDistance(x.slopes, reference.policy().rawSlopes(), slopes.k * slopes.d, length());
    }

    private double interceptError(GraphonIterate x) {
        return Flat.rootMeanSquareDistance(
                x.intercepts, reference.policy().intercepts().raw(), slopes.k * game.labels(), length());
    }

    /** How many blocks of the reference share one of the run. */
    private int length() {
        return reference.policy().blocks() / blocks;
    }

    private double exploitability(Column.At<S> at) {
        GraphonIterate x = iterate(at);
        exploitability.stopWhen(at.stop());
        if (consistent && at.k() > 0) { // Z is what the population makes
            return exploitability.of(x.slopes, x.intercepts, means(at), x.aggregate);
        }
        double[] own = room();
        at.stop().check();
        double[] population = new double[x.aggregate.length];
        means.population(x.slopes, x.intercepts, own, population);
        return exploitability.of(x.slopes, x.intercepts, own, population);
    }

    private double slopeCost(Column.At<S> at) {
        slopes.covariances(iterate(at).slopes, covariance);
        return slopes.cost(iterate(at).slopes, covariance);
    }

    private double meanCost(Column.At<S> at) {
        GraphonIterate x = iterate(at);
        return Arrays.stream(means.costs(x.slopes, x.intercepts, x.aggregate, means(at)))
                .average()
                .orElseThrow();
    }

    /** Saves a pass: the means that a step has left make the environment of its iterate, unless that is frozen. */
    public void remember(int n, GraphonIterate x, double[] known) {
        if (consistent) {
            mean = known;
            measured = x;
            measuredAt = n;
        }
    }

    /** The means in the environment of a row, computed at most once per row. */
    private double[] means(Column.At<S> at) {
        GraphonIterate x = iterate(at);
        if (x != measured || at.k() != measuredAt) {
            means.means(x.slopes, x.intercepts, x.aggregate, room());
            measured = x;
            measuredAt = at.k();
        }
        return mean;
    }

    /** Room for other means. */
    private double[] room() {
        measured = null;
        if (mean == null) {
            mean = new double[(game.steps() + 1) * slopes.d * game.labels()];
        }
        return mean;
    }
}
