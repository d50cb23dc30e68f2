package org.meanfield4j.graphon;

import java.util.Arrays;
import java.util.stream.Stream;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;

/**
 * The coefficients of a linear-quadratic graphon game, constant in time, for state dimension d and action dimension
 * k. State: dX = (A X + B u + Ā Z) dt + D dB. Running cost: ½[X'QX + (X - HZ)'Q̄(X - HZ) + u'Ru]. Terminal cost:
 * ½[X'Q_T X + (X - H_T Z)'Q̄_T(X - H_T Z)].
 *
 * @param dynamics A, B and Ā; d and k are read from A (d x d) and B (d x k)
 * @param runningCost Q, Q̄, H and R
 * @param terminalCost Q_T, Q̄_T and H_T
 * @param noise D and Σ_0
 */
@Withers
public record LqCoefficients(LqDynamics dynamics, LqRunningCost runningCost, LqTerminalCost terminalCost, LqNoise noise)
        implements LqCoefficientsSettings.With {
    private static final double LARGEST = 1e100;

    /**
     * Checks shapes, symmetry and definiteness.
     *
     * @throws InvalidModelException if a coefficient breaks its constraint; the message names it
     */
    public LqCoefficients {
        Require.given("dynamics", dynamics);
        Require.given("runningCost", runningCost);
        Require.given("terminalCost", terminalCost);
        Require.given("noise", noise);
        int d = dynamics.drift().rows();
        int k = dynamics.control().columns();
        shape("drift A", dynamics.drift(), d, d);
        shape("control B", dynamics.control(), d, k);
        shape("coupling Ā", dynamics.coupling(), d, d);
        shape("volatility D", noise.volatility(), d, d);
        shape("tracking H", runningCost.tracking(), d, d);
        shape("terminalTracking H_T", terminalCost.tracking(), d, d);
        weight("stateWeight Q", runningCost.stateWeight(), d);
        weight("trackingWeight Q̄", runningCost.trackingWeight(), d);
        weight("terminalStateWeight Q_T", terminalCost.stateWeight(), d);
        weight("terminalTrackingWeight Q̄_T", terminalCost.trackingWeight(), d);
        weight("initialCovariance Σ_0", noise.initialCovariance(), d);
        SmallMatrix r = runningCost.actionWeight();
        symmetric("actionWeight R", r, k);
        if (!(r.smallestEigenvalue() > 0)) {
            throw new InvalidModelException("actionWeight R = " + r
                    + " must be positive definite, its smallest eigenvalue is " + r.smallestEigenvalue()
                    + "; without a cost of action there is no best response");
        }
    }

    /**
     * The state dimension.
     *
     * @return d
     */
    public int stateDimension() {
        return dynamics.drift().rows();
    }

    /**
     * The action dimension.
     *
     * @return k
     */
    public int actionDimension() {
        return dynamics.control().columns();
    }

    /**
     * What actions cost.
     *
     * @return R, shape [k, k]
     */
    public SmallMatrix actionWeight() {
        return runningCost.actionWeight();
    }

    /**
     * Another drift A.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withDrift(double... entries) {
        return withDynamics(dynamics.withDrift(like(dynamics.drift(), entries)));
    }

    /**
     * Another coupling drift Ā.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withCoupling(double... entries) {
        return withDynamics(dynamics.withCoupling(like(dynamics.coupling(), entries)));
    }

    /**
     * Another volatility D.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withVolatility(double... entries) {
        return withNoise(noise.withVolatility(like(noise.volatility(), entries)));
    }

    /**
     * Other running weights.
     *
     * @param q Q, shape [d, d]
     * @param qBar Q̄, shape [d, d]
     * @param r R, shape [k, k]
     * @return a changed copy
     */
    public LqCoefficients withWeights(SmallMatrix q, SmallMatrix qBar, SmallMatrix r) {
        return withRunningCost(new LqRunningCost(q, qBar, runningCost.tracking(), r));
    }

    /**
     * Other terminal weights.
     *
     * @param q Q_T, shape [d, d]
     * @param qBar Q̄_T, shape [d, d]
     * @return a changed copy
     */
    public LqCoefficients withTerminalWeights(SmallMatrix q, SmallMatrix qBar) {
        return withTerminalCost(new LqTerminalCost(q, qBar, terminalCost.tracking()));
    }

    /**
     * Tracks other multiples of the aggregate.
     *
     * @param h H, shape [d, d]
     * @param hT H_T, shape [d, d]
     * @return a changed copy
     */
    public LqCoefficients withTracking(SmallMatrix h, SmallMatrix hT) {
        return withRunningCost(runningCost.withTracking(h)).withTerminalCost(terminalCost.withTracking(hT));
    }

    /**
     * Tracks the same multiple of the aggregate throughout and at the end; negative ones flee it.
     *
     * @param entries H = H_T, shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withTracking(double... entries) {
        return withTracking(like(runningCost.tracking(), entries), like(terminalCost.tracking(), entries));
    }

    /**
     * Another initial covariance Σ_0.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withInitialCovariance(double... entries) {
        return withNoise(noise.withInitialCovariance(like(noise.initialCovariance(), entries)));
    }

    /** The entries of all matrices, for a digest. */
    double[] entries() {
        return Stream.of(
                        dynamics.drift(),
                        dynamics.control(),
                        dynamics.coupling(),
                        noise.volatility(),
                        runningCost.stateWeight(),
                        runningCost.trackingWeight(),
                        runningCost.tracking(),
                        runningCost.actionWeight(),
                        terminalCost.stateWeight(),
                        terminalCost.trackingWeight(),
                        terminalCost.tracking(),
                        noise.initialCovariance())
                .flatMapToDouble(m -> Arrays.stream(m.toArray()))
                .toArray();
    }

    private static SmallMatrix like(SmallMatrix shape, double[] entries) {
        return SmallMatrix.of(shape.rows(), shape.columns(), entries);
    }

    private static void shape(String name, SmallMatrix m, int rows, int columns) {
        if (m.largestEntry() > LARGEST) {
            throw new InvalidModelException(name + " = " + m + " must be at most " + LARGEST
                    + " in size, or products overflow; use another unit");
        }
        if (!m.hasShape(rows, columns)) {
            throw new InvalidModelException(name + " has shape " + m.rows() + " x " + m.columns() + ", expected " + rows
                    + " x " + columns + "; d and k are read from A (d x d) and B (d x k)");
        }
    }

    private static void symmetric(String name, SmallMatrix m, int n) {
        shape(name, m, n, n);
        if (!m.isSymmetric()) {
            throw new InvalidModelException(
                    name + " = " + m + " must be symmetric; use its symmetric part, the cost is the same");
        }
    }

    private static void weight(String name, SmallMatrix m, int n) {
        symmetric(name, m, n);
        double smallest = m.smallestEigenvalue();
        if (smallest < -1e-12 * m.largestEntry()) {
            throw new InvalidModelException(
                    name + " = " + m + " must be positive semidefinite, its smallest eigenvalue is " + smallest);
        }
    }
}
