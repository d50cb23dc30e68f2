package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.control.ControlCases.assertFirst;
import static org.meanfield4j.control.ControlCases.norm;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.control.games.TwoStates;

/**
 * The oracle that estimators are measured against, itself measured against sections 5 and 12 of the specification. The
 * numbers of two states are printed by src/test/reference/control_perturbed.py too, those of contagion, linear policy and
 * feedback by src/test/reference/control_contagion.py.
 */
class PerturbedMeanTest {
    private static final double KINK = 0.4;
    private static final double[] LAW = {0.2, 0.8};

    private static PerturbedMean twoStates(int horizon, double[] theta, double epsilon) {
        return PerturbedMean.of(
                new TwoStates(horizon),
                ControlPolicy.logits(2),
                theta,
                LAW,
                horizon,
                epsilon,
                PerturbedMean.twoStates(KINK),
                null,
                true);
    }

    /** Section 12.2. */
    @ParameterizedTest
    @CsvSource({
        "0.01, -0.9177, 3.2085, 0.0002, 0.803, 0.802, 0.802",
        "0.05, -0.8911, 3.1433, 0.0707, 0.298, 3.385, 6.480",
        "0.1, -0.7174, 2.7222, 0.5262, 0.638, 6.211, 11.826",
        "0.2, -0.5040, 2.1350, 1.1506, 0.741, 7.776, 15.029",
        "0.5, -0.2612, 1.1345, 2.1756, 1.076, 8.713, 17.268",
        "1.0, -0.1378, 0.5619, 2.7593, 1.413, 8.838, 17.811",
        "2.0, -0.0472, 0.1826, 3.1489, 1.789, 8.209, 16.971"
    })
    void theBiasOnTwoStates(
            double epsilon, double first, double second, double bias2, double bias5, double bias10, double bias15) {
        assertArrayEquals(new double[] {first, second}, twoStates(2, new double[2], epsilon).gradient, 1e-4);
        assertEquals(bias2, bias(2, epsilon), 1e-4);
        assertEquals(bias5, bias(5, epsilon), 1e-3);
        assertEquals(bias10, bias(10, epsilon), 1e-3);
        assertEquals(bias15, bias(15, epsilon), 1e-3);
    }

    private static double bias(int horizon, double epsilon) {
        double[] exact = ExactControlGradient.adjoint(
                new TwoStates(horizon), ControlPolicy.logits(2), new double[2], LAW, horizon);
        double[] perturbed = twoStates(horizon, new double[2], epsilon).gradient;
        return Math.hypot(exact[0] - perturbed[0], exact[1] - perturbed[1]);
    }

    /** Section 12.2. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.2, -0.3141, 1.9378",
        "5, 0.5, -0.3741, 1.2915",
        "10, 0.2, 0.5840, 1.0292",
        "15, 0.2, 1.5024, 0.1106"
    })
    void gradientsOnTwoStatesOverLongerHorizons(int horizon, double epsilon, double first, double second) {
        assertArrayEquals(new double[] {first, second}, twoStates(horizon, new double[2], epsilon).gradient, 1e-4);
    }

    /** Section 12.1; θ* = (log 4, log 3) is optimal for V. */
    @ParameterizedTest
    @CsvSource({
        "0.1, -5.0461, -3.89252",
        "0.2, -5.24311, -4.40110",
        "0.5, -6.16463, -5.73073",
        "1, -7.73562, -7.50157",
        "2, -10.03203, -9.95039"
    })
    void valuesOnTwoStatesFall(double epsilon, double atZero, double atOptimum) {
        double[] optimum = {Math.log(4), Math.log(3)};

        assertEquals(atZero, twoStates(2, new double[2], epsilon).value, epsilon == 0.1 ? 1e-4 : 1e-5);
        assertEquals(atOptimum, twoStates(2, optimum, epsilon).value, 1e-5);
    }

    /** Section 12.1: h(m) = −m² − 10 |m − 0.4|, averaged. */
    @ParameterizedTest
    @CsvSource({
        "0.1, -0.43154, -1.58051",
        "0.2, -0.70137, -1.59563",
        "0.5, -1.45998, -1.97686",
        "1, -2.44768, -2.77734",
        "2, -3.56892, -3.76626"
    })
    void theKinkIsSmoothed(double epsilon, double atKink, double beside) {
        assertEquals(atKink, smoothed(0.4, epsilon), 1e-5);
        assertEquals(beside, smoothed(0.53, epsilon), 1e-5);
    }

    private static double smoothed(double share, double epsilon) {
        double[] logits = {Math.log(1 - share), Math.log(share)};
        double sum = 0;
        for (PerturbedMean.Node node : PerturbedMean.twoStates(KINK).at(logits, epsilon)) {
            double m = PerturbedMean.softmax(logits, node.noise(), epsilon)[1];
            sum += node.weight() * (-m * m - 10 * Math.abs(m - 0.4));
        }
        return sum;
    }

    /** Section 5: E d_TV(μ, μ^ε). */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.0281, 0.0181, 0.0102",
        "0.2, 0.0557, 0.0361, 0.0206",
        "0.5, 0.1311, 0.0901, 0.0541",
        "1, 0.2252, 0.1718, 0.1172",
        "2, 0.3280, 0.2819, 0.2278"
    })
    void perturbationsAreOfTheKnownSize(double epsilon, double half, double most, double few) {
        assertEquals(half, distance(0.5, epsilon), 1e-4);
        assertEquals(most, distance(0.8, epsilon), 1e-4);
        assertEquals(few, distance(0.1, epsilon), 1e-4);
    }

    private static double distance(double share, double epsilon) {
        double[] logits = {Math.log(1 - share), Math.log(share)};
        double sum = 0;
        for (PerturbedMean.Node node : PerturbedMean.twoStates(share).at(logits, epsilon)) {
            sum += node.weight() * Math.abs(PerturbedMean.softmax(logits, node.noise(), epsilon)[1] - share);
        }
        return sum;
    }

    /** Section 12.2, all three terms at once. */
    @ParameterizedTest
    @CsvSource({
        "0.2, -11.128022, -11.168475, 1.69740",
        "0.5, -11.465136, -11.688259, 0.98700",
        "1, -11.906447, -12.324597, 0.61914"
    })
    void theLinearPolicyOnTwoStates(double epsilon, double value, double quietStart, double estimator) {
        PerturbedMean.Nodes nodes = PerturbedMean.twoStates(KINK);

        PerturbedMean own = PerturbedMean.of(ControlCases.LINEAR_TWO_STATES, epsilon, nodes, null, true);
        PerturbedMean quiet = PerturbedMean.of(ControlCases.LINEAR_TWO_STATES, epsilon, nodes, null, false);

        assertEquals(value, own.value, 1e-6);
        assertEquals(quietStart, quiet.value, 1e-6);
        assertEquals(estimator, norm(own.gradient), 1e-5);
    }

    /** Section 18.3, T7. */
    @ParameterizedTest
    @CsvSource({
        "0.2, -5.530429, .319069, .691339, .298692, .020377, 1.012",
        "0.5, -7.103835, .174689, .346722, .137835, .036854, 1.062"
    })
    void aPolicyThatPushesBack(
            double epsilon, double value, double g0, double g1, double g2, double g3, double projection) {
        PerturbedMean own = PerturbedMean.of(ControlCases.FEEDBACK, epsilon, PerturbedMean.twoStates(KINK), null, true);

        assertEquals(value, own.value, 1e-6);
        assertFirst(new double[] {g0, g1, g2, g3}, own.gradient, 1e-6);
        assertEquals(projection, sensitivityProjection(ControlCases.FEEDBACK, own), 1e-3);
    }

    /** s_D of section 18.3: 1 for exact sensitivities, 0 for those that do not see the law. */
    private static double sensitivityProjection(ControlCases c, PerturbedMean mean) {
        ExactControlGradient exact = c.exact();
        double above = 0;
        double below = 0;
        int size = c.problem.states() * c.theta.length;
        for (int e = c.horizon * size; e < (c.horizon + 1) * size; e++) {
            double feedback = exact.sensitivities()[e] - exact.frozen()[e];
            above += (mean.sensitivities[e] - exact.frozen()[e]) * feedback;
            below += feedback * feedback;
        }
        return above / below;
    }

    /** Section 12.2: relative biases, and values to the digits that 12 nodes or the trapezoid rule give. */
    @ParameterizedTest
    @CsvSource({
        "0.05, -.380579352, 8.26e-5, 8.22e-5, -2.168381854, -2.168215532, 3.28e-4, 4.10e-4",
        "0.1, -.380576528, 3.29e-4, 3.28e-4, -2.169191990, -2.168526069, 1.31e-3, 1.64e-3",
        "0.2, -.380565288, 1.31e-3, 1.30e-3, -2.172435873, -2.169763050, 5.22e-3, 6.52e-3",
        "0.5, -.380489748, 7.67e-3, 7.63e-3, -2.194975294, -2.178093112, 3.13e-2, 3.91e-2"
    })
    void theBiasUnderContagion(
            double epsilon,
            double standardValue,
            double standardBias,
            double standardEstimator,
            double strongValue,
            double strongQuiet,
            double strongBias,
            double strongEstimator) {
        PerturbedMean.Nodes nodes = PerturbedMean.hermite(4, 12);

        assertContagion(ControlCases.STANDARD, epsilon, nodes, standardValue, standardBias, standardEstimator, 1e-9);
        assertContagion(ControlCases.STRONG, epsilon, nodes, strongValue, strongBias, strongEstimator, 1e-9);
        assertEquals(strongQuiet, PerturbedMean.of(ControlCases.STRONG, epsilon, nodes, null, false).value, 1e-9);
    }

    /** The same where twelve nodes are not enough: the trapezoid rule in three directions. */
    @ParameterizedTest
    @CsvSource({
        "1, 1e-9, -.380270198, 2.51e-2, 2.50e-2, -2.266203437, -2.202127491, 1.06e-1, 1.31e-1",
        "2, 1e-8, -.37981783, 5.92e-2, 5.90e-2, -2.42786534, -2.25004902, 2.53e-1, 2.97e-1"
    })
    void theBiasOfLargePerturbationsUnderContagion(
            double epsilon,
            double digit,
            double standardValue,
            double standardBias,
            double standardEstimator,
            double strongValue,
            double strongQuiet,
            double strongBias,
            double strongEstimator) {
        PerturbedMean.Nodes nodes = PerturbedMean.trapezoid(4);

        assertContagion(ControlCases.STANDARD, epsilon, nodes, standardValue, standardBias, standardEstimator, digit);
        assertContagion(ControlCases.STRONG, epsilon, nodes, strongValue, strongBias, strongEstimator, digit);
        assertEquals(strongQuiet, PerturbedMean.of(ControlCases.STRONG, epsilon, nodes, null, false).value, digit);
    }

    private static void assertContagion(
            ControlCases c,
            double epsilon,
            PerturbedMean.Nodes nodes,
            double value,
            double bias,
            double estimator,
            double digit) {
        ExactControlGradient exact = c.exact();
        PerturbedMean perturbed = PerturbedMean.of(c, epsilon, nodes, exact.sensitivities(), true);
        PerturbedMean own = PerturbedMean.of(c, epsilon, nodes, null, true);

        assertEquals(value, perturbed.value, digit);
        assertEquals(bias, relative(exact, perturbed), bias / 100);
        assertEquals(estimator, relative(exact, own), estimator / 100);
    }

    private static double relative(ExactControlGradient exact, PerturbedMean mean) {
        double[] difference = exact.gradient();
        for (int k = 0; k < difference.length; k++) {
            difference[k] -= mean.gradient[k];
        }
        return norm(difference) / norm(exact.gradient());
    }

    /** Section 7: what the estimator's own system misses of D, all times together. */
    @ParameterizedTest
    @CsvSource({
        "STANDARD, 0.2, 0.0012",
        "STANDARD, 0.5, 0.0071",
        "STANDARD, 1, 0.0232",
        "STANDARD, 2, 0.0551",
        "STRONG, 0.2, 0.0039",
        "STRONG, 0.5, 0.0233",
        "STRONG, 1, 0.0797",
        "STRONG, 2, 0.199"
    })
    void theSystemOfSensitivitiesIsBiasedWhereTheKernelSeesTheLaw(ControlCases c, double epsilon, double expected) {
        PerturbedMean own = PerturbedMean.of(c, epsilon, nodes(epsilon), null, true);
        double[] exact = c.exact().sensitivities();
        double[] difference = exact.clone();
        for (int e = 0; e < difference.length; e++) {
            difference[e] -= own.sensitivities[e];
        }

        assertEquals(expected, norm(difference) / norm(exact), expected > 0.1 ? 1e-3 : 1e-4);
    }

    private static PerturbedMean.Nodes nodes(double epsilon) {
        if (epsilon > 2) {
            return PerturbedMean.sobol(4, 1 << 13);
        }
        return epsilon < 1 ? PerturbedMean.hermite(4, 12) : PerturbedMean.trapezoid(4);
    }

    /** Section 12.2: a larger ε in the auxiliary batch costs bias there. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5, .0391", "0.5, 1, .0606", "0.5, 2, .109", "0.5, 5, .173", "1, 1, .131", "1, 2, .171"})
    void aLargerAuxiliaryPerturbationCostsBias(double epsilon, double inside, double expected) {
        double[] auxiliary = PerturbedMean.of(ControlCases.STRONG, inside, nodes(inside), null, true).sensitivities;

        PerturbedMean mean = PerturbedMean.of(ControlCases.STRONG, epsilon, nodes(epsilon), auxiliary, true);

        assertEquals(expected, relative(ControlCases.STRONG.exact(), mean), expected > 0.1 ? 1e-3 : 1e-4);
    }

    /** Section 12.2: and takes noise away, Σ 1/μ_2(i) / ε_aux². */
    @Test
    void aLargerAuxiliaryPerturbationTakesNoiseAway() {
        ControlCases c = ControlCases.STRONG;
        PopulationFlow flow = PopulationFlow.exact(c.problem, c.policy, c.theta, c.initialLaw, 2);
        double sum = 0;
        for (double share : flow.law(2)) {
            sum += 1 / share;
        }

        assertEquals(78.7, sum / (0.5 * 0.5), 0.1);
        assertEquals(19.7, sum, 0.1);
        assertEquals(4.9, sum / (2 * 2), 0.1);
        assertEquals(0.79, sum / (5 * 5), 0.01);
    }

    /** Section 18.1, item 7: without the law in rewards and kernel nothing is perturbed. */
    @Test
    void withoutTheLawThereIsNothingToPerturb() {
        MeanFieldControlProblem lawFree = MeanFieldControlProblem.builder(2, 2, 2)
                .kernel(new TwoStates(2)::kernelRow)
                .reward((t, x, a, mu) -> x)
                .terminalReward((x, mu) -> x)
                .build();
        ControlPolicy policy = ControlPolicy.logits(2);
        ExactControlGradient exact = ExactControlGradient.compute(lawFree, policy, new double[2], LAW, 2);

        for (double epsilon : List.of(0.2, 1.0, 2.0)) {
            PerturbedMean mean = PerturbedMean.of(
                    lawFree, policy, new double[2], LAW, 2, epsilon, PerturbedMean.twoStates(0.5), null, true);
            assertEquals(exact.value(), mean.value, 1e-12);
            assertArrayEquals(exact.rf(), mean.gradient, 1e-12);
        }
        assertArrayEquals(exact.rf(), exact.gradient(), 1e-15);
    }
}
