package org.meanfield4j.graphon.equilibrium;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.OuterMap;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Spectrum;

/**
 * The equilibrium aggregate without iteration: for every eigenpair (λ, v) of W_M solve (I - λ 𝕋) z = λ μ⁰, where 𝕋 is
 * the outer map of a frozen environment with λ = 1 and μ⁰ the best-response means for Z = 0 that start at ⟨v, m_0⟩, and
 * sum Z = Σ v z.
 */
final class DirectSolver {
    /** The growth of a unit vector under (I - λ𝕋)⁻¹ beyond which the equilibrium is not determined. */
    private static final double RESONANCE = 1e9;

    private DirectSolver() {}

    /** Of best responses that are taken as often as this one. */
    static double[] aggregate(LqGraphonGame game, BestResponse like, Stop stop) {
        int d = game.stateDimension();
        int labels = game.labels();
        int n = (game.steps() + 1) * d;
        BestResponse response = new BestResponse(OuterMap.along(game, 1), like.timing, like.blocks);
        double[] map = OuterMap.matrix(game, response, 1, AggregateUpdate.FROZEN, stop);
        requireFinite(game, Flat.dot(map, 0, map, 0, map.length)); // products of its entries are finite too
        Spectrum spectrum = game.aggregate().spectrum();
        double[] start = game.initialMeans();
        double[] out = new double[n * labels];
        double[] still = new double[n];
        double[] mean = new double[n];
        double[] intercept = new double[like.blocks * game.actionDimension()];
        for (int l = 0; l < spectrum.size(); l++) {
            stop.check();
            double lambda = spectrum.value(l);
            if (FastMath.abs(lambda) <= 1e-15 * FastMath.abs(spectrum.value(0))) {
                break; // sorted: the rest does not reach the aggregate
            }
            double[] from = new double[d];
            for (int a = 0; a < d; a++) {
                from[a] = spectrum.coefficient(l, start, a * labels);
            }
            LqGraphonGame scalar = OuterMap.along(game, lambda).withInitialMean(x -> from);
            new MeanProblem(scalar, like.timing, like.blocks)
                    .means(response.slope, intercept, still, mean); // Z = 0 has best intercepts 0
            double[] z = solve(map, lambda, mean, n);
            for (int e = 0; e < n; e++) {
                spectrum.addVector(l, z[e], out, e * labels);
            }
        }
        return out;
    }

    private static double[] solve(double[] map, double lambda, double[] mean, int n) {
        double[][] system = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                system[r][c] = (r == c ? 1 : 0) - lambda * map[r * n + c];
            }
        }
        try {
            DecompositionSolver solver =
                    new LUDecomposition(new Array2DRowRealMatrix(system, false), 1e-300).getSolver();
            RealVector direction = new ArrayRealVector(n, 1 / FastMath.sqrt(n));
            for (int i = 0; i < 3; i++) { // inverse iteration finds the direction of the smallest eigenvalue
                direction = solver.solve(direction);
                double growth = direction.getNorm();
                if (!(growth < RESONANCE)) {
                    throw resonance("1 is an eigenvalue of the outer map", lambda);
                }
                direction.mapDivideToSelf(growth);
            }
            return solver.solve(new ArrayRealVector(mean)).mapMultiply(lambda).toArray();
        } catch (SingularMatrixException e) {
            throw resonance("1 is an eigenvalue of the outer map", lambda);
        }
    }

    static InvalidModelException resonance(String why, double lambda) {
        return new InvalidModelException("resonance: " + why + " along the graphon eigenvalue " + lambda
                + ", so there is no unique equilibrium; change the graphon, the horizon or H");
    }

    /** Complains about a game whose numbers leave the range of a double. */
    static void requireFinite(LqGraphonGame game, double... values) {
        if (!Flat.isFinite(values)) {
            throw new InvalidModelException("horizon T = " + game.horizon() + " with N = " + game.steps()
                    + " steps lets the means overflow; use a shorter horizon, more steps or a smaller drift A");
        }
    }
}
