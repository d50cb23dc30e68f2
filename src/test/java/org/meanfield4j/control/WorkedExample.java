package org.meanfield4j.control;

import java.util.Arrays;
import java.util.List;
import org.meanfield4j.control.games.TwoStates;

/**
 * Draws of the two-state problem written down: two main trajectories of length 2, two auxiliary ones per target time and
 * main trajectory. Two independent programs agree on what they give.
 */
final class WorkedExample {
    static final MeanFieldControlProblem PROBLEM = new TwoStates(2);
    static final ControlPolicy POLICY = ControlPolicy.logits(2);
    static final double[] THETA = {0.3, -0.2};
    static final double[] LAW = {0.2, 0.8};
    static final GradientEstimator NESTED = GradientEstimator.defaults()
            .withPerturbation(LogitPerturbation.of(0.5))
            .withSensitivity(SensitivityEstimator.nested(2))
            .withTrajectories(2);
    static final GradientEstimator SHARED = NESTED.withSensitivity(SensitivityEstimator.shared(2));

    private WorkedExample() {}

    static Trajectories main() {
        return Trajectories.of(new int[][] {{1, 1, 0}, {0, 1, 1}}, new int[][] {{0, 1}, {1, 0}}, new double[][][] {
            {{0.4, -1.1}, {-0.7, 0.9}, {1.3, 0.2}}, {{-0.3, 0.6}, {0.8, -0.5}, {-1.2, -0.4}}
        });
    }

    /** All auxiliary trajectories; those of main trajectory k from 2 k on. */
    static List<Trajectories> auxiliary() {
        return List.of(
                Trajectories.of(
                        new int[][] {{1, 0}, {1, 1}, {0, 0}, {1, 0}},
                        new int[][] {{1}, {0}, {0}, {1}},
                        new double[][][] {{{0.5, -0.2}}, {{-0.9, 0.1}}, {{1.0, 0.3}}, {{-0.6, 0.8}}}),
                Trajectories.of(
                        new int[][] {{0, 1, 1}, {1, 1, 0}, {1, 0, 0}, {1, 1, 1}},
                        new int[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}},
                        new double[][][] {
                            {{0.2, 0.7}, {1.5, -0.6}},
                            {{-0.1, -1.0}, {-0.4, 0.3}},
                            {{0.9, 0.0}, {-0.2, 1.1}},
                            {{0.1, 0.4}, {0.6, -0.9}}
                        }));
    }

    static RecordedDraws draws(MeanFieldControlProblem problem, ControlPolicy policy, double[] theta) {
        return new RecordedDraws(PopulationFlow.exact(problem, policy, theta, LAW, 2), main(), auxiliary());
    }

    static double[] estimate(GradientEstimator settings) {
        return GradientSampler.estimate(PROBLEM, POLICY, settings, THETA, draws(PROBLEM, POLICY, THETA));
    }

    /** θ_k = c sin(1 + k). */
    static double[] sine(int parameters, double scale) {
        double[] theta = new double[parameters];
        Arrays.setAll(theta, k -> scale * Math.sin(1 + k));
        return theta;
    }
}
