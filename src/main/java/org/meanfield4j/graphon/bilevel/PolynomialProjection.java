package org.meanfield4j.graphon.bilevel;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/** f ← Σ_p φ_p ⟨φ_p, f⟩ in time, and for intercepts in the label too; a projection if the φ are orthonormal. */
final class PolynomialProjection implements DirectionFilter {
    private final double[][] time;
    private final double[][] label;
    private final int k;
    private final int d;
    private final int labels;

    /** Basis functions by rows; no label functions mean no restriction. */
    PolynomialProjection(double[][] time, double[][] label, int k, int d, int labels) {
        this.time = time;
        this.label = label;
        this.k = k;
        this.d = d;
        this.labels = labels;
    }

    static double[][] time(int degree, int points, PolynomialPolicyGradient.Basis basis) {
        return functions(degree, points, i -> (double) i / points, basis);
    }

    static double[][] label(int degree, int points, PolynomialPolicyGradient.Basis basis) {
        return functions(degree, points, i -> Graphon.midpoint(i, points), basis);
    }

    private static double[][] functions(
            int degree, int points, IntToDoubleFunction at, PolynomialPolicyGradient.Basis basis) {
        if (points <= degree) {
            throw new IllegalArgumentException("degree = " + degree + " must be below the number of grid points "
                    + points + "; use a lower degree or a finer grid");
        }
        Require.memory("points = " + points, (degree + 1L) * points, 2, "the basis", "use fewer points");
        double[][] phi = new double[degree + 1][points];
        for (int p = 0; p <= degree; p++) {
            for (int i = 0; i < points; i++) {
                double t = at.applyAsDouble(i);
                phi[p][i] = FastMath.pow(basis == PolynomialPolicyGradient.Basis.POWERS ? t : 2 * t - 1, p);
            }
            if (basis == PolynomialPolicyGradient.Basis.ORTHONORMAL) {
                orthonormalise(phi, p);
            }
        }
        return phi;
    }

    private static void orthonormalise(double[][] phi, int p) {
        int points = phi[p].length;
        for (int pass = 0; pass < 2; pass++) { // twice is enough
            for (int q = 0; q < p; q++) {
                Flat.addScaled(phi[p], 0, -mean(phi[p], phi[q]), phi[q], 0, points);
            }
        }
        phi[p] = Flat.scaled(phi[p], 1 / FastMath.sqrt(mean(phi[p], phi[p])));
    }

    private static double mean(double[] a, double[] b) {
        return Flat.dot(a, 0, b, 0, a.length) / a.length;
    }

    static double gramNorm(double[][] phi) {
        RealMatrix f = new Array2DRowRealMatrix(phi, false);
        double[] values = new EigenDecomposition(f.multiply(f.transpose()).scalarMultiply(1.0 / phi[0].length))
                .getRealEigenvalues();
        return Arrays.stream(values).max().orElseThrow();
    }

    @Override
    public void slopes(double[] direction) {
        inTime(direction, k * d, Stop.never());
    }

    @Override
    public void intercepts(double[] direction, Stop stop) {
        inTime(direction, k * labels, stop);
        if (label == null) {
            return;
        }
        double[] old = new double[labels];
        for (int row = 0; row < direction.length; row += labels) {
            stop.check();
            System.arraycopy(direction, row, old, 0, labels);
            Arrays.fill(direction, row, row + labels, 0);
            for (double[] phi : label) {
                Flat.addScaled(direction, row, mean(phi, old), phi, 0, labels);
            }
        }
    }

    private void inTime(double[] f, int row, Stop stop) {
        int times = f.length / row;
        double[] coefficients = new double[time.length * row];
        for (int p = 0; p < time.length; p++) {
            stop.check();
            for (int i = 0; i < times; i++) {
                Flat.addScaled(coefficients, p * row, time[p][i] / times, f, i * row, row);
            }
        }
        Arrays.fill(f, 0);
        for (int p = 0; p < time.length; p++) {
            stop.check();
            for (int i = 0; i < times; i++) {
                Flat.addScaled(f, i * row, time[p][i], coefficients, p * row, row);
            }
        }
    }
}
