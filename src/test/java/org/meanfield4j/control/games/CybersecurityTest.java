package org.meanfield4j.control.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.control.ControlPolicy;
import org.meanfield4j.control.PopulationFlow;
import org.meanfield4j.core.law.Law;

/**
 * Numbers of section 10.2 of the specification; kernels are printed by src/test/reference/control_problems.py too, values and
 * laws of fixed policies by src/test/reference/control_policies.py.
 */
class CybersecurityTest {
    private static final double[] UNIFORM = Law.uniform(4).toArray();

    private static double[] row(Cybersecurity problem, int state, int action, double... law) {
        double[] row = {9, 9, 9, 9};
        problem.kernelRow(0, state, action, law, row);
        return row;
    }

    @Test
    void matrixExponentialsAtTheUniformLaw() {
        Cybersecurity problem = new Cybersecurity();
        double[][] keep = {
            {0.908838, 0.091162, 0, 0},
            {0.080223, 0.919777, 0, 0},
            {0, 0, 0.925566, 0.074434},
            {0, 0, 0.061408, 0.938592}
        };
        double[][] change = {
            {0.784455, 0.078620, 0.125576, 0.011350},
            {0.069170, 0.793904, 0.009701, 0.127225},
            {0.125585, 0.011341, 0.798771, 0.064304},
            {0.009710, 0.127215, 0.053069, 0.810005}
        };
        for (int x = 0; x < 4; x++) {
            assertArrayEquals(keep[x], row(problem, x, 0, UNIFORM), 1e-6);
            assertArrayEquals(change[x], row(problem, x, 1, UNIFORM), 1e-6);
        }
    }

    /** With the default rates the two cross rates could be exchanged unseen; here not. */
    @Test
    void matrixExponentialsWithFourDifferentContagionRates() {
        Cybersecurity strong = Cybersecurity.strongContagion();
        double[] law = {.04, .46, .03, .47};

        assertArrayEquals(new double[] {0.139617, 0.860383, 0, 0}, row(strong, Cybersecurity.DS, 0, law), 1e-6);
        assertArrayEquals(
                new double[] {0.299552, 0.245807, 0.308239, 0.146402}, row(strong, Cybersecurity.DI, 1, law), 1e-6);
        assertArrayEquals(
                new double[] {0.050933, 0.403708, 0.049898, 0.495461}, row(strong, Cybersecurity.US, 1, law), 1e-6);
    }

    /** Long steps go to the stationary law of the generator: recovery 0.5 against infection 0.44. */
    @Test
    void longStepsAreAsExactAsShortOnes() {
        double[] row = row(new Cybersecurity().withDt(2000), Cybersecurity.DI, 0, UNIFORM);

        assertArrayEquals(new double[] {0.44 / 0.94, 0.5 / 0.94, 0, 0}, row, 1e-12);
        double[] twice = row(new Cybersecurity().withDt(40), Cybersecurity.DI, 1, UNIFORM);
        double[] once = new double[4];
        double[] half = row(new Cybersecurity().withDt(20), Cybersecurity.DI, 1, UNIFORM);
        for (int x = 0; x < 4; x++) {
            double[] from = row(new Cybersecurity().withDt(20), x, 1, UNIFORM);
            for (int y = 0; y < 4; y++) {
                once[y] += half[x] * from[y];
            }
        }
        assertArrayEquals(twice, once, 1e-13);
    }

    /** The rows written out for four states against those of any generator. */
    @Test
    void rowsAreThoseOfTheGeneralChain() {
        double[] law = {.04, .46, .03, .47};
        Cybersecurity strong = Cybersecurity.strongContagion();
        double fallD = 0.05 * 0.4 + 3.2 * .04 + 2.5 * .03;
        double fallU = 0.05 * 0.3 + 0.7 * .04 + 1.5 * .03;
        double[] generator = {
            -2.0, 0.8, 1.2, 0, fallD, -fallD - 1.2, 0, 1.2, 1.2, 0, -1.3, 0.1, 0, 1.2, fallU, -fallU - 1.2
        };
        for (int x = 0; x < 4; x++) {
            double[] expected = new double[4];
            expected[x] = 1;
            JumpChain.move(generator, 1, expected);
            assertArrayEquals(expected, row(strong, x, 1, law), 1e-15);
        }
    }

    @Test
    void withoutAnyRateNobodyMoves() {
        Cybersecurity.Rates none = new Cybersecurity.Rates(0, 0, 0, 0);
        Cybersecurity still = new Cybersecurity().withDefended(none).withUndefended(none);

        assertArrayEquals(new double[] {0, 1, 0, 0}, row(still, 1, 0, UNIFORM), 0);
    }

    @Test
    void rewardsAreThoseOfTheTable() {
        double[] expected = {-0.16, -0.06, -0.10, 0};
        for (int x = 0; x < 4; x++) {
            assertEquals(expected[x], new Cybersecurity().reward(0, x, 1, UNIFORM), 1e-15);
            assertEquals(expected[x], new Cybersecurity().terminalReward(x, UNIFORM), 1e-15);
        }
    }

    /** Logits of action 1 in D and in U; ±800 are deterministic in double precision. */
    @ParameterizedTest
    @CsvSource({
        "-800, -800, -0.158929, -0.149220, -0.600098, .2298 .2702 .2231 .2769, .2281 .2719 .2202 .2798",
        "800, 800, -0.158930, -0.149220, -0.600182, .2279 .2721 .2254 .2746, .2259 .2741 .2232 .2768",
        "0, 0, -0.158929, -0.149220, -0.600152, .2285 .2715 .2247 .2753, .2265 .2735 .2223 .2777",
        "800, -800, -0.151681, -0.143903, -0.487828, .0121 .0142 .4341 .5396, .0001 .0002 .4379 .5618",
        "-800, 800, -0.166177, -0.154536, -0.712432, .4481 .5256 .0118 .0145, .4584 .5413 .0001 .0002"
    })
    void fixedPoliciesHaveTheirKnownValuesAndLaws(
            double defended,
            double undefended,
            double longValue,
            double shortValue,
            double slowValue,
            String at20,
            String at50) {
        Cybersecurity problem = new Cybersecurity();
        Cybersecurity slow = problem.withDiscount(Math.pow(0.5, 0.2));
        ControlPolicy policy = ControlPolicy.logits(4);
        double[] theta = {defended, defended, undefended, undefended};
        PopulationFlow flow = PopulationFlow.exact(problem, policy, theta, UNIFORM, 50);

        assertEquals(longValue, flow.value(problem, policy, theta), 1e-6);
        assertEquals(
                shortValue,
                PopulationFlow.exact(problem, policy, theta, UNIFORM, 3).value(problem, policy, theta),
                1e-6);
        assertEquals(slowValue, flow.value(slow, policy, theta), 1e-6);
        assertArrayEquals(numbers(at20), flow.law(20), 1e-4);
        assertArrayEquals(numbers(at50), flow.law(50), 1e-4);
    }

    private static double[] numbers(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void droppingTheDefenceSettlesWhereTheQuadraticSays() {
        ControlPolicy policy = ControlPolicy.logits(4);
        double[] drop = {800, 800, -800, -800};
        double[] last = PopulationFlow.exact(new Cybersecurity(), policy, drop, UNIFORM, 400)
                .law(400);

        double infected = (-0.28 + Math.sqrt(0.28 * 0.28 + 4 * 0.3 * 0.18)) / 0.6;
        assertEquals(infected, last[Cybersecurity.UI], 1e-9);
        assertEquals(0.4376, infected, 1e-4);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new Cybersecurity.Rates(0.5, -1, 0.4, 0.4));
        assertEquals("direct = -1.0 must be finite and at least 0; it is a rate", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Cybersecurity().withDiscount(0));
        assertThrows(IllegalArgumentException.class, () -> new Cybersecurity().withDt(0));
        assertThrows(IllegalArgumentException.class, () -> new Cybersecurity().withHorizon(0));
        assertThrows(IllegalArgumentException.class, () -> new Cybersecurity().withInfectionCost(Double.NaN));
        assertTrue(new Cybersecurity().validationHorizon() == 50);
    }
}
