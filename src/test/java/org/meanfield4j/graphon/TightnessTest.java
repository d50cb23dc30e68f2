package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;
import static org.meanfield4j.graphon.GraphonFixtures.assertPrinted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.bilevel.ContractionAnalysisTest;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * How tight the contraction condition is; rates were measured with an independent implementation. Those of constant graphons
 * are printed by src/test/reference/graphon_jumps.py too, those of players who keep away from each other by
 * src/test/reference/anti_coordination.py.
 */
class TightnessTest {
    private static final BilevelPolicyGradient SOLVER =
            BilevelPolicyGradient.defaults().withIterations(60);

    /** The rate over the last ten of sixty outer iterations, as far as errors stand clear of rounding. */
    private static double rate(LqGraphonGame game, BilevelPolicyGradient solver) {
        double[] z = solver.solve(game).history().column("RMSE of the aggregate");
        int n = 60;
        while (z[n] < 1e-12) {
            n--;
        }
        return Math.pow(z[n] / z[n - 10], 0.1);
    }

    @ParameterizedTest
    @CsvSource({"1.3, 0.9427, 0.9086, 0.8596", "1.45, 0.9891, 0.9827, 0.9733", "1.5, 1.0049, 1.0078, 1.0121"})
    void positiveCouplingConvergesUpToTheSpectralRadiusWhateverTheInnerSteps(
            double p, double one, double two, double ten) {
        LqGraphonGame game = LqGraphonGame.base().withGraphon(Graphon.constant(p), 10);
        assertDecimals(one, rate(game, SOLVER.withInnerSteps(1)), 4);
        assertDecimals(two, rate(game, SOLVER.withInnerSteps(2)), 4);
        assertDecimals(ten, rate(game, SOLVER.withInnerSteps(10)), 4);
    }

    /** NaN where the other eigenvalues rule and the error reaches rounding before the tail. */
    @ParameterizedTest
    @CsvSource({
        "1, SELF_CONSISTENT, NaN, NaN, 0.630, 0.750, 0.760",
        "1, FROZEN, NaN, NaN, NaN, 0.569, 0.580",
        "1.5, SELF_CONSISTENT, NaN, NaN, 0.953, 1.097, 1.109",
        "1.5, FROZEN, NaN, NaN, 0.737, 0.885, 0.897",
        "2, SELF_CONSISTENT, NaN, NaN, 1.276, 1.445, 1.458",
        "2, FROZEN, NaN, NaN, 1.034, 1.200, 1.213",
        "3, SELF_CONSISTENT, NaN, 1.043, 1.92, 2.14, 2.16",
        "3, FROZEN, NaN, 0.753, 1.62, 1.83, 1.84"
    })
    void fewInnerStepsConvergeWhereExactBestResponsesDiverge(
            double h, AggregateUpdate update, double one, double two, double five, double ten, double twenty) {
        int[] inner = {1, 2, 5, 10, 20};
        double[] expected = {one, two, five, ten, twenty};
        LqGraphonGame game = ContractionAnalysisTest.antiCoordination(h);
        ContractionAnalysis analysis = ContractionAnalysis.compute(game);
        for (int q = 0; q < 5; q++) {
            if (Double.isNaN(expected[q])) {
                continue;
            }
            BilevelPolicyGradient solver = SOLVER.withInnerSteps(inner[q]).withAggregateUpdate(update);
            double measured = rate(game, solver);
            assertDecimals(expected[q], measured, expected[q] > 1.5 ? 2 : 3);
            double law = update == AggregateUpdate.SELF_CONSISTENT ? 4e-3 : inner[q] == 2 ? 0.09 : 0.03;
            assertEquals(analysis.predictedRate(solver), measured, law);
        }
    }

    @Test
    void heldActionsReachTheirOwnLimitAtTheSameRate() {
        double[][] expected = {
            {4.259e-2, 1.005e-2, 2.412e-3, 5.806e-4, 1.398e-4}, {4.234e-2, 1.030e-2, 2.550e-3, 6.336e-4, 1.575e-4}
        };
        int[] actions = {5, 160};
        LqGraphonGame fine = LqGraphonGame.base().withSteps(320);
        for (int q = 0; q < 2; q++) {
            BilevelPolicyGradient solver =
                    BilevelPolicyGradient.defaults().withTiming(ActionTiming.ZERO_ORDER_HOLD, actions[q]);
            double[] limit = solver.withIterations(25).solve(fine).aggregate().toArray();
            for (int n = 1; n <= 5; n++) {
                double[] z = solver.withIterations(n).solve(fine).aggregate().toArray();
                assertPrinted(expected[q][n - 1], Flat.rootMeanSquareDistance(z, limit), 4);
            }
        }
    }

    @Test
    void equilibriumWithoutContractionIsAFixedPointOfTheRun() {
        LqGraphonGame game = LqGraphonGame.base().withGraphon(Graphon.constant(1.7), 4);
        GraphonEquilibrium e = GraphonEquilibrium.direct(game);
        GraphonRun run = SOLVER.withIterations(1)
                .startingFrom(new GraphonStart(e.policy(), e.aggregate()))
                .measuredAgainst(e)
                .solve(game);
        assertArrayEquals(e.aggregate().toArray(), run.aggregate().toArray(), 1e-11); // residual of the linear solver
    }
}
