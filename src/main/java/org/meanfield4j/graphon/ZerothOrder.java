package org.meanfield4j.graphon;

import java.util.Objects;

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
 * @param preconditioned whether the slope estimate is divided by the pooled variance of the states
 */
public record ZerothOrder(
        int paths,
        int directions,
        double radius,
        NoiseReuse noise,
        boolean antithetic,
        boolean compensated,
        boolean preconditioned) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ZerothOrder {
        Objects.requireNonNull(noise, "noise");
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
     * The settings of the experiments: n = 100, m = 50, r = 0.1, SHARED_BATCH, compensated, preconditioned.
     *
     * @return the defaults
     */
    public static ZerothOrder defaults() {
        return new ZerothOrder(100, 50, 0.1, NoiseReuse.SHARED_BATCH, false, true, true);
    }

    /**
     * A copy with another number of paths.
     *
     * @param n at least 2
     * @return the copy
     */
    public ZerothOrder withPaths(int n) {
        return new ZerothOrder(n, directions, radius, noise, antithetic, compensated, preconditioned);
    }

    /**
     * A copy with another number of directions.
     *
     * @param m at least 1
     * @return the copy
     */
    public ZerothOrder withDirections(int m) {
        return new ZerothOrder(paths, m, radius, noise, antithetic, compensated, preconditioned);
    }

    /**
     * A copy with another radius.
     *
     * @param r positive
     * @return the copy
     */
    public ZerothOrder withRadius(double r) {
        return new ZerothOrder(paths, directions, r, noise, antithetic, compensated, preconditioned);
    }

    /**
     * A copy with another reuse of noise.
     *
     * @param reuse how many directions see the same noise
     * @return the copy
     */
    public ZerothOrder withNoise(NoiseReuse reuse) {
        return new ZerothOrder(paths, directions, radius, reuse, antithetic, compensated, preconditioned);
    }

    /**
     * A copy with or without antithetic noise.
     *
     * @param pairs whether paths come in pairs of opposite noise
     * @return the copy
     */
    public ZerothOrder withAntithetic(boolean pairs) {
        return new ZerothOrder(paths, directions, radius, noise, pairs, compensated, preconditioned);
    }

    /**
     * A copy with or without compensation in the intercepts.
     *
     * @param on whether to compensate
     * @return the copy
     */
    public ZerothOrder withCompensated(boolean on) {
        return new ZerothOrder(paths, directions, radius, noise, antithetic, on, preconditioned);
    }

    /**
     * A copy with or without division by the pooled variance.
     *
     * @param on whether to divide
     * @return the copy
     */
    public ZerothOrder withPreconditioned(boolean on) {
        return new ZerothOrder(paths, directions, radius, noise, antithetic, compensated, on);
    }
}
