package org.meanfield4j.graphon.modelfree;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Watch;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.Exploitability;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;

/** What {@link ModelFreePolicyGradient} records. Only here anybody looks at the equilibrium and at the game itself. */
final class ModelFreeRows {
    private final LqGraphonGame game;
    private GraphonEquilibrium reference;
    private final boolean compares;
    private Exploitability exploitability;
    private MeanProblem means;
    private double[] mean;
    private double[] environment;

    private ModelFreeRows(LqGraphonGame game, GraphonEquilibrium reference) {
        this.game = game;
        this.reference = reference;
        this.compares = game != null || reference != null;
    }

    /** Compares with the equilibrium that a call names, or with the one of the game. */
    static ModelFreeRows of(LqGraphonGame game, Call call) {
        GraphonEquilibrium given = call.reference(GraphonEquilibrium.class);
        if (given != null) {
            given.requireFit(game);
        }
        return new ModelFreeRows(game, given);
    }

    /** Compares with the equilibrium that a call names, if it does. */
    static ModelFreeRows of(CostOracle oracle, Call call) {
        GraphonEquilibrium given = call.reference(GraphonEquilibrium.class);
        if (given != null
                && (given.policy().blocks() != oracle.steps()
                        || given.aggregate().labels() != oracle.labels())) {
            throw new IllegalArgumentException("reference has " + given.policy().blocks() + " steps and "
                    + given.aggregate().labels() + " labels, the oracle " + oracle.steps() + " and " + oracle.labels()
                    + "; use the equilibrium of the same discrete game");
        }
        return new ModelFreeRows(null, given);
    }

    /** Finds the reference, unless it was given, and what else lasts. */
    void prepare(Watch watch) {
        if (game == null) {
            return;
        }
        if (reference == null) {
            reference = GraphonEquilibrium.compute(game, watch);
        }
        if (!reference.converged()) {
            watch.notConverged("the reference equilibrium", reference.residual());
        }
        means = new MeanProblem(game, ActionTiming.EVERY_STEP, game.steps());
        SlopeProblem slopes = new SlopeProblem(game, ActionTiming.EVERY_STEP, game.steps());
        exploitability = new Exploitability(game, new BestResponse(game), slopes, means, ActionTiming.EVERY_STEP);
        environment = game.initialAggregate();
        mean = new double[environment.length];
    }

    /** The columns; the cost is what the learner observes. */
    Rows<GraphonIterate> rows(Column.Value<GraphonIterate> cost) {
        List<Column<GraphonIterate>> columns = new ArrayList<>();
        columns.add(Column.count(ModelFreeRun.PATHS, "paths drawn since the start", Column.At::samples));
        columns.add(new Column<>(ModelFreeRun.COST, "observed label average in the environment of the iterate", cost));
        if (compares) {
            columns.add(GraphonMetrics.slopes(
                    at -> distance(at.iterate().slopes, reference.policy().rawSlopes())));
            columns.add(GraphonMetrics.intercepts(at -> distance(
                    at.iterate().intercepts, reference.policy().intercepts().raw())));
            columns.add(GraphonMetrics.aggregate(
                    at -> distance(at.iterate().aggregate, reference.aggregate().raw())));
        }
        if (game != null) {
            columns.add(GraphonMetrics.exploitability(this::exploitability));
        }
        return Rows.of(GraphonMetrics.ITERATION, compares ? GraphonMetrics.AGGREGATE : ModelFreeRun.COST, columns)
                .withFromStart(true);
    }

    private static double distance(double[] values, double[] others) {
        return Flat.rootMeanSquareDistance(values, others);
    }

    /** Of the policy in the game; the environment of the learner is sampled, this one is not. */
    private double exploitability(Column.At<GraphonIterate> at) {
        GraphonIterate now = at.iterate();
        means.stopWhen(at.stop());
        exploitability.stopWhen(at.stop());
        means.population(now.slopes, now.intercepts, mean, environment);
        return exploitability.of(now.slopes, now.intercepts, mean, environment);
    }
}
