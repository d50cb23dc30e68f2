package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.DistributionPlanning;
import org.meanfield4j.control.games.TwoStates;

/** Problems, policies and parameters for which numbers of independent implementations are known. */
public enum ControlCases {
    /** Only the reward depends on the law. */
    TWO_STATES(new TwoStates(2), ControlPolicy.logits(2), new double[2], 2, 0.2, 0.8),
    /** Policy and reward depend on the law. */
    LINEAR_TWO_STATES(new TwoStates(3), ControlPolicy.linear(2, 2), sine(2, 16), 3, 0.2, 0.8),
    /** A policy that pushes back when many are in state 1. */
    FEEDBACK(new TwoStates(3), ControlPolicy.linear(2, 2), feedback(), 3, 0.2, 0.8),
    /** Policy and kernel depend on the law, a little. */
    STANDARD(new Cybersecurity().withDiscount(1), ControlPolicy.linear(4, 2), sine(0.8, 48), 3, 0.4, 0.1, 0.3, 0.2),
    /** Policy and kernel depend on the law, very much. */
    STRONG(Cybersecurity.strongContagion(), ControlPolicy.linear(4, 2), sine(0.8, 48), 4, 0.04, 0.46, 0.03, 0.47),
    /** Policy and reward depend on the law of ten places. */
    PLANNING(
            new DistributionPlanning(DistributionPlanning.targetA(), 5),
            ControlPolicy.linear(10, 3),
            sine(0.8, 360),
            5,
            ramp()),
    /** The policy does not depend on the law. */
    PLANNING_TABLE(
            new DistributionPlanning(DistributionPlanning.targetA(), 5),
            ControlPolicy.table(10, 3),
            sine(1, 30),
            5,
            ramp());

    public final MeanFieldControlProblem problem;
    public final ControlPolicy policy;
    public final double[] theta;
    public final int horizon;
    public final double[] initialLaw;

    ControlCases(
            MeanFieldControlProblem problem, ControlPolicy policy, double[] theta, int horizon, double... initialLaw) {
        this.problem = problem;
        this.policy = policy;
        this.theta = theta;
        this.horizon = horizon;
        this.initialLaw = initialLaw;
    }

    public ExactControlGradient exact() {
        return ExactControlGradient.compute(problem, policy, theta, initialLaw, horizon);
    }

    public double value(double[] parameters) {
        return PopulationFlow.exact(problem, policy, parameters, initialLaw, horizon)
                .value(problem, policy, parameters);
    }

    /** "Sine parameters": θ(k) = c sin(1 + k), so that no test needs random numbers. */
    public static double[] sine(double scale, int parameters) {
        double[] theta = new double[parameters];
        Arrays.setAll(theta, k -> scale * Math.sin(1 + k));
        return theta;
    }

    /** z(0, 1) = 2.4 − 4 μ(1), z(1, 1) = −1.6 + 4 μ(1), everything else 0. */
    private static double[] feedback() {
        double[] theta = new double[16];
        theta[4] = 2.4;
        theta[7] = -4;
        theta[12] = -1.6;
        theta[15] = 4;
        return theta;
    }

    /** (1, …, 10)/55. */
    private static double[] ramp() {
        double[] law = new double[10];
        Arrays.setAll(law, i -> (i + 1) / 55.0);
        return law;
    }

    /** Central differences of a function of the parameters. */
    public static double[] differences(ToDoubleFunction<double[]> f, double[] theta) {
        double[] out = new double[theta.length];
        double[] near = theta.clone();
        for (int k = 0; k < theta.length; k++) {
            double h = 1e-5;
            near[k] = theta[k] + h;
            double up = f.applyAsDouble(near);
            near[k] = theta[k] - h;
            out[k] = (up - f.applyAsDouble(near)) / (2 * h);
            near[k] = theta[k];
        }
        return out;
    }

    public static double norm(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    /** The first entries of an array, to so many units of the last printed digit. */
    public static void assertFirst(double[] expected, double[] actual, double tolerance) {
        assertArrayEquals(expected, Arrays.copyOf(actual, expected.length), tolerance);
    }
}
