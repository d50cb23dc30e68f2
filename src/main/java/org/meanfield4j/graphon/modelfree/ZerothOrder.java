package org.meanfield4j.graphon.modelfree;

import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * The two-point gradient estimate of {@link ModelFreePolicyGradient}, ĝ = (1/(m dt)) Σ_j (J(θ + r U_j) - J(θ - r U_j)) /
 * (2r) U_j with standard normal directions U_j.
 *
 * @param paths n, paths per label and cost evaluation, at least 2; even when antithetic
 * @param directions m, at least 1
 * @param radius r &gt; 0; the slope estimate has a bias of order r²
 * @param noise how many directions see the same noise
 * @param antithetic whether paths come in pairs of opposite noise, which lowers the error of intercepts and aggregate
 *     and raises that of slopes
 * @param compensated whether a slope direction is compensated in the intercepts, so that mean paths do not move; without
 *     it the estimate is that of the whole cost
 * @param natural whether the slope estimate is divided by the pooled variance of the states
 */
@Withers
public record ZerothOrder(
        int paths,
        int directions,
        double radius,
        NoiseReuse noise,
        boolean antithetic,
        boolean compensated,
        boolean natural)
        implements ZerothOrderSettings.With {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ZerothOrder {
        Require.given("noise", noise);
        if (paths < 2) {
            throw new IllegalArgumentException(
                    "paths = " + paths + " must be at least 2, a variance is estimated from them; use 100");
        }
        if (antithetic && paths % 2 != 0) {
            throw new IllegalArgumentException(
                    "paths = " + paths + " must be even when antithetic; use " + (paths + 1));
        }
        if (directions < 1) {
            throw new IllegalArgumentException("directions = " + directions + " must be at least 1; use 50");
        }
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("radius = " + radius + " must be positive and finite; use 0.1");
        }
    }

    /**
     * The settings of the experiments: n = 100, m = 50, r = 0.1, SHARED_BATCH, compensated, natural.
     *
     * @return the defaults
     */
    public static ZerothOrder defaults() {
        return new ZerothOrder(100, 50, 0.1, NoiseReuse.SHARED_BATCH, false, true, true);
    }

    @Override
    public String toString() {
        return "n=" + paths + ", m=" + directions + ", r=" + radius + ", " + noise
                + (antithetic ? ", antithetic" : "")
                + (compensated ? "" : ", not compensated")
                + (natural ? "" : ", plain gradient");
    }
}
