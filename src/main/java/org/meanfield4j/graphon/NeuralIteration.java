package org.meanfield4j.graphon;

import java.time.Duration;
import java.util.Arrays;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Streams;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** One run of {@link NeuralPolicyGradient}: its networks, its inner step and its outer loop. */
final class NeuralIteration {
    private final NeuralPolicyGradient solver;
    private final LqGraphonGame game;
    private final Monitor monitor;
    private final GraphonEquilibrium reference;
    private final SlopeProblem slopes;
    private final MeanProblem means;
    private final Exploitability exploitability;
    private final Perceptron slopeNetwork;
    private final Perceptron interceptNetwork;
    private final int n;
    private final int k;
    private final int labels;
    private final double[] value;
    private final double[] covariance;
    private final double[] direction;
    private final double[] gradient;
    private final double[] mean;
    private final double[] aggregate;
    private double[] slope;
    private double[] intercept;
    private final History history = new History(
            "iteration", "slopeRmse", "interceptRmse", "aggregateRmse", "exploitability", "slopeCost", "meanCost");
    private final History inner = new History("step", "slopeRmse", "interceptRmse");

    NeuralIteration(NeuralPolicyGradient solver, LqGraphonGame game, Monitor monitor) {
        this.solver = solver;
        this.game = game;
        this.monitor = monitor;
        n = game.steps();
        k = game.actionDimension();
        labels = game.labels();
        int d = game.stateDimension();
        reference = GraphonEquilibrium.of(game);
        slopes = new SlopeProblem(game, ActionTiming.EULER, n);
        means = new MeanProblem(game, ActionTiming.EULER, n);
        exploitability = new Exploitability(game, new BestResponse(game), slopes, means, ActionTiming.EULER);
        value = new double[(n + 1) * d * d];
        covariance = new double[value.length];
        direction = new double[n * k * d];
        gradient = new double[n * k * labels];
        aggregate = game.initialAggregate();
        mean = new double[aggregate.length];
        Streams streams = Streams.of(solver.seed());
        double[] times = new double[n];
        Arrays.setAll(times, i -> 2.0 * i / n - 1);
        slopeNetwork = new Perceptron(
                Nd4j.create(times, new long[] {n, 1}, DataType.DOUBLE), streams.at(0), 1, solver.slopeWidth(), k * d);
        double[] points = new double[n * labels * 2];
        for (int r = 0; r < n * labels; r++) {
            points[2 * r] = times[r / labels];
            points[2 * r + 1] = 2 * Graphon.midpoint(r % labels, labels) - 1;
        }
        interceptNetwork = new Perceptron(
                Nd4j.create(points, new long[] {(long) n * labels, 2}, DataType.DOUBLE),
                streams.at(1),
                2,
                solver.interceptWidth(),
                solver.interceptWidth(),
                k);
    }

    GraphonRun run() {
        long began = System.nanoTime();
        read();
        double[] keptSlope = slope;
        double[] keptIntercept = intercept;
        double[] keptAggregate = aggregate.clone();
        StopReason reason = StopReason.BUDGET;
        monitor.begin("NeuralPolicyGradient", solver.iterations(), history);
        try {
            recordStart();
            for (int outer = 1; outer <= solver.iterations() && reason == StopReason.BUDGET; outer++) {
                reason = iterate(outer);
                if (reason == StopReason.BUDGET) {
                    keptSlope = slope;
                    keptIntercept = intercept;
                    System.arraycopy(aggregate, 0, keptAggregate, 0, aggregate.length);
                    monitor.iterated(outer);
                }
            }
        } finally {
            monitor.end(reason);
        }
        int d = game.stateDimension();
        return new GraphonRun(
                new RunInfo(
                        solver, game.toString(), reason, solver.seed(), 0, Duration.ofNanos(System.nanoTime() - began)),
                history,
                inner,
                new GraphonPolicy(d, keptSlope, new LabelPaths(k, labels, keptIntercept)),
                new LabelPaths(d, labels, keptAggregate),
                reference,
                reason == StopReason.DIVERGED ? "diverged; use a smaller learning rate" : "");
    }

    /** One outer iteration; BUDGET means that all is well. */
    private StopReason iterate(int outer) {
        for (int l = 1; l <= solver.innerSteps(); l++) {
            if (monitor.cancelled()) {
                return monitor.reason();
            }
            long step = (outer - 1) * (long) solver.innerSteps() + l;
            move(solver.rate(step - 1));
            double slopeError = slopeError();
            double interceptError = interceptError();
            if (!Double.isFinite(slopeError + interceptError)) {
                return StopReason.DIVERGED;
            }
            inner.add(step, slopeError, interceptError);
        }
        means.population(slope, intercept, mean, aggregate);
        return record(outer, aggregate) ? StopReason.BUDGET : StopReason.DIVERGED;
    }

    private void move(double rate) {
        slopes.values(slope, value);
        slopes.directions(slope, value, covariance, false, direction);
        slopeNetwork.descend(Flat.scaled(direction, 1.0 / n), rate);
        slope = slopeNetwork.outputs();
        means.means(slope, intercept, aggregate, mean);
        means.gradients(slope, intercept, aggregate, mean, gradient, null);
        interceptNetwork.descend(exchange(Flat.scaled(gradient, 1.0 / (n * labels)), k, labels), rate);
        intercept = exchange(interceptNetwork.outputs(), labels, k);
    }

    private void read() {
        slope = slopeNetwork.outputs();
        intercept = exchange(interceptNetwork.outputs(), labels, k);
    }

    /** Exchanges the last two indices of an array of shape [N, rows, columns]. */
    private double[] exchange(double[] a, int rows, int columns) {
        double[] out = new double[a.length];
        for (int e = 0; e < a.length; e++) {
            int row = e / columns % rows;
            out[e / (rows * columns) * (rows * columns) + e % columns * rows + row] = a[e];
        }
        return out;
    }

    private void recordStart() {
        double[] population = new double[aggregate.length];
        means.population(slope, intercept, mean, population);
        record(0, population);
        inner.add(0, slopeError(), interceptError());
    }

    /** Adds a row; false if a number of it is not finite. The means must be those of the population. */
    private boolean record(int outer, double[] population) {
        double gap = exploitability.of(slope, intercept, mean, population);
        means.means(slope, intercept, aggregate, mean);
        slopes.covariances(slope, covariance);
        double slopeCost = slopes.cost(slope, covariance);
        double meanCost = Arrays.stream(means.costs(slope, intercept, aggregate, mean))
                .average()
                .orElseThrow();
        double aggregateError =
                Flat.rootMeanSquareDistance(aggregate, reference.aggregate().raw());
        if (!Double.isFinite(gap + slopeCost + meanCost + aggregateError)) {
            return false;
        }
        history.add(outer, slopeError(), interceptError(), aggregateError, gap, slopeCost, meanCost);
        return true;
    }

    private double slopeError() {
        return Flat.rootMeanSquareDistance(slope, reference.policy().rawSlopes());
    }

    private double interceptError() {
        return Flat.rootMeanSquareDistance(
                intercept, reference.policy().intercepts().raw());
    }
}
