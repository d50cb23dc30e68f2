package org.meanfield4j.graphon;

import java.util.Arrays;
import java.util.stream.Stream;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Withers;

/**
 * The coefficients of a linear-quadratic graphon game, constant in time, for state dimension d and action dimension
 * k. State: dX = (A X + B u + Ā Z) dt + D dB. Running cost: ½[X'QX + (X - HZ)'Q̄(X - HZ) + u'Ru]. Terminal cost:
 * ½[X'Q_T X + (X - H_T Z)'Q̄_T(X - H_T Z)].
 *
 * @param drift A, shape [d, d], per time
 * @param control B, shape [d, k]
 * @param coupling Ā, shape [d, d], per time
 * @param volatility D, shape [d, d], per square root of time
 * @param stateWeight Q, shape [d, d], symmetric, positive semidefinite
 * @param trackingWeight Q̄, shape [d, d], symmetric, positive semidefinite
 * @param tracking H, shape [d, d]
 * @param actionWeight R, shape [k, k], symmetric, positive definite
 * @param terminalStateWeight Q_T, shape [d, d], symmetric, positive semidefinite
 * @param terminalTrackingWeight Q̄_T, shape [d, d], symmetric, positive semidefinite
 * @param terminalTracking H_T, shape [d, d]
 * @param initialCovariance Σ_0, shape [d, d], symmetric, positive semidefinite
 */
@Withers
public record LqCoefficients(
        SmallMatrix drift,
        SmallMatrix control,
        SmallMatrix coupling,
        SmallMatrix volatility,
        SmallMatrix stateWeight,
        SmallMatrix trackingWeight,
        SmallMatrix tracking,
        SmallMatrix actionWeight,
        SmallMatrix terminalStateWeight,
        SmallMatrix terminalTrackingWeight,
        SmallMatrix terminalTracking,
        SmallMatrix initialCovariance)
        implements LqCoefficientsSettings.With {

    /**
     * Checks shapes, symmetry and definiteness.
     *
     * @throws InvalidModelException if a coefficient breaks its constraint; the message names it
     */
    public LqCoefficients {
        int d = drift.rows();
        int k = control.columns();
        shape("drift A", drift, d, d);
        shape("control B", control, d, k);
        shape("coupling Ā", coupling, d, d);
        shape("volatility D", volatility, d, d);
        shape("tracking H", tracking, d, d);
        shape("terminalTracking H_T", terminalTracking, d, d);
        weight("stateWeight Q", stateWeight, d);
        weight("trackingWeight Q̄", trackingWeight, d);
        weight("terminalStateWeight Q_T", terminalStateWeight, d);
        weight("terminalTrackingWeight Q̄_T", terminalTrackingWeight, d);
        weight("initialCovariance Σ_0", initialCovariance, d);
        symmetric("actionWeight R", actionWeight, k);
        if (!(actionWeight.smallestEigenvalue() > 0)) {
            throw new InvalidModelException("actionWeight R = " + actionWeight
                    + " must be positive definite, its smallest eigenvalue is " + actionWeight.smallestEigenvalue()
                    + "; without a cost of action there is no best response");
        }
    }

    /**
     * The state dimension.
     *
     * @return d
     */
    public int stateDimension() {
        return drift.rows();
    }

    /**
     * The action dimension.
     *
     * @return k
     */
    public int actionDimension() {
        return control.columns();
    }

    /**
     * Another drift A.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withDrift(double... entries) {
        return withDrift(like(drift, entries));
    }

    /**
     * Another control matrix B.
     *
     * @param entries shape [d, k], row-major
     * @return a changed copy
     */
    public LqCoefficients withControl(double... entries) {
        return withControl(like(control, entries));
    }

    /**
     * Another coupling drift Ā.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withCoupling(double... entries) {
        return withCoupling(like(coupling, entries));
    }

    /**
     * Another volatility D.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withVolatility(double... entries) {
        return withVolatility(like(volatility, entries));
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
        return withStateWeight(q).withTrackingWeight(qBar).withActionWeight(r);
    }

    /**
     * Other terminal weights.
     *
     * @param q Q_T, shape [d, d]
     * @param qBar Q̄_T, shape [d, d]
     * @return a changed copy
     */
    public LqCoefficients withTerminalWeights(SmallMatrix q, SmallMatrix qBar) {
        return withTerminalStateWeight(q).withTerminalTrackingWeight(qBar);
    }

    /**
     * Tracks other multiples of the aggregate.
     *
     * @param h H, shape [d, d]
     * @param hT H_T, shape [d, d]
     * @return a changed copy
     */
    public LqCoefficients withTracking(SmallMatrix h, SmallMatrix hT) {
        return withTracking(h).withTerminalTracking(hT);
    }

    /**
     * Another initial covariance Σ_0.
     *
     * @param entries shape [d, d], row-major
     * @return a changed copy
     */
    public LqCoefficients withInitialCovariance(double... entries) {
        return withInitialCovariance(like(initialCovariance, entries));
    }

    /** The entries of all matrices, for a digest. */
    double[] entries() {
        return Stream.of(
                        drift,
                        control,
                        coupling,
                        volatility,
                        stateWeight,
                        trackingWeight,
                        tracking,
                        actionWeight,
                        terminalStateWeight,
                        terminalTrackingWeight,
                        terminalTracking,
                        initialCovariance)
                .flatMapToDouble(m -> Arrays.stream(m.toArray()))
                .toArray();
    }

    private static SmallMatrix like(SmallMatrix shape, double[] entries) {
        return SmallMatrix.of(shape.rows(), shape.columns(), entries);
    }

    private static void shape(String name, SmallMatrix m, int rows, int columns) {
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
