package org.meanfield4j.graphon.modelfree;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.internal.linear.Columns;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * One inner step without coefficients: estimates from costs and states, for all labels in parallel. A label's numbers
 * come from its own streams and sums over labels run in the order of the labels, so the number of threads changes no
 * bit. Not thread-safe.
 */
final class ZerothOrderStep {
    private static final long STATES = 0;
    private static final long SLOPE_DIRECTIONS = 1;
    private static final long SLOPE_NOISE = 2;
    private static final long INTERCEPT_DIRECTIONS = 3;
    private static final long INTERCEPT_NOISE = 4;

    private final CostOracle oracle;
    private final ZerothOrder estimator;
    private final int threads;
    private final Stop stop;
    private final int d;
    private final int k;
    private final int labels;
    private final int steps;
    private final Queue<Work> idle = new ConcurrentLinkedQueue<>();
    private final double[] directions;
    private final double[] differences;
    /** Of every label, shape [M, N, d, d]. */
    private final double[] scatter;
    /** Of every label, shape [N, k, M]. */
    private final double[] interceptEstimate;

    private final double[] slopeEstimate;
    private final double[] variance;
    private final double[] solved;
    private double[] intercepts;
    private double[] environments;

    /** What one label at a time needs; as many as there are threads. */
    private final class Work {
        int label;
        final CostOracle.Rollouts rollouts = oracle.rollouts(estimator.paths(), estimator.antithetic());
        final double[] states = new double[(steps + 1) * d * estimator.paths()];
        final double[] environment = new double[(steps + 1) * d];
        final double[] intercept = new double[steps * k];
        final double[] shiftedIntercept = new double[steps * k];
        final double[] shiftedSlope = new double[steps * k * d];
        final double[] direction = new double[steps * k];
        final double[] estimate = new double[steps * k];
        final double[] mean = new double[steps * d];

        void turnTo(int x) {
            label = x;
            Columns.copy(intercepts, labels, x, intercept);
            Columns.copy(environments, labels, x, environment);
        }
    }

    ZerothOrderStep(CostOracle oracle, ZerothOrder estimator, int threads, Stop stop) {
        this.oracle = oracle;
        this.estimator = estimator;
        this.threads = threads;
        this.stop = stop;
        d = oracle.stateDimension();
        k = oracle.actionDimension();
        labels = oracle.labels();
        steps = oracle.steps();
        directions = new double[estimator.directions() * steps * k * d];
        differences = new double[labels * estimator.directions()];
        slopeEstimate = new double[steps * k * d];
        variance = new double[steps * d * d];
        scatter = new double[labels * variance.length];
        interceptEstimate = new double[labels * steps * k];
        solved = new double[d * k];
    }

    /** Complains about more labels than the numbers of every one of them have room for. */
    static void requireMemory(CostOracle oracle, ZerothOrder estimator) {
        int d = oracle.stateDimension();
        long each = (long) oracle.steps() * d * Math.max(d, oracle.actionDimension());
        long ofPaths = (oracle.steps() + 1L) * d * estimator.paths();
        Require.memory("paths = " + estimator.paths(), ofPaths, 2, "states of one label", "use fewer");
        long ofDirections = (long) estimator.directions() * Math.max(each, oracle.labels());
        Require.memory("directions = " + estimator.directions(), ofDirections, 1, "directions", "use fewer");
        long most = Math.max(each, Math.max(estimator.directions(), (long) d * estimator.paths()));
        Require.memory(
                "labels M = " + oracle.labels(), oracle.labels() * most, 4, "their estimates", "use fewer labels");
    }

    /** Paths that a step draws. */
    long paths() {
        return (long) labels * estimator.paths() * (1 + 4L * estimator.directions());
    }

    /** Moves slopes and intercepts in a given environment. */
    void apply(GraphonIterate moving, double[] aggregate, double etaK, double etaG, Streams streams) {
        double[] slope = moving.slopes;
        place(moving.intercepts, aggregate);
        estimateSlope(slope, streams);
        precondition();
        Flat.addScaled(slope, 0, -etaK, slopeEstimate, 0, slope.length);
        estimateIntercepts(slope, streams);
        Flat.addScaled(moving.intercepts, 0, -etaG, interceptEstimate, 0, interceptEstimate.length);
    }

    /** Sets the intercepts and the environment of the estimates. */
    void place(double[] intercept, double[] aggregate) {
        intercepts = intercept;
        environments = aggregate;
    }

    private void forEach(Consumer<Work> body) {
        Parallel.forEach(labels, threads, x -> {
            Work waiting = idle.poll();
            Work w = waiting == null ? new Work() : waiting;
            w.turnTo(x);
            body.accept(w);
            idle.add(w);
        });
    }

    /** The estimate of the gradient of J1 and the pooled variance of the states. */
    void estimateSlope(double[] slope, Streams streams) {
        RandomGenerator random = streams.at(SLOPE_DIRECTIONS);
        Arrays.setAll(directions, e -> random.nextGaussian());
        forEach(w -> slopeDifferences(w, slope, streams));
        Arrays.fill(variance, 0);
        // Mirrored paths have the exact mean, so they lose no degree of freedom to it.
        double freedom = labels * (estimator.paths() - (estimator.antithetic() ? 0.0 : 1.0));
        for (int x = 0; x < labels; x++) {
            Flat.addScaled(variance, 0, 1 / freedom, scatter, x * variance.length, variance.length);
        }
        int m = estimator.directions();
        Arrays.fill(slopeEstimate, 0);
        for (int j = 0; j < m; j++) {
            double sum = 0;
            for (int x = 0; x < labels; x++) {
                sum += differences[x * m + j];
            }
            double weight = sum / labels / (2 * estimator.radius() * m * oracle.dt());
            Flat.addScaled(slopeEstimate, 0, weight, directions, j * slopeEstimate.length, slopeEstimate.length);
        }
    }

    private void slopeDifferences(Work w, double[] slope, Streams streams) {
        w.rollouts.draw(w.label, streams.at(STATES, w.label));
        w.rollouts.states(slope, w.intercept, w.environment, w.states);
        moments(w);
        int m = estimator.directions();
        for (int j = 0; j < m; j++) {
            stop.check();
            if (j == 0 || estimator.noise() == NoiseReuse.PER_DIRECTION) {
                w.rollouts.draw(w.label, streams.at(SLOPE_NOISE, w.label, j));
            }
            double up = costOfSlope(w, slope, j, estimator.radius());
            double down = costOfSlope(w, slope, j, -estimator.radius());
            differences[w.label * m + j] = up - down;
        }
    }

    /** Empirical means and the scatter around them. */
    private void moments(Work w) {
        int n = estimator.paths();
        for (int i = 0; i < steps; i++) {
            for (int a = 0; a < d; a++) {
                int from = (i * d + a) * n;
                double sum = 0;
                for (int p = from; p < from + n; p++) {
                    sum += w.states[p];
                }
                w.mean[i * d + a] = sum / n;
                for (int p = from; p < from + n; p++) {
                    w.states[p] -= w.mean[i * d + a];
                }
            }
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    scatter[((w.label * steps + i) * d + a) * d + b] =
                            Flat.dot(w.states, (i * d + a) * n, w.states, (i * d + b) * n, n);
                }
            }
        }
    }

    private double costOfSlope(Work w, double[] slope, int j, double radius) {
        int length = slope.length;
        System.arraycopy(slope, 0, w.shiftedSlope, 0, length);
        Flat.addScaled(w.shiftedSlope, 0, radius, directions, j * length, length);
        System.arraycopy(w.intercept, 0, w.shiftedIntercept, 0, w.intercept.length);
        if (estimator.compensated()) {
            for (int i = 0; i < steps; i++) {
                for (int c = 0; c < k; c++) {
                    w.shiftedIntercept[i * k + c] -=
                            radius * Flat.dot(directions, j * length + (i * k + c) * d, w.mean, i * d, d);
                }
            }
        }
        return w.rollouts.meanCost(w.shiftedSlope, w.shiftedIntercept, w.environment);
    }

    /** Replaces the slope estimate ĝ by ĝ Ŝ⁻¹; a singular Ŝ gives NaN, which ends the run. */
    private void precondition() {
        if (!estimator.natural()) {
            return;
        }
        for (int i = 0; i < steps; i++) {
            double[] s = Arrays.copyOfRange(variance, i * d * d, (i + 1) * d * d);
            int from = i * k * d;
            for (int e = 0; e < k * d; e++) {
                solved[e % d * k + e / d] = slopeEstimate[from + e];
            }
            Flat.solvePositive(s, solved, 0, d, k);
            for (int e = 0; e < k * d; e++) {
                slopeEstimate[from + e] = solved[e % d * k + e / d];
            }
        }
    }

    /** The estimates of the gradient of J2, one per label. */
    void estimateIntercepts(double[] slope, Streams streams) {
        forEach(w -> estimateIntercept(w, slope, streams));
    }

    private void estimateIntercept(Work w, double[] slope, Streams streams) {
        RandomGenerator random = streams.at(INTERCEPT_DIRECTIONS, w.label);
        int m = estimator.directions();
        Arrays.fill(w.estimate, 0);
        for (int j = 0; j < m; j++) {
            stop.check();
            if (j == 0 || estimator.noise() == NoiseReuse.PER_DIRECTION) {
                w.rollouts.draw(w.label, streams.at(INTERCEPT_NOISE, w.label, j));
            }
            Arrays.setAll(w.direction, e -> random.nextGaussian());
            double difference =
                    costOfIntercept(w, slope, estimator.radius()) - costOfIntercept(w, slope, -estimator.radius());
            double weight = difference / (2 * estimator.radius() * m * oracle.dt());
            Flat.addScaled(w.estimate, 0, weight, w.direction, 0, w.estimate.length);
        }
        Columns.set(interceptEstimate, labels, w.label, w.estimate);
    }

    private double costOfIntercept(Work w, double[] slope, double radius) {
        System.arraycopy(w.intercept, 0, w.shiftedIntercept, 0, w.intercept.length);
        Flat.addScaled(w.shiftedIntercept, 0, radius, w.direction, 0, w.direction.length);
        return w.rollouts.meanCost(slope, w.shiftedIntercept, w.environment);
    }

    /** The mean cost of all labels under new noise. */
    double meanCost(GraphonIterate at, Streams streams) {
        place(at.intercepts, at.aggregate);
        double sum = 0;
        Work w = new Work();
        for (int x = 0; x < labels; x++) {
            stop.check();
            w.turnTo(x);
            w.rollouts.draw(w.label, streams.at(w.label));
            sum += w.rollouts.meanCost(at.slopes, w.intercept, w.environment);
        }
        return sum / labels;
    }

    /** The last slope estimate. */
    double[] slopeEstimate() {
        return slopeEstimate.clone();
    }

    /** The last intercept estimates, shape [N, k, M]. */
    double[] interceptEstimates() {
        return interceptEstimate.clone();
    }
}
