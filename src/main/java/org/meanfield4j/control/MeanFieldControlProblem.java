package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Law;

/**
 * A mean-field control problem in discrete time with finitely many states and actions. {@link #builder} makes one from
 * lambdas.
 *
 * <p>Laws come as arrays of S probabilities, for speed: read them during the call only, never write to them. Kernel and
 * rewards should be smooth in the law; they are asked at laws with full support, and at perturbed ones that no population
 * ever has. Derivatives in the law are ∂/∂μ(i) of any extension off the simplex: a number common to all i drops out of
 * everything that is computed from them.
 */
public interface MeanFieldControlProblem extends Identified {

    /**
     * How many states there are.
     *
     * @return S, positive
     */
    int states();

    /**
     * How many actions there are.
     *
     * @return A, positive
     */
    int actions();

    /**
     * How many actions are taken in training: times run from 0 to T, actions are taken at 0 … T − 1.
     *
     * @return T, positive
     */
    int horizon();

    /**
     * The discount per step.
     *
     * @return γ in (0, 1]
     */
    default double discount() {
        return 1;
    }

    /**
     * One row of the kernel.
     *
     * @param time t, from 0; problems of the paper ignore it
     * @param state x
     * @param action a
     * @param law μ, shape [S]
     * @param row receives P(· | x, a, μ), shape [S], every entry overwritten
     */
    void kernelRow(int time, int state, int action, double[] law, double[] row);

    /**
     * The running reward.
     *
     * @param time t
     * @param state x
     * @param action a
     * @param law μ, shape [S]
     * @return r(x, a, μ), not discounted, finite
     */
    double reward(int time, int state, int action, double[] law);

    /**
     * The terminal reward.
     *
     * @param state x
     * @param law μ, shape [S]
     * @return g(x, μ), not discounted, finite
     */
    double terminalReward(int state, double[] law);

    /**
     * Whether the population changes the dynamics.
     *
     * @return false if {@link #kernelRow} ignores the law; it is then asked once per time, state and action, after a look at
     *     a second law
     */
    default boolean kernelDependsOnLaw() {
        return false;
    }

    /**
     * Whether the population changes the rewards.
     *
     * @return false if both rewards ignore the law; they are then asked once per time, state and action
     */
    default boolean rewardsDependOnLaw() {
        return true;
    }

    /**
     * Whether time changes dynamics or running reward.
     *
     * @return false if both ignore the time
     */
    default boolean dependsOnTime() {
        return false;
    }

    /**
     * The derivative of a row of the kernel in the law; central differences inside the simplex unless overridden.
     *
     * @param time t
     * @param state x
     * @param action a
     * @param law μ, shape [S]
     * @param out receives ∂P(y | x, a, μ)/∂μ(i) at i · S + y, shape [S, S], every entry overwritten
     */
    default void kernelDerivative(int time, int state, int action, double[] law, double[] out) {
        assert ProblemChecks.asked(this, time, state, action, law, "out", out, states() * states());
        if (!kernelDependsOnLaw()) {
            Arrays.fill(out, 0, states() * states(), 0);
            return;
        }
        LawDifferences.of(law, states(), (mu, row) -> kernelRow(time, state, action, mu, row), out);
    }

    /**
     * The derivative of the running reward in the law; central differences inside the simplex unless overridden.
     *
     * @param time t
     * @param state x
     * @param action a
     * @param law μ, shape [S]
     * @param out receives ∂r(x, a, μ)/∂μ(i), shape [S], every entry overwritten
     */
    default void rewardDerivative(int time, int state, int action, double[] law, double[] out) {
        assert ProblemChecks.asked(this, time, state, action, law, "out", out, states());
        if (!rewardsDependOnLaw()) {
            Arrays.fill(out, 0, states(), 0);
            return;
        }
        LawDifferences.of(law, 1, (mu, value) -> value[0] = reward(time, state, action, mu), out);
    }

    /**
     * The derivative of the terminal reward in the law; central differences inside the simplex unless overridden.
     *
     * @param state x
     * @param law μ, shape [S]
     * @param out receives ∂g(x, μ)/∂μ(i), shape [S], every entry overwritten
     */
    default void terminalRewardDerivative(int state, double[] law, double[] out) {
        assert ProblemChecks.asked(this, 0, state, 0, law, "out", out, states());
        if (!rewardsDependOnLaw()) {
            Arrays.fill(out, 0, states(), 0);
            return;
        }
        LawDifferences.of(law, 1, (mu, value) -> value[0] = terminalReward(state, mu), out);
    }

    /**
     * Draws the law that an update starts from: uniform on the simplex, Dirichlet(1, …, 1), unless overridden.
     *
     * @param random where the draws come from
     * @param law receives μ_0 with full support, shape [S]
     */
    default void drawTrainingLaw(RandomGenerator random, double[] law) {
        Require.given("random", random);
        Require.room("law", law, states());
        double sum = 0;
        for (int i = 0; i < law.length; i++) {
            law[i] = random.nextExponential();
            sum += law[i];
        }
        for (int i = 0; i < law.length; i++) {
            law[i] /= sum;
        }
    }

    /**
     * The law from which policies are judged.
     *
     * @return μ_0 with full support, uniform unless overridden
     */
    default Law validationLaw() {
        return Law.uniform(states());
    }

    /**
     * The horizon over which policies are judged.
     *
     * @return positive, {@link #horizon()} unless overridden
     */
    default int validationHorizon() {
        return horizon();
    }

    /**
     * What the problem is, for checkpoints: sizes, horizons, discount, validation law and one draw of the training law,
     * and kernel and rewards at two laws. A problem that throws at a law says "refused" there. Neither the name of the class
     * nor lambdas count.
     *
     * @return equal for problems that agree in all this, bit by bit
     */
    @Override
    default String identity() {
        return ProblemChecks.identity(this);
    }

    /**
     * A problem from lambdas.
     *
     * @param states S, positive
     * @param actions A, positive
     * @param horizon T, positive
     * @return a builder with discount 1, training laws uniform on the simplex and the uniform validation law
     * @throws IllegalArgumentException if a size is not positive
     */
    static MeanFieldControlProblemBuilder builder(int states, int actions, int horizon) {
        return new MeanFieldControlProblemBuilder(states, actions, horizon);
    }
}
