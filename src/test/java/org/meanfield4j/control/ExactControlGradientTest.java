package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.control.ControlCases.assertFirst;
import static org.meanfield4j.control.ControlCases.norm;
import static org.meanfield4j.control.ControlCases.sine;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.DistributionPlanning;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.law.Law;

/**
 * Numbers without another source: section numbers of the specification, where two implementations agree on them; they are
 * printed by src/test/reference/control.py too.
 */
class ExactControlGradientTest {

    /** Central differences of step 1e-5 are good to 1e-9 or so here. */
    @ParameterizedTest
    @EnumSource
    void theThreeTermsAddUpToFiniteDifferencesOfTheValue(ControlCases c) {
        double[] gradient = c.exact().gradient();

        assertArrayEquals(ControlCases.differences(c::value, c.theta), gradient, 1e-8);
    }

    @ParameterizedTest
    @EnumSource
    void theAdjointRecursionGivesTheSameGradient(ControlCases c) {
        double[] backwards = ExactControlGradient.adjoint(c.problem, c.policy, c.theta, c.initialLaw, c.horizon);

        assertArrayEquals(c.exact().gradient(), backwards, 1e-12);
    }

    @ParameterizedTest
    @EnumSource
    void sensitivitiesAreTheDerivativesOfTheLogarithmsOfTheLaws(ControlCases c) {
        ExactControlGradient exact = c.exact();
        int states = c.problem.states();
        int p = c.theta.length;
        for (int e = states; e < exact.flow().laws().length; e += 3) {
            int entry = e;
            double[] expected = ControlCases.differences(
                    theta -> PopulationFlow.exact(c.problem, c.policy, theta, c.initialLaw, c.horizon)
                            .logits()[entry],
                    c.theta);
            double[] actual = Arrays.copyOfRange(exact.sensitivities(), e * p, (e + 1) * p);
            assertArrayEquals(expected, actual, 1e-8);
        }
    }

    /** Σ_i μ_t(i) D_t(i, ·) = 0, because laws sum to one; the frozen recursion conserves mass as well. */
    @ParameterizedTest
    @EnumSource
    void sensitivitiesMoveNoMass(ControlCases c) {
        ExactControlGradient exact = c.exact();
        int states = c.problem.states();
        int p = c.theta.length;
        for (int t = 0; t <= c.horizon; t++) {
            double[] law = exact.flow().law(t);
            for (int k = 0; k < p; k++) {
                double sum = 0;
                double frozen = 0;
                for (int i = 0; i < states; i++) {
                    sum += law[i] * exact.sensitivities()[(t * states + i) * p + k];
                    frozen += law[i] * exact.frozen()[(t * states + i) * p + k];
                }
                assertEquals(0, sum, 1e-14);
                assertEquals(0, frozen, 1e-14);
            }
        }
    }

    /** Problems that only give their values get the same numbers from differences inside the simplex. */
    @ParameterizedTest
    @EnumSource
    void derivativesThatAProblemDoesNotGiveAreFound(ControlCases c) {
        MeanFieldControlProblem plain = withoutDerivatives(c.problem);

        assertArrayEquals(
                c.exact().gradient(),
                ExactControlGradient.adjoint(plain, c.policy, c.theta, c.initialLaw, c.horizon),
                1e-8);
    }

    private static MeanFieldControlProblem withoutDerivatives(MeanFieldControlProblem problem) {
        MeanFieldControlProblemBuilder builder = MeanFieldControlProblem.builder(
                        problem.states(), problem.actions(), problem.horizon())
                .kernel(problem::kernelRow)
                .reward(problem::reward)
                .terminalReward(problem::terminalReward)
                .discount(problem.discount());
        return (problem.kernelDependsOnLaw() ? builder.kernelDependsOnLaw() : builder).build();
    }

    /** Section 12.1. */
    @Test
    void twoStatesHaveTheirKnownFlowAndSensitivities() {
        ExactControlGradient exact = twoStates(5);

        double[] shares = {0.8, 0.53, 0.4355, 0.402425, 0.39084875, 0.38679706};
        for (int t = 0; t <= 5; t++) {
            assertEquals(shares[t], exact.flow().law(t)[1], 1e-8);
        }
        assertArrayEquals(new double[] {0.025, -0.16}, changeOfShare(exact, 1), 1e-12);
        assertArrayEquals(new double[] {0.0675, -0.162}, changeOfShare(exact, 2), 1e-12);
    }

    private static double[] changeOfShare(ExactControlGradient exact, int t) {
        double[] change = Arrays.copyOfRange(exact.sensitivities(), (2 * t + 1) * 2, (2 * t + 2) * 2);
        double share = exact.flow().law(t)[1];
        return new double[] {share * change[0], share * change[1]};
    }

    private static ExactControlGradient twoStates(int horizon) {
        return ExactControlGradient.compute(
                new TwoStates(horizon), ControlPolicy.logits(2), new double[2], new double[] {0.2, 0.8}, horizon);
    }

    /** Section 12.1; at T = 2 the gradient that REINFORCE follows points the other way. */
    @ParameterizedTest
    @CsvSource({
        "2, -5.00006025, -0.9177925, 3.208702, 0.0925, -0.3220",
        "5, -4.53210191, 0.42286982, 2.01431805, 0.408176, -0.720570",
        "10, -4.10594592, 6.44509475, -4.08019300, 0.996841, -1.316302",
        "15, -3.69168194, 12.49852684, -10.13429633, 1.588530, -1.908056"
    })
    void twoStatesHaveTheirKnownValueAndGradient(
            int horizon, double value, double first, double second, double rf0, double rf1) {
        ExactControlGradient exact = twoStates(horizon);

        assertEquals(value, exact.value(), 1e-8);
        assertArrayEquals(new double[] {first, second}, exact.gradient(), 1e-7);
        assertArrayEquals(new double[] {rf0, rf1}, exact.rf(), 1e-6);
        assertArrayEquals(new double[2], exact.mfd(), 0);
    }

    @Test
    void twoStatesAreMovedByTheirLaw() {
        assertArrayEquals(new double[] {-1.0102925, 3.530702}, twoStates(2).md(), 1e-7);
        assertArrayEquals(new double[] {0.014694, 2.734888}, twoStates(5).md(), 1e-6);
        assertEquals(0.335, norm(twoStates(2).rf()), 1e-3);
        assertEquals(3.672, norm(twoStates(2).md()), 1e-3);
    }

    /** Section 12.2. */
    @Test
    void allThreeTermsOfTheLinearPolicyOnTwoStates() {
        ExactControlGradient exact = ControlCases.LINEAR_TWO_STATES.exact();

        assertEquals(0.3583828778, exact.flow().law(1)[1], 1e-10);
        assertEquals(0.0784049153, exact.flow().law(2)[1], 1e-10);
        assertEquals(0.0160554107, exact.flow().law(3)[1], 1e-10);
        assertEquals(-10.993568151316, exact.value(), 1e-12);
        assertNorms(exact, 0.2843526, 2.7188424, 0.0046041, 3.0077922);
        assertFirst(new double[] {-.37194695, -.07751021, -.10796679, -.26398016}, exact.gradient(), 1e-8);
        assertFirst(new double[] {-.0349865, -.0071226, -.0100833, -.0249032}, exact.rf(), 1e-7);
        assertFirst(new double[] {-4.694e-4, -4.9e-6, -9.60e-5, -3.734e-4}, exact.mfd(), 1e-7);
    }

    private static void assertNorms(ExactControlGradient exact, double rf, double md, double mfd, double all) {
        assertEquals(rf, norm(exact.rf()), 1e-6);
        assertEquals(md, norm(exact.md()), 1e-6);
        assertEquals(mfd, norm(exact.mfd()), 1e-6);
        assertEquals(all, norm(exact.gradient()), 1e-6);
    }

    /** Section 12.2. */
    @Test
    void standardCybersecurityIsHardlyMovedByItsLaw() {
        ExactControlGradient exact = ControlCases.STANDARD.exact();

        assertEquals(-0.380580294882, exact.value(), 1e-12);
        assertNorms(exact, 0.0111354, 0, 4.5335e-5, 0.0110936);
        assertEquals(4.5335e-5, norm(exact.mfd()), 1e-9);
        assertArrayEquals(new double[48], exact.md(), 0);
        assertFirst(new double[] {-0.004144, -0.002754, -0.001572, -0.000497}, exact.gradient(), 1e-6);
        assertArrayEquals(
                new double[] {.316315, .173266, .295853, .214566}, exact.flow().law(3), 1e-6);
    }

    /** Section 12.2. */
    @Test
    void strongContagionIsMovedByItsLaw() {
        ExactControlGradient exact = ControlCases.STRONG.exact();

        assertEquals(-2.168111917110, exact.value(), 1e-12);
        assertNorms(exact, 0.2288465, 0, 0.0465321, 0.2575869);
        assertFirst(new double[] {0.019910, 0.015373, 0.001557, 0.008444}, exact.gradient(), 1e-6);
        assertFirst(new double[] {0.006340, 0.006451, 0.000584, 0.002598}, exact.rf(), 1e-6);
        assertArrayEquals(
                new double[] {.279084, .181821, .340349, .198746}, exact.flow().law(4), 1e-6);
        double[] first = new double[4];
        Arrays.setAll(first, i -> exact.sensitivities()[(4 * 4 + i) * 48]);
        assertArrayEquals(new double[] {.083605, .093826, -.110595, -.013844}, first, 1e-6);
        assertEquals(0.094, frozenError(exact, 4, 4, 48), 1e-3);
    }

    /** |D_T − F_T| / |D_T|, section 18.3. */
    private static double frozenError(ExactControlGradient exact, int states, int horizon, int parameters) {
        int size = states * parameters;
        double[] all = Arrays.copyOfRange(exact.sensitivities(), horizon * size, (horizon + 1) * size);
        double[] difference = all.clone();
        for (int e = 0; e < size; e++) {
            difference[e] -= exact.frozen()[horizon * size + e];
        }
        return norm(difference) / norm(all);
    }

    /** Section 18.3, T7. */
    @Test
    void aPolicyThatPushesBackHasItsKnownGradient() {
        ExactControlGradient exact = ControlCases.FEEDBACK.exact();

        assertEquals(.29851079, exact.flow().law(1)[1], 1e-8);
        assertEquals(.47294253, exact.flow().law(2)[1], 1e-8);
        assertEquals(.42090663, exact.flow().law(3)[1], 1e-8);
        assertEquals(-5.090969530985, exact.value(), 1e-12);
        assertNorms(exact, .735205, 4.603309, .175925, 4.140423);
        assertEquals(0.384, frozenError(exact, 2, 3, 16), 1e-3);
    }

    /** Section 10.3: the order of actions, and that the ring is closed. */
    @Test
    void planningKnowsLeftFromRight() {
        ExactControlGradient exact = ControlCases.PLANNING_TABLE.exact();

        assertEquals(-0.6308268349, exact.value(), 1e-10);
        double[] last = {.059239, .043102, .072409, .058685, .110650, .084428, .150831, .112833, .172991, .134833};
        assertArrayEquals(last, exact.flow().law(5), 1e-6);
        assertEquals(0.2242363659, norm(exact.gradient()), 1e-10);
        assertFirst(new double[] {-.016759, .006019, .010740}, exact.gradient(), 1e-6);
    }

    /** Section 13, item 9: why REINFORCE is frozen there. */
    @ParameterizedTest
    @CsvSource({"A, 5, .0043, .2218", "A, 10, .0086, .6560", "A, 15, .0129, 1.1984", "B, 5, .0043, .1494"})
    void planningIsAllMovedByItsLaw(String target, int horizon, double rf, double md) {
        Law law = target.equals("A") ? DistributionPlanning.targetA() : DistributionPlanning.targetB();
        ExactControlGradient exact = ExactControlGradient.compute(
                new DistributionPlanning(law, horizon),
                ControlPolicy.table(10, 3),
                new double[30],
                Law.uniform(10).toArray(),
                horizon);

        assertEquals(rf, norm(exact.rf()), 1e-4);
        assertEquals(md, norm(exact.md()), 1e-4);
        assertArrayEquals(new double[30], exact.mfd(), 0);
    }

    /** Section 12.5. */
    @ParameterizedTest
    @CsvSource({"5, 0.221819", "10, 0.656080", "15, 1.198433"})
    void planningHasItsKnownGradientNorm(int horizon, double expected) {
        double[] gradient = ExactControlGradient.adjoint(
                new DistributionPlanning(DistributionPlanning.targetA(), horizon),
                ControlPolicy.table(10, 3),
                new double[30],
                Law.uniform(10).toArray(),
                horizon);

        assertEquals(expected, norm(gradient), 1e-6);
    }

    /** Section 18.1, item 14. */
    @Test
    void theNetworkHasItsKnownValuesAndGradient() {
        Cybersecurity problem = new Cybersecurity();
        ControlPolicy mlp = ControlPolicy.mlp(4, 2, 32);
        double[] theta = sine(0.3, 1512);
        double[] uniform = Law.uniform(4).toArray();

        ExactControlGradient exact = ExactControlGradient.compute(problem, mlp, theta, uniform, 3);
        double[] backwards = ExactControlGradient.adjoint(problem, mlp, theta, uniform, 3);

        assertEquals(-0.14972341, exact.value(), 1e-8);
        assertEquals(
                -0.15959869,
                PopulationFlow.exact(problem, mlp, theta, uniform, 50).value(problem, mlp, theta),
                1e-8);
        assertEquals(0.00743814, norm(exact.gradient()), 1e-8);
        assertArrayEquals(exact.gradient(), backwards, 1e-12);
    }

    /**
     * Section 10.2: along the flow of "drop the defence" its actions beat the others at every time and state, so that no
     * policy nearby is better.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.0040", "0.2, 0.0070"})
    void droppingTheDefenceCannotBeImproved(double exponent, double margin) {
        double gamma = Math.pow(0.5, exponent);
        Cybersecurity problem = new Cybersecurity().withDiscount(gamma);
        ControlPolicy policy = ControlPolicy.logits(4);
        double[] drop = {800, 800, -800, -800};
        PopulationFlow flow =
                PopulationFlow.exact(problem, policy, drop, Law.uniform(4).toArray(), 50);
        ModelAtTime model = new ModelAtTime(problem, policy, drop, flow);
        double[] lambda = model.terminalRewards();
        double least = Double.POSITIVE_INFINITY;
        for (int t = 49; t >= 0; t--) {
            model.at(t);
            double[] c = model.actionValues(lambda);
            for (int x = 0; x < 4; x++) {
                double advantage = (c[2 * x + 1] - c[2 * x]) / Math.pow(gamma, t);
                least = Math.min(least, x < Cybersecurity.UI ? advantage : -advantage);
            }
            double[] feedback = model.feedback(c, lambda);
            double[] average = model.average(c);
            lambda = new double[4];
            for (int x = 0; x < 4; x++) {
                lambda[x] = average[x] + feedback[x];
            }
        }

        assertEquals(margin, least, 1e-4);
    }

    /** With common shocks λ_0 changes from step to step: 0.3 and then 0.7 (section 14). */
    @Test
    void aKernelMayChangeWithTime() {
        TwoStates quiet = new TwoStates(2);
        TwoStates loud = quiet.withArrival0(0.3);
        TwoStates late = quiet.withArrival0(0.7);
        MeanFieldControlProblem path = MeanFieldControlProblem.builder(2, 2, 2)
                .kernel((t, x, a, mu, row) -> (t == 0 ? loud : late).kernelRow(t, x, a, mu, row))
                .reward(quiet::reward)
                .terminalReward(quiet::terminalReward)
                .dependsOnTime()
                .build();
        double[] law = {0.2, 0.8};

        ExactControlGradient exact = ExactControlGradient.compute(path, ControlPolicy.logits(2), new double[2], law, 2);

        assertEquals(-5.21560625, exact.value(), 1e-8);
        assertArrayEquals(
                exact.gradient(),
                ControlCases.differences(
                        theta -> PopulationFlow.exact(path, ControlPolicy.logits(2), theta, law, 2)
                                .value(path, ControlPolicy.logits(2), theta),
                        new double[2]),
                1e-8);
    }

    @Test
    void sensitivitiesThatDoNotFitTheMemoryAreRefusedWithTheWayOut() {
        DistributionPlanning problem = new DistributionPlanning(DistributionPlanning.targetA(), 5);
        ControlPolicy huge = ControlPolicy.mlp(10, 3, 1500);
        double[] theta = new double[huge.parameters()];

        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> ExactControlGradient.compute(
                        problem, huge, theta, Law.uniform(10).toArray(), 5));
        assertTrue(refused.getMessage().contains("ExactControlGradient.adjoint"), refused::getMessage);
    }
}
