package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;

/**
 * A family of policies p_θ(a | t, x, μ) with p parameters: the row softmax of logits z_θ(t, x, ·, μ). It holds its
 * architecture only, θ is handed in, so that one object serves all threads. {@link #logits(int)}, {@link #table},
 * {@link #timeTable}, {@link #linear} and {@link #mlp} make the usual ones; one of your own needs
 * {@link #writeLogits} and {@link #addLogitGradient}.
 *
 * <p>Laws are arrays of S numbers, read during the call only. Nothing here writes to θ.
 */
public interface ControlPolicy extends Identified {

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
     * How many parameters there are.
     *
     * @return p, positive
     */
    int parameters();

    /**
     * Whether the policy looks at the law.
     *
     * @return false if {@link #writeLogits} ignores it
     */
    boolean dependsOnLaw();

    /**
     * Whether the policy looks at the time.
     *
     * @return false if {@link #writeLogits} ignores it
     */
    boolean dependsOnTime();

    /**
     * The logits of one state.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param state x
     * @param law μ, shape [S]
     * @param out receives z(x, ·), shape [A], every entry overwritten
     */
    void writeLogits(double[] theta, int time, int state, double[] law, double[] out);

    /**
     * Adds Σ_b w(b) ∇_θ z(x, b), the law held fixed.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param state x
     * @param law μ, shape [S]
     * @param weights w, shape [A]
     * @param gradient what to add to, shape [p]
     */
    void addLogitGradient(double[] theta, int time, int state, double[] law, double[] weights, double[] gradient);

    /**
     * The derivative of the logits of one state in the law; central differences unless overridden.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param state x
     * @param law μ, shape [S]
     * @param out receives ∂z(x, b)/∂μ(i) at i · A + b, shape [S, A], every entry overwritten
     */
    default void logitLawDerivative(double[] theta, int time, int state, double[] law, double[] out) {
        assert PolicyRows.asked(this, theta, time, state, law);
        assert PolicyRows.room("out", out, states() * actions());
        if (!dependsOnLaw()) {
            Arrays.fill(out, 0, states() * actions(), 0);
            return;
        }
        LawDifferences.of(law, actions(), (mu, z) -> writeLogits(theta, time, state, mu, z), out);
    }

    /**
     * The action probabilities of one state.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param state x
     * @param law μ, shape [S]
     * @param out receives p(· | t, x, μ), shape [A]
     * @throws org.meanfield4j.core.DivergedException if a logit is not finite
     */
    default void probabilities(double[] theta, int time, int state, double[] law, double[] out) {
        assert PolicyRows.asked(this, theta, time, state, law);
        assert PolicyRows.room("out", out, actions());
        writeLogits(theta, time, state, law, out);
        PolicyRows.softmax(out, 0, actions(), time, state);
    }

    /**
     * The action probabilities of all states.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param law μ, shape [S]
     * @param out receives p(a | t, x, μ) at x · A + a, shape [S, A]
     * @throws org.meanfield4j.core.DivergedException if a logit is not finite
     */
    default void probabilities(double[] theta, int time, double[] law, double[] out) {
        assert PolicyRows.asked(this, theta, time, 0, law);
        assert PolicyRows.room("out", out, states() * actions());
        double[] row = new double[actions()];
        for (int x = 0; x < states(); x++) {
            probabilities(theta, time, x, law, row);
            System.arraycopy(row, 0, out, x * row.length, row.length);
        }
    }

    /**
     * Adds a multiple of the score of one decision, w ∇_θ log p(a | t, x, μ) with the law held fixed.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param state x
     * @param action a
     * @param law μ, shape [S]
     * @param weight w
     * @param gradient what to add to, shape [p]
     */
    default void addScore(
            double[] theta, int time, int state, int action, double[] law, double weight, double[] gradient) {
        assert PolicyRows.asked(this, theta, time, state, law);
        assert Require.index("action", action, actions()) >= 0;
        assert PolicyRows.room("gradient", gradient, parameters());
        double[] row = new double[actions()];
        probabilities(theta, time, state, law, row);
        PolicyRows.scoreWeights(row, 0, row.length, action, weight);
        addLogitGradient(theta, time, state, law, row, gradient);
    }

    /**
     * Adds Σ_{x,a} w(x, a) ∇_θ p(a | t, x, μ) with the law held fixed.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param law μ, shape [S]
     * @param weights w, shape [S, A]
     * @param gradient what to add to, shape [p]
     */
    default void addProbabilityGradient(double[] theta, int time, double[] law, double[] weights, double[] gradient) {
        assert PolicyRows.asked(this, theta, time, 0, law);
        assert PolicyRows.room("weights", weights, states() * actions());
        assert PolicyRows.room("gradient", gradient, parameters());
        int actions = actions();
        double[] row = new double[actions];
        for (int x = 0; x < states(); x++) {
            probabilities(theta, time, x, law, row);
            PolicyRows.probabilityWeights(row, weights, x * actions);
            addLogitGradient(theta, time, x, law, row, gradient);
        }
    }

    /**
     * The derivative of the action probabilities of one state in the law.
     *
     * @param theta θ, shape [p]
     * @param time t
     * @param state x
     * @param law μ, shape [S]
     * @param out receives ∂p(a | t, x, μ)/∂μ(i) at i · A + a, shape [S, A], every entry overwritten
     */
    default void lawDerivative(double[] theta, int time, int state, double[] law, double[] out) {
        assert PolicyRows.asked(this, theta, time, state, law);
        assert PolicyRows.room("out", out, states() * actions());
        logitLawDerivative(theta, time, state, law, out);
        double[] row = new double[actions()];
        probabilities(theta, time, state, law, row);
        PolicyRows.softmaxDerivative(row, out, states());
    }

    /**
     * How many numbers of a decision are worth keeping between its probabilities and its score, such as the layers of a
     * network.
     *
     * @return at least 0
     */
    default int memory() {
        return 0;
    }

    /**
     * The action probabilities of many decisions. Networks override it to look at many rows at once.
     *
     * @param theta θ, shape [p]
     * @param decisions times, states and laws
     * @param from first row
     * @param to row after the last
     * @param out receives p(a | t_r, x_r, μ_r) at (r − from) · A + a
     * @throws org.meanfield4j.core.DivergedException if a logit is not finite
     */
    default void probabilities(double[] theta, Decisions decisions, int from, int to, double[] out) {
        assert PolicyRows.asked(this, theta, decisions, from, to);
        assert PolicyRows.room("out", out, (to - from) * actions());
        PolicyRows.probabilities(this, theta, decisions, from, to, out);
    }

    /**
     * Adds Σ_r w_r ∇_θ log p(a_r | t_r, x_r, μ_r), laws held fixed. Networks override it with one back-propagation. Where
     * the decisions have a memory, their probabilities were asked before, at the same parameters.
     *
     * @param theta θ, shape [p]
     * @param decisions times, states, actions and laws
     * @param from first row
     * @param to row after the last
     * @param weights w, one per row of {@code decisions}: that of row r at r
     * @param gradient what to add to, shape [p]
     */
    default void addScores(double[] theta, Decisions decisions, int from, int to, double[] weights, double[] gradient) {
        assert PolicyRows.asked(this, theta, decisions, from, to);
        assert PolicyRows.room("weights", weights, to);
        assert PolicyRows.room("gradient", gradient, parameters());
        PolicyRows.addScores(this, theta, decisions, from, to, weights, gradient);
    }

    /**
     * Parameters to start from.
     *
     * @param random where draws come from, if there are any
     * @return a fresh array, shape [p]; zeros unless overridden
     */
    default double[] initial(RandomGenerator random) {
        Require.given("random", random);
        return new double[parameters()];
    }

    /**
     * What the architecture is, for checkpoints.
     *
     * @return the same line for the same architecture
     */
    @Override
    default String identity() {
        return toString();
    }

    /**
     * Two actions and one logit per state: p(1 | x) = sigmoid(θ(x)).
     *
     * @param states S, positive
     * @return p = S parameters θ(x)
     */
    static ControlPolicy logits(int states) {
        return new LogitPolicy(states);
    }

    /**
     * One softmax per state.
     *
     * @param states S, positive
     * @param actions A, positive
     * @return p = S A parameters, θ(x, a) at x · A + a
     */
    static ControlPolicy table(int states, int actions) {
        return new TablePolicy(states, actions, 0);
    }

    /**
     * One softmax per time and state, open loop.
     *
     * @param states S, positive
     * @param actions A, positive
     * @param horizon T, positive: times 0 … T − 1
     * @return p = T S A parameters, θ(t, x, a) at (t S + x) A + a
     */
    static ControlPolicy timeTable(int states, int actions, int horizon) {
        long pairs = Require.pairs(states, actions);
        Require.memory(
                "horizon = " + Require.atLeast("horizon", horizon, 1),
                horizon * pairs,
                1,
                "the table",
                "use a shorter one");
        return new TablePolicy(states, actions, horizon);
    }

    /**
     * Logits linear in time and law: z(x, a) = w_0 + w_1 t + Σ_i w_{2+i} μ(i).
     *
     * @param states S, positive
     * @param actions A, positive
     * @return p = S A (S + 2) parameters, w_c of (x, a) at (x A + a)(S + 2) + c
     */
    static ControlPolicy linear(int states, int actions) {
        return new LinearPolicy(states, actions);
    }

    /**
     * A network of two hidden layers of tanh: input (t, μ), h1 = tanh(W1 in + b1), h2 = tanh(W2 h1 + b2), logits
     * W3 h2 + b3. It starts from U(−1/√fan-in, 1/√fan-in).
     *
     * @param states S, positive
     * @param actions A, positive
     * @param width H, positive
     * @return p = H (S + 2) + H (H + 1) + S A (H + 1) parameters: W1 (H rows of S + 1), b1, W2, b2, W3 (rows ordered
     *     x · A + a), b3
     */
    static ControlPolicy mlp(int states, int actions, int width) {
        return new MlpPolicy(states, actions, width);
    }
}
