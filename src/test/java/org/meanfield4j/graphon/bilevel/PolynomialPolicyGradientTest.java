package org.meanfield4j.graphon.bilevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.Graphon;

/** Numbers were measured with an independent implementation. */
class PolynomialPolicyGradientTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    @ParameterizedTest
    @CsvSource({
        "0, -1, 0.21186, 0.21147, 6.593e-2, 2.894e-2, 9.135e-3, 1.433e-2",
        "1, -1, 6.571e-2, 6.570e-2, 1.622e-2, 3.784e-3, 3.143e-3, 2.222e-3",
        "2, -1, 1.120e-2, 1.120e-2, 4.303e-3, 3.321e-3, 2.478e-4, 4.397e-5",
        "4, -1, 3.167e-4, 3.167e-4, 7.055e-5, 1.420e-5, 6.234e-6, 4.513e-8",
        "8, -1, 5.836e-7, 5.836e-7, 1.551e-7, 5.300e-8, 1.088e-8, NaN",
        "2, 1, 1.120e-2, 1.120e-2, 2.885e-2, 2.871e-2, 6.420e-4, 4.461e-4",
        "4, 2, 3.167e-4, 3.167e-4, 4.844e-4, 4.794e-4, 6.780e-6, 1.612e-7",
        "4, 4, 3.167e-4, 3.167e-4, 7.056e-5, NaN, 6.234e-6, 4.513e-8"
    })
    void runsStopAtTheFloorOfTheirClass(
            int degree, int labelDegree, double k, double kFloor, double g, double gFloor, double z, double gap) {
        PolynomialPolicyGradient solver = PolynomialPolicyGradient.ofDegree(degree)
                .withLabelDegree(labelDegree)
                .withSolver(BilevelPolicyGradient.defaults().withIterations(12));
        GraphonRun run = solver.solve(BASE);
        double[] floors = solver.floors(BASE, run.reference());
        int digits = degree == 0 ? 5 : 4;
        assertPrinted(k, run.history().last("RMSE of the slope"), digits);
        assertPrinted(kFloor, floors[0], digits);
        assertPrinted(g, run.history().last("RMSE of the intercepts"), 4);
        assertPrinted(z, run.history().last("RMSE of the aggregate"), 4);
        if (!Double.isNaN(gFloor)) {
            assertPrinted(gFloor, floors[1], 4);
        }
        if (!Double.isNaN(gap)) {
            assertPrinted(gap, run.history().last("exploitability"), 4);
        } else if (degree == 8) {
            assertEquals(1.45e-13, run.history().last("exploitability"), 0.1e-13); // the source subtracts costs
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, ORTHONORMAL, 5.836e-7, 5.836e-7, 5.836e-7",
        "8, CENTERED_POWERS, 3.541e-2, 1.772e-2, 1.875e-3",
        "8, POWERS, 7.647e-2, 2.548e-2, 3.89e-4",
        "4, ORTHONORMAL, 3.167e-4, 3.167e-4, 3.167e-4",
        "4, CENTERED_POWERS, 3.024e-2, 1.193e-2, 4.694e-3",
        "4, POWERS, 4.217e-2, 1.713e-2, 1.768e-3"
    })
    void illConditionedBasesSlowTheSlopeDown(
            int degree, PolynomialPolicyGradient.Basis basis, double at50, double at200, double at1000) {
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(0), 1);
        PolynomialPolicyGradient solver =
                PolynomialPolicyGradient.ofDegree(degree).withBasis(basis);
        double eta = 0.4 / solver.gramNorm(100);
        GraphonRun run = solver.withSolver(BilevelPolicyGradient.defaults()
                        .withStepSizes(eta, 0)
                        .withInnerSteps(1000)
                        .withIterations(1))
                .solve(game);
        int[] steps = {50, 200, 1000};
        double[] expected = {at50, at200, at1000};
        for (int q = 0; q < 3; q++) {
            assertPrinted(expected[q], run.inner().get(steps[q], "RMSE of the slope"), expected[q] == 3.89e-4 ? 3 : 4);
        }
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PolynomialPolicyGradient.ofDegree(-1));
        assertThrows(IllegalArgumentException.class, () -> PolynomialPolicyGradient.ofDegree(21));
        assertThrows(
                IllegalArgumentException.class,
                () -> PolynomialPolicyGradient.ofDegree(0).withLabelDegree(21));
        assertEquals(
                20, PolynomialPolicyGradient.ofDegree(0).withLabelDegree(20).labelDegree());
        assertEquals(20, PolynomialPolicyGradient.ofDegree(20).timeDegree());
        assertThrows(
                IllegalArgumentException.class,
                () -> PolynomialPolicyGradient.ofDegree(2).withLabelDegree(-2));
        assertThrows(
                IllegalArgumentException.class,
                () -> PolynomialPolicyGradient.ofDegree(10).solve(BASE.withSteps(10)));
    }
}
