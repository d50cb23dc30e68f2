package org.meanfield4j.control;

import org.meanfield4j.core.text.Digits;

/**
 * The exact policy gradient of a known model in three terms, ∇V = RF + MD + MFD: RF holds the law fixed and is all that
 * plain REINFORCE estimates, MD is what the law does to rewards, MFD what it does to policy and kernel. The names are the
 * paper's, the formula is reconstructed; the sum equals finite differences of V.
 *
 * @param value V(θ; μ_0)
 * @param rf RF, shape [p]
 * @param md MD, shape [p]
 * @param mfd MFD, shape [p]
 * @param flow μ_0 … μ_T
 * @param sensitivities D_t = ∇_θ log μ_t: D_t(i, k) at (t · S + i) · p + k, shape [T + 1, S, p], D_0 = 0
 * @param frozen F_t, the same recursion without the derivatives of policy and kernel in the law
 */
public record ExactControlGradient(
        double value,
        double[] rf,
        double[] md,
        double[] mfd,
        PopulationFlow flow,
        double[] sensitivities,
        double[] frozen) {

    /**
     * By the sensitivity recursion, forwards. Cost O(T S² A (S + p)), memory O(T S p): for small p and tests.
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, positive
     * @return value, gradient and sensitivities
     */
    public static ExactControlGradient of(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        throw new UnsupportedOperationException();
    }

    /**
     * ∇V by the adjoint recursion, backwards: one back-propagation per time, whatever p is. Cost O(T (S² A S + p)).
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, positive
     * @return ∇V, shape [p]
     */
    public static double[] adjoint(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        throw new UnsupportedOperationException();
    }

    /**
     * The gradient.
     *
     * @return ∇V = RF + MD + MFD, shape [p]
     */
    public double[] gradient() {
        double[] sum = rf.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += md[k] + mfd[k];
        }
        return sum;
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
