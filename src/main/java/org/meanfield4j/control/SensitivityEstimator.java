package org.meanfield4j.control;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * How the sensitivity D_t = ∇_θ log μ_t, shape [S, p], comes about that multiplies the noise of the law. The auxiliary
 * estimator reads off n perturbed trajectories of length t, fresh ones for every t = 1 … T,
 *
 * <pre>
 * μ_t(i) D_t(i,·) = mean of 1{y_t = i} Σ_{s&lt;t} ( ε⁻¹ Λ_s · D_s + ∇ log p_θ(a_s | s, y_s, M_s) ),   D_0 = 0
 * </pre>
 *
 * by forward substitution.
 *
 * @param source where D comes from
 * @param trajectories n ≥ 1, auxiliary trajectories per time and call
 * @param gauge whether noises in scores are projected to sum zero, which M_t cannot tell from the noise itself: less
 *     variance, the same mean
 * @param recursion whether D_t feeds on D_s, s &lt; t; without it (C = 0) the estimate is right only where neither kernel
 *     nor policy depends on the law
 */
@Withers
public record SensitivityEstimator(Source source, int trajectories, boolean gauge, boolean recursion)
        implements SensitivityEstimatorSettings.With {

    /** Where the sensitivity comes from. */
    public enum Source {
        /** A fresh estimate for every main trajectory, as in the paper. */
        NESTED,
        /** One estimate per update. */
        SHARED,
        /** The exact recursion, which knows the model. */
        EXACT,
        /** None: plain REINFORCE on unperturbed laws, which takes the law for fixed. */
        NONE
    }

    /** Checks the number. */
    public SensitivityEstimator {
        Require.given("source", source);
        Require.atLeast("auxiliary trajectories", trajectories, 1);
    }

    /**
     * A fresh estimate for every main trajectory.
     *
     * @param trajectories n ≥ 1
     * @return the estimator of the paper
     */
    public static SensitivityEstimator nested(int trajectories) {
        return new SensitivityEstimator(Source.NESTED, trajectories, false, true);
    }

    /**
     * One estimate per update.
     *
     * @param trajectories n ≥ 1
     * @return the estimator
     */
    public static SensitivityEstimator shared(int trajectories) {
        return new SensitivityEstimator(Source.SHARED, trajectories, false, true);
    }

    /**
     * The exact sensitivity, from the model.
     *
     * @return the oracle
     */
    public static SensitivityEstimator exact() {
        return new SensitivityEstimator(Source.EXACT, 1, false, true);
    }

    /**
     * No sensitivity.
     *
     * @return what makes plain REINFORCE
     */
    public static SensitivityEstimator none() {
        return new SensitivityEstimator(Source.NONE, 1, false, true);
    }

    /** Whether there are auxiliary trajectories. */
    boolean sampled() {
        return source == Source.NESTED || source == Source.SHARED;
    }

    /** How many independent estimates N main trajectories use; 0 if nothing is sampled. */
    int groups(int main) {
        return source == Source.NESTED ? main : source == Source.SHARED ? 1 : 0;
    }

    @Override
    public String toString() {
        return source
                + (sampled() ? ", n=" + trajectories : "")
                + (gauge ? ", gauge" : "")
                + (recursion ? "" : ", law-free");
    }
}
