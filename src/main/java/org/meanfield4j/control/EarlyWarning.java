package org.meanfield4j.control;

import java.util.Optional;
import org.meanfield4j.core.text.Digits;

/** What can be known of a run before it begins. */
final class EarlyWarning {
    /**
     * Set on the recorded runs: beyond it two states at T = 10 and 15 (90, 140) and cybersecurity at ε = 0.2 (800) did not
     * learn, cybersecurity at ε = 0.5 (128) did in part. It warns of noise only, not of the bias of a large ε.
     */
    private static final double UNLIKELY = 50;

    private EarlyWarning() {}

    /** Says that the sensitivity will be noise, and what would help. */
    static Optional<String> of(
            MeanFieldControlProblem problem, ControlPolicy policy, GradientEstimator estimator, double[] theta) {
        PopulationFlow flow = PopulationFlow.exact(
                problem, policy, theta, problem.validationLaw().toArray(), problem.horizon());
        double amplification = estimator.amplification(flow);
        if (!(amplification > UNLIKELY)) {
            return Optional.empty();
        }
        double size = estimator.perturbation().inside() * Math.sqrt(amplification);
        return Optional.of("noise of the sensitivity: a (T - 1) = " + Digits.sig(amplification, 3) + ", above "
                + Digits.sig(UNLIKELY, 2) + " learning is unlikely and about 1 is safe; use auxiliary trajectories n = "
                + (long) Math.ceil(estimator.sensitivity().trajectories() * amplification)
                + ", or an auxiliary perturbation of " + Digits.sig(size, 2));
    }
}
