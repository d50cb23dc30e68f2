package org.meanfield4j.graphon.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.graphon.GraphonFixtures.assertDecimals;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.graphon.GraphonFixtures;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqDynamics;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Equilibria of the discrete game. Numbers come from two independent implementations; they are compared to the digits that
 * were printed. Those of the base game with T = 1 are printed by src/test/reference/lq_graphon.py too, those of other
 * dimensions and horizons by src/test/reference/lq_matrices.py from src/test/reference/lq_games.py, those beyond the
 * resonance by src/test/reference/lq_continuous.py.
 */
class GraphonEquilibriumTest {
    private static final LqGraphonGame BASE = LqGraphonGame.base();

    @Test
    void theValuesOfAllTimesAreThoseOfEach() {
        GraphonEquilibrium e = GraphonEquilibrium.compute(LqGraphonGame.base2d().withSteps(5));

        assertEquals(6 * 4, e.values().length);
        for (int i = 0; i <= 5; i++) {
            assertEquals(e.value(i).get(1, 0), e.values()[4 * i + 2]);
        }
    }

    @Test
    void discreteSlopeAndCostOfTheBaseGame() {
        GraphonEquilibrium e = GraphonEquilibrium.compute(BASE);
        assertDecimals(-1.73542073, e.policy().slope(0).get(0, 0), 8);
        assertDecimals(-1.68337826, e.policy().slope(25).get(0, 0), 8);
        assertDecimals(-1.57394287, e.policy().slope(50).get(0, 0), 8);
        assertDecimals(-1.3569861, e.policy().slope(75).get(0, 0), 7);
        assertDecimals(-0.99207921, e.policy().slope(99).get(0, 0), 8);
        assertDecimals(1.76389157, e.value(0).get(0, 0), 8);
        assertDecimals(1.60209076, e.value(50).get(0, 0), 8);
        assertEquals(0.4111853886708229, e.slopeCost(), 1e-13); // sum of 100 terms of size 0.01
    }

    @ParameterizedTest
    @CsvSource({
        "constant0.5, 0.52506997, 0.52506997, 0.52506997, 0.36734153, 0.36734153, 0.36734153, 0.37213301, 0.37213301, 0.37213301, 1.4085884052",
        "uniformAttachment, 0.44404094, 0.34570372, 0.0094658, 0.29214535, 0.2233573, 0.00582933, 0.29595695, 0.22627162, 0.00590541, 1.6955687939",
        "rankedAttachment, 1.27056077, 0.95470135, 0.62568111, 1.08819342, 0.83348942, 0.56817276, 1.1023764, 0.8443521, 0.57557679, 1.1354422687",
        "minMax, 0.00376475, 0.10618518, 0.00467655, 0.00195739, 0.0556566, 0.00240743, 0.00198296, 0.05638344, 0.00243887, 1.9511086234",
        "threshold, 1.05074079, 0.53345408, 0.01022893, 0.75553511, 0.44149087, 0.00951846, 0.76538856, 0.44724608, 0.0096425, 1.5437556945",
        "sbm2, 0.4783563, 0.4783563, 0.57178365, 0.33919729, 0.33919729, 0.39548577, 0.34362145, 0.34362145, 0.40064458, 1.3979379137",
        "constant1, 1.72990242, 1.72990242, 1.72990242, 1.83463368, 1.83463368, 1.83463368, 1.85852786, 1.85852786, 1.85852786, 0.8357121924"
    })
    void discreteEquilibriumOfEveryGraphon(
            String name,
            double g0a,
            double g0b,
            double g0c,
            double g99a,
            double g99b,
            double g99c,
            double za,
            double zb,
            double zc,
            double cost) {
        GraphonEquilibrium e = GraphonEquilibrium.compute(BASE.withGraphon(GraphonFixtures.graphon(name), 50));
        double[] g0 = {g0a, g0b, g0c};
        double[] g99 = {g99a, g99b, g99c};
        double[] z = {za, zb, zc};
        int[] labels = {0, 24, 49};
        for (int j = 0; j < 3; j++) {
            assertDecimals(g0[j], e.policy().intercepts().get(0, 0, labels[j]), 8);
            assertDecimals(g99[j], e.policy().intercepts().get(99, 0, labels[j]), 8);
            assertDecimals(z[j], e.aggregate().get(100, 0, labels[j]), 8);
        }
        assertDecimals(cost, Arrays.stream(e.meanCosts()).average().orElseThrow(), 10);
        assertDecimals(0.41118539, e.slopeCost(), 8); // no graphon in it: the slope is shared
    }

    @Test
    void theOscillatorHasItsKnownEquilibrium() {
        LqGraphonGame game = LqGraphonGame.base2d();
        GraphonEquilibrium e = GraphonEquilibrium.compute(game);
        assertArrayEquals(
                new double[] {-1.78457212, -1.62797855}, e.policy().slope(0).toArray(), 5.1e-9);
        assertArrayEquals(
                new double[] {2.21584502, 0.91245455, 0.91245455, 0.82452654},
                e.value(0).toArray(),
                5.1e-9);
        assertDecimals(0.71839938, e.policy().intercepts().get(0, 0, 0), 8);
        assertDecimals(0.56195754, e.policy().intercepts().get(0, 0, 24), 8);
        assertDecimals(0.34123052, e.aggregate().get(100, 0, 0), 8);
        assertDecimals(-0.50788868, e.aggregate().get(100, 1, 0), 8);
        assertDecimals(0.4521745755, e.slopeCost(), 10);
        assertDecimals(1.7724642743, Arrays.stream(e.meanCosts()).average().orElseThrow(), 10);
    }

    @Test
    void aGameOfFullMatricesHasItsKnownEquilibrium() {
        LqGraphonGame game = LqGraphonGame.full2d();
        GraphonEquilibrium e = GraphonEquilibrium.compute(game);
        double nine = 5.1e-10; // half a unit of the ninth decimal
        assertArrayEquals(
                new double[] {-1.458534933, -0.614200865, 0.836845956, -0.788222180},
                e.policy().slope(0).toArray(),
                nine);
        assertArrayEquals(
                new double[] {-1.088769734, -0.079488173, 1.014305566, -1.228271052},
                e.policy().slope(59).toArray(),
                nine);
        assertArrayEquals(
                new double[] {1.203857696, 0.449784282, 0.449784282, 1.139627016},
                e.value(0).toArray(),
                nine);
        int[] labels = {0, 9, 19};
        double[][] g = {{0.235141433, -0.270026483}, {0.187848192, -0.209290436}, {0.012883603, -0.013411392}};
        double[][] z = {{0.014707717, -0.150285569}, {0.013160006, -0.114566207}, {0.001095444, -0.006989395}};
        double[] j2 = {0.353390635, 0.623134162, 1.248242668};
        for (int j = 0; j < 3; j++) {
            for (int a = 0; a < 2; a++) {
                assertEquals(g[j][a], e.policy().intercepts().get(0, a, labels[j]), nine);
                assertEquals(z[j][a], e.aggregate().get(60, a, labels[j]), nine);
            }
            assertEquals(j2[j], e.meanCosts()[labels[j]], nine);
        }
        assertDecimals(0.5501563759, e.slopeCost(), 10);
    }

    @Test
    void longerHorizonThatTellsTheTimeStepFromOneOverN() {
        GraphonEquilibrium e = GraphonEquilibrium.compute(BASE.withHorizon(2));
        assertDecimals(-1.76355895, e.policy().slope(0).get(0, 0), 8);
        int[] labels = {0, 24, 49};
        double[] g = {0.33804984, 0.26442687, 0.00732719};
        double[] z = {0.08860098, 0.06660619, 0.00165957};
        for (int j = 0; j < 3; j++) {
            assertDecimals(g[j], e.policy().intercepts().get(0, 0, labels[j]), 8);
            assertDecimals(z[j], e.aggregate().get(100, 0, labels[j]), 8);
        }
        assertDecimals(0.6448769386, e.slopeCost(), 10);
    }

    @Test
    void iterationAndLinearSystemsFindTheSameEquilibrium() {
        for (LqGraphonGame game : new LqGraphonGame[] {BASE, LqGraphonGame.base2d(), LqGraphonGame.full2d()}) {
            GraphonEquilibrium iterated = GraphonEquilibrium.compute(game);
            GraphonEquilibrium direct = GraphonEquilibrium.direct(game);
            assertArrayEquals(iterated.aggregate().toArray(), direct.aggregate().toArray(), 1e-13); // LU of size 202
            assertArrayEquals(
                    iterated.policy().intercepts().toArray(),
                    direct.policy().intercepts().toArray(),
                    1e-13);
        }
    }

    @Test
    void gradientsVanishAtTheEquilibrium() {
        for (LqGraphonGame game : new LqGraphonGame[] {BASE, LqGraphonGame.base2d(), LqGraphonGame.full2d()}) {
            GraphonEquilibrium e = GraphonEquilibrium.compute(game);
            PolicyEvaluation at = PolicyEvaluation.compute(game, e.policy(), e.aggregate());
            for (double v : at.slopeGradients()) {
                assertEquals(0, v, 1e-14);
            }
            for (double v : at.interceptGradients().toArray()) {
                assertEquals(0, v, 1e-13); // differences of terms of size 3 after 100 steps
            }
        }
    }

    @Test
    void unstableBestResponsesStillLeaveAnEquilibrium() {
        double[] p = {1.5, 1.7};
        double[] z = {-107.41402, -9.5453607};
        double[] g = {-59.90140, -4.1396918};
        int[] digits = {5, 7};
        for (int q = 0; q < 2; q++) {
            LqGraphonGame game = BASE.withGraphon(Graphon.constant(p[q]), 10);
            GraphonEquilibrium e = GraphonEquilibrium.compute(game);
            assertDecimals(z[q], e.aggregate().get(100, 0, 0), digits[q]);
            assertDecimals(g[q], e.policy().intercepts().get(0, 0, 0), digits[q]);
            LabelPaths population = PolicyEvaluation.populationAggregate(game, e.policy());
            assertArrayEquals(
                    e.aggregate().toArray(),
                    population.toArray(),
                    1e-11 * FastMath.abs(z[q])); // residual, amplified by the distance to the resonance
        }
    }

    @Test
    void resonanceIsRefusedByName() {
        double rho = ContractionAnalysis.compute(BASE.withGraphon(Graphon.constant(1), 4))
                .frozen()
                .leading();
        LqGraphonGame game = BASE.withGraphon(Graphon.constant(1 / rho), 4);
        InvalidModelException e = assertThrows(InvalidModelException.class, () -> GraphonEquilibrium.direct(game));
        assertTrue(e.getMessage().contains("resonance") && e.getMessage().contains("1.484"), e.getMessage());
    }

    @Test
    void withoutCouplingTheInterceptsVanishAndBlocksShareTheirs() {
        for (double v : GraphonEquilibrium.compute(BASE.withGraphon(Graphon.constant(0), 10))
                .policy()
                .intercepts()
                .toArray()) {
            assertEquals(0, v, 0);
        }
        double[] g = GraphonEquilibrium.compute(BASE.withGraphon(Graphon.sbm2(), 10))
                .policy()
                .intercepts()
                .profile(0, 0);
        for (int j = 0; j < 10; j++) {
            assertEquals(g[j < 5 ? 0 : 9], g[j], 1e-15);
        }
    }

    /** Against the same graphon as a table, which has all eigenvectors. */
    @ParameterizedTest
    @ValueSource(strings = {"constant", "sbm", "ranked"})
    void lowRankEquilibriaAreThoseOfTheTable(String name) {
        Graphon graphon = switch (name) {
            case "constant" -> Graphon.constant(0.7);
            case "sbm" -> Graphon.sbm3();
            default -> Graphon.rankedAttachment();
        };
        LqGraphonGame game = LqGraphonGame.full2d().withGraphon(graphon, 12);
        LqGraphonGame table = game.withAggregate(graphon.denseAggregate(12), "table");
        GraphonEquilibrium[] few = {GraphonEquilibrium.direct(game), GraphonEquilibrium.continuous(game)};
        GraphonEquilibrium[] all = {GraphonEquilibrium.direct(table), GraphonEquilibrium.continuous(table)};
        for (int q = 0; q < 2; q++) {
            assertArrayEquals(all[q].means().toArray(), few[q].means().toArray(), 1e-12);
            assertArrayEquals(all[q].aggregate().toArray(), few[q].aggregate().toArray(), 1e-12);
            assertArrayEquals(
                    all[q].policy().intercepts().toArray(),
                    few[q].policy().intercepts().toArray(),
                    1e-12);
        }
    }

    /** A table of its 10¹⁰ entries would not fit. */
    @Test
    void aHundredThousandLabelsOfRankOneTakeNoTable() {
        LqGraphonGame game = BASE.withSteps(4).withGraphon(Graphon.constant(0.5), 100_000);
        double[] direct = GraphonEquilibrium.direct(game).means().toArray();

        assertArrayEquals(GraphonEquilibrium.compute(game).means().toArray(), direct, 1e-12);
        assertEquals(100_000, GraphonEquilibrium.closedForm(game).means().labels());
    }

    @Test
    void overflowIsNotCalledAResonance() {
        LqGraphonGame wild =
                BASE.withCoefficients(BASE.coefficients().withDynamics(LqDynamics.scalar(1e4, 0, 0.3))); // 101¹⁰⁰ at T
        LqGraphonGame late = BASE.withHorizon(1000);
        for (Executable solve : new Executable[] {
            () -> GraphonEquilibrium.compute(wild),
            () -> GraphonEquilibrium.direct(wild),
            () -> GraphonEquilibrium.continuousLinear(late),
            () -> GraphonEquilibrium.closedForm(late)
        }) {
            InvalidModelException e = assertThrows(InvalidModelException.class, solve);
            assertTrue(e.getMessage().contains("overflow") && e.getMessage().contains("horizon T"), e.getMessage());
        }
    }
}
