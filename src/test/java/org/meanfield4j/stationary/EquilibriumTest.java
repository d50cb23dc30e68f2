package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.stationary.Printed.assertPrinted;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.Circle;
import org.meanfield4j.stationary.games.CrowdGraph;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.games.TwoBarChain;

/**
 * Printed values come from independent programs (NumPy, C, plain Java) that agree in all printed digits. Law,
 * floor, entropy and reward of the 5×5 room at η = 0.05 and 0.3 are printed by src/test/reference/mf_trpo.py too, the same at
 * other temperatures, tolls and without slip by src/test/reference/players.py, those of other games by
 * src/test/reference/other_crowds.py.
 */
class EquilibriumTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.3})
    void petersenHasOneValuePerDistance(double eta) {
        CrowdGraph game = CrowdGraph.petersen();
        Equilibrium equilibrium = Equilibrium.compute(game, eta);

        assertTrue(equilibrium.converged());
        for (int s = 0; s < 10; s++) {
            int twin = game.distance(s) == 0 ? 0 : game.distance(s) == 1 ? 1 : 2;
            assertEquals(equilibrium.law().get(twin), equilibrium.law().get(s), 1e-12);
        }
        assertTrue(equilibrium.law().get(0) > equilibrium.law().get(1));
        assertTrue(equilibrium.law().get(1) > equilibrium.law().get(2));
    }

    @Test
    void flatPetersenSpreadsEvenly() {
        Law law = Equilibrium.compute(CrowdGraph.petersen().withAttraction(0, 0, 0), 0.1, Law.pointMass(10, 3))
                .law();

        for (int s = 0; s < 10; s++) {
            assertEquals(0.1, law.get(s), 1e-12);
        }
    }

    @Test
    void theBiasFloorIsWhatTheStrictGainOfThePolicyIs() {
        Equilibrium room = Equilibrium.compute(CrowdGrid.corner(5), 0.3);

        assertEquals(0.199826, room.biasFloor(), 1e-6); // notebook 01, φ_0 after many steps
        assertEquals(new Metrics(room.game()).policyExploitability(room.policy(), 0), room.biasFloor(), 1e-9);
    }

    @Test
    void broomHasIrregularDegrees() {
        CrowdGraph game = CrowdGraph.broom();
        Equilibrium equilibrium = Equilibrium.compute(game, 0.1);

        String[] law = {"0.045106", "0.015839", "0.015839", "0.144301", "0.292824", "0.486091"};
        for (int s = 0; s < 6; s++) {
            assertPrinted(law[s], equilibrium.law().get(s), "μ*(" + s + ")");
        }
        assertPrinted("1.543647", equilibrium.expectedValue(), "J_η");
        assertPrinted(
                "0.072573", new Metrics(game).exploitability(equilibrium.policy(), 0, equilibrium.law()), "φ_0 floor");
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.0146, 0.010017, .14965, 2.5636, 0, 0.400960",
        "0.02, 0.0291, 0.010570, .14928, 2.5767, 0.0071, 0.401851",
        "0.03, 0.0436, 0.013504, .14889, 2.5875, 0.0133, 0.402740",
        "0.05, 0.0724, 0.024959, .14814, 2.6044, 0.0234, 0.404325",
        "0.1, 0.1430, 0.056150, .14634, 2.6368, 0.0472, 0.407657",
        "0.2, 0.2784, 0.125451, .14286, 2.6881, 0.0895, 0.412961",
        "0.3, 0.4057, 0.199826, .13949, 2.7307, 0.1262, 0.417124",
        "0.5, 0.6358, 0.355749, .13302, 2.8009, 0.1890, 0.423122",
        "1.0, 1.0801, 0.743258, .11860, 2.9241, 0.3110, 0.429732",
        "3.0, 1.7533, 1.809398, .08428, 3.1147, 0.5698, 0.418862",
        "10, 1.9559, 2.863691, .05563, 3.2024, 0.7981, 0.379940"
    })
    void temperatureSpreadsTheCrowdOfTheFiveByFiveRoom(
            double eta, String stable, String floor, String corner, String entropy, double distance, String reward) {
        CrowdGrid game = CrowdGrid.corner(5);
        Equilibrium equilibrium = Equilibrium.compute(game, eta);
        double[] law = equilibrium.law().toArray();

        assertPrinted(stable, StabilityAnalysis.compute(equilibrium, 5).stableStep(), "β_stab");
        assertPrinted(floor, new Metrics(game).exploitability(equilibrium.policy(), 0, equilibrium.law()), "φ_0 floor");
        assertPrinted(corner, law[24], "μ*(24)");
        assertPrinted(entropy, Simplex.entropy(law), "H(μ*)");
        double[] cold = Equilibrium.compute(game, 0.01).law().toArray();
        assertEquals(distance, Simplex.l1(law, cold), 0.51e-4, "distance to η = 0.01");
        assertPrinted(reward, equilibrium.averageReward(), "average reward");
    }

    @Test
    void entropyActsAsACongestionToll() {
        double[] etas = {0.05, 0.2, 0.5, 1, 1.5, 2, 3};
        double[] kappas = {1, 2, 4, 8};
        double[] peaks = {0.5, 0.5, 1.5, 3};
        String[] peakRewards = {"0.68097", "0.56977", "0.42991", "0.22757"};
        String[] coldRewards = {"0.66956", "0.55235", "0.40433", "0.19579"};
        for (int i = 0; i < kappas.length; i++) {
            CrowdGrid game = CrowdGrid.corner(5).withCongestion(kappas[i]);
            double best = Double.NEGATIVE_INFINITY;
            double at = 0;
            for (double eta : etas) {
                double reward = Equilibrium.compute(game, eta).averageReward();
                if (reward > best) {
                    best = reward;
                    at = eta;
                }
            }
            assertEquals(peaks[i], at, "peak at κ = " + kappas[i]);
            assertPrinted(peakRewards[i], best, "reward at the peak");
            assertPrinted(coldRewards[i], Equilibrium.compute(game, 0.05).averageReward(), "reward at η = 0.05");
        }
        CrowdGrid game = CrowdGrid.corner(5);
        assertPrinted("0.430318", Equilibrium.compute(game, 1.2).averageReward(), "reward at η = 1.2");
        assertPrinted("0.429907", Equilibrium.compute(game, 1.5).averageReward(), "reward at η = 1.5");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.0407, 0.211811, 0.142568, 2.923124",
        "0.1, 0.0759, 0.421449, 0.141739, 2.902077",
        "0.2, 0.1494, 0.544187, 0.140004, 2.889616",
        "0.3, 0.2145, 0.607778, 0.138475, 2.885462",
        "0.5, 0.3397, 0.718229, 0.135940, 2.882095",
        "1, 0.6214, 0.996476, 0.131313, 2.879170"
    })
    void beachBarEarnsLessTheWarmerItIs(double eta, String stable, String floor, String bar, String reward) {
        BeachBar game = new BeachBar();
        Equilibrium equilibrium = Equilibrium.compute(game, eta);

        assertPrinted(stable, StabilityAnalysis.compute(equilibrium, 5).stableStep(20), "β_eff");
        assertPrinted(floor, new Metrics(game).exploitability(equilibrium.policy(), 0, equilibrium.law()), "φ_0 floor");
        assertPrinted(bar, equilibrium.law().get(5), "μ*(5)");
        assertPrinted(reward, equilibrium.averageReward(), "average reward");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.9, 0.99})
    void averageRewardIsTheDiscountedValueForEveryDiscount(double gamma) {
        CrowdGrid game = CrowdGrid.corner(5).withDiscount(gamma);
        Equilibrium equilibrium = Equilibrium.compute(game, 0.05);
        double[] v = new FrozenMdp(game, equilibrium.law())
                .evaluate(equilibrium.policy(), 0)
                .v();
        double value = 0;
        for (int s = 0; s < 25; s++) {
            value += equilibrium.law().get(s) * v[s];
        }

        assertEquals(equilibrium.averageReward(), (1 - gamma) * value, 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "0.005, 1.5e-49, 0.693, 0.910",
        "0.02, 1.5e-13, 0.693, 0.910",
        "0.05, 2.3e-6, 0.704, 0.910",
        "0.3, 2.6e-2, 1.301, 0.914"
    })
    void aColdEquilibriumWithoutSlipStaysUnichain(double eta, String rarest, String entropy, String second) {
        CrowdGrid game = CrowdGrid.corner(5).withSlip(0);
        Equilibrium equilibrium = Equilibrium.compute(game, eta);
        double least = 1;
        double leastEntropy = Double.POSITIVE_INFINITY;
        for (int s = 0; s < 25; s++) {
            leastEntropy = Math.min(leastEntropy, equilibrium.policy().entropy(s));
            for (int a = 0; a < 5; a++) {
                least = Math.min(least, equilibrium.policy().probability(s, a));
            }
        }
        MarkovChain chain = game.kernel(equilibrium.law()).under(equilibrium.policy());
        double[][] p = new double[25][25];
        for (int s = 0; s < 25; s++) {
            for (int t = 0; t < 25; t++) {
                p[s][t] = chain.probability(s, t);
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(p));
        double[] moduli = new double[25];
        for (int i = 0; i < 25; i++) {
            moduli[i] = Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i));
        }
        Arrays.sort(moduli);

        // Γ itself is only exact to about 1e-16 · V/η · Λ, some 1e-11 at η = 0.005.
        assertTrue(equilibrium.residual() < 1e-10, equilibrium::toString);
        assertPrinted(rarest, least, "min π");
        assertPrinted(entropy, leastEntropy, "min H");
        assertEquals(1, moduli[24], 1e-10);
        assertPrinted(second, moduli[23], "|λ_2|");
    }

    @Test
    void twoBarsHaveASymmetricEquilibriumThatRepels() {
        Equilibrium herding = Equilibrium.compute(new TwoBarChain(1), 0.3);
        StabilityAnalysis analysis = StabilityAnalysis.compute(herding, 5);

        String[] law = {".0412", ".4232", ".0343", ".0026", ".0343", ".4232", ".0412"};
        for (int s = 0; s < 7; s++) {
            assertPrinted(law[s], herding.law().get(s), "μ*(" + s + ")");
        }
        assertPrinted("3.761385", herding.expectedValue(), "J_η");
        assertPrinted("1.340", analysis.oneSidedLipschitz(), "C");
        assertPrinted("1.104", analysis.spectralAbscissa(), "Re λ_max");
        assertEquals(0, analysis.stableStep(20));
        assertTrue(analysis.advise(0.05, 20).contains("another equilibrium"), analysis.advise(0.05, 20));
    }

    @Test
    void slowMixingAloneBreaksTheSufficientCondition() {
        Equilibrium free = Equilibrium.compute(new TwoBarChain(0), 0.3);
        StabilityAnalysis analysis = StabilityAnalysis.compute(free, 5);

        String[] law = {".0856", ".3531", ".0584", ".0058", ".0584", ".3531", ".0856"};
        for (int s = 0; s < 7; s++) {
            assertPrinted(law[s], free.law().get(s), "μ*(" + s + ")");
        }
        assertPrinted("1.109", analysis.oneSidedLipschitz(), "C");
        assertPrinted("0.975", analysis.spectralAbscissa(), "Re λ_max");
        assertTrue(analysis.stableStep(20) > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 2.69269592, 6.52e-6, -1.50103831, 0.53396",
        "40, 2.69189724, 6.67e-6, -1.50060485, 0.53143",
        "80, 2.69189724, 6.67e-6, -1.50060486, 0.53095",
        "160, 2.69189724, 6.67e-6, -1.50060486, 0.53098",
        "320, 2.69189724, 6.67e-6, -1.50060486, 0.53095"
    })
    void circleHasALimitAsTheGridIsRefined(int states, String top, String bottom, String value, String floor) {
        Circle game = new Circle(states);
        Equilibrium equilibrium = Equilibrium.compute(game, 0.2);

        assertTrue(equilibrium.converged(), equilibrium::toString);
        assertPrinted(top, states * equilibrium.law().get(states / 2), "density at 0.5");
        assertPrinted(bottom, states * equilibrium.law().get(0), "density at 0");
        assertPrinted(value, equilibrium.expectedValue(), "J_η");
        assertPrinted(floor, new Metrics(game).exploitability(equilibrium.policy(), 0, equilibrium.law()), "φ_0 floor");
    }

    @Test
    void everyNumberOfKernelStepsHasTheSameFixedPoints() {
        CrowdGrid game = CrowdGrid.kinetic();
        Law one = Equilibrium.compute(game, 0.3, game.initialLaw(), 1).law();
        Law twenty = Equilibrium.compute(game, 0.3, game.initialLaw(), 20).law();

        assertArrayEquals(one.toArray(), twenty.toArray(), 1e-11);
    }

    @Test
    void theStartSelectsAmongSeveralEquilibria() {
        ChooseYourState game = ChooseYourState.twoStates(1);
        Law left = Equilibrium.compute(game, 0.3, Law.of(0.6, 0.4)).law();
        Law right = Equilibrium.compute(game, 0.3, Law.of(0.4, 0.6)).law();
        Law middle = Equilibrium.compute(game, 0.3, Law.of(0.5, 0.5)).law();

        // Root of m = 0.05 + 0.9 σ(0.81(2m−1)/η).
        assertEquals(0.8039330418, left.get(0), 1e-10);
        assertEquals(0.8039330418, right.get(1), 1e-10);
        assertEquals(0.5, middle.get(0), 1e-12);
    }

    @Test
    void saysWhenItDidNotConverge() {
        // A jump in the reward: the best response jumps across the only candidate for a fixed point.
        StationaryGame jump = StationaryGame.builder(2, 2)
                .next((s, a) -> a)
                .reward((s, a, mu) -> s == 0 && mu.get(0) > 0.4 ? -1 : 0)
                .initialLaw(Law.of(0.2, 0.8))
                .slip(0.1)
                .build();
        Equilibrium found = Equilibrium.compute(jump, 0.1);

        assertFalse(found.converged());
        assertTrue(found.residual() > 0.01);
        assertTrue(found.toString().endsWith("not converged"), found::toString);
    }

    @Test
    void anInterruptEndsTheSearchAndTheAnalysis() {
        CrowdGrid game = CrowdGrid.corner(5);
        Equilibrium whole = Equilibrium.compute(game, 0.3);

        Thread.currentThread().interrupt();
        Equilibrium cut = Equilibrium.compute(game, 0.3);
        assertThrows(CancellationException.class, () -> StabilityAnalysis.compute(whole, 5));

        assertTrue(Thread.interrupted());
        assertFalse(cut.converged());
        assertEquals(game.initialLaw(), cut.law());
    }

    @Test
    void refusesArgumentsOutOfRange() {
        BeachBar game = new BeachBar();

        assertThrows(IllegalArgumentException.class, () -> Equilibrium.compute(game, 0));
        assertThrows(IllegalArgumentException.class, () -> Equilibrium.compute(game, 0.1, Law.uniform(3)));
        assertThrows(IllegalArgumentException.class, () -> Equilibrium.compute(game, 0.1, Law.uniform(11), 0));
        assertThrows(IllegalArgumentException.class, () -> new PopulationOperator(game, Double.NaN, 5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, 0.9999, 0.99999, 0.999999})
    void anEquilibriumCountsAsConvergedUpToTheRoundingOfItsDiscount(double discount) {
        for (double eta : new double[] {1, 0.3, 0.05}) {
            Equilibrium grid = Equilibrium.compute(CrowdGrid.corner(5).withDiscount(discount), eta);
            Equilibrium graph = Equilibrium.compute(CrowdGraph.broom().withDiscount(discount), eta);

            assertTrue(grid.converged(), grid::toString);
            assertTrue(graph.converged(), graph::toString);
        }
    }

    @Test
    void aGameOfOneStateHasAnEquilibriumAndAStabilityAnalysis() {
        // V* = η log(e^{0/η} + e^{1/η})/(1 − γ), whatever the population does.
        StationaryGame alone = StationaryGame.builder(1, 2)
                .next((s, a) -> 0)
                .reward((s, a, mu) -> a)
                .build();

        Equilibrium equilibrium = Equilibrium.compute(alone, 0.5);
        StabilityAnalysis analysis = StabilityAnalysis.compute(alone, 0.5, 5);

        assertTrue(equilibrium.converged(), equilibrium::toString);
        assertEquals(5 * Math.log(1 + Math.exp(2)), equilibrium.expectedValue(), 1e-12);
        assertEquals(0, analysis.lipschitz());
        assertEquals(0, analysis.oneSidedLipschitz());
        assertEquals(0, analysis.mixing());
        assertTrue(analysis.advise(0.5, 20).contains("will settle"), analysis.advise(0.5, 20));
    }

    @Test
    void anEquilibriumOfAnotherSizeIsRefusedAtTheDoor() {
        Equilibrium four = Equilibrium.compute(CrowdGrid.corner(2), 0.3);

        var door = assertThrows(
                IllegalArgumentException.class,
                () -> ExactMfTrpo.defaults().measuredAgainst(four).solve(CrowdGrid.corner(3)));
        var made = assertThrows(
                IllegalArgumentException.class,
                () -> new Equilibrium(CrowdGrid.corner(3), 0.3, four.law(), four.policy(), four.value(), 0));

        assertEquals("equilibrium has 4 entries, the game has 9 states; give one per state", door.getMessage());
        assertEquals("law has 4 entries, the game has 9 states; give one per state", made.getMessage());
    }
}
