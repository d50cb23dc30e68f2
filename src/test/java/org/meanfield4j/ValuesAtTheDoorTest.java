package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.ContractionAnalysis;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.operator.FiniteNetwork;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.plot.Plots;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.Circle;
import org.meanfield4j.stationary.games.TwoBarChain;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/**
 * Every argument of every public method is spoilt, one at a time. What comes back is a legitimate value or one line
 * that names the parameter: an {@link IllegalArgumentException}, or for what is missing or out of range a {@link
 * NullPointerException} or {@link IndexOutOfBoundsException} that names it too.
 */
class ValuesAtTheDoorTest {
    @Test
    void anIndexOfMinusOneReadsNobodysNumber() {
        TransitionKernel kernel = DoorValues.GAME.kernel(Law.uniform(9));
        LabelPaths paths = GraphonStart.zero(DoorValues.LQ, 6).aggregate();
        List<StationaryGame> games = List.of(
                DoorValues.GAME,
                new BeachBar(),
                new TwoBarChain(1),
                new Circle(10),
                DoorValues.triangle(),
                ChooseYourState.rockPaperScissors());

        assertAll(
                () -> refused("action = -1", () -> kernel.start(1, -1)),
                () -> refused("action = -1", () -> kernel.end(1, -1)),
                () -> refused("action = -1", () -> kernel.probability(1, -1, 0)),
                () -> refused("next = -1", () -> new MarkovChain(kernel).probability(1, -1)),
                () -> refused("label = -1", () -> paths.get(1, 0, -1)),
                () -> refused("label = -1", () -> paths.path(0, -1)),
                () -> assertAll(games.stream()
                        .map(game ->
                                () -> refused("action = -1", () -> game.reward(1, -1, Law.uniform(game.states()))))));
    }

    @Test
    void whatIsNoNumberIsRefusedWhereItIsGiven() {
        Equilibrium e = Equilibrium.compute(DoorValues.GAME, 0.3);
        assertAll(
                () -> refused("value = NaN", () -> Schedule.constant(Double.NaN)),
                () -> refused("start = NaN", () -> Schedule.geometric(Double.NaN, 0.9, 0.1)),
                () -> refused(
                        "temperature = NaN",
                        () -> new Equilibrium(DoorValues.GAME, Double.NaN, e.law(), e.policy(), e.value(), 0)),
                () -> refused("temperature = 1.0E308", () -> Equilibrium.compute(DoorValues.GAME, 1e308)),
                () -> refused(
                        "slope",
                        () -> Plots.lines("l")
                                .line("a", DoorValues.P, DoorValues.P)
                                .guide("g", Double.NaN)),
                () -> refused(
                        "interceptStepSize = NaN",
                        () -> ContractionAnalysis.compute(DoorValues.LQ).remainder(Double.NaN, 1)),
                () -> refused(
                        "innerSteps = -1",
                        () -> ContractionAnalysis.compute(DoorValues.LQ).remainder(0.1, -1)),
                () -> refused(
                        "drift A = ",
                        () -> DoorValues.LQ.withCoefficients(
                                DoorValues.LQ.coefficients().withDrift(1e308))));
    }

    @Test
    void settingsThatAreMissingDoNotChooseABranch() {
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults();
        assertAll(
                () -> refused("order", () -> solver.withOrder(null)),
                () -> refused("aggregateUpdate", () -> solver.withAggregateUpdate(null)),
                () -> refused("timing", () -> solver.withTiming(null, 5)));
    }

    @Test
    void whatDoesNotFitIntoTheHeapSaysWhatItNeeds() {
        int most = Integer.MAX_VALUE;
        SampledMfTrpo sampled = SampledMfTrpo.defaults();
        ModelFreePolicyGradient modelFree = ModelFreePolicyGradient.defaults();
        assertAll(
                () -> refused("GB for", () -> Law.uniform(most)),
                () -> refused("GB for", () -> new Circle(100_000)),
                () -> refused("GB for", () -> FiniteNetwork.sample(Graphon.uniformAttachment(), 1_000_000, 1)),
                () -> refused("GB for", () -> Sweep.seeds(1, most, seed -> seed)),
                () -> refused("count = -1", () -> Sweep.seeds(1, -1, seed -> seed)),
                () -> refused("GB for", () -> GraphonStart.zero(DoorValues.LQ, most)),
                () -> refused(
                        "rollouts = 2147483647 needs",
                        () -> sampled.withSampling(Sampling.defaults().withRollouts(most))
                                .solve(DoorValues.GAME)),
                () -> refused(
                        "truncation = 2147483647 needs",
                        () -> sampled.withSampling(Sampling.defaults().withTruncation(most))
                                .solve(DoorValues.GAME)),
                () -> refused(
                        "directions = 2147483647 needs",
                        () -> modelFree
                                .withEstimator(ZerothOrder.defaults().withDirections(most))
                                .solve(DoorValues.LQ)),
                () -> refused(
                        "states · actions = 1000 · 16000 needs",
                        () -> ExactMfTrpo.defaults().solve(new Large())));
    }

    /** A game that is never asked for more than its sizes. */
    private static final class Large implements StationaryGame {
        @Override
        public int states() {
            return 1_000;
        }

        @Override
        public int actions() {
            return 16_000;
        }

        @Override
        public double discount() {
            return 0.9;
        }

        @Override
        public TransitionKernel kernel(Law law) {
            throw new UnsupportedOperationException("the sizes come first");
        }

        @Override
        public double reward(int state, int action, Law law) {
            throw new UnsupportedOperationException("the sizes come first");
        }

        @Override
        public String identity() {
            return "large";
        }
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable door) {
        Throwable thrown = assertThrows(Throwable.class, door);
        assertTrue(
                Doors.NAMED.contains(thrown.getClass()) && thrown.getMessage().contains(part), thrown.toString());
    }

    @Test
    void everyArgumentIsLegitimateOrRefusedByName(@TempDir Path folder) throws Exception {
        DoorArguments.files(folder);
        Doors doors = new Doors();
        doors.tryAll();

        Set<String> unreached = doors.unreached();
        Map<String, List<String>> kinds = doors.found().stream()
                .collect(Collectors.groupingBy(f -> f.substring(0, f.indexOf(':')), TreeMap::new, Collectors.toList()));
        assertAll(Stream.concat(
                Stream.of(() -> assertTrue(
                        unreached.isEmpty(),
                        unreached.size() + " doors are out of reach:\n" + String.join("\n", unreached))),
                kinds.entrySet().stream()
                        .map(kind -> () -> fail(kind.getKey() + ": "
                                + kind.getValue().size() + ":\n" + String.join("\n", kind.getValue())))));
    }
}
