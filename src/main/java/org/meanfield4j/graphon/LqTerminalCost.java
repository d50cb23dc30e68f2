package org.meanfield4j.graphon;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * The terminal cost of a linear-quadratic graphon game, ½[X'Q_T X + (X - H_T Z)'Q̄_T(X - H_T Z)].
 *
 * @param stateWeight Q_T, shape [d, d], symmetric, positive semidefinite
 * @param trackingWeight Q̄_T, shape [d, d], symmetric, positive semidefinite
 * @param tracking H_T, shape [d, d]
 */
@Withers
public record LqTerminalCost(SmallMatrix stateWeight, SmallMatrix trackingWeight, SmallMatrix tracking)
        implements LqTerminalCostSettings.With {

    /** Checks that nothing is missing. */
    public LqTerminalCost {
        Require.given("stateWeight", stateWeight);
        Require.given("trackingWeight", trackingWeight);
        Require.given("tracking", tracking);
    }

    /**
     * For d = k = 1.
     *
     * @param stateWeight Q_T
     * @param trackingWeight Q̄_T
     * @param tracking H_T
     * @return the coefficients as 1 x 1 matrices
     */
    public static LqTerminalCost scalar(double stateWeight, double trackingWeight, double tracking) {
        return new LqTerminalCost(
                SmallMatrix.named("stateWeight", stateWeight),
                SmallMatrix.named("trackingWeight", trackingWeight),
                SmallMatrix.named("tracking", tracking));
    }

    /** Q_T + Q̄_T, what a state pays in itself. */
    public SmallMatrix weight() {
        return stateWeight.plus(trackingWeight);
    }

    /** Q̄_T H_T, how much the environment pulls. */
    public SmallMatrix pull() {
        return trackingWeight.times(tracking);
    }
}
