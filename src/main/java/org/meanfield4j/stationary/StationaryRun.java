package org.meanfield4j.stationary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;

/**
 * What an exact solver of a stationary game hands back.
 *
 * @param policy the last policy π_K
 * @param law the last law μ_K
 * @param laws μ_0, and the law of every row of the history: the path of the population
 * @param outcome history with columns as in {@link Metrics}, and where the run comes from
 */
public record StationaryRun(TabularPolicy policy, Law law, List<Law> laws, Outcome outcome) implements Run {

    /** Keeps its own list of laws. */
    public StationaryRun {
        Require.given("policy", policy);
        Require.given("law", law);
        Require.given("outcome", outcome);
        laws = Require.all("laws", laws);
    }

    /**
     * The law after some steps, which are recorded as the rows of the history are; steps between them are there if
     * {@link org.meanfield4j.core.Solver#keeping} asked for them.
     *
     * <pre>{@code
     * show(Plots.grids("On its way", List.of("0", "5", "20"), run.laws(0, 5, 20), game));
     * }</pre>
     *
     * @param steps numbers of complete iterations, 0 for the start
     * @return one law each
     * @throws IllegalArgumentException if a step was neither recorded nor kept
     */
    public List<Law> laws(int... steps) {
        return IntStream.of(Require.given("steps", steps)).mapToObj(this::lawAt).toList();
    }

    private Law lawAt(int step) {
        History rows = history();
        for (int r = 0; r < rows.rows(); r++) {
            if (rows.get(r, rows.columns().get(0)) == step) {
                return laws.get(r + laws.size() - rows.rows());
            }
        }
        if (step == 0 && laws.size() > rows.rows()) {
            return laws.get(0);
        }
        return Law.of(at(step).arrays().get(PolicyAndLaw.LAW).values());
    }

    /**
     * The policy after some steps that {@link org.meanfield4j.core.Solver#keeping} asked for, or after the last one.
     *
     * <pre>{@code
     * List<TabularPolicy> early = solver.keeping(1, 5).solve(game).policies(1, 5);
     * }</pre>
     *
     * @param steps numbers of complete iterations
     * @return one policy each
     * @throws IllegalArgumentException if a step was not kept
     */
    public List<TabularPolicy> policies(int... steps) {
        return IntStream.of(Require.given("steps", steps))
                .mapToObj(this::policyAt)
                .toList();
    }

    private TabularPolicy policyAt(int step) {
        if (outcome.state() != null && outcome.state().iteration() == step) {
            return policy;
        }
        double[] log = at(step).arrays().get(PolicyAndLaw.LOG_POLICY).values();
        return TabularPolicy.ofLogProbabilities(policy.states(), policy.actions(), log);
    }

    /**
     * The path of one state.
     *
     * @param state 0 … S − 1
     * @return μ(state) of each of {@link #laws}
     */
    public double[] path(int state) {
        Require.index("state", state, law.size());
        return laws.stream().mapToDouble(law -> law.get(state)).toArray();
    }

    /**
     * How far the mass of a state swings in the end: the size of a cycle, and 0 for a run at rest.
     *
     * @param state 0 … S − 1
     * @param n how many of the last {@link #laws}, at least one period
     * @return largest minus smallest μ(state) among them
     * @throws IllegalArgumentException if n is below 1 or there are fewer laws
     */
    public double amplitude(int state, int n) {
        double[] path = path(state);
        if (n < 1 || n > path.length) {
            throw new IllegalArgumentException(
                    "n = " + n + " must lie in 1.." + path.length + ", the laws of the run; ask for fewer");
        }
        var tail = Arrays.stream(path, path.length - n, path.length).summaryStatistics();
        return tail.getMax() - tail.getMin();
    }

    @Override
    public String toString() {
        return summary();
    }
}
