package org.meanfield4j.control;

import java.util.random.RandomGenerator;
import org.meanfield4j.core.text.Digits;

/**
 * The laws μ_0 … μ_T of a population that follows one policy.
 *
 * @param states S
 * @param horizon T
 * @param laws μ_t(i) at t · S + i, shape [T + 1, S], rows sum to 1
 * @param logits l_t(i) = log max(μ_t(i), 1e-12), shape [T + 1, S]
 */
public record PopulationFlow(int states, int horizon, double[] laws, double[] logits) {
    /** Laws are clipped here, inside the logarithm only. */
    static final double LEAST = 1e-12;

    /**
     * The exact flow, μ_{t+1} = μ_t K_t(μ_t). Cost O(T S² A) and as many rows of the kernel.
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, at least 0
     * @return the flow
     * @throws org.meanfield4j.core.InvalidModelException if a row of the kernel is not a law; it names time, state, action
     *     and law
     */
    public static PopulationFlow exact(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        throw new UnsupportedOperationException();
    }

    /**
     * The flow of finitely many particles: their empirical law moves them, with smoothing c it is shown as
     * (count + c)/(M + c S). μ_0 stays the law that was handed in. Cost O(T M (S + A)).
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]; particles are drawn from it
     * @param horizon T, at least 0
     * @param particles M, positive
     * @param smoothing c &gt; 0, 0.5 by default
     * @param random where the draws come from
     * @return the smoothed flow
     */
    public static PopulationFlow particles(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            double[] theta,
            double[] initialLaw,
            int horizon,
            int particles,
            double smoothing,
            RandomGenerator random) {
        throw new UnsupportedOperationException();
    }

    /**
     * The law at a time.
     *
     * @param time t, 0 … T
     * @return μ_t, a copy, shape [S]
     */
    public double[] law(int time) {
        return java.util.Arrays.copyOfRange(laws, time * states, (time + 1) * states);
    }

    /**
     * The value of the policy if this is its exact flow: Σ_{t&lt;T} γ^t E r + γ^T E g.
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @return V(θ; μ_0)
     * @throws org.meanfield4j.core.InvalidModelException if a reward is not finite; it names time, state, action and law
     */
    public double value(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
