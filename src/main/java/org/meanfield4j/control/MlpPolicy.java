package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;

/**
 * A network of two hidden layers of tanh on (t, μ), one row of logits per state. Parameters are W1, b1, W2, b2, W3, b3;
 * {@link MlpBlock} looks at many rows at once.
 */
record MlpPolicy(int states, int actions, int width) implements ControlPolicy {
    MlpPolicy {
        Require.pairs(states, actions);
        Require.atLeast("width", width, 1);
        long parameters = width * (states + 2L) + width * (width + 1L) + states * (long) actions * (width + 1L);
        Require.memory("width = " + width, parameters, 4, "parameters and moments", "use a narrower network");
    }

    int inputs() {
        return states + 1;
    }

    int bias1() {
        return width * inputs();
    }

    int weights2() {
        return bias1() + width;
    }

    int bias2() {
        return weights2() + width * width;
    }

    int weights3() {
        return bias2() + width;
    }

    int bias3() {
        return weights3() + states * actions * width;
    }

    @Override
    public int parameters() {
        return bias3() + states * actions;
    }

    @Override
    public int memory() {
        return 2 * width + actions;
    }

    @Override
    public boolean dependsOnLaw() {
        return true;
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    /** Weights and biases from U(−1/√fan-in, 1/√fan-in). */
    @Override
    public double[] initial(RandomGenerator random) {
        double[] theta = new double[parameters()];
        draw(random, theta, 0, weights2(), inputs());
        draw(random, theta, weights2(), theta.length, width);
        return theta;
    }

    private static void draw(RandomGenerator random, double[] theta, int from, int to, int fanIn) {
        double bound = 1 / Math.sqrt(fanIn);
        for (int k = from; k < to; k++) {
            theta[k] = bound * (2 * random.nextDouble() - 1);
        }
    }

    /** The two hidden layers at one time and law. */
    private final class Hidden {
        final double[] input = new double[inputs()];
        final double[] first = new double[width];
        final double[] second = new double[width];

        Hidden(double[] theta, int time, double[] law) {
            input[0] = time;
            System.arraycopy(law, 0, input, 1, states);
            layer(theta, 0, bias1(), input, first);
            layer(theta, weights2(), bias2(), first, second);
        }

        private void layer(double[] theta, int weights, int bias, double[] in, double[] out) {
            for (int j = 0; j < width; j++) {
                out[j] = theta[bias + j] + dot(theta, weights + j * in.length, in);
            }
            Elementary.tanh(out, width);
        }

        void logits(double[] theta, int state, double[] out) {
            for (int b = 0; b < actions; b++) {
                int row = state * actions + b;
                out[b] = theta[bias3() + row] + dot(theta, weights3() + row * width, second);
            }
        }
    }

    private static double dot(double[] theta, int from, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += theta[from + i] * x[i];
        }
        return sum;
    }

    @Override
    public void writeLogits(double[] theta, int time, int state, double[] law, double[] out) {
        new Hidden(theta, time, law).logits(theta, state, out);
    }

    @Override
    public void probabilities(double[] theta, int time, double[] law, double[] out) {
        Hidden hidden = new Hidden(theta, time, law);
        double[] row = new double[actions];
        for (int x = 0; x < states; x++) {
            hidden.logits(theta, x, row);
            PolicyRows.softmax(row, 0, actions, time, x);
            System.arraycopy(row, 0, out, x * actions, actions);
        }
    }

    @Override
    public void addLogitGradient(
            double[] theta, int time, int state, double[] law, double[] weights, double[] gradient) {
        double[] all = new double[states * actions];
        System.arraycopy(weights, 0, all, state * actions, actions);
        back(theta, new Hidden(theta, time, law), all, gradient);
    }

    @Override
    public void addProbabilityGradient(double[] theta, int time, double[] law, double[] weights, double[] gradient) {
        Hidden hidden = new Hidden(theta, time, law);
        double[] all = new double[states * actions];
        double[] row = new double[actions];
        for (int x = 0; x < states; x++) {
            hidden.logits(theta, x, row);
            PolicyRows.softmax(row, 0, actions, time, x);
            PolicyRows.probabilityWeights(row, weights, x * actions);
            System.arraycopy(row, 0, all, x * actions, actions);
        }
        back(theta, hidden, all, gradient);
    }

    /** Back-propagates weights of all logits, shape [S, A]. */
    private void back(double[] theta, Hidden hidden, double[] weights, double[] gradient) {
        double[] delta = new double[width];
        for (int row = 0; row < weights.length; row++) {
            double w = weights[row];
            if (w != 0) {
                gradient[bias3() + row] += w;
                add(w, theta, weights3() + row * width, delta, 0, width);
                add(w, hidden.second, 0, gradient, weights3() + row * width, width);
            }
        }
        double[] before = new double[width];
        for (int j = 0; j < width; j++) {
            double d = delta[j] * (1 - hidden.second[j] * hidden.second[j]);
            gradient[bias2() + j] += d;
            add(d, theta, weights2() + j * width, before, 0, width);
            add(d, hidden.first, 0, gradient, weights2() + j * width, width);
        }
        for (int j = 0; j < width; j++) {
            double d = before[j] * (1 - hidden.first[j] * hidden.first[j]);
            gradient[bias1() + j] += d;
            add(d, hidden.input, 0, gradient, j * inputs(), inputs());
        }
    }

    private static void add(double w, double[] from, int offset, double[] to, int target, int length) {
        for (int i = 0; i < length; i++) {
            to[target + i] += w * from[offset + i];
        }
    }

    @Override
    public void logitLawDerivative(double[] theta, int time, int state, double[] law, double[] out) {
        Hidden hidden = new Hidden(theta, time, law);
        double[] first = new double[width * states];
        for (int j = 0; j < width; j++) {
            double slope = 1 - hidden.first[j] * hidden.first[j];
            add(slope, theta, j * inputs() + 1, first, j * states, states);
        }
        Arrays.fill(out, 0, states * actions, 0);
        double[] second = new double[states];
        for (int j = 0; j < width; j++) {
            Arrays.fill(second, 0);
            for (int i = 0; i < width; i++) {
                add(theta[weights2() + j * width + i], first, i * states, second, 0, states);
            }
            double slope = 1 - hidden.second[j] * hidden.second[j];
            for (int b = 0; b < actions; b++) {
                double w = slope * theta[weights3() + (state * actions + b) * width + j];
                for (int i = 0; i < states; i++) {
                    out[i * actions + b] += w * second[i];
                }
            }
        }
    }

    @Override
    public void probabilities(double[] theta, Decisions decisions, int from, int to, double[] out) {
        MlpBlock block = new MlpBlock(this, theta);
        for (int r = from; r < to; r += MlpBlock.ROWS) {
            int rows = Math.min(MlpBlock.ROWS, to - r);
            block.forward(decisions, r, rows);
            block.keep(decisions, r, rows);
            System.arraycopy(block.probabilities, 0, out, (r - from) * actions, rows * actions);
        }
    }

    @Override
    public void addScores(double[] theta, Decisions decisions, int from, int to, double[] weights, double[] gradient) {
        MlpBlock block = new MlpBlock(this, theta);
        for (int r = from; r < to; r += MlpBlock.ROWS) {
            int rows = Math.min(MlpBlock.ROWS, to - r);
            if (decisions.memory().length > 0) {
                block.recall(decisions, r, rows);
            } else {
                block.forward(decisions, r, rows);
            }
            block.backward(decisions, r, rows, weights);
        }
        block.addGradient(gradient);
    }
}
