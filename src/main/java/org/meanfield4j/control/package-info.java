/**
 * Mean-field control: one planner chooses one policy for a whole population, whose law enters rewards, transitions and
 * policy. "Model-free policy gradient for discrete-time mean-field control" (Meunier, Pham, Reisinger, arXiv 2601.11217).
 *
 * <p>A problem is (S, A, T, P, r, g, γ): maximise V(θ; μ_0) = E[Σ_{t&lt;T} γ^t r(X_t, α_t, μ_t) + γ^T g(X_T, μ_T)] with
 * α_t drawn from p_θ(· | t, X_t, μ_t), X_{t+1} from P(· | X_t, α_t, μ_t) and μ_t the law of X_t. The paper's text is not
 * public in full: what this library reconstructed says so.
 *
 * <p>Read {@link org.meanfield4j.control.MeanFieldControlProblem} and {@link org.meanfield4j.control.ControlPolicy}
 * first, then {@link org.meanfield4j.control.MfReinforce}, which learns, and
 * {@link org.meanfield4j.control.GradientEstimator}, how one gradient is estimated;
 * {@link org.meanfield4j.control.ExactControlGradient} is what estimates are measured against. A new gradient estimator, or a
 * part of one, goes here, and so does a new policy. Ready problems are in {@code games}, mean-field Q-learning for
 * comparison in {@code mfq}.
 */
package org.meanfield4j.control;
