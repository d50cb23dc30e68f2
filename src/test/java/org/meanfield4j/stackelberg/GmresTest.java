package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.random.Streams;

/** GMRES against an LU decomposition. */
class GmresTest {

    private static RealMatrix random(int size, double scale, long seed) {
        RandomGenerator random = Streams.of(seed).at();
        RealMatrix matrix = MatrixUtils.createRealIdentityMatrix(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.addToEntry(i, j, scale * random.nextGaussian());
            }
        }
        return matrix;
    }

    /** Entries of size 1 make spectral radii far above one, where a fixed point iteration would run away. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "7, 1", "30, 0.1", "60, 1"})
    void findsWhatAnLuDecompositionFinds(int size, double scale) {
        RealMatrix matrix = random(size, scale, size);
        double[] b = Streams.of(2).at().doubles(size).toArray();
        double[] x = Gmres.solve(matrix::operate, b);
        double[] direct = new LUDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(b))
                .toArray();
        assertArrayEquals(direct, x, 1e-10 * new ArrayRealVector(direct).getNorm());
    }

    @Test
    void needsFewProductsWhereFewDirectionsAnswer() {
        int[] products = {0};
        double[] b = Streams.of(3).at().doubles(200).toArray();
        double[] x = Gmres.solve(
                v -> {
                    products[0]++;
                    double[] out = v.clone();
                    out[5] -= 3 * (v[7] + v[9]);
                    return out;
                },
                b);
        double[] expected = b.clone();
        expected[5] += 3 * (b[7] + b[9]);
        assertArrayEquals(expected, x, 1e-13);
        assertTrue(products[0] <= 3, products[0] + " products");
    }

    @Test
    void ofNothingComesNothing() {
        assertArrayEquals(new double[4], Gmres.solve(double[]::clone, new double[4]));
    }

    @Test
    void aSingularSystemIsRefused() {
        assertThrows(
                SingularMatrixException.class, () -> Gmres.solve(v -> new double[] {v[0], 0}, new double[] {0, 1}));
    }
}
