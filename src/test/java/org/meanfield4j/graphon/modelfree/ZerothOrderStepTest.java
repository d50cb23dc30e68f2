package org.meanfield4j.graphon.modelfree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.operator.Graphon;

class ZerothOrderStepTest {
    private static final int REPETITIONS = 200;
    private static final LqGraphonGame GAME =
            LqGraphonGame.full2d().withSteps(4).withGraphon(Graphon.uniformAttachment(), 3);

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

        SlopeProblem exactSlope = new SlopeProblem(GAME, ActionTiming.EULER, GAME.steps());
        double[] value = new double[(GAME.steps() + 1) * 4];
        double[] covariance = new double[value.length];
        exactSlope.values(slope, value);
        exactSlope.covariances(slope, covariance);
        double[] gradient = new double[slope.length];
        exactSlope.gradients(slope, value, covariance, gradient);
        requireMean(gradient, slopes);

        MeanProblem exactMeans = new MeanProblem(GAME, ActionTiming.EULER, GAME.steps());
        double[] mean = new double[z.length];
        double[] interceptGradient = new double[intercept.length];
        exactMeans.means(slope, intercept, z, mean);
        exactMeans.gradients(slope, intercept, z, mean, interceptGradient, null);
        requireMean(interceptGradient, intercepts);
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
