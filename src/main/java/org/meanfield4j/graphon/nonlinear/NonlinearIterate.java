package org.meanfield4j.graphon.nonlinear;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.linear.Flat;

/** The iterate of {@link NonlinearPolicyGradient}: policies, environment, and what the last step said of them. */
final class NonlinearIterate implements Iterate {
    final GraphonIterate affine;
    private final double[] change = new double[1];
    private final double[] edgeMass = new double[1];

    NonlinearIterate(LqGraphonGame game, Start start) {
        affine = new GraphonIterate(GraphonStart.of(game, game.steps(), start), false);
    }

    @Override
    public void fields(Fields fields) {
        affine.fields(fields);
        fields.numbers("aggregate change", change);
        fields.numbers("edge mass", edgeMass);
    }

    /** After an iteration: by how much the environment moved, and how much mass an end of the grid carries. */
    void arrive(double moved, double mass) {
        change[0] = moved;
        edgeMass[0] = mass;
    }

    double edgeMass() {
        return edgeMass[0];
    }

    /** The columns; the exploitability comes first to the reader, it is infinite where the cost is. */
    static Rows<NonlinearIterate> rows(
            Column.Value<NonlinearIterate> cost, Column.Value<NonlinearIterate> gap, LabelPaths reference) {
        List<Column<NonlinearIterate>> columns = new ArrayList<>(List.of(
                new Column<>(NonlinearRun.CHANGE, "root mean square of the change of Z", at -> at.iterate().change[0]),
                new Column<>(NonlinearRun.FIRST_SLOPE, "K_0", at -> at.iterate().affine.slopes[0]),
                new Column<>(NonlinearRun.FIRST_INTERCEPT, "G_0", at -> at.iterate().affine.intercepts[0]),
                new Column<>(NonlinearRun.LAST_AGGREGATE, "Z_N", at -> last(at.iterate().affine.aggregate)),
                new Column<>(NonlinearRun.COST, "J of the policy in the environment that it makes", cost),
                GraphonMetrics.exploitability(gap)));
        if (reference != null) {
            columns.add(new Column<>(
                    GraphonMetrics.AGGREGATE,
                    "root mean square of Z − Z* over time",
                    at -> Flat.rootMeanSquareDistance(at.iterate().affine.aggregate, reference.raw())));
        }
        return Rows.of(GraphonMetrics.ITERATION, GraphonMetrics.EXPLOITABILITY, columns);
    }

    /** The environment to measure against: that of a longer run, or of an equilibrium of the linear game; null for none. */
    static LabelPaths reference(Call call) {
        if (call.reference() instanceof GraphonEquilibrium linear) {
            return linear.aggregate();
        }
        NonlinearRun run = call.reference(NonlinearRun.class);
        return run == null ? null : run.aggregate();
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    /** The run, whose numbers are those of its last row; without a row they are those of the start. */
    NonlinearRun run(double[] start, Outcome outcome) {
        History h = outcome.history();
        double cost = h.rows() == 0 ? start[0] : h.last(NonlinearRun.COST);
        double gap = h.rows() == 0 ? start[1] : h.last(GraphonMetrics.EXPLOITABILITY);
        return new NonlinearRun(affine.policy(), affine.environment(), cost, gap, outcome);
    }
}
