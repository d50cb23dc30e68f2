package org.meanfield4j.stackelberg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Stop;

/**
 * The columns that all solvers of Stackelberg games record, exact values of the current pair of policies at the mean field
 * that it induces. Rewards are per step, (1 − γ) ρᵀV.
 */
public final class StackelbergMetrics {
    /** The first column: how many blocks of iterations are complete. */
    public static final String BLOCK = "block";
    /** Samples drawn since the start; one transition is one sample. */
    public static final String SAMPLES = "samples";
    /** (1 − γ) J_l. */
    public static final String LEADER = "leader reward";
    /** (1 − γ) J_f, with the entropy bonus. */
    public static final String FOLLOWER = "follower reward";
    /** (1 − γ) J_fu, without it. */
    public static final String PLAIN_FOLLOWER = "unregularised follower reward";
    /** What the soft best response gains, with the entropy bonus; the main column. */
    public static final String REGULARISED = "regularised exploitability";
    /** What the best response gains without the bonus, as in every other model of the library. */
    public static final String EXPLOITABILITY = "exploitability";
    /** ‖μ̂ − m(π, φ)‖₁. */
    public static final String LAW_ERROR = "mean-field error";
    /** Φ(φ), the leader's value at the equilibrium of its followers; only where asked for. */
    public static final String OBJECTIVE = "objective";
    /** ‖∇Φ(φ)‖²; only where asked for. */
    public static final String GRADIENT = "squared gradient";
    /** Cosine of the partial and the full gradient; only where asked for. */
    public static final String ALIGNMENT = "alignment";
    /** ‖partial‖ / ‖full‖; only where asked for. */
    public static final String NORM_RATIO = "norm ratio";

    private final FrozenStackelberg frozen;
    private final Measured measured;
    private final double[] pi;
    private final double[] phi;
    private StackelbergPair last;
    private int lastBlock = -1;
    private StackelbergEvaluation evaluation;
    private double lawError;
    private double objective;
    private double[] partial;
    private double[] full;

    /** What is measured in a row; each level includes those before it. */
    public enum Measured {
        /** Values, exploitabilities and the error of the mean field. */
        VALUES,
        /** The Stackelberg objective Φ too: an equilibrium per row. */
        OBJECTIVE,
        /** Both gradients of the leader too: a gradient per row. */
        GRADIENT
    }

    StackelbergMetrics(StackelbergGame game, Measured measured) {
        this.frozen = new FrozenStackelberg(game);
        this.measured = measured;
        this.pi = new double[game.states() * game.actions()];
        this.phi = new double[game.observations() * game.leaderActions()];
    }

    <S extends StackelbergPair> Rows<S> rows(int every) {
        List<Column<S>> columns = new ArrayList<>();
        columns.add(Column.count(SAMPLES, "transitions drawn since the start", Column.At::samples));
        columns.add(column(LEADER, "(1 − γ) ρᵀV_l at m(π, φ)", m -> m.evaluation.leaderReward()));
        columns.add(column(FOLLOWER, "(1 − γ) ρᵀV_f at m(π, φ)", m -> m.evaluation.followerReward()));
        columns.add(column(PLAIN_FOLLOWER, "the same without entropy", m -> m.evaluation.plainFollowerReward()));
        columns.add(column(REGULARISED, "(1 − γ) ρᵀ(V_f^soft − V_f)", m -> m.evaluation.regularisedExploitability()));
        columns.add(column(EXPLOITABILITY, "the same without entropy", m -> m.evaluation.exploitability()));
        columns.add(column(LAW_ERROR, "‖μ̂ − m(π, φ)‖₁", m -> m.lawError));
        if (measured != Measured.VALUES) {
            columns.add(column(OBJECTIVE, "Φ(φ) = (1 − γ) J_l at the equilibrium of φ", m -> m.objective));
        }
        if (measured == Measured.GRADIENT) {
            columns.add(column(GRADIENT, "‖∇Φ(φ)‖²", m -> ImplicitResponse.dot(m.full, m.full)));
            columns.add(column(
                    ALIGNMENT,
                    "cosine of ∇J_l at the equilibrium held fixed and ∇Φ",
                    m -> ImplicitResponse.dot(m.partial, m.full)
                            / Math.sqrt(ImplicitResponse.dot(m.partial, m.partial)
                                    * ImplicitResponse.dot(m.full, m.full))));
            columns.add(column(
                    NORM_RATIO,
                    "‖partial‖ / ‖full‖",
                    m -> Math.sqrt(ImplicitResponse.dot(m.partial, m.partial) / ImplicitResponse.dot(m.full, m.full))));
        }
        return Rows.of(BLOCK, REGULARISED, columns).withEvery(every).withFromStart(true);
    }

    private <S extends StackelbergPair> Column<S> column(
            String name, String formula, ToDoubleFunction<StackelbergMetrics> value) {
        return new Column<>(name, formula, at -> {
            measure(at);
            return value.applyAsDouble(this);
        });
    }

    private void measure(Column.At<? extends StackelbergPair> at) {
        StackelbergPair iterate = at.iterate();
        if (iterate == last && at.k() == lastBlock) {
            return;
        }
        last = iterate;
        lastBlock = at.k();
        iterate.policies(pi, phi);
        double[] law = iterate.law();
        frozen.stopWhen(at.stop());
        evaluation = StackelbergEvaluation.compute(frozen, pi, phi, law);
        lawError = 0;
        for (int z = 0; z < law.length; z++) {
            lawError += Math.abs(law[z] - evaluation.law().get(z));
        }
        if (measured != Measured.VALUES) {
            StackelbergEquilibrium.Point point = new StackelbergEquilibrium.Point(frozen, at.stop());
            objective = point.settle(phi);
            if (measured == Measured.GRADIENT) {
                ImplicitResponse response = new ImplicitResponse(point, phi);
                full = response.fullGradient();
                partial = response.partialGradient();
            }
        }
        frozen.stopWhen(Stop.never());
    }
}
