package org.meanfield4j.graphon.internal.linear;

import java.util.Arrays;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;

/**
 * Arnoldi's method with full reorthogonalisation: the restriction of a linear map to a Krylov space. The maps of this
 * package are integral operators, whose eigenvalues decay so fast that a few dozen vectors give the leading ones to
 * rounding.
 */
public final class Arnoldi {
    private static final int DIMENSION = 60;
    /** Relative length of a new vector below which the space is invariant and the rest is rounding. */
    private static final double INVARIANT = 1e-12;

    /** out = map of in. */
    public interface LinearMap {
        void apply(double[] in, double[] out);
    }

    private Arnoldi() {}

    /** The map on the Krylov space of a generic start, shape [r, r] with r at most 60 and at most n. */
    public static RealMatrix restriction(LinearMap map, int n, Stop stop) {
        int dimension = FastMath.min(n, DIMENSION);
        double[][] basis = new double[dimension][];
        double[][] h = new double[dimension][dimension];
        double[] next = new double[n];
        for (int j = 0; j < n; j++) {
            double golden = (j + 1) * 0.6180339887498949;
            next[j] = 0.5 + golden - FastMath.floor(golden); // no symmetry that could hide an eigenvector
        }
        double scale = 0;
        int used = 0;
        double length = norm(next);
        while (used < dimension && length > INVARIANT * scale) {
            if (used > 0) {
                h[used][used - 1] = length;
            }
            basis[used] = Flat.scaled(next, 1 / length);
            stop.check();
            map.apply(basis[used], next);
            for (int pass = 0; pass < 2; pass++) { // twice is enough
                for (int p = 0; p <= used; p++) {
                    double overlap = Flat.dot(next, 0, basis[p], 0, n);
                    h[p][used] += overlap;
                    Flat.addScaled(next, 0, -overlap, basis[p], 0, n);
                    scale = FastMath.max(scale, FastMath.abs(h[p][used]));
                }
            }
            used++;
            length = norm(next);
        }
        double[][] square = new double[used][];
        for (int i = 0; i < used; i++) {
            square[i] = Arrays.copyOf(h[i], used);
        }
        return new Array2DRowRealMatrix(square, false);
    }

    /**
     * The eigenvalues of the map on its Krylov space. Commons Math's QR iteration can cycle on the last, negligible
     * rows; then the space is taken one vector smaller.
     */
    public static Complex[] eigenvalues(LinearMap map, int n, Stop stop) {
        RealMatrix h = restriction(map, n, stop);
        for (int r = h.getRowDimension(); ; r--) {
            try {
                EigenDecomposition e = new EigenDecomposition(h.getSubMatrix(0, r - 1, 0, r - 1));
                Complex[] out = new Complex[r];
                Arrays.setAll(out, i -> new Complex(e.getRealEigenvalue(i), e.getImagEigenvalue(i)));
                return out;
            } catch (MaxCountExceededException e) {
                if (r <= h.getRowDimension() / 2) {
                    throw e;
                }
            }
        }
    }

    private static double norm(double[] v) {
        return FastMath.sqrt(Flat.dot(v, 0, v, 0, v.length));
    }
}
