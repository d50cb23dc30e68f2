package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.k;
import static org.meanfield4j.graphon.bilevel.BilevelErrors.z;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.graphon.LqGraphonGame;

/**
 * Updates of slope and intercepts against each other, with more and less noise. Numbers come from two independent
 * implementations; they are compared to the digits that were printed, by src/test/reference/variants.py too.
 */
class BilevelVariantsTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    @Test
    void variantsOfTheUpdate() {
        GraphonRun jacobi = SOLVER.withOrder(UpdateOrder.JACOBI).solve(BASE);
        GraphonRun newton = SOLVER.withSlopeStep(SlopeStep.GAUSS_NEWTON).solve(BASE);
        GraphonRun joint =
                SOLVER.withSlopeStep(SlopeStep.JOINT).withStepSize(0.2).solve(BASE);
        GraphonRun large = SOLVER.withSlopeStep(SlopeStep.JOINT).solve(BASE);
        int[] n = {1, 2, 5, 10};
        double[] jacobiZ = {4.040e-2, 9.825e-3, 1.495e-4, 1.409e-7};
        double[] newtonZ = {4.211e-2, 1.022e-2, 1.556e-4, 1.466e-7};
        double[] newtonK = {4.035e-3, 2.435e-5, 5.384e-12};
        double[] jointK = {0.4437, 0.3002, 0.1655, 7.548e-2};
        double[] largeK = {0.3732, 0.3684, 0.1933, 4.929e-2};
        for (int q = 0; q < 4; q++) {
            assertPrinted(jacobiZ[q], z(jacobi, n[q]), 4);
            assertPrinted(newtonZ[q], z(newton, n[q]), 4);
            assertPrinted(jointK[q], k(joint, n[q]), 4);
            assertPrinted(largeK[q], k(large, n[q]), 4);
            if (q < 3) {
                assertPrinted(newtonK[q], k(newton, n[q]), 4);
            }
        }
        assertPrinted(1.729e-2, k(joint, 20), 4);
    }

    @Test
    void noiseDoesNotMoveThePreconditionedRun() {
        double[] sigma = {0.1, 0.25, 1, 2};
        double[] cost = {0.228114, 0.268161, 0.983282, 3.27167};
        GraphonRun base = SOLVER.solve(BASE);
        for (int q = 0; q < sigma.length; q++) {
            LqGraphonGame game = BASE.withCoefficients(BASE.coefficients().withVolatility(sigma[q]));
            GraphonRun run = SOLVER.solve(game);
            assertArrayEquals(base.policy().slopes(), run.policy().slopes(), 0);
            assertArrayEquals(
                    base.policy().intercepts().toArray(),
                    run.policy().intercepts().toArray(),
                    0);
            assertArrayEquals(base.aggregate().toArray(), run.aggregate().toArray(), 0);
            assertPrinted(cost[q], run.reference().slopeCost(), 6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.5666, 0.3850, 0.1966, 9.215e-2, 2.759e-2, 0.886",
        "0.25, 0.5148, 0.3216, 0.1297, 4.144e-2, 5.645e-3, 0.819",
        "0.5, 0.3809, 0.1835, 3.375e-2, 2.839e-3, 2.406e-5, 0.621",
        "1, 0.1735, 4.841e-2, 1.456e-3, 5.341e-6, 9.092e-11, 0.334",
        "2, 7.877e-2, 2.197e-2, 7.048e-4, 3.019e-6, 6.448e-11, 0.341"
    })
    void noiseSpeedsUpThePlainGradient(
            double sigma, double k1, double k2, double k5, double k10, double k20, double rate) {
        LqGraphonGame game = BASE.withCoefficients(BASE.coefficients().withVolatility(sigma));
        GraphonRun run = SOLVER.withSlopeStep(SlopeStep.PLAIN).solve(game);
        assertPrinted(k1, k(run, 1), 4);
        assertPrinted(k2, k(run, 2), 4);
        assertPrinted(k5, k(run, 5), 4);
        assertPrinted(k10, k(run, 10), 4);
        assertPrinted(k20, k(run, 20), 4);
        assertDecimals(rate, Math.pow(k(run, 20) / k(run, 10), 0.1), 3);
    }
}
