package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;

class MeanFieldControlProblemTest {

    private static MeanFieldControlProblemBuilder rooms() {
        return MeanFieldControlProblem.builder(2, 2, 3)
                .kernel((t, x, a, mu, row) -> {
                    row[x] = 1 - 0.8 * a;
                    row[1 - x] = 0.8 * a;
                })
                .reward((t, x, a, mu) -> -mu[x] - 0.1 * a);
    }

    @Test
    void lambdasMakeAProblem() {
        MeanFieldControlProblem problem = rooms().name("two rooms").build();
        double[] row = {7, 7};

        problem.kernelRow(0, 1, 1, new double[] {0.5, 0.5}, row);

        assertArrayEquals(new double[] {0.8, 0.19999999999999996}, row, 0);
        assertEquals("two rooms", problem.toString());
        assertEquals(1, problem.discount());
        assertEquals(3, problem.validationHorizon());
        assertEquals(Law.uniform(2), problem.validationLaw());
        assertEquals(0, problem.terminalReward(1, new double[] {0.5, 0.5}));
    }

    @ParameterizedTest
    @EnumSource
    void rowsSumToOneForAnyLaw(ControlCases c) {
        RandomGenerator random = Streams.of(9).at(0);
        double[] law = new double[c.problem.states()];
        for (int n = 0; n < 20; n++) {
            c.problem.drawTrainingLaw(random, law);
            ProblemChecks.fullSupport("law", law);
            double[] kernel = ProblemChecks.kernel(c.problem, 0, law); // checks every row
            assertEquals(c.problem.states() * c.problem.actions() * law.length, kernel.length);
        }
    }

    /** Section 18.1, item 11: E μ(i)² = 2/(S (S + 1)); normalised uniform draws would have 0.082 at S = 4. */
    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void trainingLawsAreUniformOnTheSimplex(int states) {
        MeanFieldControlProblem problem = MeanFieldControlProblem.builder(states, 1, 1)
                .kernel((t, x, a, mu, row) -> row[x] = 1)
                .reward((t, x, a, mu) -> 0)
                .build();
        RandomGenerator random = Streams.of(4).at(0);
        double[] law = new double[states];
        int draws = 20_000;
        double squares = 0;
        for (int n = 0; n < draws; n++) {
            problem.drawTrainingLaw(random, law);
            for (double mass : law) {
                squares += mass * mass / states;
            }
        }

        assertEquals(2.0 / (states * (states + 1)), squares / draws, 0.0015);
    }

    @Test
    void derivativesGivenAgreeWithDifferences() {
        double[] law = {.04, .46, .03, .47};
        MeanFieldControlProblem strong = ControlCases.STRONG.problem;
        double[] exact = new double[16];
        double[] differences = new double[16];
        for (int e = 0; e < 8; e++) {
            int x = e / 2;
            int a = e % 2;
            strong.kernelDerivative(0, x, a, law, exact);
            LawDifferences.of(law, 4, (mu, row) -> strong.kernelRow(0, x, a, mu, row), differences);
            for (int y = 0; y < 4; y++) {
                // Up to a number common to all i: compare with that of the last state.
                for (int i = 0; i < 3; i++) {
                    assertEquals(
                            exact[i * 4 + y] - exact[3 * 4 + y], differences[i * 4 + y] - differences[3 * 4 + y], 1e-9);
                }
            }
        }
    }

    /** At the edge of the simplex there is one side only. */
    @Test
    void differencesStayInsideTheSimplex() {
        double[] out = new double[3];

        LawDifferences.of(
                new double[] {0, 1e-7, 1 - 1e-7},
                1,
                (mu, f) -> {
                    for (double mass : mu) {
                        assertTrue(mass >= -1e-18, () -> "left the simplex: " + mass);
                    }
                    f[0] = 3 * mu[0] + 5 * mu[1] - mu[2];
                },
                out);

        assertEquals(3 + 1, out[0] - out[2], 1e-9);
        assertEquals(5 + 1, out[1] - out[2], 1e-9);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        refused(
                "kernel is missing",
                () -> MeanFieldControlProblem.builder(2, 2, 1).build());
        refused(
                "reward is missing",
                () -> MeanFieldControlProblem.builder(2, 2, 1)
                        .kernel((t, x, a, mu, row) -> row[x] = 1)
                        .build());
        refused("horizon = 0", () -> MeanFieldControlProblem.builder(2, 2, 0));
        refused("states = 0, actions = 2", () -> MeanFieldControlProblem.builder(0, 2, 1));
        refused("discount = 1.5", () -> rooms().discount(1.5));
        refused("discount = 0.0", () -> rooms().discount(0));
        refused("validationHorizon = 0", () -> rooms().validationHorizon(0));
        refused(
                "kernel at time 0, state 1, action 0, law (0.500000 0.500000) is [0.0, 0.9]",
                () -> rooms().kernel((t, x, a, mu, row) -> row[x] = x == 0 ? 1 : 0.9)
                        .build());
        refused(
                "kernel at time 0, state 0, action 0, law (0.500000 0.500000) is [1.5, -0.5]",
                () -> rooms().kernel((t, x, a, mu, row) -> {
                            row[0] = 1.5;
                            row[1] = -0.5;
                        })
                        .build());
        refused(
                "reward at time 0, state 1, action 0, law (0.500000 0.500000) is NaN",
                () -> rooms().reward((t, x, a, mu) -> x == 1 ? Double.NaN : 0).build());
        refused(
                "terminal reward at state 1, law (0.500000 0.500000) is Infinity",
                () -> rooms().terminalReward((x, mu) -> x == 1 ? Double.POSITIVE_INFINITY : 0)
                        .build());
        refused("validation law has 3 entries, the game has 2", () -> rooms().validationLaw(Law.uniform(3)));
    }

    @Test
    void anEmptyStateIsRefusedWithTheReasonAndTheRemedy() {
        var refused = assertThrows(IllegalArgumentException.class, () -> rooms().trainingLaw(Law.of(0, 1)));

        assertEquals(
                "training law[0] = 0 must be positive, because its logit log 0 is perturbed; mix it with a little of the"
                        + " uniform law, such as law.mix(0.01, Law.uniform(2))",
                refused.getMessage());
        refused("validation law[1] = 0", () -> rooms().validationLaw(Law.of(1, 0)));
        refused(
                "training law[1] = 0",
                () -> rooms().trainingLaw((random, law) -> law[0] = 1).build());
    }

    @Test
    void whatSecretlyDependsOnLawOrTimeIsFoundOut() {
        refused(
                "kernel changes with the law although kernelDependsOnLaw() is false",
                () -> rooms().kernel((t, x, a, mu, row) -> {
                            row[0] = mu[0];
                            row[1] = mu[1];
                        })
                        .build());
        refused(
                "kernel changes with the time although dependsOnTime() is false",
                () -> rooms().kernel((t, x, a, mu, row) -> row[t == 0 ? 0 : 1] = 1)
                        .build());
        refused(
                "reward changes with the time although dependsOnTime() is false",
                () -> rooms().reward((t, x, a, mu) -> t).build());
    }

    private static void refused(String start, Runnable call) {
        var refused = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(refused.getMessage().startsWith(start), refused::getMessage);
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void identityIsThatOfTheNumbers() {
        assertEquals(
                rooms().build().identity(), rooms().name("other name").build().identity());
        assertNotEquals(
                rooms().build().identity(), rooms().discount(0.5).build().identity());
        assertNotEquals(
                rooms().build().identity(),
                rooms().trainingLaw(Law.uniform(2)).build().identity());
        assertNotEquals(new TwoStates(2).identity(), new TwoStates(3).identity());
        assertNotEquals(
                new TwoStates(2).identity(), new TwoStates(2).withPenalty(9).identity());
    }
}
