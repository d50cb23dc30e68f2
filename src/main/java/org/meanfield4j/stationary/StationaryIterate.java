package org.meanfield4j.stationary;

import java.util.List;
import java.util.stream.IntStream;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Track;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;

/** The iterate of the solvers of stationary games: policy and law, and from where values and optima start. */
public final class StationaryIterate implements Iterate {
    /** S. */
    public final int states;
    /** A. */
    public final int actions;
    /** log π, shape [S·A]. */
    public final double[] logPolicy;
    /** μ, shape [S]. */
    public final double[] law;
    /** V, shape [S], from which the next evaluation starts. */
    public final double[] value;
    /** The log of a best response, shape [S·A], from which the next one starts; empty if the algorithm has none. */
    public final double[] response;
    /** Averages or scores, shape [S·A]; empty if the algorithm has none. */
    public final double[] table;

    final Optima optima;

    private StationaryIterate(PolicyAndLaw start, int responses, int tables, Optima optima) {
        this.states = start.policy().states();
        this.actions = start.policy().actions();
        this.logPolicy = start.policy().logProbabilities();
        this.law = start.law().toArray();
        this.value = new double[states];
        this.response = responses == 0
                ? new double[0]
                : TabularPolicy.uniform(states, actions).logProbabilities();
        this.table = new double[tables * states * actions];
        this.optima = optima;
    }

    /** The start of a run. */
    static StationaryIterate start(StationaryGame game, Call call) {
        return new StationaryIterate(
                PolicyAndLaw.of(game, call.start()), 0, 0, new Optima(game.states(), game.actions()));
    }

    /** The start of a run with a best response and a table beside. */
    public static StationaryIterate withTable(StationaryGame game, Call call) {
        return new StationaryIterate(
                PolicyAndLaw.of(game, call.start()), 1, 1, new Optima(game.states(), game.actions()));
    }

    /** What is only measured, together with others at the same law. */
    public static StationaryIterate measured(TabularPolicy policy, Law law, Optima shared) {
        return new StationaryIterate(new PolicyAndLaw(policy, law), 0, 0, shared);
    }

    @Override
    public void fields(Fields fields) {
        fields.logs(PolicyAndLaw.LOG_POLICY, logPolicy, states, actions);
        fields.numbers(PolicyAndLaw.LAW, law, states);
        fields.numbers("value", value);
        fields.logs("response", response);
        fields.numbers("table", table);
        optima.fields(fields);
    }

    /** Takes over everything but policy and law, from which the next iterate goes on. */
    public void keepValuesOf(StationaryIterate last) {
        System.arraycopy(last.value, 0, value, 0, value.length);
        System.arraycopy(last.response, 0, response, 0, response.length);
        System.arraycopy(last.table, 0, table, 0, table.length);
        optima.set(last.optima);
    }

    /**
     * The policy.
     *
     * @return π, a copy
     */
    public TabularPolicy policy() {
        return TabularPolicy.ofLogProbabilities(states, actions, logPolicy);
    }

    /** The run of a solver whose laws were tracked. */
    StationaryRun run(Track laws, Outcome outcome) {
        List<Law> path = IntStream.range(0, laws.rows())
                .mapToObj(row -> Law.of(laws.row(row)))
                .toList();
        return new StationaryRun(policy(), Law.of(law), path, outcome);
    }
}
