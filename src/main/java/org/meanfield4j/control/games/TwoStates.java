package org.meanfield4j.control.games;

import java.util.random.RandomGenerator;
import org.meanfield4j.control.MeanFieldControlProblem;
import org.meanfield4j.control.ProblemChecks;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * Two states and two actions, stay (0) and move (1): who moves from x arrives with probability λ_x, who stays stays, and
 *
 * <pre>
 * r(x, a, μ) = g(x, μ) = 1[x = 1] − μ(1)² − λ |μ(1) − B(1)|.
 * </pre>
 *
 * The distance is the Wasserstein-1 distance to the target B. Training laws have μ(1) uniform on [0.1, 0.9], the
 * validation law is (0.2, 0.8). Source: the paper; the target is its Bernoulli law with B(0) = 0.6.
 *
 * @param horizon T, at least 1
 * @param arrival0 λ_0, in [0, 1]
 * @param arrival1 λ_1, in [0, 1]
 * @param target B(1), in [0, 1]
 * @param penalty λ, finite
 */
@Withers
public record TwoStates(int horizon, double arrival0, double arrival1, double target, double penalty)
        implements MeanFieldControlProblem, TwoStatesSettings.With {
    private static final Law VALIDATION = Law.of(0.2, 0.8);
    private static final double LEAST_SHARE = 0.1;
    private static final double SHARES = 0.8;

    /** Checks the numbers. */
    public TwoStates {
        Require.atLeast("horizon", horizon, 1);
        Require.probability("arrival0", arrival0);
        Require.probability("arrival1", arrival1);
        Require.probability("target", target);
        Require.finite("penalty", penalty);
    }

    /**
     * The constants of the paper: λ_0 = 0.5, λ_1 = 0.8, B(1) = 0.4, λ = 10.
     *
     * @param horizon T, 2 in the paper
     */
    public TwoStates(int horizon) {
        this(horizon, 0.5, 0.8, 0.4, 10);
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public int actions() {
        return 2;
    }

    @Override
    public void kernelRow(int time, int state, int action, double[] law, double[] row) {
        assert ProblemChecks.asked(this, time, state, action, law, "row", row, states());
        double moved = action == 0 ? 0 : state == 0 ? arrival0 : arrival1;
        row[state] = 1 - moved;
        row[1 - state] = moved;
    }

    @Override
    public double reward(int time, int state, int action, double[] law) {
        assert ProblemChecks.asked(this, time, state, action, law);
        return terminalReward(state, law);
    }

    @Override
    public double terminalReward(int state, double[] law) {
        assert ProblemChecks.asked(this, 0, state, 0, law);
        double share = law[1];
        return state - share * share - penalty * Math.abs(share - target);
    }

    @Override
    public void rewardDerivative(int time, int state, int action, double[] law, double[] out) {
        assert ProblemChecks.asked(this, time, state, action, law, "out", out, states());
        terminalRewardDerivative(state, law, out);
    }

    /** Exact; at the kink μ(1) = B(1) the mean of both sides. */
    @Override
    public void terminalRewardDerivative(int state, double[] law, double[] out) {
        assert ProblemChecks.asked(this, 0, state, 0, law, "out", out, states());
        out[0] = 0;
        out[1] = -2 * law[1] - penalty * Math.signum(law[1] - target);
    }

    @Override
    public void drawTrainingLaw(RandomGenerator random, double[] law) {
        Require.given("random", random);
        Require.room("law", law, states());
        law[1] = LEAST_SHARE + SHARES * random.nextDouble();
        law[0] = 1 - law[1];
    }

    @Override
    public Law validationLaw() {
        return VALIDATION;
    }

    /**
     * The optimal probabilities of moving, which send every law to the target in one step and keep it there. Closed form
     * of the paper.
     *
     * @return π(move | 0) = B(1)/λ_0 and π(move | 1) = B(0)/λ_1, shape [2]
     * @throws IllegalArgumentException if the target cannot be reached from every law in one step, or staying at it does
     *     not pay
     */
    public double[] optimalMoves() {
        if (!(target <= arrival0 && 1 - target <= arrival1 && penalty >= 1)) {
            throw new IllegalArgumentException("target = " + target + " must lie in [1 − arrival1, arrival0] = ["
                    + (1 - arrival1) + ", " + arrival0 + "] and penalty = " + penalty
                    + " be at least 1, or there is no closed form; use ExactControlGradient");
        }
        return new double[] {target / arrival0, (1 - target) / arrival1};
    }

    /**
     * The optimal value, of the initial reward plus T times that at the target.
     *
     * @param initialLaw μ_0
     * @return V*(μ_0)
     * @throws IllegalArgumentException as {@link #optimalMoves()}
     */
    public double optimalValue(Law initialLaw) {
        Law.requireSize("initial law", initialLaw, 2);
        optimalMoves();
        return average(initialLaw.get(1)) + horizon * average(target);
    }

    /** The mean reward of a population. */
    private double average(double share) {
        double[] law = {1 - share, share};
        return law[0] * terminalReward(0, law) + law[1] * terminalReward(1, law);
    }
}
