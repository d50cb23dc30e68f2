package org.meanfield4j.graphon.neural;

import java.util.Arrays;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.operator.Graphon;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The two networks of {@link NeuralPolicyGradient} on the grid of a game. Not thread-safe. */
final class PolicyNetworks {
    private final Perceptron slope;
    private final Perceptron intercept;
    private final int k;
    private final int labels;
    private final double[] firstSlope;
    private final double[] firstIntercept;
    private double[] startSlopes;
    private double[] startIntercepts;

    PolicyNetworks(NeuralPolicyGradient solver, LqGraphonGame game) {
        int n = game.steps();
        k = game.actionDimension();
        labels = game.labels();
        Streams streams = Streams.of(solver.seed());
        double[] times = new double[n];
        Arrays.setAll(times, i -> 2.0 * i / n - 1);
        slope = new Perceptron(
                Nd4j.create(times, new long[] {n, 1}, DataType.DOUBLE),
                streams.at(0),
                1,
                solver.slopeWidth(),
                k * game.stateDimension());
        double[] points = new double[n * labels * 2];
        for (int r = 0; r < n * labels; r++) {
            points[2 * r] = times[r / labels];
            points[2 * r + 1] = 2 * Graphon.midpoint(r % labels, labels) - 1;
        }
        intercept = new Perceptron(
                Nd4j.create(points, new long[] {(long) n * labels, 2}, DataType.DOUBLE),
                streams.at(1),
                2,
                solver.interceptWidth(),
                solver.interceptWidth(),
                k);
        firstSlope = slope.parameters();
        firstIntercept = intercept.parameters();
    }

    /** Drawn weights, or those of the start of a call, and the policy that they make. */
    NeuralIterate start(LqGraphonGame game, Call call) {
        NeuralIterate start = new NeuralIterate(
                NeuralIterate.Network.start("slope network", firstSlope, call.start()),
                NeuralIterate.Network.start("intercept network", firstIntercept, call.start()),
                new GraphonIterate(GraphonStart.of(game, game.steps(), call.start()), false));
        GraphonIterate policy = start.affine;
        if (startSlopes == null) { // what large networks say takes a while, and every start is the same
            load(start, policy, Stop.never());
            startSlopes = policy.slopes.clone();
            startIntercepts = policy.intercepts.clone();
        }
        System.arraycopy(startSlopes, 0, policy.slopes, 0, startSlopes.length);
        System.arraycopy(startIntercepts, 0, policy.intercepts, 0, startIntercepts.length);
        return start;
    }

    /** Takes over the networks of an iterate and writes out the policy that they make. */
    void load(NeuralIterate from, GraphonIterate policy, Stop stop) {
        slope.load(from.slope);
        intercept.load(from.intercept);
        slopes(policy.slopes, stop);
        intercepts(policy.intercepts, stop);
    }

    void store(NeuralIterate to) {
        slope.store(to.slope);
        intercept.store(to.intercept);
    }

    /** One step of Adam down a gradient in K, then K. */
    void moveSlopes(double[] gradient, double rate, long steps, double[] out, Stop stop) {
        slope.descend(gradient, rate, steps, stop);
        slopes(out, stop);
    }

    /** One step of Adam down a gradient in G, then G. */
    void moveIntercepts(double[] gradient, double rate, long steps, double[] out, Stop stop) {
        double[] perLabel = new double[gradient.length];
        exchange(gradient, k, labels, perLabel);
        intercept.descend(perLabel, rate, steps, stop);
        intercepts(out, stop);
    }

    private void slopes(double[] out, Stop stop) {
        System.arraycopy(slope.outputs(stop), 0, out, 0, out.length);
    }

    private void intercepts(double[] out, Stop stop) {
        exchange(intercept.outputs(stop), labels, k, out);
    }

    /** Exchanges the last two indices of an array of shape [N, rows, columns]. */
    private static void exchange(double[] a, int rows, int columns, double[] out) {
        for (int e = 0; e < a.length; e++) {
            int row = e / columns % rows;
            out[e / (rows * columns) * (rows * columns) + e % columns * rows + row] = a[e];
        }
    }
}
