package org.meanfield4j.graphon.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Spectrum;

/** The continuous-time equilibrium as a sum over the eigenvectors of the aggregate. */
final class ContinuousSolver {

    /** One eigenvector: means and adjoints at the grid times for a start of d values, and whether Γ has a pole. */
    interface Direction {
        void mean(int i, double[] start, double[] out);

        void adjoint(int i, double[] start, double[] out);

        OptionalDouble pole();
    }

    /** How to solve along one eigenvector. */
    interface Method {
        Direction along(LqGraphonGame game, double lambda);
    }

    private final LqGraphonGame game;
    private final Method method;
    private final int d;
    private final int k;
    private final int labels;
    private final int steps;

    ContinuousSolver(LqGraphonGame game, Method method) {
        this.game = game;
        this.method = method;
        d = game.stateDimension();
        k = game.actionDimension();
        labels = game.labels();
        steps = game.steps();
    }

    GraphonEquilibrium solve(Stop stop) {
        LqCoefficients c = game.coefficients();
        double[] answer = c.dynamics().control().transpose().toArray(); // R⁻¹B'
        Flat.solvePositive(c.runningCost().actionWeight().toArray(), answer, 0, k, d);
        Direction zero = method.along(game, 0);
        double[] value = values(zero);
        double[] slope = new double[steps * k * d];
        for (int i = 0; i < steps; i++) {
            Flat.multiply(Flat.scaled(answer, -1), 0, value, i * d * d, slope, i * k * d, k, d, d);
        }
        double[] mean = new double[(steps + 1) * d * labels];
        double[] aggregate = new double[mean.length];
        double[] intercept = new double[steps * k * labels];
        Spectrum spectrum = game.aggregate().spectrum();
        double[] initial = game.initialMeans();
        List<String> poles = new ArrayList<>();
        double[] rest = game.initialMeans();
        double[] start = new double[d];
        double[] mu = new double[d];
        double[] s = new double[d];
        double[] g = new double[k];
        double[] pmu = new double[d];
        for (int l = 0; l < spectrum.size(); l++) {
            stop.check();
            double lambda = spectrum.value(l);
            Direction direction = method.along(game, lambda);
            direction
                    .pole()
                    .ifPresent(t -> poles.add(String.format(
                            Locale.ROOT,
                            "Riccati pole at t = %.4f for eigenvalue %.6g, passed in linear form",
                            t,
                            lambda)));
            for (int a = 0; a < d; a++) {
                start[a] = spectrum.coefficient(l, initial, a * labels);
                spectrum.addVector(l, -start[a], rest, a * labels);
            }
            for (int i = 0; i <= steps; i++) {
                direction.mean(i, start, mu);
                for (int a = 0; a < d; a++) {
                    spectrum.addVector(l, mu[a], mean, (i * d + a) * labels);
                    spectrum.addVector(l, lambda * mu[a], aggregate, (i * d + a) * labels);
                }
                if (i == steps) {
                    break;
                }
                direction.adjoint(i, start, s);
                Flat.multiply(value, i * d * d, mu, 0, pmu, 0, d, d, 1);
                Flat.addScaled(s, 0, -1, pmu, 0, d);
                Flat.multiply(answer, 0, s, 0, g, 0, k, d, 1);
                for (int a = 0; a < k; a++) {
                    spectrum.addVector(l, -g[a], intercept, (i * k + a) * labels);
                }
            }
        }
        if (spectrum.size() < labels) {
            addUncoupled(zero, rest, mean);
        }
        GraphonPolicy policy = new GraphonPolicy(d, slope, new LabelPaths(k, labels, intercept));
        String how = poles.isEmpty() ? "eigenvectors of the aggregate in continuous time" : String.join("; ", poles);
        return new GraphonEquilibrium(
                game,
                policy,
                mean,
                aggregate,
                value,
                how,
                GraphonEquilibrium.residual(game, mean, aggregate, stop),
                stop);
    }

    /** Adds the means that start outside of all eigenvectors: no aggregate, no intercept. */
    private void addUncoupled(Direction zero, double[] rest, double[] mean) {
        double[] column = new double[d];
        for (int a = 0; a < d; a++) {
            double[] unit = new double[d];
            unit[a] = 1;
            for (int i = 0; i <= steps; i++) {
                zero.mean(i, unit, column);
                Flat.addProduct(mean, i * d * labels, 1, column, 0, d, 1, rest, a * labels, labels);
            }
        }
    }

    /** P = Γ for λ = 0, which solves P μ = s for every μ: column by column from the unit starts. */
    private double[] values(Direction zero) {
        double[] u = new double[d * d];
        double[] v = new double[d * d];
        double[] out = new double[(steps + 1) * d * d];
        double[] unit = new double[d];
        double[] column = new double[d];
        for (int i = 0; i <= steps; i++) {
            for (int c = 0; c < d; c++) {
                unit[c] = 1;
                zero.mean(i, unit, column);
                System.arraycopy(column, 0, u, c * d, d); // row c of U'
                zero.adjoint(i, unit, column);
                System.arraycopy(column, 0, v, c * d, d);
                unit[c] = 0;
            }
            double[] p = SmallMatrix.unchecked(d, d, u).solve(SmallMatrix.unchecked(d, d, v)); // U'P = V', P symmetric
            System.arraycopy(p, 0, out, i * d * d, d * d);
            Flat.symmetrise(out, i * d * d, d);
        }
        return out;
    }
}
