package org.meanfield4j.control.mfq;

import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.core.check.Require;

/**
 * The lifted problem of a planner who moves the whole law: in the law μ of a grid it picks one of the A^S pure feedback
 * rules f, earns Σ_x μ(x) r(x, f(x), μ), and the law moves to the grid point nearest to μ K_f(μ). Deterministic and
 * finite. Where one step moves a law by less than half a cell, the grid freezes it: use fine grids. Dynamics and rewards
 * are those of time 0. Related: Carmona, Laurière, Tan, Ann. Appl. Probab. 33(6B), 2023.
 */
public final class LiftedProblem {
    private static final int MOST_RULES = 100_000;

    final LawGrid grid;
    final int rules;
    final double discount;
    /** Where a rule leads, shape [points, rules]. */
    final int[] next;
    /** What it earns. */
    final double[] reward;

    private final MeanFieldControlProblem problem;
    private final int states;
    private final int actions;

    /**
     * Lifts a problem.
     *
     * @param problem the model; its discount must be below 1
     * @param cells m, the grid has laws with multiples of 1/m
     * @throws IllegalArgumentException if there are too many rules or laws, or no discount
     */
    public LiftedProblem(MeanFieldControlProblem problem, int cells) {
        this.problem = Require.given("problem", problem);
        states = problem.states();
        actions = problem.actions();
        discount = Require.discount(problem.discount());
        double count = Math.pow(actions, states);
        if (count > MOST_RULES) {
            throw new IllegalArgumentException(actions + " actions in " + states + " states make " + count
                    + " feedback rules, must be at most " + MOST_RULES + "; use a smaller problem");
        }
        rules = (int) count;
        grid = new LawGrid(states, cells);
        Require.memory("cells = " + cells, (long) grid.points() * rules, 3, "the lifted problem", "use a coarser grid");
        next = new int[grid.points() * rules];
        reward = new double[next.length];
        for (int point = 0; point < grid.points(); point++) {
            double[] law = grid.law(point);
            double[] kernel = kernel(law);
            for (int rule = 0; rule < rules; rule++) {
                int at = point * rules + rule;
                next[at] = grid.nearest(moved(law, rule, kernel));
                reward[at] = earned(law, rule);
            }
        }
    }

    /** P(y | x, a, μ) at (x A + a) S + y. */
    private double[] kernel(double[] law) {
        double[] kernel = new double[states * actions * states];
        double[] row = new double[states];
        for (int pair = 0; pair < states * actions; pair++) {
            problem.kernelRow(0, pair / actions, pair % actions, law, row);
            Require.law("kernel in state " + pair / actions + ", action " + pair % actions, row);
            System.arraycopy(row, 0, kernel, pair * states, states);
        }
        return kernel;
    }

    /** μ K_f(μ). */
    private double[] moved(double[] law, int rule, double[] kernel) {
        double[] moved = new double[states];
        for (int x = 0; x < states; x++) {
            int row = (x * actions + action(rule, x)) * states;
            for (int y = 0; y < states; y++) {
                moved[y] += law[x] * kernel[row + y];
            }
        }
        return moved;
    }

    private double earned(double[] law, int rule) {
        double sum = 0;
        for (int x = 0; x < states; x++) {
            sum += law[x] * problem.reward(0, x, action(rule, x), law);
        }
        return Require.finite("reward of rule " + rule, sum);
    }

    /**
     * The action of a rule in a state.
     *
     * @param rule its number, Σ_x f(x) A^x; rule 0 takes action 0 everywhere
     * @param state x
     * @return f(x)
     */
    public int action(int rule, int state) {
        assert Require.index("rule", rule, rules) >= 0;
        assert Require.index("state", state, states) >= 0;
        int rest = rule;
        for (int x = 0; x < state; x++) {
            rest /= actions;
        }
        return rest % actions;
    }

    /**
     * The optimal values by value iteration: what Q-learning tends to.
     *
     * @return Q*(μ, f) at point · A^S + rule, up to 1e-13
     */
    public double[] optimum() {
        double[] value = new double[grid.points()];
        double[] q = new double[next.length];
        double change;
        do {
            for (int at = 0; at < q.length; at++) {
                q[at] = reward[at] + discount * value[next[at]];
            }
            change = 0;
            for (int point = 0; point < value.length; point++) {
                double best = q[point * rules + greedy(q, point)];
                change = Math.max(change, Math.abs(best - value[point]));
                value[point] = best;
            }
        } while (change > 1e-13);
        return q;
    }

    /** The best rule at a point, the lowest among equals. */
    private void requireNumbers(double[] q) {
        Require.room("q", q, next.length);
        for (double value : q) {
            Require.finite("q", value);
        }
    }

    int greedy(double[] q, int point) {
        int best = 0;
        for (int rule = 1; rule < rules; rule++) {
            if (q[point * rules + rule] > q[point * rules + best]) {
                best = rule;
            }
        }
        return best;
    }

    /**
     * The rule that is greedy at the law of the grid nearest to a law; the lowest rule among equals.
     *
     * @param q as many values as laws of the grid times rules
     * @param law μ, shape [S]
     * @return the rule
     */
    public int rule(double[] q, double[] law) {
        requireNumbers(q);
        Require.law("law", law);
        return greedy(q, grid.nearest(law));
    }

    /**
     * The true flow under the greedy rules, not that of the grid.
     *
     * @param q as many values as laws of the grid times rules
     * @param law μ_0, shape [S]
     * @param horizon T
     * @return μ_t(i) at t · S + i, shape [T + 1, S]
     */
    public double[] flow(double[] q, double[] law, int horizon) {
        requireNumbers(q);
        Require.law("law", law);
        Require.memory(
                "horizon = " + Require.atLeast("horizon", horizon, 0),
                (horizon + 1L) * states,
                1,
                "the flow",
                "use a shorter one");
        double[] flow = new double[(horizon + 1) * states];
        double[] now = law.clone();
        for (int t = 0; t <= horizon; t++) {
            System.arraycopy(now, 0, flow, t * states, states);
            now = moved(now, greedy(q, grid.nearest(now)), kernel(now));
        }
        return flow;
    }

    /**
     * The true value of the greedy rules, Σ_{t&lt;T} γ^t Σ_x μ_t(x) r + γ^T Σ_x μ_T(x) g.
     *
     * @param q as many values as laws of the grid times rules
     * @param law μ_0, shape [S]
     * @param horizon T
     * @return the value
     */
    public double value(double[] q, double[] law, int horizon) {
        double[] flow = flow(q, law, horizon);
        double[] now = new double[states];
        double value = 0;
        double weight = 1;
        for (int t = 0; t < horizon; t++, weight *= discount) {
            System.arraycopy(flow, t * states, now, 0, states);
            value += weight * earned(now, greedy(q, grid.nearest(now)));
        }
        System.arraycopy(flow, horizon * states, now, 0, states);
        for (int x = 0; x < states; x++) {
            value += weight * now[x] * problem.terminalReward(x, now);
        }
        return value;
    }

    /**
     * The grid of laws.
     *
     * @return its points are the states of the lifted problem
     */
    public LawGrid grid() {
        return grid;
    }

    @Override
    public String toString() {
        return grid.points() + " laws, " + rules + " rules";
    }
}
