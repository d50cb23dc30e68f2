package org.meanfield4j.stationary.games;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;

/**
 * What a crowd costs: f(m) at a place where the share m of the population is.
 *
 * @param name what a run calls it, for instance {@code "mu^2"}
 * @param of f, finite on [0, 1]; checked whenever a solver evaluates it
 */
public record CrowdPenalty(String name, DoubleUnaryOperator of) {

    /** Checks that nothing is missing. */
    public CrowdPenalty {
        Require.given("name", name);
        Require.given("penalty", of);
    }

    /**
     * f(m) = κm.
     *
     * @param kappa κ; negative values make a herd
     * @return the penalty
     * @throws IllegalArgumentException if κ is not finite
     */
    public static CrowdPenalty linear(double kappa) {
        requireFinite(kappa);
        return new CrowdPenalty(number(kappa) + " mu", m -> kappa * m);
    }

    /**
     * f(m) = κ log max(m, 1e-6).
     *
     * @param kappa κ
     * @return the penalty
     * @throws IllegalArgumentException if κ is not finite
     */
    public static CrowdPenalty logarithmic(double kappa) {
        requireFinite(kappa);
        return new CrowdPenalty(number(kappa) + " log mu", m -> kappa * FastMath.log(Math.max(m, Terms.SMALLEST_MASS)));
    }

    private static void requireFinite(double kappa) {
        if (!Double.isFinite(kappa)) {
            throw new IllegalArgumentException("congestion kappa = " + kappa + " must be finite");
        }
    }

    /** Whole numbers without a point. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
