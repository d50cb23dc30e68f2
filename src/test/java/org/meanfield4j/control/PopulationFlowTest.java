package org.meanfield4j.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.meanfield4j.control.games.Cybersecurity;
import org.meanfield4j.control.games.TwoStates;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.random.Streams;

class PopulationFlowTest {
    private static final double[] LAW = {0.2, 0.8};

    /** Section 18.1, item 12: mean (M m + 0.5)/(M + 1) and variance M m (1 − m)/(M + 1)² with m = m_2 = 0.4355. */
    @Test
    void particlesHaveTheMeanAndVarianceOfABinomialLaw() {
        RandomGenerator random = Streams.of(3).at(0);
        int runs = 20_000;
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < runs; n++) {
            PopulationFlow flow = PopulationFlow.particles(
                    new TwoStates(2), ControlPolicy.logits(2), new double[2], LAW, 2, 50, 0.5, random);
            double share = flow.law(2)[1];
            sum += share;
            squares += share * share;
        }
        double mean = sum / runs;
        double variance = squares / runs - mean * mean;

        assertEquals(0.436765, mean, 4 * Math.sqrt(0.00472587 / runs));
        assertEquals(0.00472587, variance, 4 * 0.00472587 * Math.sqrt(2.0 / runs));
    }

    @Test
    void theFirstLawIsTheOneHandedInAndNoStateIsEmpty() {
        PopulationFlow flow = PopulationFlow.particles(
                new TwoStates(2),
                ControlPolicy.logits(2),
                new double[2],
                LAW,
                2,
                1,
                0.5,
                Streams.of(3).at(0));

        assertArrayEquals(LAW, flow.law(0), 0);
        assertTrue(Math.min(flow.law(2)[0], flow.law(2)[1]) == 0.25); // (0 + 0.5)/(1 + 1)
        assertEquals(1, flow.law(2)[0] + flow.law(2)[1], 1e-15);
    }

    /** The particles themselves see their raw law: without particles in state 1 the rate there is exactly 0. */
    @Test
    void particlesSeeTheRawLaw() {
        MeanFieldControlProblem contagion = MeanFieldControlProblem.builder(2, 1, 3)
                .kernel((t, x, a, mu, row) -> {
                    row[1] = x == 1 || mu[1] > 0 ? 1 : 0;
                    row[0] = 1 - row[1];
                })
                .kernelDependsOnLaw()
                .reward((t, x, a, mu) -> x)
                .build();
        PopulationFlow flow = PopulationFlow.particles(
                contagion,
                ControlPolicy.table(2, 1),
                new double[2],
                new double[] {1 - 1e-12, 1e-12},
                3,
                10,
                0.5,
                Streams.of(1).at(0));

        assertEquals(0.5 / 11, flow.law(3)[1], 1e-15);
    }

    @Test
    void manyParticlesComeNearTheExactFlow() {
        ControlCases c = ControlCases.STRONG;
        PopulationFlow flow = PopulationFlow.particles(
                c.problem,
                c.policy,
                c.theta,
                c.initialLaw,
                4,
                200_000,
                0.5,
                Streams.of(2).at(0));

        assertArrayEquals(c.exact().flow().laws(), flow.laws(), 5e-3);
        assertArrayEquals(c.exact().flow().logits(), flow.logits(), 3e-2);
    }

    @Test
    void sameStreamSameFlow() {
        ControlCases c = ControlCases.STRONG;
        double[] first = PopulationFlow.particles(
                        c.problem,
                        c.policy,
                        c.theta,
                        c.initialLaw,
                        4,
                        50,
                        0.5,
                        Streams.of(2).at(7))
                .laws();

        assertArrayEquals(
                first,
                PopulationFlow.particles(
                                c.problem,
                                c.policy,
                                c.theta,
                                c.initialLaw,
                                4,
                                50,
                                0.5,
                                Streams.of(2).at(7))
                        .laws(),
                0);
    }

    /** Section 10.2: deterministic policies empty states, values are still known; logits stop at log 1e-12. */
    @Test
    void emptyStatesHaveAValueAndBoundedLogits() {
        ControlPolicy policy = ControlPolicy.table(4, 2);
        double[] keep = {0, -900, 0, -900, 0, -900, 0, -900};
        PopulationFlow flow = PopulationFlow.exact(new Cybersecurity(), policy, keep, new double[] {0.5, 0.5, 0, 0}, 3);

        assertEquals(0, flow.law(3)[Cybersecurity.UI]);
        assertEquals(Math.log(1e-12), flow.logits()[3 * 4 + Cybersecurity.UI], 1e-12);
        assertTrue(Double.isFinite(flow.value(new Cybersecurity(), policy, keep)));
    }

    @Test
    void aKernelThatBreaksOnTheWayIsNamed() {
        MeanFieldControlProblem broken = MeanFieldControlProblem.builder(2, 1, 3)
                .kernel((t, x, a, mu, row) -> {
                    row[1] = t == 1 ? Double.NaN : 1;
                    row[0] = 0;
                })
                .reward((t, x, a, mu) -> 0)
                .dependsOnTime()
                .build();

        var refused = assertThrows(
                InvalidModelException.class,
                () -> PopulationFlow.exact(broken, ControlPolicy.table(2, 1), new double[2], LAW, 3));
        assertTrue(
                refused.getMessage().startsWith("kernel at time 1, state 0, action 0, law (0.00000 1.00000)"),
                refused::getMessage);
    }

    @Test
    void aRewardThatBreaksOnTheWayIsNamed() {
        MeanFieldControlProblem broken = MeanFieldControlProblem.builder(2, 1, 3)
                .kernel((t, x, a, mu, row) -> row[x] = 1)
                .reward((t, x, a, mu) -> Math.log(mu[0] - 0.3))
                .build();
        PopulationFlow flow = PopulationFlow.exact(broken, ControlPolicy.table(2, 1), new double[2], LAW, 3);

        var refused = assertThrows(
                InvalidModelException.class, () -> flow.value(broken, ControlPolicy.table(2, 1), new double[2]));
        assertTrue(
                refused.getMessage().startsWith("reward at time 0, state 0, action 0, law (0.200000 0.800000) is NaN"),
                refused::getMessage);
    }

    @Test
    void shapesAreChecked() {
        TwoStates problem = new TwoStates(2);
        ControlPolicy policy = ControlPolicy.logits(2);

        refused(
                "policy has shape [3, 2]",
                () -> PopulationFlow.exact(problem, ControlPolicy.logits(3), new double[3], LAW, 2));
        refused("theta has 3 entries", () -> PopulationFlow.exact(problem, policy, new double[3], LAW, 2));
        refused(
                "initial law has 3 entries",
                () -> PopulationFlow.exact(problem, policy, new double[2], new double[] {.2, .3, .5}, 2));
        refused(
                "initial law sums to",
                () -> PopulationFlow.exact(problem, policy, new double[2], new double[] {.2, .3}, 2));
        refused(
                "particles = 0",
                () -> PopulationFlow.particles(
                        problem,
                        policy,
                        new double[2],
                        LAW,
                        2,
                        0,
                        0.5,
                        Streams.of(1).at(0)));
        refused(
                "smoothing = NaN",
                () -> PopulationFlow.particles(
                        problem,
                        policy,
                        new double[2],
                        LAW,
                        2,
                        5,
                        Double.NaN,
                        Streams.of(1).at(0)));
    }

    private static void refused(String start, Runnable call) {
        var refused = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(refused.getMessage().startsWith(start), refused::getMessage);
    }
}
