package org.meanfield4j.control;

import java.util.Arrays;

/**
 * Some rows of decisions on their way through a network and back. Every row of every matrix is an array of its own, and
 * every product adds rows to rows, four at a time: loops that the compiler turns into vector instructions, with the same
 * bits on every machine. Where weights are needed column by column they are transposed once. For one thread.
 */
final class MlpBlock {
    /** So many rows of narrow layers stay in the first cache. */
    static final int ROWS = 32;

    private static final int LINE = 8;

    private final MlpPolicy policy;
    private final double[] theta;
    private final int width;
    private final int actions;
    private final int states;
    /** [t, μ] per row. */
    private final double[][] input;

    private final double[][] first;
    private final double[][] second;
    /** p(a | r) after {@link #forward} or {@link #recall}, shape [ROWS, A]. */
    final double[] probabilities;

    /** W3, shape [S A, H]. */
    private final double[][] weights3;
    // Forwards: W1ᵀ shape [S + 1, H], W2ᵀ shape [H, H].
    private double[][] columns1;
    private double[][] columns2;
    // Backwards: W2, what comes back, and what is added up; gradients in the shapes of W1ᵀ, W2, W3.
    private double[][] weights2;
    private double[][] delta;
    private double[][] before;
    private double[][] transposed;
    private double[][] transposedInput;
    private double[][] gradient1;
    private double[][] gradient2;
    private double[][] gradient3;
    private double[] biases1;
    private double[] biases2;
    private double[] biases3;

    MlpBlock(MlpPolicy policy, double[] theta) {
        this.policy = policy;
        this.theta = theta;
        width = policy.width();
        actions = policy.actions();
        states = policy.states();
        input = new double[ROWS][policy.inputs()];
        first = new double[ROWS][width];
        second = new double[ROWS][width];
        probabilities = new double[ROWS * actions];
        weights3 = rows(policy.weights3(), states * actions);
    }

    private double[][] rows(int from, int count) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, j -> Arrays.copyOfRange(theta, from + j * width, from + (j + 1) * width));
        return rows;
    }

    private double[][] columns(int from, int count) {
        double[][] columns = new double[count][width];
        for (int start = 0; start < count; start += LINE) { // so many numbers of a row come from memory together
            int end = Math.min(start + LINE, count);
            for (int j = 0; j < width; j++) {
                for (int i = start; i < end; i++) {
                    columns[i][j] = theta[from + j * count + i];
                }
            }
        }
        return columns;
    }

    private void show(Decisions decisions, int from, int rows) {
        for (int r = 0; r < rows; r++) {
            input[r][0] = decisions.times()[from + r];
            System.arraycopy(decisions.laws(), (from + r) * states, input[r], 1, states);
        }
    }

    /** Keeps both layers and the probabilities of rows that have just gone forward, if there is a memory. */
    void keep(Decisions decisions, int from, int rows) {
        double[] memory = decisions.memory();
        for (int r = 0; r < rows && memory.length > 0; r++) {
            int at = (from + r) * policy.memory();
            System.arraycopy(first[r], 0, memory, at, width);
            System.arraycopy(second[r], 0, memory, at + width, width);
            System.arraycopy(probabilities, r * actions, memory, at + 2 * width, actions);
        }
    }

    /** As if the rows had just gone forward. */
    void recall(Decisions decisions, int from, int rows) {
        show(decisions, from, rows);
        double[] memory = decisions.memory();
        for (int r = 0; r < rows; r++) {
            int at = (from + r) * policy.memory();
            System.arraycopy(memory, at, first[r], 0, width);
            System.arraycopy(memory, at + width, second[r], 0, width);
            System.arraycopy(memory, at + 2 * width, probabilities, r * actions, actions);
        }
    }

    void forward(Decisions decisions, int from, int rows) {
        if (columns1 == null) {
            columns1 = columns(0, policy.inputs());
            columns2 = columns(policy.weights2(), width);
        }
        show(decisions, from, rows);
        layer(input, columns1, policy.bias1(), rows, first);
        layer(first, columns2, policy.bias2(), rows, second);
        for (int r = 0; r < rows; r++) {
            int time = decisions.times()[from + r];
            int state = decisions.states()[from + r];
            for (int b = 0; b < actions; b++) {
                int logit = state * actions + b;
                probabilities[r * actions + b] =
                        theta[policy.bias3() + logit] + RowSums.dot(weights3[logit], second[r], width);
            }
            PolicyRows.softmax(probabilities, r * actions, actions, time, state);
        }
    }

    private void layer(double[][] in, double[][] columns, int bias, int rows, double[][] out) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(theta, bias, out[r], 0, width);
        }
        RowSums.addProduct(in, columns, rows, columns.length, width, out);
        for (int r = 0; r < rows; r++) {
            Elementary.tanh(out[r], width);
        }
    }

    /** Adds the scores of the rows that have just gone forward; their probabilities are used up. */
    void backward(Decisions decisions, int from, int rows, double[] weights) {
        if (gradient1 == null) {
            startBackwards();
        }
        for (int r = 0; r < rows; r++) {
            int state = decisions.states()[from + r];
            PolicyRows.scoreWeights(
                    probabilities, r * actions, actions, decisions.actions()[from + r], weights[from + r]);
            Arrays.fill(delta[r], 0);
            for (int b = 0; b < actions; b++) {
                int logit = state * actions + b;
                double w = probabilities[r * actions + b];
                RowSums.add(w, weights3[logit], delta[r], width);
                RowSums.add(w, second[r], gradient3[logit], width);
                biases3[logit] += w;
            }
            RowSums.timesSlope(second[r], delta[r], width);
            RowSums.add(1, delta[r], biases2, width);
            Arrays.fill(before[r], 0);
        }
        RowSums.transpose(delta, rows, width, transposed);
        RowSums.addProduct(transposed, first, width, rows, width, gradient2);
        RowSums.addProduct(delta, weights2, rows, width, width, before);
        for (int r = 0; r < rows; r++) {
            RowSums.timesSlope(first[r], before[r], width);
            RowSums.add(1, before[r], biases1, width);
        }
        RowSums.transpose(input, rows, policy.inputs(), transposedInput);
        RowSums.addProduct(transposedInput, before, policy.inputs(), rows, width, gradient1);
    }

    private void startBackwards() {
        weights2 = rows(policy.weights2(), width);
        delta = new double[ROWS][width];
        before = new double[ROWS][width];
        transposed = new double[width][ROWS];
        transposedInput = new double[policy.inputs()][ROWS];
        gradient1 = new double[policy.inputs()][width];
        gradient2 = new double[width][width];
        gradient3 = new double[states * actions][width];
        biases1 = new double[width];
        biases2 = new double[width];
        biases3 = new double[states * actions];
    }

    /** Adds what has come back so far. */
    void addGradient(double[] gradient) {
        for (int i = 0; i < gradient1.length; i++) {
            for (int j = 0; j < width; j++) {
                gradient[j * gradient1.length + i] += gradient1[i][j];
            }
        }
        add(biases1, policy.bias1(), gradient);
        for (int j = 0; j < width; j++) {
            add(gradient2[j], policy.weights2() + j * width, gradient);
        }
        add(biases2, policy.bias2(), gradient);
        for (int logit = 0; logit < gradient3.length; logit++) {
            add(gradient3[logit], policy.weights3() + logit * width, gradient);
        }
        add(biases3, policy.bias3(), gradient);
    }

    private static void add(double[] from, int at, double[] to) {
        for (int e = 0; e < from.length; e++) {
            to[at + e] += from[e];
        }
    }
}
