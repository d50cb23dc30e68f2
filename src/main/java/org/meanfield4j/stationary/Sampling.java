package org.meanfield4j.stationary;

import java.util.Objects;
import org.meanfield4j.core.Law;

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
public record Sampling(
        int rollouts,
        int truncation,
        int particles,
        Restart restart,
        Law restartLaw,
        Estimator estimator,
        Output output) {

    /** Checks the sizes. */
    public Sampling {
        Checks.positive("rollouts", rollouts);
        Checks.positive("truncation", truncation);
        Checks.positive("particles", particles);
        Objects.requireNonNull(restart, "restart");
        Objects.requireNonNull(estimator, "estimator");
        Objects.requireNonNull(output, "output");
    }

    /**
     * B = 1000, T = 50, N = 1000, occupation restarts from the uniform law, mean returns, last iterate.
     *
     * @return the defaults; ours, the paper's are not public
     */
    public static Sampling defaults() {
        return new Sampling(1000, 50, 1000, Restart.OCCUPATION, null, Estimator.MEAN, Output.LAST);
    }

    /**
     * Another number of rollouts.
     *
     * @param b B ≥ 1
     * @return a changed copy
     */
    public Sampling withRollouts(int b) {
        return new Sampling(b, truncation, particles, restart, restartLaw, estimator, output);
    }

    /**
     * Another length of the rollouts.
     *
     * @param t T ≥ 1
     * @return a changed copy
     */
    public Sampling withTruncation(int t) {
        return new Sampling(rollouts, t, particles, restart, restartLaw, estimator, output);
    }

    /**
     * Another number of particles.
     *
     * @param n N ≥ 1
     * @return a changed copy
     */
    public Sampling withParticles(int n) {
        return new Sampling(rollouts, truncation, n, restart, restartLaw, estimator, output);
    }

    /**
     * Other restarts.
     *
     * @param mode OCCUPATION, DIRECT or NO_RESTART
     * @return a changed copy
     */
    public Sampling withRestart(Restart mode) {
        return new Sampling(rollouts, truncation, particles, mode, restartLaw, estimator, output);
    }

    /**
     * Another restart distribution.
     *
     * @param nu ν, one entry per state of the game, or null for the uniform law
     * @return a changed copy
     */
    public Sampling withRestartLaw(Law nu) {
        return new Sampling(rollouts, truncation, particles, restart, nu, estimator, output);
    }

    /**
     * Another estimator of Q.
     *
     * @param mode MEAN, IS_BASELINE or IS
     * @return a changed copy
     */
    public Sampling withEstimator(Estimator mode) {
        return new Sampling(rollouts, truncation, particles, restart, restartLaw, mode, output);
    }

    /**
     * Another output of the inner loop.
     *
     * @param mode LAST or MIXTURE
     * @return a changed copy
     */
    public Sampling withOutput(Output mode) {
        return new Sampling(rollouts, truncation, particles, restart, restartLaw, estimator, mode);
    }

    @Override
    public String toString() {
        return "B=" + rollouts + ", T=" + truncation + ", N=" + particles + ", " + restart + " from "
                + (restartLaw == null ? "uniform" : restartLaw) + ", " + estimator + ", " + output;
    }
}
