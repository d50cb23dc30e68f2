package org.meanfield4j.control;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.text.Digits;

/**
 * The exact policy gradient of a known model in three terms, ∇V = RF + MD + MFD. RF holds the laws fixed and is all that
 * plain REINFORCE estimates, MD is what they do to rewards, MFD what they do to policy and kernel:
 *
 * <pre>
 * RF  = E Σ_t ∇_θ log p_θ(α_t | t, X_t, μ_t) G_t
 * MD  = E Σ_t γ^t (∂r/∂l)(X_t, α_t, μ_t) · D_t + γ^T (∂g/∂l)(X_T, μ_T) · D_T
 * MFD = E Σ_t ((∂ log p_θ/∂l)(α_t | t, X_t, μ_t) · D_t) G_t + ((∂ log P/∂l)(X_{t+1} | X_t, α_t, μ_t) · D_t) G_{t+1}
 * </pre>
 *
 * with logits l = log μ, D_t = ∇_θ l_t and rewards to go G_t. The names are the paper's (Proposition 2.1), the formula is
 * reconstructed.
 *
 * @param value V(θ; μ_0)
 * @param rf RF, shape [p]
 * @param md MD, shape [p]
 * @param mfd MFD, shape [p]
 * @param flow μ_0 … μ_T
 * @param sensitivities D_t(i, k) at (t · S + i) · p + k, shape [T + 1, S, p]; D_0 = 0, and 0 where a state is empty
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
     * By the recursion of sensitivities, forwards:
     * ∇μ_{t+1} = K_t^T ∇μ_t + Σ μ_t ∇p P + Σ μ_t ((∂p/∂μ) P + p (∂P/∂μ)) ∇μ_t. Cost O(T S (S³ A + S A p)), memory O(T S p).
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, at least 1
     * @return value, gradient and sensitivities
     * @throws IllegalArgumentException if a shape does not fit
     * @throws org.meanfield4j.core.check.InvalidModelException if a row of the kernel is not a law or a reward not finite
     */
    public static ExactControlGradient compute(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        Require.atLeast("horizon", horizon, 1);
        PopulationFlow flow = PopulationFlow.exact(problem, policy, theta, initialLaw, horizon);
        int parameters = policy.parameters();
        int states = problem.states();
        int size = states * parameters;
        Require.memory(
                "parameters = " + parameters,
                (horizon + 1L) * size,
                2,
                "the sensitivities of " + states + " states over " + horizon + " steps",
                "use ExactControlGradient.adjoint");
        double[] sensitivities = new double[(horizon + 1) * size];
        double[] frozen = new double[sensitivities.length];
        double[] rf = new double[parameters];
        double[] md = new double[parameters];
        double[] mfd = new double[parameters];
        ModelAtTime model = new ModelAtTime(problem, policy, theta, flow);
        double[][] values = new double[horizon + 1][]; // of states, laws held fixed
        values[horizon] = model.terminalRewards();
        for (int t = horizon - 1; t >= 0; t--) {
            model.at(t);
            values[t] = model.average(model.actionValues(values[t + 1]));
        }
        double[] change = new double[size]; // ∇μ_t, shape [S, p]
        double[] frozenChange = new double[size];
        for (int t = 0; t < horizon; t++) {
            model.at(t);
            double[] q = model.actionValues(values[t + 1]);
            model.addPolicyGradient(q, rf);
            addProduct(model.rewardEffect(), change, md);
            addProduct(model.feedback(q, values[t + 1]), change, mfd);
            Step step = new Step(model, states, parameters);
            change = step.next(change, true);
            frozenChange = step.next(frozenChange, false);
            divide(change, flow.law(t + 1), sensitivities, (t + 1) * size);
            divide(frozenChange, flow.law(t + 1), frozen, (t + 1) * size);
        }
        addProduct(model.terminalEffect(), change, md);
        double value = flow.value(problem, policy, theta);
        return new ExactControlGradient(value, rf, md, mfd, flow, sensitivities, frozen);
    }

    /** From ∇μ_t to ∇μ_{t+1}; a next law is the mean of indicators, whose effects the model knows. */
    private record Step(ModelAtTime model, int states, int parameters) {
        double[] next(double[] change, boolean withFeedback) {
            double[] next = new double[change.length];
            int pairs = model.p.length;
            double[] indicator = new double[states];
            double[] reached = new double[pairs];
            double[] gradient = new double[parameters];
            for (int y = 0; y < states; y++) {
                for (int e = 0; e < pairs; e++) {
                    reached[e] = model.kernel[e * states + y];
                }
                double[] effect = model.average(reached);
                if (withFeedback) {
                    indicator[y] = 1;
                    effect = sum(effect, model.feedback(reached, indicator));
                    indicator[y] = 0;
                }
                Arrays.fill(gradient, 0);
                model.addPolicyGradient(reached, gradient);
                addProduct(effect, change, gradient);
                System.arraycopy(gradient, 0, next, y * parameters, parameters);
            }
            return next;
        }
    }

    /** Adds Σ_i effect(i) change(i, ·). */
    private static void addProduct(double[] effect, double[] change, double[] gradient) {
        for (int i = 0; i < effect.length; i++) {
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += effect[i] * change[i * gradient.length + k];
            }
        }
    }

    private static void divide(double[] change, double[] law, double[] out, int at) {
        int parameters = change.length / law.length;
        for (int e = 0; e < change.length; e++) {
            double mass = law[e / parameters];
            out[at + e] = mass == 0 ? 0 : change[e] / mass;
        }
    }

    /**
     * ∇V by the adjoint recursion, backwards: one back-propagation per time, whatever p is,
     *
     * <pre>
     * λ_T(x) = γ^T (g(x, μ_T) + Σ_z μ_T(z) ∂g(z, μ_T)/∂μ(x))
     * c_t(x, a) = γ^t r(x, a, μ_t) + Σ_y P(y | x, a, μ_t) λ_{t+1}(y)
     * λ_t(x) = Σ_a p c_t(x, a) + Σ_{z,a} μ_t(z) (p (γ^t ∂r(z, a)/∂μ(x) + Σ_y ∂P(y | z, a)/∂μ(x) λ_{t+1}(y)) + ∂p/∂μ(x) c_t(z, a))
     * ∇V = Σ_t Σ_{x,a} μ_t(x) c_t(x, a) ∇_θ p(a | t, x, μ_t).
     * </pre>
     *
     * Cost O(T (S³ A + S A p)). Reconstructed.
     *
     * @param problem the model
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param initialLaw μ_0, shape [S]
     * @param horizon T, at least 1
     * @return ∇V, shape [p]
     * @throws IllegalArgumentException if a shape does not fit
     * @throws org.meanfield4j.core.check.InvalidModelException if a row of the kernel is not a law or a reward not finite
     */
    public static double[] adjoint(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, double[] initialLaw, int horizon) {
        Require.atLeast("horizon", horizon, 1);
        PopulationFlow flow = PopulationFlow.exact(problem, policy, theta, initialLaw, horizon);
        ModelAtTime model = new ModelAtTime(problem, policy, theta, flow);
        double[] gradient = new double[policy.parameters()];
        double[] lambda = sum(model.terminalRewards(), model.terminalEffect());
        for (int t = horizon - 1; t >= 0; t--) {
            model.at(t);
            double[] c = model.actionValues(lambda);
            model.addPolicyGradient(c, gradient);
            lambda = sum(model.average(c), sum(model.rewardEffect(), model.feedback(c, lambda)));
        }
        return gradient;
    }

    private static double[] sum(double[] first, double[] second) {
        double[] out = new double[first.length];
        Arrays.setAll(out, i -> first[i] + second[i]);
        return out;
    }

    /**
     * The gradient.
     *
     * @return ∇V = RF + MD + MFD, shape [p]
     */
    public double[] gradient() {
        return sum(rf, sum(md, mfd));
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
