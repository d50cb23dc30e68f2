package org.meanfield4j.control.games;

import java.util.Arrays;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.ProblemChecks;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * A crowd on a ring of places that shall take the shape of a target. Actions are left, stay, right (0, 1, 2) and always
 * succeed:
 *
 * <pre>
 * x' = x + a − 1 modulo S,    r(x, a, μ) = −λ |a − 1| − Σ_y (μ(y) − target(y))²,    g(x, μ) = −Σ_y (μ(y) − target(y))².
 * </pre>
 *
 * Training laws are uniform on the simplex, the validation law is the uniform one. {@link PlanningOptimum} solves it.
 * Source: the paper; its target is not public, the two here are those of related work.
 *
 * @param target on S places
 * @param horizon T, at least 1
 * @param moveCost λ, at least 0
 */
@Withers
public record DistributionPlanning(Law target, int horizon, double moveCost)
        implements MeanFieldControlProblem, DistributionPlanningSettings.With {

    /** Checks the numbers. */
    public DistributionPlanning {
        Require.given("target", target);
        Require.atLeast("horizon", horizon, 1);
        if (!(moveCost >= 0 && moveCost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "moveCost = " + moveCost + " must be finite and at least 0; 0.01 in the paper");
        }
    }

    /**
     * The problem with λ = 0.01.
     *
     * @param target on S places, such as {@link #targetA()}
     * @param horizon T, 5 in the paper
     */
    public DistributionPlanning(Law target, int horizon) {
        this(target, horizon, 0.01);
    }

    /**
     * A target with empty places and a peak.
     *
     * @return (0, 0, 0.05, 0.10, 0.20, 0.30, 0.20, 0.10, 0.05, 0)
     */
    public static Law targetA() {
        return Law.of(0, 0, 0.05, 0.10, 0.20, 0.30, 0.20, 0.10, 0.05, 0);
    }

    /**
     * A broad target, for which numbers of others are published.
     *
     * @return (0.02, 0.04, 0.09, 0.16, 0.19, 0.19, 0.16, 0.09, 0.04, 0.02)
     */
    public static Law targetB() {
        return Law.of(0.02, 0.04, 0.09, 0.16, 0.19, 0.19, 0.16, 0.09, 0.04, 0.02);
    }

    @Override
    public int states() {
        return target.size();
    }

    @Override
    public int actions() {
        return 3;
    }

    @Override
    public void kernelRow(int time, int state, int action, double[] law, double[] row) {
        assert ProblemChecks.asked(this, time, state, action, law, "row", row, states());
        Arrays.fill(row, 0, states(), 0);
        row[next(state, action)] = 1;
    }

    /** Where an action leads. */
    int next(int state, int action) {
        return Math.floorMod(state + action - 1, states());
    }

    @Override
    public double reward(int time, int state, int action, double[] law) {
        assert ProblemChecks.asked(this, time, state, action, law);
        return terminalReward(state, law) - (action == 1 ? 0 : moveCost);
    }

    @Override
    public double terminalReward(int state, double[] law) {
        assert ProblemChecks.asked(this, 0, state, 0, law);
        double mismatch = 0;
        for (int y = 0; y < states(); y++) {
            double gap = law[y] - target.get(y);
            mismatch += gap * gap;
        }
        return -mismatch;
    }

    @Override
    public void rewardDerivative(int time, int state, int action, double[] law, double[] out) {
        assert ProblemChecks.asked(this, time, state, action, law, "out", out, states());
        terminalRewardDerivative(state, law, out);
    }

    @Override
    public void terminalRewardDerivative(int state, double[] law, double[] out) {
        assert ProblemChecks.asked(this, 0, state, 0, law, "out", out, states());
        for (int y = 0; y < states(); y++) {
            out[y] = -2 * (law[y] - target.get(y));
        }
    }
}
