package org.meanfield4j.stationary;

import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;

/**
 * A solver of one's own: a name, a number of iterations and a step. Progress, stop button, budgets, metrics, checkpoints,
 * figures come with it.
 *
 * <pre>{@code
 * var descent = StationarySolver.of("mirror descent", 500, (game, k, now, stop) -> {
 *     var law = new Metrics(game).stationaryLaw(now.policy());
 *     var q = new FrozenMdp(game, law).evaluate(now.policy(), 0).q();
 *     double[] scores = now.policy().logProbabilities();
 *     for (int i = 0; i < q.length; i++) scores[i] += 0.1 * q[i];
 *     return new PolicyAndLaw(TabularPolicy.ofLogits(game.states(), game.actions(), scores), law);
 * });
 * var run = descent.solve(game, progress("mirror descent"));
 * }</pre>
 *
 * <p>All that a step depends on must be in the policy and the law that it is given, or a continued run differs from a
 * straight one. Checkpoints know the solver by its name alone, since a step may last, draw or count and is not called
 * only to be compared: another step needs another name.
 *
 * @param name what readers and checkpoints call it
 * @param iterations how many, at least 1
 * @param step one iteration
 */
public record StationarySolver(String name, int iterations, Step step)
        implements Solver<StationaryGame, StationaryRun> {

    /** Checks that nothing is missing. */
    public StationarySolver {
        Require.given("name", name);
        Require.given("step", step);
        Require.atLeast("iterations", iterations, 1);
    }

    /** One iteration of a solver of one's own. */
    @FunctionalInterface
    public interface Step {
        /**
         * Makes the next policy and law.
         *
         * @param game what is solved
         * @param k the number of the iteration, from 1
         * @param now the last policy and law
         * @param stop to be asked where a step lasts: {@code stop.check()}
         * @return the next policy and law
         */
        PolicyAndLaw next(StationaryGame game, int k, PolicyAndLaw now, Stop stop);
    }

    /**
     * A solver from a step.
     *
     * @param name what readers and checkpoints call it
     * @param iterations how many, at least 1
     * @param step one iteration
     * @return the solver
     * @throws IllegalArgumentException if there are no iterations
     */
    public static StationarySolver of(String name, int iterations, Step step) {
        return new StationarySolver(name, iterations, step);
    }

    @Override
    public StationaryRun solve(StationaryGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Iteration(game, call));
    }

    private final class Iteration extends StationaryAlgorithm {
        Iteration(StationaryGame game, Call call) {
            super(game, call, null, iterations, 1);
        }

        /** The step makes what it needs. */
        @Override
        public void prepare(StationaryIterate now, Watch watch) {}

        @Override
        public void step(int k, StationaryIterate now, StationaryIterate next, Watch watch) {
            next.keepValuesOf(now);
            PolicyAndLaw made = step.next(game, k, new PolicyAndLaw(now.policy(), Law.of(now.law)), watch);
            TabularPolicy.requireShape(made.policy(), next.states, next.actions);
            Law.requireSize("law", made.law(), next.states);
            System.arraycopy(made.policy().logProbabilities(), 0, next.logPolicy, 0, next.logPolicy.length);
            System.arraycopy(made.law().toArray(), 0, next.law, 0, next.law.length);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
