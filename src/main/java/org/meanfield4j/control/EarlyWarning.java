package org.meanfield4j.control;

import java.util.Optional;
import org.meanfield4j.core.text.Digits;

/** What can be known of a run before it begins. */
final class EarlyWarning {
    /**
     * Beyond it no run of the published experiments learned: two states at T = 10 and 15 (90, 140), cybersecurity at
     * ε = 0.2 (800). Below 40 all did, some badly.
     */
    private static final double HOPELESS = 50;

    private EarlyWarning() {}

    /** Says that the sensitivity will be noise, and what would help. */
    static Optional<String> of(
            MeanFieldControlProblem problem, ControlPolicy policy, GradientEstimator estimator, double[] theta) {
        PopulationFlow flow = PopulationFlow.exact(
                problem, policy, theta, problem.validationLaw().toArray(), problem.horizon());
        double amplification = estimator.amplification(flow);
        if (!(amplification > HOPELESS)) {
            return Optional.empty();
        }
        double size = estimator.perturbation().inside() * Math.sqrt(amplification);
        return Optional.of("noise of the sensitivity: a (T - 1) = " + Digits.sig(amplification, 3) + ", above "
                + Digits.sig(HOPELESS, 2) + " learning is hopeless and about 1 is safe; use auxiliary trajectories n = "
                + (long) Math.ceil(estimator.sensitivity().trajectories() * amplification)
                + ", or an auxiliary perturbation of " + Digits.sig(size, 2));
    }
}
