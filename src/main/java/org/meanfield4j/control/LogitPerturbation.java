package org.meanfield4j.control;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * How the law that an agent sees is perturbed: M_t = softmax(log μ_t + ε Λ_t), Λ_t ~ N(0, I_S). In mean
 * E d_TV(μ_t, M_t) ≤ ε/2. The score of the shift, ε⁻¹ Λ_t · ∇ log μ_t, stands in for derivatives with respect to the law.
 *
 * @param size ε &gt; 0: a large one biases the gradient, a small one makes it noisy
 * @param auxiliary ε_aux of the trajectories that estimate the sensitivity, at least 0; 0 means ε, as in the paper
 * @param first whether M_0 is perturbed too; μ_0 does not depend on the parameters, so the gradient loses nothing without
 * @param antithetic whether trajectories come in pairs of opposite noise and equal random numbers otherwise
 */
@Withers
public record LogitPerturbation(double size, double auxiliary, boolean first, boolean antithetic)
        implements LogitPerturbationSettings.With {

    /** Checks the sizes. */
    public LogitPerturbation {
        Require.positive("perturbation size", size, "try 0.2");
        if (!(auxiliary >= 0 && auxiliary < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("auxiliary perturbation size = " + auxiliary
                    + " must be at least 0 and finite; 0 means the size of the main trajectories");
        }
    }

    /**
     * One size for all trajectories and all times.
     *
     * @param size ε &gt; 0
     * @return the perturbation of the paper
     */
    public static LogitPerturbation of(double size) {
        return new LogitPerturbation(size, 0, true, false);
    }

    /** ε_aux. */
    double inside() {
        return auxiliary > 0 ? auxiliary : size;
    }

    @Override
    public String toString() {
        return "ε=" + size + (auxiliary > 0 ? ", ε_aux=" + auxiliary : "") + (first ? "" : ", M_0=μ_0")
                + (antithetic ? ", antithetic" : "");
    }
}
