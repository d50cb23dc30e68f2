package org.meanfield4j.stationary.sampled;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * How {@link SampledMfTrpo} samples: the rollouts of an inner step and the particles of an outer step.
 *
 * @param rollouts B ≥ 1, per inner step
 * @param truncation T ≥ 1, oracle steps of a rollout; the estimate of Q misses up to γ^T/(1−γ) times the largest
 *     regularised reward
 * @param particles N ≥ 1, per outer step
 * @param restart where rollouts start
 * @param restartLaw ν, or null for the uniform law
 * @param estimator how returns become an estimate of Q
 * @param output what the particles follow
 */
@Withers
public record Sampling(
        int rollouts,
        int truncation,
        int particles,
        RestartMode restart,
        Law restartLaw,
        QEstimator estimator,
        InnerOutput output)
        implements SamplingSettings.With {

    /** Checks the sizes. */
    public Sampling {
        Require.atLeast("rollouts", rollouts, 1);
        Require.atLeast("truncation", truncation, 1);
        Require.atLeast("particles", particles, 1);
        Require.given("restart", restart);
        Require.given("estimator", estimator);
        Require.given("output", output);
    }

    /**
     * B = 1000, T = 50, N = 1000, occupation restarts from the uniform law, mean returns, last iterate.
     *
     * @return the defaults; ours, the paper's are not public
     */
    public static Sampling defaults() {
        return new Sampling(1000, 50, 1000, RestartMode.OCCUPATION, null, QEstimator.MEAN, InnerOutput.LAST);
    }

    @Override
    public String toString() {
        return "B=" + rollouts + ", T=" + truncation + ", N=" + particles + ", " + restart + " from "
                + (restartLaw == null ? "uniform" : restartLaw) + ", " + estimator + ", " + output;
    }
}
