package org.meanfield4j.graphon;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * The drift of a linear-quadratic graphon game, (A X + B u + Ā Z) dt.
 *
 * @param drift A, shape [d, d], per time
 * @param control B, shape [d, k]
 * @param coupling Ā, shape [d, d], per time
 */
@Withers
public record LqDynamics(SmallMatrix drift, SmallMatrix control, SmallMatrix coupling)
        implements LqDynamicsSettings.With {

    /** Checks that nothing is missing. */
    public LqDynamics {
        Require.given("drift", drift);
        Require.given("control", control);
        Require.given("coupling", coupling);
    }

    /**
     * For d = k = 1.
     *
     * @param drift A
     * @param control B
     * @param coupling Ā
     * @return the coefficients as 1 x 1 matrices
     */
    public static LqDynamics scalar(double drift, double control, double coupling) {
        return new LqDynamics(
                SmallMatrix.named("drift", drift),
                SmallMatrix.named("control", control),
                SmallMatrix.named("coupling", coupling));
    }
}
