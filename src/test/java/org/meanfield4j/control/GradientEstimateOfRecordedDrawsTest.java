package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.meanfield4j.control.WorkedExample.LAW;
import static org.meanfield4j.control.WorkedExample.NESTED;
import static org.meanfield4j.control.WorkedExample.POLICY;
import static org.meanfield4j.control.WorkedExample.PROBLEM;
import static org.meanfield4j.control.WorkedExample.SHARED;
import static org.meanfield4j.control.WorkedExample.THETA;
import static org.meanfield4j.control.WorkedExample.sine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.control.games.TwoStates;

/**
 * Estimates of draws that are written down, on which two independent programs agree to the digits shown; printed by
 * src/test/reference/control_draws.py too.
 */
class GradientEstimateOfRecordedDrawsTest {
    private static final double SHOWN = 5.1e-9;

    private static GradientEstimator gauged(GradientEstimator settings) {
        return settings.withSensitivity(settings.sensitivity().withGauge(true));
    }

    @Test
    void theFlowAndTheReturnsAreThoseOfTheExample() {
        RecordedDraws draws = WorkedExample.draws(PROBLEM, POLICY, THETA);

        double[] g = GradientSampler.returns(PROBLEM, NESTED, draws);

        assertEquals(0.56933801, draws.flow().law(1)[1], SHOWN);
        assertEquals(0.48799600, draws.flow().law(2)[1], SHOWN);
        assertArrayEquals(
                new double[] {-5.56502787, -5.83476416, -3.59826947, -0.46574232, -0.57792377, -1.21564584}, g, SHOWN);
    }

    @Test
    void sensitivitiesAreThoseOfTheExample() {
        RecordedDraws draws = WorkedExample.draws(PROBLEM, POLICY, THETA);

        double[] first = ForwardSensitivity.of(PROBLEM, POLICY, NESTED, THETA, draws, 0);
        double[] second = ForwardSensitivity.of(PROBLEM, POLICY, NESTED, THETA, draws, 1);

        assertArrayEquals(
                new double[] {
                    0, 0, 0, 0, 0, .63835910, 0, -.39534160, 0, -.63302654, .43602559, 1.98702574,
                },
                first,
                SHOWN);
        assertArrayEquals(
                new double[] {
                    0, 0, 0, 0, -.66692967, .63835910, 0, 0, -.30045727, .28758599, -.82000222, .88699387,
                },
                second,
                SHOWN);
    }

    @Test
    void nestedEstimates() {
        assertEstimates(
                NESTED, new double[] {-1.88045026, 4.11528737}, new double[] {-1.05611252, 1.33104417}, new double[] {
                    -2.11222504, 2.66208834
                });
    }

    @Test
    void nestedEstimatesWithProjectedNoise() {
        assertEstimates(
                gauged(NESTED),
                new double[] {-0.26367477, 3.24490710},
                new double[] {-0.61697272, 0.54258257},
                new double[] {-1.23394544, 1.08516513});
    }

    @Test
    void sharedEstimates() {
        assertEstimates(
                SHARED, new double[] {-1.07989061, 3.21515683}, new double[] {0.05472187, 1.42869470}, new double[] {
                    0.10944374, 2.85738941
                });
    }

    @Test
    void sharedEstimatesWithProjectedNoise() {
        assertEstimates(
                gauged(SHARED),
                new double[] {-1.31494060, 2.63140731},
                new double[] {-0.16077707, 0.81554147},
                new double[] {-0.32155414, 1.63108294});
    }

    private static void assertEstimates(
            GradientEstimator settings, double[] none, double[] batchMean, double[] leaveOneOut) {
        assertArrayEquals(none, WorkedExample.estimate(settings), SHOWN);
        assertArrayEquals(batchMean, WorkedExample.estimate(settings.withBaseline(Baseline.BATCH_MEAN)), SHOWN);
        assertArrayEquals(leaveOneOut, WorkedExample.estimate(settings.withBaseline(Baseline.LEAVE_ONE_OUT)), SHOWN);
    }

    @Test
    void auxiliaryTrajectoriesMayBePerturbedMore() {
        GradientEstimator settings =
                NESTED.withPerturbation(NESTED.perturbation().withAuxiliary(1));

        assertArrayEquals(new double[] {-1.87110192, 3.97347132}, WorkedExample.estimate(settings), SHOWN);
    }

    /** Powers of γ relative to t would give another estimate. */
    @Test
    void rewardsAreDiscountedFromTheStart() {
        MeanFieldControlProblem problem = discounted(0.5);
        RecordedDraws draws = WorkedExample.draws(problem, POLICY, THETA);

        assertArrayEquals(
                new double[] {-3.62141219, -5.29798154, -1.65465379, 0.07104030, -0.14448094, -0.30391146},
                GradientSampler.returns(problem, NESTED, draws),
                SHOWN);
        assertArrayEquals(
                new double[] {-1.38705855, 1.98282647},
                GradientSampler.estimate(problem, POLICY, NESTED, THETA, draws),
                SHOWN);
    }

    private static MeanFieldControlProblem discounted(double gamma) {
        TwoStates plain = new TwoStates(2);
        return MeanFieldControlProblem.builder(2, 2, 2)
                .kernel(plain::kernelRow)
                .reward(plain::reward)
                .terminalReward(plain::terminalReward)
                .discount(gamma)
                .build();
    }

    @Test
    void policiesThatSeeTheLawReadThePerturbedOne() {
        ControlPolicy policy = ControlPolicy.linear(2, 2);
        double[] theta = sine(16, 0.3);
        RecordedDraws draws = WorkedExample.draws(PROBLEM, policy, theta);

        double[] nested = GradientSampler.estimate(PROBLEM, policy, NESTED, theta, draws);
        double[] shared = GradientSampler.estimate(PROBLEM, policy, SHARED, theta, draws);

        assertEquals(.50202702, draws.flow().law(1)[1], SHOWN);
        assertEquals(.32024474, draws.flow().law(2)[1], SHOWN);
        assertRows(
                new double[] {1.45492579, -.23419125, .19244335, 1.26248244},
                new double[] {-5.03170731, .96654104, -1.22418951, -3.80751780},
                nested);
        assertRows(
                new double[] {1.65770360, 0, .24160076, 1.41610284},
                new double[] {-5.58911285, 1.16838208, -1.36869597, -4.22041687},
                shared);
    }

    /** The parameters of the second action of a state get the opposite. */
    private static void assertRows(double[] first, double[] second, double[] gradient) {
        for (int c = 0; c < 4; c++) {
            assertEquals(first[c], gradient[c], SHOWN);
            assertEquals(-first[c], gradient[4 + c], SHOWN);
            assertEquals(second[c], gradient[8 + c], SHOWN);
            assertEquals(-second[c], gradient[12 + c], SHOWN);
        }
    }

    static Stream<GradientEstimator> settings() {
        return Stream.of(NESTED, SHARED)
                .flatMap(s -> Stream.of(s, gauged(s)))
                .flatMap(s -> Stream.of(Baseline.values()).map(s::withBaseline))
                .flatMap(s -> Stream.of(s, s.withSensitivity(s.sensitivity().withRecursion(false))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void adjointAndForwardFormAgree(GradientEstimator settings) {
        for (ControlPolicy policy : List.of(POLICY, ControlPolicy.linear(2, 2), ControlPolicy.mlp(2, 2, 3))) {
            double[] theta = sine(policy.parameters(), 0.3);
            RecordedDraws draws = WorkedExample.draws(PROBLEM, policy, theta);

            assertArrayEquals(
                    ForwardSensitivity.estimate(PROBLEM, policy, settings, theta, draws),
                    GradientSampler.estimate(PROBLEM, policy, settings, theta, draws),
                    1e-12);
        }
    }

    @Test
    void reinforceIsTheScoreFunctionEstimateOnUnperturbedLaws() {
        RecordedDraws draws = WorkedExample.draws(PROBLEM, POLICY, THETA);
        GradientEstimator settings = NESTED.withSensitivity(SensitivityEstimator.none());
        double[] expected = new double[2];
        for (int k = 0; k < 2; k++) {
            int[] y = draws.main().states(k);
            int[] a = draws.main().actions(k);
            for (int t = 0; t < 2; t++) {
                double sum = 0;
                for (int s = t; s <= 2; s++) {
                    sum += PROBLEM.terminalReward(y[s], draws.flow().law(s)); // r = g in this problem
                }
                double move = 1 / (1 + Math.exp(-THETA[y[t]]));
                expected[y[t]] += (a[t] - move) * sum / 2;
            }
        }

        assertArrayEquals(expected, GradientSampler.estimate(PROBLEM, POLICY, settings, THETA, draws), 1e-13);
    }

    @Test
    void drawsThatDoNotFitAreRefused() {
        RecordedDraws draws = WorkedExample.draws(PROBLEM, POLICY, THETA);
        GradientEstimator more = NESTED.withSensitivity(SensitivityEstimator.nested(3));

        var few = assertThrows(
                IllegalArgumentException.class, () -> GradientSampler.estimate(PROBLEM, POLICY, more, THETA, draws));
        assertEquals(
                "the draws have 4 auxiliary trajectories per target time, NESTED, n=3 on 2 main trajectories needs 6",
                few.getMessage());
        var order = assertThrows(
                IllegalArgumentException.class,
                () -> new RecordedDraws(
                        draws.flow(),
                        draws.main(),
                        List.of(draws.auxiliary().get(1), draws.auxiliary().get(0))));
        assertEquals(
                "auxiliary trajectories number 1 of 2 have length 2 and 2 noises, must have 1 of each and number 2, one"
                        + " batch per target time",
                order.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Trajectories.of(new int[][] {{0, 1}}, new int[][] {{0, 1}}, new double[][][] {{{0, 0}}}));
    }

    @Test
    void sensitivitiesOfAStateSumToTheMeanScore() {
        RecordedDraws draws = WorkedExample.draws(PROBLEM, POLICY, THETA);
        double[] d = ForwardSensitivity.of(PROBLEM, POLICY, SHARED, THETA, draws, 0);
        // Target 1: the running score is that of the first action alone.
        double[] score = new double[2];
        for (int j = 0; j < 2; j++) {
            int y = draws.auxiliary().get(0).states(j)[0];
            int a = draws.auxiliary().get(0).actions(j)[0];
            score[y] += (a - 1 / (1 + Math.exp(-THETA[y]))) / 2;
        }
        double[] law = draws.flow().law(1);

        for (int k = 0; k < 2; k++) {
            assertEquals(score[k], law[0] * d[4 + k] + law[1] * d[6 + k], 1e-15);
        }
    }

    /** With r = 0 and g = 1{x = i} the main estimate on the auxiliary trajectories of T is μ_T(i) D̂_T(i, ·). */
    @Test
    void anIndicatorRewardGivesTheSensitivityItself() {
        for (int state = 0; state < 2; state++) {
            int i = state;
            MeanFieldControlProblem indicator = MeanFieldControlProblem.builder(2, 2, 2)
                    .kernel(PROBLEM::kernelRow)
                    .reward((t, x, a, mu) -> 0)
                    .terminalReward((x, mu) -> x == i ? 1 : 0)
                    .build();
            RecordedDraws draws = WorkedExample.draws(indicator, POLICY, THETA);
            Trajectories last = draws.auxiliary().get(1);
            double[] d = ForwardSensitivity.of(indicator, POLICY, SHARED, THETA, draws, 0);
            double[] mean = new double[2];
            Arrays.setAll(mean, k -> draws.flow().law(2)[i] * d[8 + 2 * i + k]);
            // The same trajectories as main ones; no noise at the end drops the term of t = T.
            Trajectories asMain = Trajectories.of(
                    new int[][] {last.states(0), last.states(1)},
                    new int[][] {last.actions(0), last.actions(1)},
                    new double[][][] {
                        {last.noise(0, 0), last.noise(1, 0), {0, 0}}, {last.noise(0, 1), last.noise(1, 1), {0, 0}}
                    });

            double[] estimate = GradientSampler.estimate(
                    indicator, POLICY, SHARED, THETA, new RecordedDraws(draws.flow(), asMain, draws.auxiliary()));

            assertArrayEquals(mean, estimate, 1e-14);
        }
    }

    /** g + κ changes the estimate by κ times the mean of the total score, or not at all under a baseline. */
    @Test
    void aConstantInTheRewardOnlyMattersWithoutBaseline() {
        for (Baseline baseline : Baseline.values()) {
            GradientEstimator settings = NESTED.withBaseline(baseline);
            double[] zero = shifted(settings, 0);
            double[] one = shifted(settings, 1);
            double[] hundred = shifted(settings, 100);

            for (int k = 0; k < 2; k++) {
                double slope = one[k] - zero[k];
                if (baseline == Baseline.NONE) {
                    assertEquals(100 * slope, hundred[k] - zero[k], 1e-11);
                } else {
                    assertEquals(zero[k], hundred[k], 1e-12);
                }
            }
        }
    }

    private static double[] shifted(GradientEstimator settings, double kappa) {
        MeanFieldControlProblem problem = MeanFieldControlProblem.builder(2, 2, 2)
                .kernel(PROBLEM::kernelRow)
                .reward(PROBLEM::reward)
                .terminalReward((x, mu) -> PROBLEM.terminalReward(x, mu) + kappa)
                .build();
        return GradientSampler.estimate(problem, POLICY, settings, THETA, WorkedExample.draws(problem, POLICY, THETA));
    }

    /** States 0 and 1 change places everywhere: in the model, the policy, the law and the draws. */
    @Test
    void relabelledStatesGiveTheRelabelledGradient() {
        MeanFieldControlProblem swapped = MeanFieldControlProblem.builder(2, 2, 2)
                .kernel((t, x, a, mu, row) -> {
                    double[] other = new double[2];
                    PROBLEM.kernelRow(t, 1 - x, a, mu, other);
                    row[0] = other[1];
                    row[1] = other[0];
                })
                .reward((t, x, a, mu) -> PROBLEM.reward(t, 1 - x, a, new double[] {mu[1], mu[0]}))
                .terminalReward((x, mu) -> PROBLEM.terminalReward(1 - x, new double[] {mu[1], mu[0]}))
                .build();
        double[] theta = {THETA[1], THETA[0]};
        RecordedDraws draws = new RecordedDraws(
                PopulationFlow.exact(swapped, POLICY, theta, new double[] {LAW[1], LAW[0]}, 2),
                swap(WorkedExample.main()),
                WorkedExample.auxiliary().stream()
                        .map(GradientEstimateOfRecordedDrawsTest::swap)
                        .toList());

        double[] gradient = GradientSampler.estimate(swapped, POLICY, NESTED, theta, draws);

        double[] plain = WorkedExample.estimate(NESTED);
        assertArrayEquals(new double[] {plain[1], plain[0]}, gradient, 1e-12);
    }

    private static Trajectories swap(Trajectories given) {
        int[][] states = new int[given.count()][];
        int[][] actions = new int[given.count()][];
        double[][][] noises = new double[given.count()][given.seen][];
        for (int k = 0; k < given.count(); k++) {
            states[k] = Arrays.stream(given.states(k)).map(x -> 1 - x).toArray();
            actions[k] = given.actions(k);
            for (int t = 0; t < given.seen; t++) {
                double[] noise = given.noise(t, k);
                noises[k][t] = new double[] {noise[1], noise[0]};
            }
        }
        return Trajectories.of(states, actions, noises);
    }

    /** What is common to all rows of D is invisible once noises are projected. */
    @Test
    void projectedNoiseSumsToZero() {
        double[] noise = {1, 2, 6};

        AdjointEstimate.centre(noise);

        assertArrayEquals(new double[] {-2, -1, 3}, noise);
    }

    /** Values of an independent computation: θ = (0.5, −1), rate 0.01, five steps up (sin m, cos 2m). */
    @Test
    void adamClimbsAsPublished() {
        double[] theta = {0.5, -1};
        double[] first = new double[2];
        double[] second = new double[2];

        for (int m = 1; m <= 5; m++) {
            Adam.ascend(new double[] {Math.sin(m), Math.cos(2 * m)}, 0.01, m, theta, first, second);
        }

        assertArrayEquals(new double[] {0.53032592, -1.02365930}, theta, SHOWN);
    }
}
