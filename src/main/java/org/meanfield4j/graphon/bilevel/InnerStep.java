package org.meanfield4j.graphon.bilevel;

import java.util.Arrays;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The steps of {@link BilevelPolicyGradient} with their buffers: slope and intercepts in a frozen environment, and the
 * environment that follows. Not thread-safe.
 */
final class InnerStep {
    private final BilevelPolicyGradient solver;
    private final SlopeProblem slopes;
    private final MeanProblem means;
    private final double[] value;
    private final double[] covariance;
    private final double[] direction;
    private final double[] gradient;
    private final double[] cross;
    private final double[] mean;
    private final DirectionFilter filter;
    private final Stop stop;

    InnerStep(BilevelPolicyGradient solver, LqGraphonGame game, int blocks, DirectionFilter filter, Stop stop) {
        this.filter = filter;
        this.solver = solver;
        this.stop = stop;
        slopes = new SlopeProblem(game, solver.timing(), blocks);
        means = new MeanProblem(game, solver.timing(), blocks);
        means.stopWhen(stop);
        int d = slopes.d;
        value = new double[(slopes.steps + 1) * d * d];
        covariance = new double[value.length];
        direction = new double[slopes.blocks * slopes.k * d];
        gradient = new double[blocks * slopes.k * game.labels()];
        mean = new double[(game.steps() + 1) * d * game.labels()];
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
                        + "; use NATURAL with EVERY_STEP or ZERO_ORDER_HOLD, or noise in D or Σ_0");
            }
        }
    }

    /** K ← K - η_K direction(K); a JOINT direction holds the cross term of the gradients taken last. */
    void moveSlopes(double[] slope) {
        slopes.values(slope, value);
        if (needsCovariance()) {
            slopes.covariances(slope, covariance);
        }
        switch (solver.slopeStep()) {
            case NATURAL -> slopes.directions(slope, value, covariance, false, direction);
            case GAUSS_NEWTON -> slopes.directions(slope, value, covariance, true, direction);
            case PLAIN, JOINT -> slopes.gradients(slope, value, covariance, direction);
        }
        if (cross != null) {
            Flat.addScaled(direction, 0, 1, cross, 0, cross.length);
        }
        filter.slopes(direction);
        Flat.addScaled(slope, 0, -solver.slopeStepSize(), direction, 0, slope.length);
    }

    /** ∇_G J2(K, G, Z) for every label, for the next move of the intercepts. */
    void interceptGradients(double[] slope, double[] intercept, double[] aggregate) {
        means.means(slope, intercept, aggregate, mean);
        means.gradients(slope, intercept, aggregate, mean, gradient, cross);
    }

    /** G ← G - η_G ∇_G J2, with the gradients taken last. */
    void moveIntercepts(double[] intercept) {
        filter.intercepts(gradient, stop);
        Flat.addScaled(intercept, 0, -solver.interceptStepSize(), gradient, 0, intercept.length);
    }

    /** Z ← W mean(K, G), the means in the old environment or in the one that they make; they are returned. */
    double[] environment(double[] slope, double[] intercept, double[] old, double[] aggregate) {
        if (solver.aggregateUpdate() == AggregateUpdate.FROZEN) {
            means.means(slope, intercept, old, mean);
            means.aggregate(mean, aggregate);
        } else {
            means.population(slope, intercept, mean, aggregate);
        }
        return mean;
    }
}
