package org.meanfield4j.control;

import java.util.Arrays;

/** Policy, kernel and rewards along a flow, one time after another, and what changes of the law do to them. */
final class ModelAtTime {
    private final MeanFieldControlProblem problem;
    private final ControlPolicy policy;
    private final double[] theta;
    private final PopulationFlow flow;
    private final int states;
    private final int actions;
    private int time;

    /** μ_t, shape [S]. */
    double[] law;

    /** p(a | t, x, μ_t), shape [S, A]. */
    final double[] p;

    /** P(y | x, a, μ_t), shape [S, A, S]. */
    double[] kernel;

    ModelAtTime(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, PopulationFlow flow) {
        this.problem = problem;
        this.policy = policy;
        this.theta = theta;
        this.flow = flow;
        states = problem.states();
        actions = problem.actions();
        p = new double[states * actions];
    }

    /** Goes to a time t &lt; T. */
    void at(int t) {
        time = t;
        law = flow.law(t);
        policy.probabilities(theta, t, law, p);
        if (kernel == null || problem.kernelDependsOnLaw() || problem.dependsOnTime()) {
            kernel = ProblemChecks.kernel(problem, t, law);
        }
    }

    private double discount(int t) {
        return Math.pow(problem.discount(), t);
    }

    /** γ^T g(x, μ_T), shape [S]. */
    double[] terminalRewards() {
        double[] last = flow.law(flow.horizon());
        double[] out = new double[states];
        Arrays.setAll(out, x -> discount(flow.horizon()) * ProblemChecks.terminalReward(problem, x, last));
        return out;
    }

    /** Σ_x μ_T(x) γ^T ∂g(x, μ_T)/∂μ(i), shape [S]. */
    double[] terminalEffect() {
        double[] last = flow.law(flow.horizon());
        double[] derivative = new double[states];
        double[] out = new double[states];
        for (int x = 0; x < states; x++) {
            problem.terminalRewardDerivative(x, last, derivative);
            add(discount(flow.horizon()) * last[x], derivative, 0, 1, out);
        }
        return out;
    }

    /** γ^t r(x, a, μ_t) + Σ_y P(y | x, a, μ_t) next(y), shape [S, A]. */
    double[] actionValues(double[] next) {
        double[] out = new double[states * actions];
        for (int e = 0; e < out.length; e++) {
            out[e] = discount(time) * ProblemChecks.reward(problem, time, e / actions, e % actions, law);
            for (int y = 0; y < states; y++) {
                out[e] += kernel[e * states + y] * next[y];
            }
        }
        return out;
    }

    /** Σ_a p(a | x) values(x, a), shape [S]. */
    double[] average(double[] values) {
        double[] out = new double[states];
        for (int e = 0; e < values.length; e++) {
            out[e / actions] += p[e] * values[e];
        }
        return out;
    }

    /** Adds Σ_{x,a} μ_t(x) values(x, a) ∇_θ p(a | x) with the law held fixed. */
    void addPolicyGradient(double[] values, double[] gradient) {
        double[] weights = new double[values.length];
        Arrays.setAll(weights, e -> law[e / actions] * values[e]);
        policy.addProbabilityGradient(theta, time, law, weights, gradient);
    }

    /** What the law does to the rewards: Σ_{x,a} μ_t(x) p(a | x) γ^t ∂r(x, a)/∂μ(i), shape [S]. */
    double[] rewardEffect() {
        double[] out = new double[states];
        double[] derivative = new double[states];
        for (int e = 0; e < p.length; e++) {
            problem.rewardDerivative(time, e / actions, e % actions, law, derivative);
            add(discount(time) * law[e / actions] * p[e], derivative, 0, 1, out);
        }
        return out;
    }

    /**
     * What the law does to policy and kernel, to first order in values: Σ_{x,a} μ_t(x) (∂p(a | x)/∂μ(i) values(x, a) +
     * p(a | x) Σ_y ∂P(y | x, a)/∂μ(i) next(y)), shape [S].
     */
    double[] feedback(double[] values, double[] next) {
        double[] out = new double[states];
        if (policy.dependsOnLaw()) {
            double[] derivative = new double[states * actions];
            for (int x = 0; x < states; x++) {
                policy.lawDerivative(theta, time, x, law, derivative);
                for (int a = 0; a < actions; a++) {
                    add(law[x] * values[x * actions + a], derivative, a, actions, out);
                }
            }
        }
        if (problem.kernelDependsOnLaw()) {
            double[] derivative = new double[states * states];
            for (int e = 0; e < p.length; e++) {
                problem.kernelDerivative(time, e / actions, e % actions, law, derivative);
                for (int y = 0; y < states; y++) {
                    add(law[e / actions] * p[e] * next[y], derivative, y, states, out);
                }
            }
        }
        return out;
    }

    private static void add(double weight, double[] from, int offset, int step, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += weight * from[offset + i * step];
        }
    }
}
