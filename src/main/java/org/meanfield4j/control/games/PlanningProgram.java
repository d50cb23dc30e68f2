package org.meanfield4j.control.games;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.meanfield4j.core.law.Law;

/**
 * min ½ f'Hf + c'f over f ≥ 0, G f = b, with one group of flows per time and place: three moves before the horizon, the
 * mass itself at it. H is 2 times a block of ones per group from time 1 on, so that H plus a diagonal is inverted by hand,
 * and G says for each group that its sum is what flows in.
 */
final class PlanningProgram {
    private static final double GAP = 1e-10;
    private static final int MOST_STEPS = 100;

    /** δ: each step also pays ½ δ |df|², which moves no optimum, but keeps equations solvable where optima are several. */
    private static final double PROXIMAL = 1e-8;

    private final DistributionPlanning problem;
    private final int states;
    private final int groups;
    private final double[] f;
    private final double[] slack;
    private final double[] price;
    private final double[] cost;
    private final double[] inflow;

    PlanningProgram(DistributionPlanning problem, Law initialLaw) {
        this.problem = problem;
        states = problem.states();
        groups = (problem.horizon() + 1) * states;
        int flows = problem.horizon() * states * 3 + states;
        f = new double[flows];
        slack = new double[flows];
        price = new double[groups];
        cost = new double[flows];
        inflow = new double[groups];
        Arrays.fill(f, 1.0 / states);
        Arrays.fill(slack, 1);
        for (int e = 0; e < flows; e++) {
            int group = group(e);
            cost[e] = group < states ? 0 : -2 * problem.target().get(group % states);
            cost[e] += last(group) || e % 3 == 1 ? 0 : problem.moveCost();
        }
        for (int x = 0; x < states; x++) {
            inflow[x] = initialLaw.get(x);
        }
    }

    double flow(int e) {
        return f[e];
    }

    private boolean last(int group) {
        return group >= groups - states;
    }

    private int first(int group) {
        return last(group) ? 2 * (groups - states) + group : 3 * group;
    }

    private int size(int group) {
        return last(group) ? 1 : 3;
    }

    private int group(int e) {
        int moves = 3 * (groups - states);
        return e < moves ? e / 3 : groups - states + e - moves;
    }

    /** The group that a flow before the horizon enters. */
    private int next(int e) {
        int group = e / 3;
        return (group / states + 1) * states + problem.next(group % states, e % 3);
    }

    private double curvature(int group) {
        return group < states ? 0 : 2;
    }

    /** Newton steps until the gap is closed; the gap. */
    double solve() {
        for (int n = 0; n < MOST_STEPS; n++) {
            double gap = dot(f, slack);
            double[] dual = dualResidual();
            double[] primal = primalResidual();
            if (gap <= GAP && largest(dual) <= GAP && largest(primal) <= GAP) {
                return gap;
            }
            step(gap / f.length, dual, primal);
        }
        throw new IllegalStateException("the optimum of " + problem + " is not reached in " + MOST_STEPS
                + " steps (duality gap " + dot(f, slack) + "); use an initial law without tiny probabilities");
    }

    /** G'price + slack − H f − c. */
    private double[] dualResidual() {
        double[] out = pull(price);
        for (int g = 0; g < groups; g++) {
            double mass = 0;
            for (int e = first(g); e < first(g) + size(g); e++) {
                mass += f[e];
            }
            for (int e = first(g); e < first(g) + size(g); e++) {
                out[e] += slack[e] - curvature(g) * mass - cost[e];
            }
        }
        return out;
    }

    /** b − G f. */
    private double[] primalResidual() {
        double[] out = push(f);
        Arrays.setAll(out, g -> inflow[g] - out[g]);
        return out;
    }

    private double[] push(double[] flows) {
        double[] out = new double[groups];
        for (int e = 0; e < flows.length; e++) {
            out[group(e)] += flows[e];
            if (!last(group(e))) {
                out[next(e)] -= flows[e];
            }
        }
        return out;
    }

    private double[] pull(double[] prices) {
        double[] out = new double[f.length];
        Arrays.setAll(out, e -> prices[group(e)] - (last(group(e)) ? 0 : prices[next(e)]));
        return out;
    }

    /** Predictor and corrector with one matrix. */
    private void step(double mean, double[] dual, double[] primal) {
        CholeskyDecomposition normal = new CholeskyDecomposition(normalEquations(), 1e-6, 0);
        double[] complementarity = new double[f.length];
        Arrays.setAll(complementarity, e -> -f[e] * slack[e]);
        Direction predictor = new Direction(normal, dual, primal, complementarity);
        double far = predictor.longest();
        double after = 0;
        for (int e = 0; e < f.length; e++) {
            after += (f[e] + far * predictor.flow[e]) * (slack[e] + far * predictor.slack[e]);
        }
        double centre = mean * Math.pow(after / f.length / mean, 3);
        for (int e = 0; e < f.length; e++) {
            complementarity[e] += centre - predictor.flow[e] * predictor.slack[e];
        }
        Direction corrector = new Direction(normal, dual, primal, complementarity);
        double length = 0.995 * corrector.longest();
        add(length, corrector.flow, f);
        add(length, corrector.slack, slack);
        add(length, corrector.price, price);
    }

    /** G (H + D)⁻¹ G' with D = slack / f + δ; sums within a group are taken by hand, where terms would cancel. */
    private Array2DRowRealMatrix normalEquations() {
        double[][] out = new double[groups][groups];
        for (int g = 0; g < groups; g++) {
            int from = first(g);
            int to = from + size(g);
            double scale = 1 / (1 + curvature(g) * weight(from, to, -1));
            out[g][g] += scale * weight(from, to, -1);
            for (int e = from; e < to && !last(g); e++) {
                out[g][next(e)] -= scale * weight(e, e + 1, -1);
                out[next(e)][g] -= scale * weight(e, e + 1, -1);
                for (int k = from; k < to; k++) {
                    double entry =
                            k == e ? 1 + curvature(g) * weight(from, to, e) : -curvature(g) * weight(k, k + 1, -1);
                    out[next(k)][next(e)] += scale * weight(e, e + 1, -1) * entry;
                }
            }
        }
        return new Array2DRowRealMatrix(out, false);
    }

    /** 1 / D summed over some flows but one. */
    private double weight(int from, int to, int but) {
        double sum = 0;
        for (int e = from; e < to; e++) {
            sum += e == but ? 0 : f[e] / (slack[e] + PROXIMAL * f[e]);
        }
        return sum;
    }

    /** (H + D)⁻¹ v within a group, by the formula of Sherman and Morrison. */
    private void invert(int group, double[] v, double[] out) {
        double sum = 0;
        double weighted = 0;
        int from = first(group);
        for (int k = 0; k < size(group); k++) {
            double w = weight(from + k, from + k + 1, -1);
            out[k] = w * v[from + k];
            sum += w;
            weighted += out[k];
        }
        double shift = curvature(group) * weighted / (1 + curvature(group) * sum);
        for (int k = 0; k < size(group); k++) {
            out[k] -= shift * weight(from + k, from + k + 1, -1);
        }
    }

    /** The solution of the linearised conditions of optimality. */
    private final class Direction {
        final double[] flow;
        final double[] slack;
        final double[] price;

        Direction(CholeskyDecomposition normal, double[] dual, double[] primal, double[] complementarity) {
            double[] right = new double[f.length];
            Arrays.setAll(right, e -> dual[e] + complementarity[e] / f[e]);
            double[] equations = push(inverse(right));
            Arrays.setAll(equations, g -> primal[g] - equations[g]);
            price = normal.getSolver()
                    .solve(new ArrayRealVector(equations, false))
                    .toArray();
            double[] pulled = pull(price);
            Arrays.setAll(pulled, e -> pulled[e] + right[e]);
            flow = inverse(pulled);
            slack = new double[f.length];
            Arrays.setAll(slack, e -> (complementarity[e] - PlanningProgram.this.slack[e] * flow[e]) / f[e]);
        }

        private double[] inverse(double[] v) {
            double[] out = new double[f.length];
            for (int g = 0; g < groups; g++) {
                double[] part = new double[size(g)];
                invert(g, v, part);
                System.arraycopy(part, 0, out, first(g), part.length);
            }
            return out;
        }

        /** How far both stay positive, at most 1. */
        double longest() {
            double far = 1;
            for (int e = 0; e < f.length; e++) {
                far = flow[e] < 0 ? Math.min(far, -f[e] / flow[e]) : far;
                far = slack[e] < 0 ? Math.min(far, -PlanningProgram.this.slack[e] / slack[e]) : far;
            }
            return far;
        }
    }

    private static void add(double weight, double[] from, double[] to) {
        for (int e = 0; e < to.length; e++) {
            to[e] += weight * from[e];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) {
            sum += a[e] * b[e];
        }
        return sum;
    }

    private static double largest(double[] v) {
        return Arrays.stream(v).map(Math::abs).max().orElse(0);
    }
}
