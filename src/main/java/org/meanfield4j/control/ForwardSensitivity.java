package org.meanfield4j.control;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;

/**
 * The forward form of the gradient estimate, with its sensitivities in full: Algorithms 1 and 2 of arXiv 2601.11217 as
 * they stand. Memory O(T S p), time O(N n T² S p) if nested: for tables, and to look at D̂. The same numbers as
 * {@link GradientSampler#estimate}, which needs no such matrices.
 */
public final class ForwardSensitivity {
    private final ControlPolicy policy;
    private final GradientEstimator settings;
    private final double[] theta;
    private final RecordedDraws draws;
    private final int states;
    private final int parameters;
    private final double[] law;
    private final double[] shift;

    private ForwardSensitivity(ControlPolicy policy, GradientEstimator settings, double[] theta, RecordedDraws draws) {
        this.policy = policy;
        this.settings = settings;
        this.theta = theta;
        this.draws = draws;
        states = policy.states();
        parameters = policy.parameters();
        law = new double[states];
        shift = new double[states];
    }

    /**
     * D̂_t(i, ·) = (1/(n μ_t(i))) Σ_j 1{y_t^j = i} Σ_{s&lt;t} score_s^j, forward in t, D̂_0 = 0.
     *
     * @param problem the model, whose rewards are not asked
     * @param policy the architecture
     * @param settings n, ε_aux, gauge and recursion; {@code source} NESTED or SHARED
     * @param theta θ, shape [p]
     * @param draws flow and auxiliary trajectories
     * @param group which of the estimates: the main trajectory if nested, 0 if shared
     * @return D̂_t(i, k) at (t · S + i) · p + k, shape [T + 1, S, p]
     */
    public static double[] of(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            GradientEstimator settings,
            double[] theta,
            RecordedDraws draws,
            int group) {
        GradientSampler.requireFit(problem, policy, settings, theta, draws);
        Require.index("group", group, Math.max(1, settings.sensitivity().groups(draws.main().count)));
        GradientSampler.returns(problem, settings, draws);
        return new ForwardSensitivity(policy, settings, theta, draws).sensitivities(group);
    }

    /**
     * The whole estimate in forward form.
     *
     * @param problem the model, of which rewards are read
     * @param policy the architecture
     * @param settings how the estimate is made; {@code source} NESTED or SHARED
     * @param theta θ, shape [p]
     * @param draws flow and trajectories
     * @return ĝ, shape [p]
     */
    public static double[] estimate(
            MeanFieldControlProblem problem,
            ControlPolicy policy,
            GradientEstimator settings,
            double[] theta,
            RecordedDraws draws) {
        GradientSampler.requireFit(problem, policy, settings, theta, draws);
        double[] returns = GradientSampler.returns(problem, settings, draws);
        return new ForwardSensitivity(policy, settings, theta, draws).gradient(returns);
    }

    private double[] sensitivities(int group) {
        int n = settings.sensitivity().trajectories();
        int horizon = draws.main().steps;
        double[] d = new double[(horizon + 1) * states * parameters];
        double[] running = new double[parameters];
        for (int t = 1; t <= horizon; t++) {
            Trajectories target = draws.auxiliary().get(t - 1);
            for (int j = group * n; j < group * n + n; j++) {
                Arrays.fill(running, 0);
                for (int s = 0; s < t; s++) {
                    if (settings.sensitivity().recursion()) {
                        addLawScore(target, s, j, 1 / settings.perturbation().inside(), d, running);
                    }
                    addPolicyScore(target, s, j, 1, running);
                }
                int at = t * states + target.state[t * target.count + j];
                double share = 1 / (n * draws.flow().laws()[at]);
                for (int k = 0; k < parameters; k++) {
                    d[at * parameters + k] += share * running[k];
                }
            }
        }
        return d;
    }

    private double[] gradient(double[] returns) {
        Trajectories main = draws.main();
        double[] base = new double[returns.length];
        for (int t = 0; t <= main.steps; t++) {
            double[] row = new double[main.count];
            settings.baseline()
                    .fill(
                            returns,
                            t * main.count,
                            main.count,
                            settings.perturbation().antithetic(),
                            row);
            System.arraycopy(row, 0, base, t * main.count, main.count);
        }
        boolean nested = settings.sensitivity().source() == SensitivityEstimator.Source.NESTED;
        double[] gradient = new double[parameters];
        double[] d = null;
        for (int k = 0; k < main.count; k++) {
            d = nested || d == null ? sensitivities(k) : d;
            for (int t = 0; t <= main.steps; t++) {
                double weight = (returns[t * main.count + k] - base[t * main.count + k]) / main.count;
                addLawScore(main, t, k, weight / settings.perturbation().size(), d, gradient);
                if (t < main.steps) {
                    addPolicyScore(main, t, k, weight, gradient);
                }
            }
        }
        return gradient;
    }

    /** Adds weight · Λ_t · D_t. */
    private void addLawScore(Trajectories from, int t, int k, double weight, double[] d, double[] out) {
        if (t == 0) {
            return;
        }
        System.arraycopy(from.noise, (t * from.count + k) * states, shift, 0, states);
        if (settings.sensitivity().gauge()) {
            AdjointEstimate.centre(shift);
        }
        for (int i = 0; i < states; i++) {
            int row = (t * states + i) * parameters;
            for (int c = 0; c < parameters; c++) {
                out[c] += weight * shift[i] * d[row + c];
            }
        }
    }

    private void addPolicyScore(Trajectories from, int t, int k, double weight, double[] out) {
        int row = t * from.count + k;
        System.arraycopy(from.law, row * states, law, 0, states);
        policy.addScore(theta, t, from.state[row], from.action[row], law, weight, out);
    }
}
