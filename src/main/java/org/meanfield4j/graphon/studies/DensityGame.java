package org.meanfield4j.graphon.studies;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The one-dimensional base game with the drift A X - ε X³ and one population with Z = ½ E X, no longer linear-quadratic:
 * the law of the state on a grid of points, moved by the Gaussian kernel of Euler's step. Policies stay affine; their
 * direction is the projection of the action gradient q_i(x) = R u + B E[V'_(i+1)] on affine functions of the state. Best
 * responses come from dynamic programming on the same grid. Not thread-safe.
 */
final class DensityGame {
    static final int STEPS = 50;
    private static final int POINTS = 381;
    private static final double LOW = -3.5;
    private static final double MESH = 9.5 / (POINTS - 1);
    private static final double DT = 1.0 / STEPS;
    private static final double DEVIATION = 0.5 * FastMath.sqrt(DT);
    private static final int REACH = (int) FastMath.ceil(8 * DEVIATION / MESH);
    private static final double COUPLING = 0.5;
    private static final double A = 0.2;
    private static final double A_BAR = 0.3;
    private static final double Q = 0.5;
    private static final double Q_BAR = 2;
    private static final double NEWTON = 1e-13;

    final double[] slope = new double[STEPS];
    final double[] intercept = new double[STEPS];
    final double[] aggregate = new double[STEPS + 1];
    private final double epsilon;
    private final double[][] law = new double[STEPS + 1][POINTS];
    private final double[][] value = new double[STEPS + 1][POINTS];
    private final double[] weight = new double[2 * REACH + 1];

    DensityGame(double epsilon) {
        this.epsilon = epsilon;
        double total = 0;
        for (int p = 0; p < POINTS; p++) {
            double z = (x(p) - 1.5) / 0.5;
            law[0][p] = FastMath.exp(-0.5 * z * z);
            total += law[0][p];
        }
        for (int p = 0; p < POINTS; p++) {
            law[0][p] /= total;
        }
        Arrays.fill(aggregate, COUPLING * mean(0));
    }

    private static double x(int p) {
        return LOW + p * MESH;
    }

    private double target(double x, double u, int i) {
        return x + DT * (A * x - epsilon * x * x * x + u + A_BAR * aggregate[i]);
    }

    /** Fills the kernel around a mean, summing to 1, and returns the first point of its window. */
    private int kernel(double mean) {
        int centre = (int) FastMath.rint((mean - LOW) / MESH);
        int first = FastMath.max(0, FastMath.min(POINTS - weight.length, centre - REACH));
        double total = 0;
        for (int w = 0; w < weight.length; w++) {
            double z = (x(first + w) - mean) / DEVIATION;
            weight[w] = FastMath.exp(-0.5 * z * z);
            total += weight[w];
        }
        for (int w = 0; w < weight.length; w++) {
            weight[w] /= total;
        }
        return first;
    }

    /** The law under the policy; with selfConsistent the environment follows it. */
    void forward(boolean selfConsistent) {
        for (int i = 0; i < STEPS; i++) {
            if (selfConsistent) {
                aggregate[i] = COUPLING * mean(i);
            }
            Arrays.fill(law[i + 1], 0);
            for (int p = 0; p < POINTS; p++) {
                if (law[i][p] > 0) {
                    int first = kernel(target(x(p), slope[i] * x(p) + intercept[i], i));
                    for (int w = 0; w < weight.length; w++) {
                        law[i + 1][first + w] += law[i][p] * weight[w];
                    }
                }
            }
        }
        if (selfConsistent) {
            aggregate[STEPS] = COUPLING * mean(STEPS);
        }
    }

    private double mean(int i) {
        double sum = 0;
        for (int p = 0; p < POINTS; p++) {
            sum += law[i][p] * x(p);
        }
        return sum;
    }

    private double runningCost(double x, double u, int i) {
        double gap = x - aggregate[i];
        return 0.5 * DT * (Q * x * x + Q_BAR * gap * gap + u * u);
    }

    private void terminalValue() {
        for (int p = 0; p < POINTS; p++) {
            double gap = x(p) - aggregate[STEPS];
            value[STEPS][p] = 0.5 * gap * gap;
        }
    }

    /** E V_(i+1) and its derivative in the mean of the kernel. */
    private double[] expected(int i, double mean) {
        int first = kernel(mean);
        double sum = 0;
        double slopeSum = 0;
        double bias = 0;
        for (int w = 0; w < weight.length; w++) {
            double step = (x(first + w) - mean) / (DEVIATION * DEVIATION);
            sum += weight[w] * value[i + 1][first + w];
            slopeSum += weight[w] * step * value[i + 1][first + w];
            bias += weight[w] * step;
        }
        return new double[] {sum, slopeSum - bias * sum};
    }

    /** One inner step in the frozen environment. */
    void improve(double eta) {
        forward(false);
        terminalValue();
        double[] q = new double[POINTS];
        for (int i = STEPS - 1; i >= 0; i--) {
            for (int p = 0; p < POINTS; p++) {
                double u = slope[i] * x(p) + intercept[i];
                double[] e = expected(i, target(x(p), u, i));
                value[i][p] = runningCost(x(p), u, i) + e[0];
                q[p] = u + e[1];
            }
            project(q, i, eta);
        }
    }

    private void project(double[] q, int i, double eta) {
        double meanX = mean(i);
        double meanQ = 0;
        double variance = 0;
        double covariance = 0;
        for (int p = 0; p < POINTS; p++) {
            meanQ += law[i][p] * q[p];
        }
        for (int p = 0; p < POINTS; p++) {
            variance += law[i][p] * (x(p) - meanX) * (x(p) - meanX);
            covariance += law[i][p] * (x(p) - meanX) * (q[p] - meanQ);
        }
        double part = covariance / variance;
        slope[i] -= eta * part;
        intercept[i] -= eta * (meanQ - part * meanX);
    }

    /** What a player pays who uses the policy in the environment. */
    double cost() {
        terminalValue();
        for (int i = STEPS - 1; i >= 0; i--) {
            for (int p = 0; p < POINTS; p++) {
                double u = slope[i] * x(p) + intercept[i];
                value[i][p] = runningCost(x(p), u, i) + expected(i, target(x(p), u, i))[0];
            }
        }
        return initialCost();
    }

    /** What the best policy of any form pays in the environment. */
    double bestCost() {
        terminalValue();
        for (int i = STEPS - 1; i >= 0; i--) {
            for (int p = 0; p < POINTS; p++) {
                double u = bestAction(p, i);
                value[i][p] = runningCost(x(p), u, i) + expected(i, target(x(p), u, i))[0];
            }
        }
        return initialCost();
    }

    /** The root of u + E V'(target(u)) by a damped fixed point; the slope of the second term is of the size of dt. */
    private double bestAction(int p, int i) {
        double u = slope[i] * x(p) + intercept[i];
        for (int n = 0; n < 100; n++) {
            double step = u + expected(i, target(x(p), u, i))[1];
            u -= 0.9 * step;
            if (FastMath.abs(step) < NEWTON) {
                break;
            }
        }
        return u;
    }

    private double initialCost() {
        double sum = 0;
        for (int p = 0; p < POINTS; p++) {
            sum += law[0][p] * value[0][p];
        }
        return sum;
    }
}
