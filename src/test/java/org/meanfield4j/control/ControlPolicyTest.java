package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.control.ControlCases.norm;
import static org.meanfield4j.control.ControlCases.sine;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.random.Streams;

class ControlPolicyTest {
    private static final double[] LAW = {.1, .2, .3, .4};

    static Stream<ControlPolicy> policies() {
        return Stream.of(
                ControlPolicy.logits(4),
                ControlPolicy.table(4, 3),
                ControlPolicy.timeTable(4, 3, 6),
                ControlPolicy.linear(4, 3),
                ControlPolicy.mlp(4, 3, 7),
                ownPolicy());
    }

    /** z(x, 1) = θ_0 μ(x)² + θ_1 x, z(x, 0) = 0: what a user may write. */
    private static ControlPolicy ownPolicy() {
        return new ControlPolicy() {
            @Override
            public int states() {
                return 4;
            }

            @Override
            public int actions() {
                return 2;
            }

            @Override
            public int parameters() {
                return 2;
            }

            @Override
            public boolean dependsOnLaw() {
                return true;
            }

            @Override
            public boolean dependsOnTime() {
                return false;
            }

            @Override
            public void writeLogits(double[] theta, int time, int state, double[] law, double[] out) {
                out[0] = 0;
                out[1] = theta[0] * law[state] * law[state] + theta[1] * state;
            }

            @Override
            public void addLogitGradient(
                    double[] theta, int time, int state, double[] law, double[] weights, double[] gradient) {
                gradient[0] += weights[1] * law[state] * law[state];
                gradient[1] += weights[1] * state;
            }

            @Override
            public String toString() {
                return "own policy";
            }
        };
    }

    @ParameterizedTest
    @MethodSource("policies")
    void rowsAreLaws(ControlPolicy policy) {
        double[] p = new double[4 * policy.actions()];
        policy.probabilities(sine(2, policy.parameters()), 2, LAW, p);

        for (int x = 0; x < 4; x++) {
            double sum = 0;
            for (int a = 0; a < policy.actions(); a++) {
                assertTrue(p[x * policy.actions() + a] > 0);
                sum += p[x * policy.actions() + a];
            }
            assertEquals(1, sum, 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void scoresAreGradientsOfLogarithms(ControlPolicy policy) {
        double[] theta = sine(0.7, policy.parameters());
        double[] score = new double[theta.length];
        Arrays.fill(score, 1);
        policy.addScore(theta, 2, 1, 1, LAW, 0.5, score);
        double[] row = new double[policy.actions()];

        double[] expected = ControlCases.differences(
                near -> {
                    policy.probabilities(near, 2, 1, LAW, row);
                    return 0.5 * Math.log(row[1]);
                },
                theta);

        for (int k = 0; k < theta.length; k++) {
            assertEquals(1 + expected[k], score[k], 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void gradientsOfProbabilitiesMatchDifferences(ControlPolicy policy) {
        double[] theta = sine(0.7, policy.parameters());
        double[] weights = sine(1, 4 * policy.actions());
        double[] gradient = new double[theta.length];
        policy.addProbabilityGradient(theta, 2, LAW, weights, gradient);
        double[] p = new double[weights.length];

        double[] expected = ControlCases.differences(
                near -> {
                    policy.probabilities(near, 2, LAW, p);
                    double sum = 0;
                    for (int e = 0; e < p.length; e++) {
                        sum += weights[e] * p[e];
                    }
                    return sum;
                },
                theta);

        assertArrayEquals(expected, gradient, 1e-9);
    }

    /** Directions inside the simplex: derivatives in μ are known up to a number common to all states. */
    @ParameterizedTest
    @MethodSource("policies")
    void derivativesInTheLawMatchDifferences(ControlPolicy policy) {
        double[] theta = sine(0.7, policy.parameters());
        int actions = policy.actions();
        double[] derivative = new double[4 * actions];
        policy.lawDerivative(theta, 2, 3, LAW, derivative);
        double[] up = new double[actions];
        double[] down = new double[actions];
        double h = 1e-5;
        policy.probabilities(theta, 2, 3, new double[] {.1 + h, .2, .3 - h, .4}, up);
        policy.probabilities(theta, 2, 3, new double[] {.1 - h, .2, .3 + h, .4}, down);

        for (int a = 0; a < actions; a++) {
            assertEquals((up[a] - down[a]) / (2 * h), derivative[a] - derivative[2 * actions + a], 1e-9);
        }
    }

    /** 150 rows are more than one block and not a whole number of them. */
    @ParameterizedTest
    @MethodSource("policies")
    void manyRowsAreTheSameAsOneByOne(ControlPolicy policy) {
        double[] theta = sine(0.7, policy.parameters());
        Decisions decisions = decisions(policy, 150);
        double[] weights = sine(1, 150);
        double[] p = new double[145 * policy.actions()];
        double[] gradient = sine(1, theta.length);
        double[] expected = gradient.clone();

        policy.probabilities(theta, decisions, 3, 148, p);
        policy.addScores(theta, decisions, 3, 148, weights, gradient);

        double[] row = new double[policy.actions()];
        for (int r = 3; r < 148; r++) {
            double[] law = Arrays.copyOfRange(decisions.laws(), 4 * r, 4 * r + 4);
            int time = decisions.times()[r];
            int state = decisions.states()[r];
            policy.probabilities(theta, time, state, law, row);
            int from = (r - 3) * row.length;
            assertArrayEquals(row, Arrays.copyOfRange(p, from, from + row.length), 1e-14);
            policy.addScore(theta, time, state, decisions.actions()[r], law, weights[r], expected);
        }
        assertArrayEquals(expected, gradient, 1e-12);
    }

    /** Layers that are kept give the same bits as layers that are computed again. */
    @ParameterizedTest
    @MethodSource("policies")
    void whatIsKeptChangesNothing(ControlPolicy policy) {
        double[] theta = sine(0.7, policy.parameters());
        Decisions plain = decisions(policy, 150);
        Decisions kept = new Decisions(
                plain.times(), plain.states(), plain.actions(), plain.laws(), new double[150 * policy.memory()]);
        double[] weights = sine(1, 150);
        double[] expected = new double[theta.length];
        double[] gradient = new double[theta.length];

        policy.probabilities(theta, kept, 0, 150, new double[150 * policy.actions()]);
        policy.addScores(theta, kept, 0, 150, weights, gradient);
        policy.addScores(theta, plain, 0, 150, weights, expected);

        assertArrayEquals(expected, gradient);
    }

    private static Decisions decisions(ControlPolicy policy, int rows) {
        RandomGenerator random = Streams.of(5).at(0);
        Decisions decisions = Decisions.space(rows, 4);
        for (int r = 0; r < rows; r++) {
            decisions.times()[r] = random.nextInt(6);
            decisions.states()[r] = random.nextInt(4);
            decisions.actions()[r] = random.nextInt(policy.actions());
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                decisions.laws()[4 * r + i] = random.nextExponential();
                sum += decisions.laws()[4 * r + i];
            }
            for (int i = 0; i < 4; i++) {
                decisions.laws()[4 * r + i] /= sum;
            }
        }
        return decisions;
    }

    /** Section 18.1, item 14: the order of all 1512 parameters. */
    @Test
    void theNetworkHasItsKnownProbabilitiesAndScore() {
        ControlPolicy mlp = ControlPolicy.mlp(4, 2, 32);
        double[] theta = sine(0.3, 1512);
        double[] p = new double[8];
        double[] score = new double[1512];

        mlp.probabilities(theta, 2, LAW, p);
        mlp.addScore(theta, 2, 1, 1, LAW, 1, score);

        assertEquals(1512, mlp.parameters());
        assertArrayEquals(
                new double[] {.62700218, .47641491, .45567599, .49287230}, new double[] {p[0], p[2], p[4], p[6]}, 1e-8);
        assertEquals(2.92120610, norm(score), 1e-8);
    }

    @Test
    void theNetworkOfThePaperHasItsNumberOfParameters() {
        assertEquals(76_574, ControlPolicy.mlp(10, 3, 256).parameters());
    }

    /** U(−1/√5, 1/√5) for the first layer, U(−1/√32, 1/√32) for the others; a uniform law of half-width b has variance b²/3. */
    @Test
    void networksStartUniformlyByTheirFanIn() {
        double[] theta = ControlPolicy.mlp(4, 2, 32).initial(Streams.of(1).at(0));

        assertLayer(Arrays.copyOfRange(theta, 0, 192), 1 / Math.sqrt(5));
        assertLayer(Arrays.copyOfRange(theta, 192, 1512), 1 / Math.sqrt(32));
    }

    private static void assertLayer(double[] weights, double bound) {
        double largest = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
        assertTrue(largest <= bound && largest > 0.95 * bound);
        double second = Arrays.stream(weights).map(w -> w * w).sum() / weights.length;
        assertEquals(bound * bound / 3, second, 4 * bound * bound * Math.sqrt(4.0 / 45 / weights.length));
    }

    @Test
    void logitsAreSigmoids() {
        double[] p = new double[4];
        ControlPolicy.logits(2).probabilities(new double[] {0.3, -0.2}, 0, new double[] {.5, .5}, p);

        assertEquals(1 / (1 + Math.exp(-0.3)), p[1], 1e-15);
        assertEquals(1 / (1 + Math.exp(0.2)), p[3], 1e-15);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void parametersThatAreNoNumbersAreNoticed(ControlPolicy policy) {
        double[] theta = new double[policy.parameters()];
        Arrays.fill(theta, Double.NaN);
        Decisions decisions = decisions(policy, 1);

        var one = assertThrows(
                DivergedException.class, () -> policy.probabilities(theta, 1, LAW, new double[4 * policy.actions()]));
        assertTrue(one.getMessage().contains("time 1, state 0"), one::getMessage);
        assertThrows(
                DivergedException.class,
                () -> policy.probabilities(theta, decisions, 0, 1, new double[policy.actions()]));
    }

    @Test
    void aTableThatEndsTooEarlySaysSo() {
        ControlPolicy table = ControlPolicy.timeTable(4, 2, 3);

        var refused = assertThrows(
                IllegalArgumentException.class, () -> table.probabilities(new double[24], 3, LAW, new double[8]));
        assertTrue(refused.getMessage().contains("time = 3 must be below 3"), refused::getMessage);
    }

    @Test
    void elementaryFunctionsAreAsGoodAsThoseOfTheJdk() {
        for (double x = -700; x < 30; x += 0.00917) {
            assertEquals(StrictMath.exp(x), Elementary.exp(x), 4 * Math.ulp(StrictMath.exp(x)));
        }
        for (double x = -25; x < 25; x += 0.000917) {
            assertEquals(StrictMath.tanh(x), Elementary.tanh(x), 4 * Math.ulp(StrictMath.tanh(x)));
        }
        for (double x : new double[] {0, -0.0, 1e-300, -1e-9, 1e300, -1e300}) {
            assertEquals(StrictMath.tanh(x), Elementary.tanh(x), Math.ulp(StrictMath.tanh(x)));
        }
        assertTrue(Double.isNaN(Elementary.tanh(Double.NaN)));
        assertTrue(Double.isNaN(Elementary.exp(Double.NaN)));
        assertEquals(1, Elementary.tanh(Double.POSITIVE_INFINITY));
        assertEquals(0, Elementary.exp(Double.NEGATIVE_INFINITY));
    }
}
