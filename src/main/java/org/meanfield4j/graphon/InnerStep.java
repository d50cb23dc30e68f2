package org.meanfield4j.graphon;

import java.util.Arrays;

/** One inner step of the policy gradient: the slope, then the intercepts, in a frozen environment. Not thread-safe. */
final class InnerStep {
    private final BilevelPolicyGradient solver;
    private final SlopeProblem slopes;
    private final MeanProblem means;
    private final double[] value;
    private final double[] covariance;
    private final double[] direction;
    private final double[] gradient;
    private final double[] cross;
    private final DirectionFilter filter;

    InnerStep(
            BilevelPolicyGradient solver,
            SlopeProblem slopes,
            MeanProblem means,
            int interceptLength,
            DirectionFilter filter) {
        this.filter = filter;
        this.solver = solver;
        this.slopes = slopes;
        this.means = means;
        int d = slopes.d;
        value = new double[(slopes.steps + 1) * d * d];
        covariance = new double[value.length];
        direction = new double[slopes.blocks * slopes.k * d];
        gradient = new double[interceptLength];
        cross = solver.slopeStep() == SlopeStep.JOINT ? new double[direction.length] : null;
    }

    private boolean needsCovariance() {
        return slopes.group > 1 || solver.slopeStep() == SlopeStep.PLAIN || solver.slopeStep() == SlopeStep.JOINT;
    }

    /** Refuses a slope whose noise does not reach every direction of the state: there K is not identified by J1. */
    void requireCovariance(double[] slope) {
        if (!needsCovariance()) {
            return;
        }
        int d = slopes.d;
        slopes.covariances(slope, covariance);
        for (int i = 0; i < slopes.steps; i++) {
            SmallMatrix s = SmallMatrix.of(d, d, Arrays.copyOfRange(covariance, i * d * d, (i + 1) * d * d));
            if (!(s.smallestEigenvalue() > 1e-14 * s.largestEntry())) {
                throw new IllegalArgumentException("slopeStep = " + solver.slopeStep() + " with " + solver.timing()
                        + " needs a positive definite state covariance, but it is " + s + " at step " + i
                        + "; use PRECONDITIONED with EULER or ACTION_HOLD, or noise in D or Σ_0");
            }
        }
    }

    /** Moves slope and intercept; mean is work space for a path. */
    void apply(double[] slope, double[] intercept, double[] aggregate, double[] mean) {
        slopes.values(slope, value);
        if (needsCovariance()) {
            slopes.covariances(slope, covariance);
        }
        switch (solver.slopeStep()) {
            case PRECONDITIONED -> slopes.directions(slope, value, covariance, false, direction);
            case GAUSS_NEWTON -> slopes.directions(slope, value, covariance, true, direction);
            case PLAIN, JOINT -> slopes.gradients(slope, value, covariance, direction);
        }
        boolean oldSlope = cross != null || solver.order() == UpdateOrder.JACOBI;
        if (!oldSlope) {
            filter.slopes(direction);
            Flat.addScaled(slope, 0, -solver.slopeStepSize(), direction, 0, slope.length);
        }
        means.means(slope, intercept, aggregate, mean);
        means.gradients(slope, intercept, aggregate, mean, gradient, cross);
        if (cross != null) {
            Flat.addScaled(direction, 0, 1, cross, 0, cross.length);
        }
        if (oldSlope) {
            filter.slopes(direction);
            Flat.addScaled(slope, 0, -solver.slopeStepSize(), direction, 0, slope.length);
        }
        filter.intercepts(gradient);
        Flat.addScaled(intercept, 0, -solver.interceptStepSize(), gradient, 0, intercept.length);
    }
}
