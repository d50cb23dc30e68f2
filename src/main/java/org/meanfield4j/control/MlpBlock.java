package org.meanfield4j.control;

import java.util.Arrays;
import org.meanfield4j.core.nd4j.Dense;

/**
 * Some rows of decisions on their way through a network and back. Weights are kept transposed with the biases below them,
 * and layers carry a column of ones, so that every layer is one product: h1 = tanh([t, μ, 1] · [W1 b1]ᵀ). Rows that are
 * not there are zeros. For one thread.
 */
final class MlpBlock {
    static final int ROWS = 128;

    private final MlpPolicy policy;
    private final double[] theta;
    private final int width;
    private final int actions;
    private final int inputs;
    private final double[] weights1;
    private final double[] weights2;
    private final double[] input;
    private final double[] first;
    private final double[] second;
    private final double[] sums;
    /** p(a | r) after {@link #forward}, shape [ROWS, A]. */
    final double[] probabilities;

    private final double[] plain2;
    private final double[] delta;
    private final double[] gradient1;
    private final double[] gradient2;
    private final double[] product1;
    private final double[] product2;
    private final double[] gradient3;

    MlpBlock(MlpPolicy policy, double[] theta, boolean backwards) {
        this.policy = policy;
        this.theta = theta;
        width = policy.width();
        actions = policy.actions();
        inputs = policy.inputs();
        weights1 = transposed(0, policy.bias1(), inputs);
        weights2 = transposed(policy.weights2(), policy.bias2(), width);
        input = new double[ROWS * (inputs + 1)];
        first = new double[ROWS * (width + 1)];
        second = new double[ROWS * width];
        sums = new double[ROWS * width];
        probabilities = new double[ROWS * actions];
        plain2 = backwards ? Arrays.copyOfRange(theta, policy.weights2(), policy.bias2()) : null;
        delta = backwards ? new double[ROWS * width] : null;
        gradient1 = backwards ? new double[weights1.length] : null;
        gradient2 = backwards ? new double[weights2.length] : null;
        product1 = backwards ? new double[weights1.length] : null;
        product2 = backwards ? new double[weights2.length] : null;
        gradient3 = backwards ? new double[policy.parameters() - policy.weights3()] : null;
    }

    /** [W b]ᵀ of a layer, shape [in + 1, width]. */
    private double[] transposed(int weights, int bias, int in) {
        double[] out = new double[(in + 1) * width];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < in; i++) {
                out[i * width + j] = theta[weights + j * in + i];
            }
            out[in * width + j] = theta[bias + j];
        }
        return out;
    }

    private void show(Decisions decisions, int from, int rows) {
        int states = policy.states();
        Arrays.fill(input, 0);
        for (int r = 0; r < rows; r++) {
            int at = r * (inputs + 1);
            input[at] = decisions.times()[from + r];
            System.arraycopy(decisions.laws(), (from + r) * states, input, at + 1, states);
            input[at + inputs] = 1;
        }
    }

    /** Keeps both layers and the probabilities of rows that have just gone forward, if there is a memory. */
    void keep(Decisions decisions, int from, int rows) {
        double[] memory = decisions.memory();
        for (int r = 0; r < rows && memory.length > 0; r++) {
            int at = (from + r) * policy.memory();
            System.arraycopy(first, r * (width + 1), memory, at, width);
            System.arraycopy(second, r * width, memory, at + width, width);
            System.arraycopy(probabilities, r * actions, memory, at + 2 * width, actions);
        }
    }

    /** As if the rows had just gone forward. */
    void recall(Decisions decisions, int from, int rows) {
        show(decisions, from, rows);
        double[] memory = decisions.memory();
        for (int r = 0; r < rows; r++) {
            int at = (from + r) * policy.memory();
            System.arraycopy(memory, at, first, r * (width + 1), width);
            first[r * (width + 1) + width] = 1;
            System.arraycopy(memory, at + width, second, r * width, width);
            System.arraycopy(memory, at + 2 * width, probabilities, r * actions, actions);
        }
    }

    void forward(Decisions decisions, int from, int rows) {
        show(decisions, from, rows);
        Dense.matmul(input, ROWS, inputs + 1, weights1, width, sums);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j++) {
                first[r * (width + 1) + j] = Elementary.tanh(sums[r * width + j]);
            }
            first[r * (width + 1) + width] = 1;
        }
        Dense.matmul(first, ROWS, width + 1, weights2, width, sums);
        for (int e = 0; e < rows * width; e++) {
            second[e] = Elementary.tanh(sums[e]);
        }
        for (int r = 0; r < rows; r++) {
            int time = decisions.times()[from + r];
            int state = decisions.states()[from + r];
            for (int b = 0; b < actions; b++) {
                int logit = state * actions + b;
                double sum = theta[policy.bias3() + logit];
                int weights = policy.weights3() + logit * width;
                for (int j = 0; j < width; j++) {
                    sum += theta[weights + j] * second[r * width + j];
                }
                probabilities[r * actions + b] = sum;
            }
            PolicyRows.softmax(probabilities, r * actions, actions, time, state);
        }
    }

    /** Adds the scores of the rows that have just gone forward; their probabilities are used up. */
    void backward(Decisions decisions, int from, int rows, double[] weights) {
        Arrays.fill(delta, 0);
        for (int r = 0; r < rows; r++) {
            int state = decisions.states()[from + r];
            PolicyRows.scoreWeights(
                    probabilities, r * actions, actions, decisions.actions()[from + r], weights[from + r]);
            for (int b = 0; b < actions; b++) {
                int logit = state * actions + b;
                double w = probabilities[r * actions + b];
                int at = policy.weights3() + logit * width;
                for (int j = 0; j < width; j++) {
                    delta[r * width + j] += w * theta[at + j];
                    gradient3[logit * width + j] += w * second[r * width + j];
                }
                gradient3[policy.bias3() - policy.weights3() + logit] += w;
            }
            for (int e = r * width; e < (r + 1) * width; e++) {
                delta[e] *= 1 - second[e] * second[e];
            }
        }
        Dense.matmulTransA(first, ROWS, width + 1, delta, width, product2);
        add(product2, gradient2);
        Dense.matmul(delta, ROWS, width, plain2, width, sums);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < width; j++) {
                double h = first[r * (width + 1) + j];
                delta[r * width + j] = sums[r * width + j] * (1 - h * h);
            }
        }
        Dense.matmulTransA(input, ROWS, inputs + 1, delta, width, product1);
        add(product1, gradient1);
    }

    private static void add(double[] from, double[] to) {
        for (int e = 0; e < to.length; e++) {
            to[e] += from[e];
        }
    }

    /** Adds what has come back so far. */
    void addGradient(double[] gradient) {
        transpose(gradient1, 0, policy.bias1(), inputs, gradient);
        transpose(gradient2, policy.weights2(), policy.bias2(), width, gradient);
        for (int e = 0; e < gradient3.length; e++) {
            gradient[policy.weights3() + e] += gradient3[e];
        }
    }

    private void transpose(double[] from, int weights, int bias, int in, double[] gradient) {
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < in; i++) {
                gradient[weights + j * in + i] += from[i * width + j];
            }
            gradient[bias + j] += from[in * width + j];
        }
    }
}
