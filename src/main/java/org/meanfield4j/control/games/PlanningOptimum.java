package org.meanfield4j.control.games;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.text.Digits;

/**
 * The optimum of {@link DistributionPlanning} from one initial law: a convex quadratic program in the flows
 * f_t(x, a) ≥ 0 with Σ_a f_t(x, a) = μ_t(x) and μ_{t+1}(y) = Σ f_t over moves into y, solved by a primal-dual interior
 * point method (Mehrotra 1992). The duality gap bounds what the value may be wrong by.
 *
 * @param value V*, at most 0
 * @param laws μ_t(x) at t · S + x, shape [T + 1, S]
 * @param flows f_t(x, a) at (t · S + x) · 3 + a, shape [T, S, 3]
 * @param gap of duality, at least 0 up to rounding
 */
public record PlanningOptimum(double value, double[] laws, double[] flows, double gap) {

    /**
     * Solves the problem over its horizon. Cost O((T S)³), some 20 times.
     *
     * @param problem places, target, horizon and cost of moving
     * @param initialLaw μ_0
     * @return the optimum, with a gap of at most 1e-10
     * @throws IllegalArgumentException if the law has another size or the tables do not fit the memory
     * @throws IllegalStateException if the gap stays larger
     */
    public static PlanningOptimum compute(DistributionPlanning problem, Law initialLaw) {
        int states = Require.given("problem", problem).states();
        int horizon = problem.horizon();
        Law.requireSize("initial law", initialLaw, states);
        long rows = (horizon + 1L) * states;
        Require.memory("horizon = " + horizon, rows * rows, 3, "the equations of the optimum", "use a shorter one");
        PlanningProgram program = new PlanningProgram(problem, initialLaw);
        double gap = program.solve();
        double[] laws = new double[(horizon + 1) * states];
        double[] flows = new double[horizon * states * 3];
        double value = 0;
        for (int x = 0; x < states; x++) {
            laws[x] = initialLaw.get(x);
        }
        for (int e = 0; e < flows.length; e++) {
            flows[e] = program.flow(e);
            int t = e / 3 / states;
            laws[(t + 1) * states + problem.next(e / 3 % states, e % 3)] += flows[e];
            value -= e % 3 == 1 ? 0 : problem.moveCost() * flows[e];
        }
        for (int e = 0; e < laws.length; e++) {
            double mismatch = laws[e] - problem.target().get(e % states);
            value -= mismatch * mismatch;
        }
        return new PlanningOptimum(value, laws, flows, gap);
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
