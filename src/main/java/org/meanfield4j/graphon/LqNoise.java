package org.meanfield4j.graphon;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * What is random in a linear-quadratic graphon game, D dB and the initial state.
 *
 * @param volatility D, shape [d, d], per square root of time
 * @param initialCovariance Σ_0, shape [d, d], symmetric, positive semidefinite
 */
@Withers
public record LqNoise(SmallMatrix volatility, SmallMatrix initialCovariance) implements LqNoiseSettings.With {

    /** Checks that nothing is missing. */
    public LqNoise {
        Require.given("volatility", volatility);
        Require.given("initialCovariance", initialCovariance);
    }

    /**
     * For d = k = 1.
     *
     * @param volatility D
     * @param initialCovariance Σ_0
     * @return the coefficients as 1 x 1 matrices
     */
    public static LqNoise scalar(double volatility, double initialCovariance) {
        return new LqNoise(
                SmallMatrix.named("volatility", volatility), SmallMatrix.named("initialCovariance", initialCovariance));
    }
}
