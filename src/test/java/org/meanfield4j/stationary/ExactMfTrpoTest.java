package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * Traces of the exact algorithm on the 5×5 room. The expected numbers come from two independent programs in double
 * precision that agree in all digits given; tolerances are one unit of the last digit given, or 1e-6 relative. Trace,
 * distances and equilibrium of the default are printed by src/test/reference/mf_trpo.py too, those of other settings by
 * src/test/reference/mf_trpo_variants.py.
 */
class ExactMfTrpoTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);
    private static final double RELATIVE = 1e-6;

    /** The laws after 700 steps: within 1e-15 of the equilibrium at a rate of 0.953 per step. */
    private static final Map<Double, Law> LIMITS = new ConcurrentHashMap<>();

    /** μ*_η of the 5×5 room, upper triangle including the diagonal, row by row, to six decimals. */
    private static final double[][] EQUILIBRIUM = {
        {
            0, .000009, .000212, .004467, .024829, .000186, .003707, .023981, .054436, .023744, .055446, .086119,
            .08681, .117353, .148139
        },
        {
            .000064, .00046, .003028, .012241, .027557, .002263, .009783, .027365, .049602, .027044, .053276, .079835,
            .083095, .110875, .139491
        }
    };

    private static ExactMfTrpo solver(double eta) {
        return ExactMfTrpo.defaults().withTemperature(eta);
    }

    private static Law equilibrium(double eta) {
        return LIMITS.computeIfAbsent(
                eta,
                e -> solver(e)
                        .withOuterSteps(700)
                        .withMetricsEvery(700)
                        .solve(GAME)
                        .law());
    }

    private static void assertRelative(double expected, double actual, double relative, String what) {
        assertEquals(expected, actual, relative * Math.abs(expected), what);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 0.06084874862, 0.008085642900, 28.7642054, 0.0693701988, 0.3795746114",
        "0.05, 2, 0.08618106018, 0.1807294197, 17.87579713, 0.0896965220, 0.3651530884",
        "0.05, 5, 0.006553622027, 0.05152221806, 5.797532415, 0.1083344080, 0.3015636719",
        "0.05, 10, 0.001208995669, 0.06531646954, 2.978091928, 0.1240492352, 0.2266325733",
        "0.05, 20, 1.348094666e-4, 0.06442453820, 0.9807689359, 0.1379034897, 0.1122618663",
        "0.05, 50, 8.129820e-7, 0.02499884386, 0.1057726804, 0.1465245313, 2.220857579e-2",
        "0.05, 100, 2.15218e-9, 0.02494394205, 0.02693708727, 0.1480329013, 1.724093378e-3",
        "0.05, 200, 3.6e-14, 0.02495911429, 0.02492678934, 0.1481388024, 9.687527e-6",
        "0.3, 1, 0.004746627795, 0.5514178548, 12.26995023, 0.0518577018, 0.2755172397",
        "0.3, 2, 0.006201664024, 0.5132348819, 10.67891926, 0.0623908425, 0.2600606240",
        "0.3, 5, 0.003072796538, 0.4498903309, 6.588030917, 0.0858168090, 0.2014113312",
        "0.3, 10, 0.001003682875, 0.3521774063, 3.472472931, 0.1077817880, 0.1375663851",
        "0.3, 20, 1.587530697e-4, 0.2633977699, 1.215681834, 0.1256341461, 6.962806599e-2",
        "0.3, 50, 2.381931e-6, 0.2108302880, 0.1683789002, 0.1371447729, 1.396859867e-2",
        "0.3, 100, 1.219028e-8, 0.2006663476, 0.1846001615, 0.1393023293, 1.184167621e-3",
        "0.3, 200, 7.3e-13, 0.1998326310, 0.1997067706, 0.1394895962, 9.999977e-6"
    })
    void reproducesTheTrace(double eta, int k, double phi, double phi0, double e0, double corner, double c) {
        StationaryRun run = solver(eta).withOuterSteps(k).solve(GAME);

        History h = run.history();
        // Near zero φ_η carries rounding of 1e-16 per term; its last digits are noise there.
        assertEquals(phi, h.last(Metrics.REGULARISED), Math.max(RELATIVE * phi, k == 200 ? 5e-14 : 0));
        assertRelative(phi0, h.last(Metrics.UNREGULARISED), RELATIVE, "φ_0");
        assertRelative(e0, h.last(Metrics.EXPLOITABILITY), RELATIVE, "E_0");
        assertRelative(corner, run.law().get(24), RELATIVE, "μ(24)");
        assertRelative(c, h.last(Metrics.CONSISTENCY), RELATIVE, "c");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 0.1980149841, 10, 0.1026267126, 50, 0.01034963539, 100, 7.256189e-4, 200, 4.16657e-6",
        "0.3, 1, 0.1821549790, 10, 0.09822920707, 50, 0.01126540897, 100, 9.813793e-4, 200, 7.98060e-6"
    })
    void approachesTheEquilibriumAtTheStatedDistances(
            double eta, int k1, double d1, int k2, double d2, int k3, double d3, int k4, double d4, int k5, double d5) {
        Law equilibrium = equilibrium(eta);

        History h = solver(eta).measuredAgainst(equilibrium).solve(GAME).history();

        int[] k = {k1, k2, k3, k4, k5};
        double[] d = {d1, d2, d3, d4, d5};
        for (int i = 0; i < k.length; i++) {
            assertRelative(d[i], h.get(k[i] - 1, Metrics.DISTANCE), 3e-6, "distance at k = " + k[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 4.82518154, 4.04325078, 0.024959, 2.604400, 0.404325",
        "0.3, 8.91270345, 4.17124013, 0.199826, 2.730672, 0.417124"
    })
    void findsTheEquilibrium(double eta, double value, double reward, double floor, double entropy, double average) {
        StationaryRun run = solver(eta).withOuterSteps(700).solve(GAME);

        double[] expected = EQUILIBRIUM[eta == 0.05 ? 0 : 1];
        for (int row = 0, i = 0; row < 5; row++) {
            for (int col = row; col < 5; col++, i++) {
                assertEquals(expected[i], run.law().get(5 * row + col), 6e-7);
                assertEquals(run.law().get(5 * row + col), run.law().get(5 * col + row), 1e-12, "symmetry");
            }
        }
        FrozenMdp frozen = new FrozenMdp(GAME, run.law());
        assertEquals(value, dot(run.law(), frozen.evaluate(run.policy(), eta).v()), 1e-7);
        assertEquals(reward, dot(run.law(), frozen.evaluate(run.policy(), 0).v()), 1e-7);
        assertEquals(floor, run.history().last(Metrics.UNREGULARISED), 1e-6);
        assertEquals(entropy, Simplex.entropy(run.law().toArray()), 1e-6);
        // Why a discounted problem serves the ergodic game: (1-γ) J_0 is the long-run average reward.
        assertEquals(average, 0.1 * reward, 1e-6);
        assertEquals(0.1 * reward, averageReward(run), 1e-8);
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0.406594, 0.146760", "0.95, 0.403319, 0.148729", "0.99, 0.402569, 0.149161"})
    void discountedValueIsTheAverageRewardForEveryDiscount(double gamma, double average, double corner) {
        CrowdGrid game = GAME.withDiscount(gamma);
        StationaryRun run = solver(0.05)
                .withStepSize(0.02)
                .withOuterSteps(1500)
                .withMetricsEvery(1500)
                .solve(game);

        double discounted = (1 - gamma)
                * dot(
                        run.law(),
                        new FrozenMdp(game, run.law()).evaluate(run.policy(), 0).v());

        assertEquals(average, discounted, 1e-6);
        assertEquals(corner, run.law().get(24), 1e-6);
        double reward = 0;
        double[] pi = run.policy().probabilities();
        for (int i = 0; i < pi.length; i++) {
            reward += run.law().get(i / 5) * pi[i] * game.reward(i / 5, i % 5, run.law());
        }
        assertEquals(reward, discounted, 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 5, 6.217979e-3, 5.8213e-3",
        "0.05, 10, 1.683317e-3, 3.1023e-3",
        "0.05, 20, 4.369392e-4, 1.6024e-3",
        "0.05, 50, 7.145378e-5, 6.5371e-4",
        "0.05, 100, 1.799192e-5, 3.2901e-4",
        "0.05, 200, 4.514030e-6, 1.6505e-4",
        "0.3, 5, 4.816845e-4, 2.4715e-3",
        "0.3, 10, 1.277252e-4, 1.2697e-3",
        "0.3, 20, 3.295679e-5, 6.4411e-4",
        "0.3, 50, 5.378121e-6, 2.5998e-4",
        "0.3, 100, 1.353577e-6, 1.3039e-4",
        "0.3, 200, 3.395395e-7, 6.5294e-5"
    })
    void coldStartsLeaveTheFloorOfFinitelyManyInnerSteps(double eta, int inner, double phi, double distance) {
        Law equilibrium = equilibrium(eta);

        History h = solver(eta)
                .withWarmStart(WarmStart.COLD)
                .withInnerSteps(inner)
                .withOuterSteps(400)
                .withMetricsEvery(400)
                .measuredAgainst(equilibrium)
                .solve(GAME)
                .history();

        assertRelative(phi, h.last(Metrics.REGULARISED), RELATIVE, "φ_η");
        assertRelative(distance, h.last(Metrics.DISTANCE), 3e-5, "distance, five digits given");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, COLD, 1, 0.06084874862",
        "0.05, COLD, 2, 0.1049768861",
        "0.05, COLD, 10, 0.004776730339",
        "0.05, COLD, 200, 4.369844982e-4",
        "0.3, COLD, 2, 0.003814238168",
        "0.3, COLD, 10, 5.463250881e-4",
        "0.3, COLD, 200, 3.295093e-5"
    })
    void coldTrace(double eta, WarmStart warm, int k, double phi) {
        History h =
                solver(eta).withWarmStart(warm).withOuterSteps(k).solve(GAME).history();

        assertRelative(phi, h.last(Metrics.REGULARISED), RELATIVE, "φ_η");
    }

    @Test
    void continuingTheRunningAverageIsSlow() {
        Law equilibrium = equilibrium(0.05);

        History h = solver(0.05)
                .withWarmStart(WarmStart.CONTINUE)
                .withOuterSteps(500)
                .measuredAgainst(equilibrium)
                .solve(GAME)
                .history();

        assertRelative(1.149e-2, h.get(99, Metrics.REGULARISED), 5e-4, "four digits given");
        assertRelative(1.03e-2, h.get(99, Metrics.DISTANCE), 5e-3, "three digits given");
        assertRelative(3.878e-5, h.last(Metrics.REGULARISED), 5e-4, "four digits given");
        assertRelative(6.2e-4, h.last(Metrics.DISTANCE), 1e-2, "two digits given");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 1.2888e-2", "0.05, 2, 2.6069e-3", "0.05, 10, 6.7254e-4", "0.05, 50, 6.7108e-4",
        "0.3, 1, 2.7982e-2", "0.3, 2, 6.8392e-3", "0.3, 10, 5.3032e-4", "0.3, 50, 4.9296e-4"
    })
    void moreKernelStepsRemoveSlowModes(double eta, int m, double distance) {
        Law equilibrium = equilibrium(eta);

        History h = solver(eta)
                .withKernelSteps(m)
                .withOuterSteps(100)
                .measuredAgainst(equilibrium)
                .solve(GAME)
                .history();

        assertRelative(distance, h.last(Metrics.DISTANCE), 3e-5, "five digits given");
    }

    @ParameterizedTest
    @CsvSource({
        // η, β, μ(24) of the two phases, φ_η of the two phases
        "0.05, 0.1, 0.15587338, 0.14440481, 7.854845e-2, 5.348765e-2",
        "0.3, 0.5, 0.18154007, 0.11438681, 0.43185714, 0.26966930",
        "0.3, 1, 0.0072920, 0.5070330, 5.708577, 11.35207"
    })
    void tooLargeAStepLocksIntoATwoCycle(
            double eta, double beta, double corner1, double corner2, double phi1, double phi2) {
        ExactMfTrpo solver = solver(eta).withStepSize(beta).withMetricsEvery(1000);
        StationaryRun even = solver.withOuterSteps(1000).solve(GAME);
        StationaryRun odd = solver.withOuterSteps(1001).solve(GAME);

        double[] corners = {even.law().get(24), odd.law().get(24)};
        double[] phis = {even.history().last(Metrics.REGULARISED), odd.history().last(Metrics.REGULARISED)};
        int first = Math.abs(corners[0] - corner1) < Math.abs(corners[1] - corner1) ? 0 : 1;
        // Given to 7 decimals (β = 1) or 8: one unit of the seventh.
        assertEquals(corner1, corners[first], 1e-7);
        assertEquals(corner2, corners[1 - first], 1e-7);
        assertRelative(phi1, phis[first], 2e-6, "φ_η");
        assertRelative(phi2, phis[1 - first], 2e-6, "φ_η");
    }

    @ParameterizedTest
    @CsvSource({"0.05, 4.0436e-4", "0.3, 5.6756e-4"})
    void decreasingStepsAreSafeAndSlow(double eta, double distance) {
        Law equilibrium = equilibrium(eta);

        History h = solver(eta)
                .withStepSize(Schedule.harmonic())
                .withOuterSteps(300)
                .measuredAgainst(equilibrium)
                .solve(GAME)
                .history();

        assertRelative(distance, h.last(Metrics.DISTANCE), 3e-5, "five digits given");
    }

    @Test
    void logPolicyIsTheRunningAverageOfAllValues() {
        // (L+1) log π_L = log π_0 + (1/η) Σ_ℓ Q_ℓ − const(s): from the update rule alone.
        double eta = 0.05;
        int inner = 30;
        FrozenMdp frozen = new FrozenMdp(GAME, Law.uniform(25));
        double[] log = TabularPolicy.uniform(25, 5).logProbabilities();
        double[] average = log.clone();
        double[] v = new double[25];
        double[] q = new double[125];
        for (int l = 0; l < inner; l++) {
            frozen.evaluate(log, eta, v, q);
            for (int i = 0; i < q.length; i++) {
                average[i] += q[i] / eta;
            }
            TrpoStep.shrinking().apply(l, eta, 5, q, log);
        }
        for (int row = 0; row < 125; row += 5) {
            for (int a = 1; a < 5; a++) {
                double left = (inner + 1) * (log[row + a] - log[row]);
                double right = average[row + a] - average[row];
                // 30 values of size 10/η summed: 1e-12 of the sum
                assertEquals(right, left, 1e-12 * 30 * 10 / eta);
            }
        }
    }

    @Test
    void theFirstStepRespondsToTheLawOfTheStart() {
        Law crowd = Law.pointMass(25, 24);
        double[] log = TabularPolicy.uniform(25, 5).logProbabilities();
        double[] q = new FrozenMdp(GAME, crowd)
                .evaluate(TabularPolicy.uniform(25, 5), 0.3)
                .q();
        TrpoStep.shrinking().apply(0, 0.3, 5, q, log);

        StationaryRun run = solver(0.3)
                .withInnerSteps(1)
                .withOuterSteps(1)
                .startingFrom(new PolicyAndLaw(TabularPolicy.uniform(25, 5), crowd))
                .solve(GAME);

        assertArrayEquals(log, run.policy().logProbabilities(), 1e-12);
    }

    @Test
    void anInterruptReturnsTheLastCompleteIterate() {
        Monitor stopper = CountingMonitor.after(7, 5);

        StationaryRun run = solver(0.3).solve(GAME, stopper);

        assertEquals(StopReason.INTERRUPTED, run.stopped());
        assertEquals(7, run.history().rows());
        StationaryRun whole = solver(0.3).withOuterSteps(7).solve(GAME);
        assertEquals(whole.law(), run.law());
        assertEquals(whole.policy(), run.policy());
    }

    @Test
    void aRewardThatBreaksInMidRunStopsWithTheLastGoodIterate() {
        StationaryGame game = StationaryGame.builder(3, 2)
                .next((s, a) -> (s + a) % 3)
                .slip(0.1)
                .reward((s, a, mu) -> s == 2 && mu.get(2) > 0.4 && mu.get(2) < 0.6 ? Double.NaN : s == 2 ? 1 : 0)
                .build();

        StationaryRun run = solver(0.1).solve(game);

        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.law().get(2) <= 0.4 && run.history().rows() > 0, run::toString);
        String warning = run.info().warnings().get(0);
        assertTrue(warning.contains("reward of state 2, action 0 = NaN"), warning);
        assertTrue(run.summary().contains("warning: stopped in outer step"), run::summary);
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.1", "NaN", "Infinity"})
    void refusesTemperatures(double eta) {
        var e = assertThrows(
                IllegalArgumentException.class, () -> ExactMfTrpo.defaults().withTemperature(eta));
        assertEquals("temperature = " + eta + " must be positive and finite; try 0.3", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.1", "1.01", "NaN"})
    void refusesOuterSteps(double beta) {
        var e = assertThrows(
                IllegalArgumentException.class, () -> ExactMfTrpo.defaults().withStepSize(beta));
        assertEquals("step beta = " + beta + " must lie in (0, 1]; try 0.05", e.getMessage());
    }

    @Test
    void refusesSizesBelowOne() {
        ExactMfTrpo d = ExactMfTrpo.defaults();
        assertThrows(IllegalArgumentException.class, () -> d.withOuterSteps(0));
        assertThrows(IllegalArgumentException.class, () -> d.withInnerSteps(0));
        assertThrows(IllegalArgumentException.class, () -> d.withKernelSteps(-1));
        var e = assertThrows(IllegalArgumentException.class, () -> d.withMetricsEvery(0));
        assertEquals("metricsEvery = 0 must be at least 1", e.getMessage());
    }

    private static double averageReward(StationaryRun run) {
        double sum = 0;
        double[] pi = run.policy().probabilities();
        for (int i = 0; i < pi.length; i++) {
            sum += run.law().get(i / 5) * pi[i] * GAME.reward(i / 5, i % 5, run.law());
        }
        return sum;
    }

    private static double dot(Law law, double[] v) {
        double sum = 0;
        for (int s = 0; s < v.length; s++) {
            sum += law.get(s) * v[s];
        }
        return sum;
    }
}
