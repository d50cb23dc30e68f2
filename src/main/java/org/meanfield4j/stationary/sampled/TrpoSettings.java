package org.meanfield4j.stationary.sampled;

import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.TrpoStep;
import org.meanfield4j.stationary.WarmStart;

/** The settings that {@link SampledMfTrpo} shares with the exact algorithm, said as there. */
public interface TrpoSettings extends SampledMfTrpoSettings.With {

    /**
     * A constant temperature.
     *
     * @param eta η &gt; 0
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withTemperature(double eta) {
        return withExact(exact().withTemperature(eta));
    }

    /**
     * A temperature that changes with the outer step.
     *
     * @param schedule η_k &gt; 0
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withTemperature(Schedule schedule) {
        return withExact(exact().withTemperature(schedule));
    }

    /**
     * A constant outer step size.
     *
     * @param beta β in (0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withStepSize(double beta) {
        return withExact(exact().withStepSize(beta));
    }

    /**
     * An outer step size that changes.
     *
     * @param schedule β_k in (0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withStepSize(Schedule schedule) {
        return withExact(exact().withStepSize(schedule));
    }

    /**
     * Another number of outer steps.
     *
     * @param k K ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withOuterSteps(int k) {
        return withExact(exact().withOuterSteps(k));
    }

    /**
     * Another number of inner steps.
     *
     * @param l L ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withInnerSteps(int l) {
        return withExact(exact().withInnerSteps(l));
    }

    /**
     * Another number of kernel steps in the population update.
     *
     * @param m M ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withKernelSteps(int m) {
        return withExact(exact().withKernelSteps(m));
    }

    /**
     * Another start of the inner loop.
     *
     * @param mode RESET_STEP, COLD or CONTINUE
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withWarmStart(WarmStart mode) {
        return withExact(exact().withWarmStart(mode));
    }

    /**
     * Another inner step.
     *
     * @param rule the trust-region step
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withTrustRegion(TrpoStep rule) {
        return withExact(exact().withTrustRegion(rule));
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    default SampledMfTrpo withMetricsEvery(int every) {
        return withExact(exact().withMetricsEvery(every));
    }
}
