package org.meanfield4j.graphon.modelfree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.operator.Graphon;

class ZerothOrderStepTest {
    private static final int REPETITIONS = 200;
    private static final LqGraphonGame GAME =
            LqGraphonGame.full2d().withSteps(4).withGraphon(Graphon.uniformAttachment(), 3);
    /** d = 2, k = 3. */
    private static final LqGraphonGame WIDE = GraphonFixtures.randomGame(new Random(3), 2, 3, 4, 3);

    /** Means over repetitions against the exact gradients g S and ∇_G J2, within five standard errors each. */
    @ParameterizedTest
    @EnumSource(NoiseReuse.class)
    void estimatesAreGradients(NoiseReuse noise) {
        double[] slope = GraphonPolicy.constant(GAME, SmallMatrix.of(2, 2, -0.7, 0.2, 0.1, -0.5), 0, 0)
                .slopes();
        double[] intercept = new double[GAME.steps() * 2 * GAME.labels()];
        Arrays.setAll(intercept, e -> 0.3 - 0.02 * e);
        double[] z = GAME.initialAggregate();
        ZerothOrder estimator = ZerothOrder.defaults()
                .withPaths(50)
                .withDirections(10)
                .withRadius(0.01)
                .withNoise(noise);
        ZerothOrderStep step = new ZerothOrderStep(CostOracle.of(GAME), estimator, 1, Stop.never());
        step.place(intercept, z);
        double[][] slopes = new double[REPETITIONS][];
        double[][] intercepts = new double[REPETITIONS][];
        for (int r = 0; r < REPETITIONS; r++) {
            Streams streams = Streams.of(7).child(r);
            step.estimateSlope(slope, streams);
            step.estimateIntercepts(slope, streams);
            slopes[r] = step.slopeEstimate();
            intercepts[r] = step.interceptEstimates();
        }

        SlopeProblem exactSlope = new SlopeProblem(GAME, ActionTiming.EVERY_STEP, GAME.steps());
        double[] value = new double[(GAME.steps() + 1) * 4];
        double[] covariance = new double[value.length];
        exactSlope.values(slope, value);
        exactSlope.covariances(slope, covariance);
        double[] gradient = new double[slope.length];
        exactSlope.gradients(slope, value, covariance, gradient);
        requireMean(gradient, slopes);

        MeanProblem exactMeans = new MeanProblem(GAME, ActionTiming.EVERY_STEP, GAME.steps());
        double[] mean = new double[z.length];
        double[] interceptGradient = new double[intercept.length];
        exactMeans.means(slope, intercept, z, mean);
        exactMeans.gradients(slope, intercept, z, mean, interceptGradient, null);
        requireMean(interceptGradient, intercepts);
    }

    private static GraphonIterate moved(LqGraphonGame game, ZerothOrder estimator, GraphonStart from, Streams streams) {
        GraphonIterate at = new GraphonIterate(GraphonStart.of(game, game.steps(), from), false);
        double[] z = at.aggregate.clone();
        new ZerothOrderStep(CostOracle.of(game), estimator, 1, Stop.never()).apply(at, z, 1, 0.5, streams);
        return at;
    }

    private static GraphonStart start() {
        SmallMatrix slope = SmallMatrix.of(3, 2, -0.7, 0.2, 0.1, -0.5, 0.4, -0.3);
        GraphonPolicy policy = GraphonPolicy.constant(WIDE, slope, 0.3, -0.2, 0.1);
        return GraphonStart.zero(WIDE, WIDE.steps()).withPolicy(policy);
    }

    /** K ← K - η_K ĝ with the plain estimate, G ← G - η_G ĝ(x) at the new slope. */
    @Test
    void withoutPreconditioningTheSlopeMovesByTheEstimateItself() {
        ZerothOrder estimator = ZerothOrder.defaults().withPaths(6).withDirections(3);
        Streams streams = Streams.of(4);
        GraphonStart start = start();

        GraphonIterate plain = moved(WIDE, estimator.withNatural(false), start, streams);

        ZerothOrderStep twin = new ZerothOrderStep(CostOracle.of(WIDE), estimator, 1, Stop.never());
        twin.place(start.policy().intercepts().toArray(), start.aggregate().toArray());
        twin.estimateSlope(start.policy().slopes(), streams);
        twin.estimateIntercepts(plain.slopes, streams);
        double[] slope = start.policy().slopes();
        double[] intercept = start.policy().intercepts().toArray();
        Arrays.setAll(slope, e -> slope[e] - twin.slopeEstimate()[e]);
        Arrays.setAll(intercept, e -> intercept[e] - 0.5 * twin.interceptEstimates()[e]);
        assertArrayEquals(slope, plain.slopes, 1e-14);
        assertArrayEquals(intercept, plain.intercepts, 1e-14);
    }

    /**
     * Slopes move by ĝ without and by ĝ Ŝ⁻¹ with preconditioning, which reveals Ŝ. Its mean is the covariance of the
     * states for any number of paths, here two: five standard errors.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEstimateIsDividedByAnUnbiasedVariance(boolean antithetic) {
        ZerothOrder estimator =
                ZerothOrder.defaults().withPaths(2).withDirections(3).withAntithetic(antithetic);
        GraphonStart start = start();
        double[][] variances = new double[2 * REPETITIONS][];
        for (int r = 0; r < variances.length; r++) {
            Streams streams = Streams.of(11).child(r);
            GraphonPolicy plain =
                    moved(WIDE, estimator.withNatural(false), start, streams).policy();
            GraphonPolicy divided = moved(WIDE, estimator, start, streams).policy();
            variances[r] = new double[WIDE.steps() * 4];
            for (int i = 0; i < WIDE.steps(); i++) {
                RealMatrix k = start.policy().slope(i).asReal();
                RealMatrix s = new QRDecomposition(k.subtract(divided.slope(i).asReal()))
                        .getSolver()
                        .solve(k.subtract(plain.slope(i).asReal()));
                assertEquals(s.getEntry(0, 1), s.getEntry(1, 0), 1e-6 * s.getNorm()); // rounding of a division
                for (int e = 0; e < 4; e++) {
                    variances[r][4 * i + e] = s.getEntry(e / 2, e % 2);
                }
            }
        }

        double[] covariance = new double[(WIDE.steps() + 1) * 4];
        new SlopeProblem(WIDE, ActionTiming.EVERY_STEP, WIDE.steps())
                .covariances(start.policy().slopes(), covariance);
        requireMean(Arrays.copyOf(covariance, WIDE.steps() * 4), variances);
    }

    /** Every path is the mean path then, and compensated directions do not move it; rounding over 2 r dt. */
    @Test
    void withoutNoiseACompensatedSlopeCostsNothing() {
        LqGraphonGame still = WIDE.withCoefficients(
                WIDE.coefficients().withVolatility(new double[4]).withInitialCovariance(new double[4]));
        ZerothOrder estimator = ZerothOrder.defaults().withPaths(5).withDirections(4);
        ZerothOrderStep step = new ZerothOrderStep(CostOracle.of(still), estimator, 1, Stop.never());
        GraphonStart start = start();
        step.place(start.policy().intercepts().toArray(), start.aggregate().toArray());

        step.estimateSlope(start.policy().slopes(), Streams.of(2));

        assertArrayEquals(new double[WIDE.steps() * 6], step.slopeEstimate(), 1e-12);
        step = new ZerothOrderStep(CostOracle.of(still), estimator.withCompensated(false), 1, Stop.never());
        step.place(start.policy().intercepts().toArray(), start.aggregate().toArray());
        step.estimateSlope(start.policy().slopes(), Streams.of(2));
        assertTrue(Math.abs(step.slopeEstimate()[0]) > 0.01); // there is something to compensate
    }

    private static void requireMean(double[] expected, double[][] samples) {
        for (int e = 0; e < expected.length; e++) {
            double sum = 0;
            double squares = 0;
            for (double[] sample : samples) {
                sum += sample[e];
                squares += sample[e] * sample[e];
            }
            double mean = sum / samples.length;
            double error = Math.sqrt((squares / samples.length - mean * mean) / samples.length);
            assertEquals(expected[e], mean, 5 * error, "entry " + e);
        }
    }
}
