package org.meanfield4j.control;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * How one estimate of the policy gradient of a mean-field control problem is made from simulated trajectories,
 *
 * <pre>
 * ĝ = (1/N) Σ_k Σ_t ( ε⁻¹ Λ_t^k · D_t + 1{t&lt;T} ∇ log p_θ(a_t^k | t, y_t^k, M_t^k) ) (G_t^k − b_t)
 * </pre>
 *
 * where M_t^k = softmax(log μ_t + ε Λ_t^k) is the law that trajectory k sees. {@link GradientSampler} does it. Source:
 * Algorithms 1 and 2 of arXiv 2601.11217; baselines, gauge, antithetic noise and the second perturbation size are
 * reconstructed.
 *
 * @param perturbation ε, and that of the auxiliary trajectories
 * @param sensitivity where D_t comes from
 * @param baseline b_t
 * @param trajectories N ≥ 1 main trajectories
 * @param particles how many estimate the population flow μ_t; 0 takes the exact flow, which knows the model
 * @param smoothing what is added to the count of particles in each state, at least 0
 * @param shockPaths how many paths of a {@link CommonShocks} share the N trajectories, each with a flow of its own
 */
@Withers
public record GradientEstimator(
        LogitPerturbation perturbation,
        SensitivityEstimator sensitivity,
        Baseline baseline,
        int trajectories,
        int particles,
        double smoothing,
        int shockPaths)
        implements GradientEstimatorSettings.With {

    /** Checks that the parts fit together. */
    public GradientEstimator {
        Require.given("perturbation", perturbation);
        Require.given("sensitivity", sensitivity);
        Require.given("baseline", baseline);
        Require.atLeast("trajectories", trajectories, 1);
        Require.atLeast("particles", particles, 0);
        if (!(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("smoothing = " + smoothing + " must be at least 0 and finite; try 0.5");
        }
        Require.atLeast("shockPaths", shockPaths, 1);
        if (perturbation.antithetic() && trajectories % 2 != 0) {
            throw new IllegalArgumentException(
                    "trajectories = " + trajectories + " must be even when antithetic; use " + (trajectories + 1));
        }
        baseline.require(trajectories, perturbation.antithetic());
    }

    /**
     * The estimator of the paper for two states: ε = 0.2, nested with n = 10, N = 200, no baseline, exact flow.
     *
     * @return the defaults
     */
    public static GradientEstimator defaults() {
        return new GradientEstimator(
                LogitPerturbation.of(0.2), SensitivityEstimator.nested(10), Baseline.NONE, 200, 0, 0.5, 10);
    }

    /**
     * With less variance, not in the paper: one shared sensitivity from n = 50 trajectories under ε_aux = 2, projected
     * noises, leave-one-out. Unbiased like the original where neither kernel nor policy depends on the law; elsewhere a
     * large ε_aux costs bias.
     *
     * @return the improved estimator
     */
    public static GradientEstimator improved() {
        return defaults()
                .withPerturbation(LogitPerturbation.of(0.2).withAuxiliary(2))
                .withSensitivity(SensitivityEstimator.shared(50).withGauge(true))
                .withBaseline(Baseline.LEAVE_ONE_OUT);
    }

    /**
     * Plain REINFORCE, which takes the law for fixed.
     *
     * @return the same code without perturbation
     */
    public static GradientEstimator reinforce() {
        return defaults().withSensitivity(SensitivityEstimator.none());
    }

    /**
     * How many transitions one estimate draws: N T, n T(T + 1)/2 per auxiliary call, and T per particle.
     *
     * @param horizon T
     * @return the number of transitions, on a problem without common noise
     */
    public long transitions(int horizon) {
        Require.atLeast("horizon", horizon, 0);
        long calls = sensitivity.groups(trajectories);
        return ((long) trajectories + particles) * horizon
                + calls * sensitivity.trajectories() * horizon * (horizon + 1L) / 2;
    }

    /** The estimator of one path, if the problem has common noise. */
    GradientEstimator onePath(MeanFieldControlProblem problem) {
        return problem instanceof CommonShocks ? withTrajectories(trajectories / shockPaths) : this;
    }

    /** How many flows an estimate has. */
    int paths(MeanFieldControlProblem problem) {
        return problem instanceof CommonShocks ? shockPaths : 1;
    }

    /**
     * The noise amplification a = max_t Σ_i 1/μ_t(i) / (n ε_aux²) of the auxiliary recursion (reconstructed): noise in D
     * grows like (1 + a)^(T−1), and learning needs a (T − 1) of order one.
     *
     * @param flow the laws, of which those from t = 1 on count
     * @return a (T − 1); 0 where nothing is sampled or the recursion is cut
     */
    public double amplification(PopulationFlow flow) {
        Require.given("flow", flow);
        if (sensitivity.groups(trajectories) == 0 || !sensitivity.recursion()) {
            return 0;
        }
        double worst = 0;
        for (int t = 1; t < flow.horizon(); t++) {
            double sum = 0;
            for (int i = 0; i < flow.states(); i++) {
                sum += 1 / flow.laws()[t * flow.states() + i];
            }
            worst = Math.max(worst, sum);
        }
        double inside = perturbation.inside();
        return worst / (sensitivity.trajectories() * inside * inside) * (flow.horizon() - 1);
    }

    @Override
    public String toString() {
        return perturbation + ", " + sensitivity + ", " + baseline + ", N=" + trajectories
                + (particles > 0 ? ", particles=" + particles + ", smoothing=" + smoothing : "");
    }
}
