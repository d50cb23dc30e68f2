package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The inner loop at a frozen uniform law, 5×5 room: values of two independent programs, to the digits given; printed by
 * src/test/reference/inner_loop.py too.
 */
class InnerLoopTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);
    private static final Law UNIFORM = Law.uniform(25);

    private static TabularPolicy afterSteps(TrpoStep step, double eta, int inner) {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
        double[] log = TabularPolicy.uniform(25, 5).logProbabilities();
        double[] v = new double[25];
        double[] q = new double[125];
        for (int l = 0; l < inner; l++) {
            frozen.evaluate(log, eta, v, q);
            step.apply(l, eta, 5, q, log);
        }
        return TabularPolicy.ofLogProbabilities(25, 5, log);
    }

    private static double gap(TabularPolicy policy, double eta) {
        return new Metrics(GAME).exploitability(policy, eta, UNIFORM);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.822446e-2, 1.114213e-1, 0.45537, 0.25265",
        "10, 8.630102e-4, 1.534226e-3, 0.09539, 0.03629",
        "20, 2.490091e-4, 3.963520e-4, 0.04941, 0.01861",
        "50, 4.370004e-5, 6.473847e-5, 0.02014, 0.00756",
        "100, 1.128050e-5, 1.629896e-5, 0.01013, 0.00380",
        "200, 2.866328e-6, 4.089235e-6, 0.00508, 0.00191",
        "1000, 1.161672e-7, 1.640371e-7, 0.001018, 0.000382"
    })
    void gapAndPolicyErrorAfterSoManySteps(int inner, double cold, double warm, double coldTv, double warmTv) {
        double[][] expected = {{0.05, cold, coldTv}, {0.3, warm, warmTv}};
        for (double[] e : expected) {
            TabularPolicy policy = afterSteps(TrpoStep.shrinking(), e[0], inner);
            TabularPolicy best = new FrozenMdp(GAME, UNIFORM).optimum(e[0]).policy();

            assertEquals(e[1], gap(policy, e[0]), 1e-6 * e[1]);
            assertEquals(e[2], Policies.totalVariation(policy, best), inner == 1000 ? 6e-7 : 6e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05, -1.99", "0.3, -2.00"})
    void theGapFallsLikeOneOverLSquaredAndThePolicyErrorLikeOneOverL(double eta, double slope) {
        SimpleRegression gap = new SimpleRegression();
        SimpleRegression error = new SimpleRegression();
        TabularPolicy best = new FrozenMdp(GAME, UNIFORM).optimum(eta).policy();
        for (int inner : new int[] {100, 200, 1000}) {
            TabularPolicy policy = afterSteps(TrpoStep.shrinking(), eta, inner);
            gap.addData(Math.log(inner), Math.log(gap(policy, eta)));
            error.addData(Math.log(inner), Math.log(Policies.totalVariation(policy, best)));
        }
        assertEquals(slope, gap.getSlope(), 0.006);
        assertEquals(-0.995, error.getSlope(), 0.006);
    }

    @Test
    void theTrustRegionShrinksByItself() {
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
        double[] log = TabularPolicy.uniform(25, 5).logProbabilities();
        double[] v = new double[25];
        double[] q = new double[125];
        double[] kl = new double[21];
        for (int l = 0; l <= 20; l++) {
            double[] before = log.clone();
            frozen.evaluate(log, 0.05, v, q);
            TrpoStep.shrinking().apply(l, 0.05, 5, q, log);
            for (int s = 0; s < 25; s++) {
                double sum = 0;
                for (int i = 5 * s; i < 5 * s + 5; i++) {
                    sum += Math.exp(log[i]) * (log[i] - before[i]);
                }
                kl[l] = Math.max(kl[l], sum);
            }
        }
        int[] steps = {0, 1, 2, 5, 10, 20};
        double[] expected = {1.59, 5.1e-2, 1.5e-2, 1.3e-3, 1.3e-4, 1.0e-5};
        for (int i = 0; i < steps.length; i++) {
            assertEquals(expected[i], kl[steps[i]], 0.05 * expected[i], "ℓ = " + steps[i] + ", two digits given");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3.56e-2, 0.136, 1",
        "2, 5.84e-4, 9.5e-4, 1",
        "1, 1.82e-2, 0.111, 0.5",
        "2, 5.45e-3, 1.28e-2, 0.5",
        "5, 1.07e-4, 1.36e-4, 0.5",
        "10, 1.09e-7, 1.27e-7, 0.5",
        "1, 0.571, 1.36, 0.1",
        "2, 0.208, 0.899, 0.1",
        "5, 4.13e-2, 0.289, 0.1",
        "10, 7.41e-3, 6.52e-2, 0.1",
        "20, 5.66e-4, 5.74e-3, 0.1",
        "50, 8.28e-7, 8.93e-6, 0.1"
    })
    void constantStepsConvergeFasterWithExactValues(int inner, double cold, double warm, double factor) {
        // Three digits given, two in one case.
        assertEquals(cold, gap(afterSteps(TrpoStep.constant(factor), 0.05, inner), 0.05), 6e-3 * cold);
        assertEquals(warm, gap(afterSteps(TrpoStep.constant(factor), 0.3, inner), 0.3), 6e-3 * warm);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.38, 0.480, 0.1",
        "2, 0.409, 3.46e-2, 0.1",
        "1, 2.54, 1.42, 0.01",
        "2, 1.96, 0.915, 0.01",
        "5, 0.727, 0.124, 0.01",
        "1, 2.97, 1.82, 0.001",
        "2, 2.77, 1.63, 0.001",
        "5, 2.20, 1.11, 0.001",
        "10, 1.39, 0.485, 0.001",
        "20, 0.434, 3.05e-2, 0.001"
    })
    void hardConstraintsAreSlowFirstAndQuadraticLater(int inner, double cold, double warm, double delta) {
        assertEquals(cold, gap(afterSteps(TrpoStep.klBounded(delta), 0.05, inner), 0.05), 6e-3 * cold);
        assertEquals(warm, gap(afterSteps(TrpoStep.klBounded(delta), 0.3, inner), 0.3), 6e-3 * warm);
    }

    @Test
    void theTailsOfTheFastRules() {
        assertEquals(7.33e-5, gap(afterSteps(TrpoStep.klBounded(0.1), 0.05, 5), 0.05), 0.005e-5);
        assertEquals(6.95e-2, gap(afterSteps(TrpoStep.klBounded(0.01), 0.05, 10), 0.05), 0.005e-2);
        assertEquals(7.5e-7, gap(afterSteps(TrpoStep.klBounded(0.001), 0.05, 50), 0.05), 0.05e-7);
        assertEquals(3.5e-13, gap(afterSteps(TrpoStep.klBounded(0.01), 0.3, 10), 0.3), 0.1e-13);
        for (double eta : new double[] {0.05, 0.3}) {
            assertTrue(gap(afterSteps(TrpoStep.constant(1), eta, 5), eta) < 1e-14);
            assertTrue(gap(afterSteps(TrpoStep.constant(0.5), eta, 20), eta) < 2e-13);
            assertTrue(gap(afterSteps(TrpoStep.klBounded(0.1), eta, 10), eta) < 1e-14);
            assertTrue(gap(afterSteps(TrpoStep.klBounded(0.01), eta, 20), eta) < 1e-14);
        }
        assertTrue(gap(afterSteps(TrpoStep.klBounded(0.001), 0.3, 50), 0.3) < 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.209", "0.3, 0.393"})
    void theLargestGapOfAStateIsOfOrderOneOverLSquared(double eta, double limit) {
        int inner = 1000;
        FrozenMdp frozen = new FrozenMdp(GAME, UNIFORM);
        double[] best = frozen.optimum(eta).v();
        double[] v = frozen.evaluate(afterSteps(TrpoStep.shrinking(), eta, inner), eta)
                .v();
        double largest = 0;
        for (int s = 0; s < 25; s++) {
            largest = Math.max(largest, best[s] - v[s]);
        }
        // A limit for L → ∞, three digits given; at L = 1000 the next order is 1/L.
        assertEquals(limit, (double) inner * inner * largest, 5e-3 * limit);
    }
}
