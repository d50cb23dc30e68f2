package org.meanfield4j.graphon.neural;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A network of fully connected layers on a fixed batch of inputs: h ← tanh(h W + b), the last layer linear. Moves by
 * Adam. Weights start as N(0, 1/fan-in), those of the last layer at a tenth of it, biases at 0. Not thread-safe.
 */
final class Perceptron {
    private final INDArray parameters;
    private final INDArray gradient;
    private final INDArray[] weights;
    private final INDArray[] biases;
    private final INDArray[] weightGradients;
    private final INDArray[] biasGradients;
    private final INDArray[] layers;
    private final Adam adam = new Adam(0.01, 0.9, 0.999, 1e-8);
    private final AdamUpdater updater;
    private final INDArray first;
    private final INDArray second;

    /** Inputs of shape [batch, sizes[0]]. */
    Perceptron(INDArray inputs, RandomGenerator random, int... sizes) {
        int depth = sizes.length - 1;
        long weightCount = 0;
        long widest = 0;
        for (int l = 0; l < depth; l++) {
            weightCount += (sizes[l] + 1L) * sizes[l + 1];
            widest = Math.max(widest, sizes[l + 1]);
        }
        long largest = Math.max(weightCount, widest * inputs.rows());
        Require.memory("width = " + widest, largest, 4, "weights and layers", "use a narrower network");
        int total = (int) weightCount;
        double[] initial = new double[total];
        parameters = Nd4j.create(initial, new long[] {1, total}, DataType.DOUBLE);
        gradient = parameters.dup();
        weights = new INDArray[depth];
        biases = new INDArray[depth];
        weightGradients = new INDArray[depth];
        biasGradients = new INDArray[depth];
        layers = new INDArray[depth + 1];
        layers[0] = inputs;
        int at = 0;
        for (int l = 0; l < depth; l++) {
            int in = sizes[l];
            int out = sizes[l + 1];
            double scale = (l == depth - 1 ? 0.1 : 1) / Math.sqrt(in);
            for (int e = at; e < at + in * out; e++) {
                parameters.putScalar(e, scale * random.nextGaussian());
            }
            weights[l] = view(parameters, at, in, out);
            weightGradients[l] = view(gradient, at, in, out);
            at += in * out;
            biases[l] = view(parameters, at, 1, out);
            biasGradients[l] = view(gradient, at, 1, out);
            at += out;
        }
        updater = new AdamUpdater(adam);
        first = parameters.like();
        second = parameters.like();
        updater.setState(Map.of("M", first, "V", second), false);
    }

    /** Goes on from weights and moments. */
    void load(NeuralIterate.Network from) {
        assign(parameters, from.weights());
        assign(first, from.first());
        assign(second, from.second());
    }

    private static void assign(INDArray array, double[] values) {
        array.assign(Nd4j.create(values, new long[] {1, values.length}, DataType.DOUBLE));
    }

    /** Writes out weights and moments. */
    void store(NeuralIterate.Network to) {
        copy(parameters, to.weights());
        copy(first, to.first());
        copy(second, to.second());
    }

    private static void copy(INDArray array, double[] out) {
        System.arraycopy(array.dup().data().asDouble(), 0, out, 0, out.length);
    }

    private static INDArray view(INDArray flat, int at, int rows, int columns) {
        return flat.get(NDArrayIndex.all(), NDArrayIndex.interval(at, at + rows * columns))
                .reshape('c', rows, columns);
    }

    /** The outputs of the batch, row-major, shape [batch, outputs]. */
    double[] outputs(Stop stop) {
        int depth = weights.length;
        for (int l = 0; l < depth; l++) {
            stop.check();
            INDArray h = layers[l].mmul(weights[l]).addiRowVector(biases[l]);
            layers[l + 1] = l < depth - 1 ? Transforms.tanh(h, false) : h;
        }
        return layers[depth].dup('c').data().asDouble();
    }

    /** One Adam step after so many others, down the gradient of a function of the last outputs, shape [batch, outputs]. */
    void descend(double[] outputGradient, double stepSize, long steps, Stop stop) {
        int depth = weights.length;
        INDArray delta = Nd4j.create(outputGradient, layers[depth].shape(), DataType.DOUBLE);
        for (int l = depth - 1; l >= 0; l--) {
            stop.check();
            weightGradients[l].assign(layers[l].transpose().mmul(delta));
            stop.check();
            biasGradients[l].assign(delta.sum(true, 0));
            if (l > 0) {
                INDArray slope = layers[l].mul(layers[l]).rsubi(1); // tanh' = 1 - tanh²
                stop.check();
                delta = delta.mmul(weights[l].transpose()).muli(slope);
            }
        }
        adam.setLearningRate(stepSize);
        updater.applyUpdater(gradient, Math.toIntExact(steps), 0);
        parameters.subi(gradient);
    }

    /** A copy of the parameters, shape [P]. */
    double[] parameters() {
        return parameters.dup().data().asDouble();
    }
}
