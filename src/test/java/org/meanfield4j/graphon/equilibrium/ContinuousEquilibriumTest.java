package org.meanfield4j.graphon.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Equilibria in continuous time. Numbers come from closed forms and from Runge-Kutta solutions; they are compared to the
 * digits that were printed. They are printed, from matrix exponentials, by src/test/reference/lq_continuous.py too, those
 * of two dimensions by src/test/reference/lq_matrices.py.
 */
class ContinuousEquilibriumTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    @Test
    void continuousRiccatiOfTheBaseGame() {
        GraphonEquilibrium e = GraphonEquilibrium.continuous(BASE);
        GraphonEquilibrium closed = GraphonEquilibrium.closedForm(BASE);
        double[] p = {1.750700885614, 1.699802415958, 1.592559076792, 1.379282407746, 1};
        for (int q = 0; q < 5; q++) {
            assertDecimals(p[q], closed.value(25 * q).get(0, 0), 12);
            assertEquals(p[q], e.value(25 * q).get(0, 0), 1e-12); // the order of Runge-Kutta at 1000 steps
        }
        assertEquals(-p[2], e.policy().slope(50).get(0, 0), 1e-12);
    }

    @Test
    void continuousEquilibriumOfTheBaseGame() {
        GraphonEquilibrium e = GraphonEquilibrium.continuous(BASE);
        double[][] mean = {
            {1.01, 1.49, 1.99}, {0.67245789, 0.85695068, 0.94853085}, {0.54644106, 0.61093183, 0.53676923}
        };
        double[][] aggregate = {
            {0.6667, 0.5271, 0.0150}, {0.39770708, 0.30911342, 0.00842649}, {0.29407623, 0.22482676, 0.00586722}
        };
        double[][] intercept = {{0.45048564, 0.35082991, 0.00961384}, {0.36476534, 0.28026835, 0.00741335}};
        int[] labels = {0, 24, 49};
        for (int t = 0; t < 3; t++) {
            for (int j = 0; j < 3; j++) {
                assertDecimals(mean[t][j], e.means().get(50 * t, 0, labels[j]), 8);
                assertDecimals(aggregate[t][j], e.aggregate().get(50 * t, 0, labels[j]), t == 0 ? 4 : 8);
                if (t < 2) {
                    assertDecimals(intercept[t][j], e.policy().intercepts().get(50 * t, 0, labels[j]), 8);
                }
            }
        }
    }

    @Test
    void discreteEquilibriumApproachesTheContinuousOneAtFirstOrder() {
        double[] coarse = distances(100);
        double[] fine = distances(200);
        assertDecimals(0.0197814, coarse[0], 7);
        assertDecimals(0.0030454, coarse[1], 7);
        assertDecimals(7.88996e-4, coarse[2], 9);
        for (int q = 0; q < 3; q++) {
            assertEquals(2, coarse[q] / fine[q], 0.05); // order 1, the next term is a few per cent at N = 100
        }
    }

    private static double[] distances(int steps) {
        LqGraphonGame game = BASE.withSteps(steps);
        GraphonEquilibrium discrete = GraphonEquilibrium.compute(game);
        GraphonEquilibrium continuous = GraphonEquilibrium.continuous(game);
        return new double[] {
            Flat.rootMeanSquareDistance(
                    discrete.policy().slopes(), continuous.policy().slopes()),
            Flat.rootMeanSquareDistance(
                    discrete.policy().intercepts().toArray(),
                    continuous.policy().intercepts().toArray()),
            Flat.rootMeanSquareDistance(
                    discrete.aggregate().toArray(), continuous.aggregate().toArray())
        };
    }

    @Test
    void continuousEquilibriumOfAConstantGraphonIsTheSameForEveryLabel() {
        GraphonEquilibrium e = GraphonEquilibrium.closedForm(BASE.withGraphon(Graphon.constant(0.5), 50));
        for (int j = 0; j < 50; j++) {
            assertDecimals(0.36985420, e.aggregate().get(100, 0, j), 8);
            assertDecimals(0.53219652, e.policy().intercepts().get(0, 0, j), 8);
        }
    }

    @Test
    void theOscillatorHasItsKnownEquilibrium() {
        LqGraphonGame game = LqGraphonGame.base2d();
        GraphonEquilibrium c = GraphonEquilibrium.continuous(game);
        assertArrayEquals(
                new double[] {-1.8095419, -1.6340084}, c.policy().slope(0).toArray(), 5.1e-8);
        assertArrayEquals(
                new double[] {2.19442451, 0.90477095, 0.90477095, 0.8170042},
                c.value(0).toArray(),
                5.1e-8);
        assertDecimals(0.72783352, c.policy().intercepts().get(0, 0, 0), 8);
        assertDecimals(0.56941006, c.policy().intercepts().get(0, 0, 24), 8);
        assertDecimals(0.33779609, c.aggregate().get(100, 0, 0), 8);
        assertDecimals(-0.50851995, c.aggregate().get(100, 1, 0), 8);
    }

    @Test
    void aGameOfFullMatricesHasItsKnownEquilibrium() {
        LqGraphonGame game = LqGraphonGame.full2d();
        GraphonEquilibrium c = GraphonEquilibrium.continuous(game);
        double nine = 5.1e-10; // half a unit of the ninth decimal
        assertArrayEquals(
                new double[] {-1.484411631, -0.605677744, 0.829691530, -0.809726559},
                c.policy().slope(0).toArray(),
                nine);
        int[] labels = {0, 9, 19};
        double[][] gc = {{0.248116512, -0.277194176}, {0.198188886, -0.214916916}, {0.013592046, -0.013786562}};
        double[][] zc = {{0.014853075, -0.148975998}, {0.013255279, -0.113565923}, {0.001099264, -0.006928612}};
        for (int j = 0; j < 3; j++) {
            for (int a = 0; a < 2; a++) {
                assertEquals(gc[j][a], c.policy().intercepts().get(0, a, labels[j]), nine);
                assertEquals(zc[j][a], c.aggregate().get(60, a, labels[j]), nine);
            }
        }
    }

    @Test
    void closedFormRiccatiAndLinearFormAgree() {
        for (Graphon graphon :
                new Graphon[] {Graphon.uniformAttachment(), Graphon.threshold(), Graphon.constant(1.35)}) {
            LqGraphonGame game = BASE.withGraphon(graphon, 20);
            GraphonEquilibrium closed = GraphonEquilibrium.closedForm(game);
            for (GraphonEquilibrium e : new GraphonEquilibrium[] {
                GraphonEquilibrium.continuous(game), GraphonEquilibrium.continuousLinear(game)
            }) {
                assertArrayEquals(closed.policy().slopes(), e.policy().slopes(), 1e-12);
                assertArrayEquals(
                        closed.policy().intercepts().toArray(),
                        e.policy().intercepts().toArray(),
                        graphon.toString().contains("1.35") ? 1e-10 : 1e-12); // a pole is near for 1.35
                assertArrayEquals(
                        closed.means().toArray(),
                        e.means().toArray(),
                        graphon.toString().contains("1.35") ? 1e-10 : 1e-12);
            }
        }
    }

    @Test
    void closedFormHasThreeBranches() {
        ScalarDirection tangent = new ScalarDirection(BASE, 1.35);
        assertDecimals(-2.9234314688, tangent.gamma(0), 10);
        assertDecimals(7.8720058930, 1.5 * tangent.mean(1), 10);
        assertTrue(tangent.pole().isEmpty());
        assertEquals(1.750700885614, new ScalarDirection(BASE, 0).gamma(0), 5e-13); // |y_T| < ϑ
        LqGraphonGame steep = BASE.withCoefficients(
                BASE.coefficients().withTerminalWeights(SmallMatrix.scalar(4), SmallMatrix.scalar(1))); // y_T > ϑ
        assertEquals(
                GraphonEquilibrium.continuousLinear(steep).value(0).get(0, 0),
                new ScalarDirection(steep, 0).gamma(0),
                1e-12);
    }

    @Test
    void poleOfTheRiccatiEquationIsNamedAndPassed() {
        double[] lambdas = {1.6, 2, 3};
        double[] end = {-9.6739845062, -2.6329846881, -1.4106145750};
        double[] middle = {-3.6745607433, -0.3087366400, 0.5881616670};
        double[] intercept = {-7.5639435875, -1.3649263779, 0.5345457090};
        double[] discrete = {-9.6959909, -2.6354093, -1.4113140};
        for (int q = 0; q < 3; q++) {
            LqGraphonGame game =
                    BASE.withGraphon(Graphon.constant(lambdas[q]), 1).withInitialMean(x -> new double[] {1.5});
            for (GraphonEquilibrium e :
                    new GraphonEquilibrium[] {GraphonEquilibrium.continuous(game), GraphonEquilibrium.closedForm(game)
                    }) {
                assertDecimals(end[q], e.means().get(100, 0, 0), 10);
                assertDecimals(middle[q], e.means().get(50, 0, 0), 10);
                assertDecimals(intercept[q], e.policy().intercepts().get(0, 0, 0), 10);
                assertTrue(e.method().contains("pole at t = "), e.method());
                assertTrue(e.method().contains("eigenvalue " + lambdas[q]), e.method());
            }
            if (q == 2) { // one size is enough for the large linear system
                GraphonEquilibrium e = GraphonEquilibrium.compute(game.withSteps(1600));
                assertDecimals(discrete[q], e.means().get(1600, 0, 0), 7);
            }
        }
    }

    /** No drift and a running weight Q: the means grow like a line for Q = 0, and faster for Q > 0. */
    private static LqGraphonGame driftless(double q) {
        return BASE.withGraphon(Graphon.constant(1), 1)
                .withInitialMean(x -> new double[] {1.5})
                .withCoefficients(BASE.coefficients()
                        .withDrift(0)
                        .withCoupling(0)
                        .withWeights(SmallMatrix.scalar(q), SmallMatrix.scalar(0), SmallMatrix.scalar(1))
                        .withTerminalWeights(SmallMatrix.scalar(1), SmallMatrix.scalar(1))
                        .withTracking(SmallMatrix.scalar(0), SmallMatrix.scalar(5)));
    }

    /** m = m_0 (1 + y_T (T − t)) / (1 + y_T T) with y_T = b² (q_T + q̄_T − q̄_T h_T) = −3 b²; R = 1. */
    @Test
    void withoutDriftAndRunningCostMeansAreLinear() {
        LqGraphonGame game = driftless(0);
        double b = game.coefficients().dynamics().control().get(0, 0);
        double yT = -3 * b * b;

        for (GraphonEquilibrium e :
                new GraphonEquilibrium[] {GraphonEquilibrium.closedForm(game), GraphonEquilibrium.continuousLinear(game)
                }) {
            for (int i = 0; i <= 100; i++) {
                double t = i * game.dt();
                double expected = 1.5 * (1 + yT * (game.horizon() - t)) / (1 + yT * game.horizon());
                assertEquals(expected, e.means().get(i, 0, 0), 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 3})
    void bothFormsNameTheSamePole(double q) {
        LqGraphonGame game = driftless(q);
        double pole = new ScalarDirection(game, 1).pole().orElseThrow();

        assertEquals(pole, EigenDirection.linear(game, 1).pole().orElseThrow(), 1e-9);
        if (q == 0) { // where the line of the means is zero
            assertEquals(
                    game.horizon()
                            - 1
                                    / (3
                                            * Math.pow(
                                                    game.coefficients()
                                                            .dynamics()
                                                            .control()
                                                            .get(0, 0),
                                                    2)),
                    pole,
                    1e-12);
        }
    }

    @Test
    void firstPoleOfTheBaseGameIsWhereTheOuterMapStopsContracting() {
        assertTrue(new ScalarDirection(BASE, 1.4812300).pole().isEmpty());
        assertTrue(new ScalarDirection(BASE, 1.4812302).pole().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "uniformAttachment, 0.5879496, 0.5869905, 0.5867224, 0.5866842, 0.5866746",
        "threshold, 0.7660754, 0.7662918, 0.7663525, 0.7663611, 0.7663633",
        "minMax, 0.4399215, 0.4393260, 0.4391595, 0.4391358, 0.4391298",
        "rankedAttachment, 1.1022548, 1.1022732, 1.1022784, 1.1022791, 1.1022793"
    })
    void meanOverLabelsConvergesAtSecondOrder(
            String name, double m10, double m20, double m50, double m100, double m200) {
        int[] sizes = {10, 20, 50, 100, 200};
        double[] expected = {m10, m20, m50, m100, m200};
        for (int q = 0; q < sizes.length; q++) {
            LqGraphonGame game = BASE.withSteps(5).withGraphon(GraphonFixtures.graphon(name), sizes[q]);
            GraphonEquilibrium e = GraphonEquilibrium.closedForm(game);
            double mean = Arrays.stream(e.means().profile(5, 0)).average().orElseThrow();
            assertDecimals(expected[q], mean, 7);
        }
    }
}
