package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meanfield4j.stationary.Printed.assertPrinted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.baselines.FictitiousPlay;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.CrowdGraph;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

/**
 * The exact algorithm from other starting laws, with other steps and on other games. Printed values come from independent
 * programs (NumPy, C, plain Java) that agree in all printed digits; tolerances are half a unit of the last one.
 * Those of Petersen and the beach bar are printed by src/test/reference/other_crowds.py too, those of the four rooms by
 * src/test/reference/four_rooms.py, those of the 5×5 room by src/test/reference/mf_trpo_variants.py.
 */
class StartsAndStepsTest {
    private static final CrowdGrid GAME = CrowdGrid.corner(5);

    private static ExactMfTrpo solver(double eta) {
        return ExactMfTrpo.defaults().withTemperature(eta);
    }

    private static double distance(Law law, Equilibrium equilibrium) {
        return Simplex.l2(law.toArray(), equilibrium.law().toArray());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3})
    void theLimitDoesNotDependOnTheStartingLaw(double eta) {
        Equilibrium equilibrium = Equilibrium.compute(GAME, eta);
        List<Law> starts = new ArrayList<>();
        for (int cell : new int[] {0, 12, 24}) {
            starts.add(Law.pointMass(25, cell));
        }
        RandomGenerator random = Streams.of(63).at(0);
        for (int i = 0; i < 20; i++) {
            starts.add(dirichlet(random, i < 10 ? 1 : 0.3));
        }
        ExactMfTrpo solver = solver(eta).withOuterSteps(300).withMetricsEvery(300);

        double[] distances = starts.stream()
                .mapToDouble(start ->
                        distance(solver.solve(GAME.withInitialLaw(start)).law(), equilibrium))
                .toArray();

        assertTrue(Arrays.stream(distances).max().getAsDouble() <= 7e-7, Arrays.toString(distances));
        assertPrinted(eta == 0.05 ? "2.3e-7" : "6.4e-7", distances[0], "from the far corner");
    }

    /** Normalised gamma variables; those of shape 1 are exponential. */
    private static Law dirichlet(RandomGenerator random, double concentration) {
        double[] weights = new double[25];
        for (int s = 0; s < 25; s++) {
            weights[s] = concentration == 1 ? random.nextExponential() : smallGamma(random, concentration);
        }
        return Law.proportionalTo(weights);
    }

    /** Ahrens and Dieter 1974 for shape a &lt; 1. */
    private static double smallGamma(RandomGenerator random, double a) {
        double b = 1 + a / Math.E;
        while (true) {
            double p = b * random.nextDouble();
            double x = p <= 1 ? FastMath.pow(p, 1 / a) : -FastMath.log((b - p) / a);
            if (random.nextDouble() <= (p <= 1 ? FastMath.exp(-x) : FastMath.pow(x, a - 1))) {
                return x;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.1826364596, 0.1452641516, 0.05484203222, 0.950, 0.0016",
        "0.3, 0.1690644223, 0.1365494427, 0.05416770578, 0.953, 0.0477"
    })
    void theRateIsThatOfTheLinearisedMap(
            double eta, double two, double five, double twenty, String factor, String growth) {
        Equilibrium equilibrium = Equilibrium.compute(GAME, eta);
        History h = solver(eta).measuredAgainst(equilibrium.law()).solve(GAME).history();
        double lambda = StabilityAnalysis.compute(equilibrium, 5).spectralAbscissa();

        assertEquals(two, h.get(1, Metrics.DISTANCE), 1e-6 * two);
        assertEquals(five, h.get(4, Metrics.DISTANCE), 1e-6 * five);
        assertEquals(twenty, h.get(19, Metrics.DISTANCE), 1e-6 * twenty);
        double ratio = h.get(199, Metrics.DISTANCE) / h.get(198, Metrics.DISTANCE);
        assertPrinted(growth, lambda, "λ_max");
        // The other modes have not died out completely at k = 200: 1e-3 of the ratio.
        assertEquals(1 - 0.05 * (1 - lambda), ratio, 1e-3);
        assertEquals(Double.parseDouble(factor), ratio, 1e-3);
    }

    @Test
    void policiesAtEquilibrium() {
        double[] cold = Equilibrium.compute(GAME, 0.05).policy().probabilities();
        double[] warm = Equilibrium.compute(GAME, 0.3).policy().probabilities();

        assertArrayEquals(
                new double[] {.210884, .183674, .210884, .210884, .183674}, Arrays.copyOfRange(cold, 120, 125), 6e-7);
        assertArrayEquals(
                new double[] {.210683, .183976, .210683, .210683, .183976}, Arrays.copyOfRange(warm, 120, 125), 6e-7);
        assertArrayEquals(new double[] {.09438, .09438, .35843, .35843, .09438}, Arrays.copyOfRange(warm, 0, 5), 6e-6);
    }

    @ParameterizedTest
    @CsvSource({"0.05, -1.986, -0.987", "0.3, -1.987, -0.994"})
    void theFloorOfColdStartsFallsLikeOneOverL(double eta, String exploitability, String distance) {
        Equilibrium equilibrium = Equilibrium.compute(GAME, eta);
        SimpleRegression phi = new SimpleRegression();
        SimpleRegression error = new SimpleRegression();
        for (int inner : new int[] {20, 50, 100, 200}) {
            History h = solver(eta)
                    .withWarmStart(WarmStart.COLD)
                    .withInnerSteps(inner)
                    .withOuterSteps(400)
                    .withMetricsEvery(400)
                    .measuredAgainst(equilibrium.law())
                    .solve(GAME)
                    .history();
            phi.addData(Math.log(inner), Math.log(h.last(Metrics.REGULARISED)));
            error.addData(Math.log(inner), Math.log(h.last(Metrics.DISTANCE)));
        }
        assertPrinted(exploitability, phi.getSlope(), "slope of φ_η");
        assertPrinted(distance, error.getSlope(), "slope of the distance");
    }

    @Test
    void stepsBelowTheThresholdConvergeAndStepsAboveDoNot() {
        Equilibrium cold = Equilibrium.compute(GAME, 0.05);
        Equilibrium warm = Equilibrium.compute(GAME, 0.3);
        ExactMfTrpo quiet = solver(0.05).withMetricsEvery(10_000);

        // 0.981^700 = 1e-6 of the distance of the start.
        assertTrue(distance(
                        quiet.withStepSize(0.02).withOuterSteps(700).solve(GAME).law(), cold)
                < 1e-6);
        assertEquals(
                3e-10,
                distance(
                        quiet.withTemperature(0.3)
                                .withStepSize(0.1)
                                .withOuterSteps(200)
                                .solve(GAME)
                                .law(),
                        warm),
                0.5e-10);
        assertEquals(
                1e-10,
                distance(
                        quiet.withTemperature(0.3)
                                .withStepSize(0.2)
                                .withOuterSteps(100)
                                .solve(GAME)
                                .law(),
                        warm),
                0.5e-10);
        History chaos =
                solver(0.05).withStepSize(0.2).withOuterSteps(300).solve(GAME).history();
        for (int k = 200; k < 300; k++) {
            double phi = chaos.get(k, Metrics.REGULARISED);
            assertTrue(phi > 0.1 && phi < 30, "φ_η = " + phi + " at k = " + (k + 1));
        }
    }

    @Test
    void theTwoCycleOfADoubledStep() {
        StationaryRun run = solver(0.05).withStepSize(0.1).withOuterSteps(1000).solve(GAME);
        int last = run.laws().size() - 1;
        double[] e0 = {
            run.history().get(998, Metrics.EXPLOITABILITY), run.history().get(999, Metrics.EXPLOITABILITY)
        };
        Arrays.sort(e0);

        double movement = Simplex.l1(
                run.laws().get(last).toArray(), run.laws().get(last - 1).toArray());
        assertEquals(3.543387e-2, movement, 1e-6 * 3.543387e-2);
        assertPrinted("3.665", e0[0], "E_0");
        assertPrinted("3.826", e0[1], "E_0");
        History full =
                solver(0.3).withStepSize(1).withOuterSteps(100).solve(GAME).history();
        assertPrinted("3.87", full.last(Metrics.REGULARISED), "φ_η at k = 100, η = 0.3, β = 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.281638, 0.155662, 0.041896, -0.714683, 0.090808, 3.669676e-4",
        "0.3, 0.252491, 0.140104, 0.054533, 2.957528, 0.738280, 2.257007e-3"
    })
    void petersen(double eta, String centre, String near, String far, String value, String floor, double phi) {
        CrowdGraph game = CrowdGraph.petersen();
        Equilibrium equilibrium = Equilibrium.compute(game, eta);
        History h = solver(eta)
                .withOuterSteps(100)
                .measuredAgainst(equilibrium.law())
                .solve(game)
                .history();

        assertPrinted(centre, equilibrium.law().get(0), "distance 0");
        assertPrinted(near, equilibrium.law().get(4), "distance 1");
        assertPrinted(far, equilibrium.law().get(7), "distance 2");
        assertPrinted(value, equilibrium.expectedValue(), "J_η");
        assertPrinted(floor, new Metrics(game).exploitability(equilibrium.policy(), 0, equilibrium.law()), "φ_0 floor");
        assertEquals(phi, h.get(9, Metrics.REGULARISED), 1e-6 * phi);
        if (eta == 0.3) {
            assertEquals(9.8567e-6, h.last(Metrics.DISTANCE), 1e-5 * 9.8567e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.05, 100, 1.656e-2, 200, 4.05e-3", "0.05, 0.02, 300, 1.42e-3, 400, 5.8e-4"})
    void fourRoomsConvergeSlowly(double eta, double beta, int k1, String first, int k2, String second) {
        CrowdGrid game = CrowdGrid.fourRooms();
        Law equilibrium = Equilibrium.compute(game, eta).law();
        History h = solver(eta)
                .withStepSize(beta)
                .withOuterSteps(k2)
                .withMetricsEvery(100)
                .measuredAgainst(equilibrium)
                .solve(game)
                .history();

        assertPrinted(first, h.get(k1 / 100 - 1, Metrics.DISTANCE), "k = " + k1);
        assertPrinted(second, h.last(Metrics.DISTANCE), "k = " + k2);
        double doors = 0;
        for (int s = 0; s < game.states(); s++) {
            int cell = game.cellOf(s);
            doors += cell / 11 == 5 || cell % 11 == 5 ? equilibrium.get(s) : 0;
        }
        if (eta == 0.3) {
            assertPrinted("0.0335", doors, "mass in the doors");
        }
    }

    @Test
    void theBeachBarAtItsEndsAndAboveItsThreshold() {
        BeachBar game = new BeachBar();

        assertPrinted("0.058978", Equilibrium.compute(game, 0.3).law().get(0), "far end, η = 0.3");
        assertPrinted("0.057826", Equilibrium.compute(game, 0.05).law().get(0), "far end, η = 0.05");
        assertPrinted("0.057826", Equilibrium.compute(game, 0.05).law().get(10), "its twin");
        // Over the last 20 of 400 steps; later windows vary between 2.65e-2 and 2.73e-2.
        assertPrinted("2.71e-2", Trace.of(game, 0.05, 0.05, 400, 20, 5).movement(20), "‖Δμ‖₁");
    }

    static Stream<Solver<StationaryGame, ? extends Run>> solversThatAddToLogPolicies() {
        ExactMfTrpo exact = ExactMfTrpo.defaults().withOuterSteps(2).withInnerSteps(2);
        return Stream.of(
                exact,
                exact.withWarmStart(WarmStart.CONTINUE),
                exact.withTrustRegion(TrpoStep.klBounded(0.01)),
                SampledMfTrpo.defaults().withExact(exact),
                OnlineMirrorDescent.defaults().withIterations(2));
    }

    private static PolicyAndLaw never(double probability) {
        double[] policy = TabularPolicy.uniform(25, 5).probabilities();
        policy[17] = probability;
        policy[18] = 0.4 - probability;
        return new PolicyAndLaw(TabularPolicy.ofProbabilities(25, 5, policy), Law.uniform(25));
    }

    @ParameterizedTest
    @MethodSource("solversThatAddToLogPolicies")
    void aPolicyThatNeverTakesAnActionIsNoStartWhereNoStepWouldEverTakeIt(
            Solver<StationaryGame, ? extends Run> solver) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> solver.startingFrom(never(0)).solve(GAME));

        assertEquals(
                "policy of the start has probability 0.0 in state 3, action 2, it must be positive: no step of this solver"
                        + " leaves log 0; mix it with the uniform policy",
                e.getMessage());
        assertEquals(
                StopReason.COMPLETED,
                solver.startingFrom(never(1e-9)).solve(GAME).stopped());
    }

    @Test
    void whoReplacesThePolicyStartsFromAnyPolicy() {
        List<Solver<StationaryGame, StationaryRun>> solvers = List.of(
                ExactMfTrpo.defaults().withOuterSteps(2).withWarmStart(WarmStart.COLD),
                FictitiousPlay.defaults().withIterations(2));

        for (var solver : solvers) {
            assertEquals(
                    StopReason.COMPLETED,
                    solver.startingFrom(never(0)).solve(GAME).stopped());
        }
    }

    @Test
    void aRandomStartIsUniformAmongLawsAndTheSameForASeed() {
        StationaryGame game = CrowdGrid.corner(3);
        PolicyAndLaw start = PolicyAndLaw.random(game, 7);

        assertEquals(start.law(), PolicyAndLaw.random(game, 7).law());
        assertEquals(start.policy(), PolicyAndLaw.random(game, 7).policy());
        assertNotEquals(start.law(), PolicyAndLaw.random(game, 8).law());
        // Of Dirichlet(1, …, 1) on n points: mean 1/n, variance (n − 1)/(n² (n + 1)); four standard errors of 2000
        // draws.
        int draws = 2000;
        for (int n : new int[] {game.states(), game.actions()}) {
            double sum = 0;
            double square = 0;
            for (int seed = 0; seed < draws; seed++) {
                PolicyAndLaw drawn = PolicyAndLaw.random(game, seed);
                double p =
                        n == game.states() ? drawn.law().get(0) : drawn.policy().probability(1, 0);
                sum += p / draws;
                square += p * p / draws;
            }
            double variance = (n - 1.0) / (n * n * (n + 1.0));
            assertEquals(1.0 / n, sum, 4 * Math.sqrt(variance / draws));
            assertEquals(
                    2.0 / (n * (n + 1.0)), square, 4 * Math.sqrt(24.0 / (n * (n + 1.0) * (n + 2) * (n + 3)) / draws));
        }
        assertTrue(OnlineMirrorDescent.defaults()
                        .withIterations(2)
                        .startingFrom(start)
                        .solve(game)
                        .history()
                        .rows()
                > 0);
    }

    @Test
    void theAmplitudeIsTheSwingOfAStateInTheEnd() {
        var run = ExactMfTrpo.defaults().withOuterSteps(6).solve(CrowdGrid.corner(3));
        double[] path = run.path(8);

        assertEquals(Math.abs(path[6] - path[5]), run.amplitude(8, 2));
        assertEquals(0, run.amplitude(8, 1));
        assertEquals(
                "n = 8 must lie in 1..7, the laws of the run; ask for fewer",
                assertThrows(IllegalArgumentException.class, () -> run.amplitude(8, 8))
                        .getMessage());
    }
}
