package org.meanfield4j.graphon;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * The running cost of a linear-quadratic graphon game, ½[X'QX + (X - HZ)'Q̄(X - HZ) + u'Ru].
 *
 * @param stateWeight Q, shape [d, d], symmetric, positive semidefinite
 * @param trackingWeight Q̄, shape [d, d], symmetric, positive semidefinite
 * @param tracking H, shape [d, d]
 * @param actionWeight R, shape [k, k], symmetric, positive definite
 */
@Withers
public record LqRunningCost(
        SmallMatrix stateWeight, SmallMatrix trackingWeight, SmallMatrix tracking, SmallMatrix actionWeight)
        implements LqRunningCostSettings.With {

    /** Checks that nothing is missing. */
    public LqRunningCost {
        Require.given("stateWeight", stateWeight);
        Require.given("trackingWeight", trackingWeight);
        Require.given("tracking", tracking);
        Require.given("actionWeight", actionWeight);
    }

    /**
     * For d = k = 1.
     *
     * @param stateWeight Q
     * @param trackingWeight Q̄
     * @param tracking H
     * @param actionWeight R
     * @return the coefficients as 1 x 1 matrices
     */
    public static LqRunningCost scalar(
            double stateWeight, double trackingWeight, double tracking, double actionWeight) {
        return new LqRunningCost(
                SmallMatrix.named("stateWeight", stateWeight),
                SmallMatrix.named("trackingWeight", trackingWeight),
                SmallMatrix.named("tracking", tracking),
                SmallMatrix.named("actionWeight", actionWeight));
    }

    /** Q + Q̄, what a state pays in itself. */
    public SmallMatrix weight() {
        return stateWeight.plus(trackingWeight);
    }

    /** Q̄ H, how much the environment pulls. */
    public SmallMatrix pull() {
        return trackingWeight.times(tracking);
    }
}
