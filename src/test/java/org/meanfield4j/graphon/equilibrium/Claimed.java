package org.meanfield4j.graphon.equilibrium;

import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LqGraphonGame;

/** Equilibria that nobody computed, to measure runs against. */
public final class Claimed {
    private Claimed() {}

    public static GraphonEquilibrium equilibrium(
            LqGraphonGame game,
            GraphonPolicy policy,
            double[] mean,
            double[] aggregate,
            double[] value,
            double residual) {
        return new GraphonEquilibrium(game, policy, mean, aggregate, value, "claimed", residual, Stop.never());
    }
}
