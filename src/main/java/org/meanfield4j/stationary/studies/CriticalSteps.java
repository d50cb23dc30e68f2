package org.meanfield4j.stationary.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.complex.Complex;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.StabilityAnalysis;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.CrowdGraph;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The largest outer step with which {@link ExactMfTrpo} settles, by bisection of runs that start beside the equilibrium,
 * against the thresholds β_eff and β_stab of {@link StabilityAnalysis}. Games, temperatures, kernel steps M and inner
 * steps L vary; one row each, where 0 &lt; β_eff &lt; 0.9. NaN if the critical step is not within a factor 2 of β_eff.
 */
public final class CriticalSteps implements Experiment {
    private static final double[] TEMPERATURES = {0.05, 0.1, 0.3};
    private static final int[] KERNEL_STEPS = {1, 5, 50};
    private static final int[] INNER_STEPS = {1, 5, 20};
    private static final int HALVINGS = 8;
    private static final int WINDOW = 20;

    /** Made by the service loader. */
    public CriticalSteps() {}

    @Override
    public String name() {
        return "mf-trpo-critical-steps";
    }

    @Override
    public String describe() {
        return "the largest step with which exact MF-TRPO settles, bisected, on ten games, two minutes";
    }

    private static Map<String, StationaryGame> games() {
        CrowdGrid room = CrowdGrid.corner(5);
        Map<String, StationaryGame> games = new LinkedHashMap<>();
        games.put("room", room);
        games.put("logarithmic", room.withLogCongestion(0.3));
        games.put("small rooms", CrowdGrid.smallRooms());
        games.put("kinetic", CrowdGrid.kinetic());
        games.put("Petersen", CrowdGraph.petersen());
        games.put("broom", CrowdGraph.broom());
        games.put("beach bar", new BeachBar());
        games.put("rock-paper-scissors", ChooseYourState.rockPaperScissors());
        games.put("herding rock-paper-scissors", ChooseYourState.herdingRockPaperScissors(0.3));
        games.put("two states that repel", ChooseYourState.twoStates(-1));
        return games;
    }

    private record Case(int index, StationaryGame game, double temperature, int kernelSteps) {}

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        Map<String, StationaryGame> games = games();
        List<Case> cases = new ArrayList<>();
        for (StationaryGame game : games.values()) {
            for (double eta : TEMPERATURES) {
                for (int m : KERNEL_STEPS) {
                    // Where the next state is the action, further steps change nothing.
                    if (m == 1 || !(game instanceof ChooseYourState)) {
                        cases.add(new Case(List.copyOf(games.values()).indexOf(game), game, eta, m));
                    }
                }
            }
        }
        History table = new History(
                "game",
                "temperature",
                "kernel steps",
                "inner steps",
                "critical step",
                "beta_eff",
                "beta_stab",
                "real part",
                "imaginary part");
        List<List<double[]>> rows = Loop.watch(
                Monitor.Plan.of(name(), cases.size(), table),
                monitor,
                watch -> Parallel.map(cases.size(), i -> watch.now() ? null : rows(cases.get(i))));
        if (rows.contains(null)) {
            return;
        }
        rows.forEach(some -> some.forEach(table::add));
        Map<String, String> origin = new LinkedHashMap<>(
                RecordedResult.of(ExactMfTrpo.defaults(), 0, Duration.ofNanos(System.nanoTime() - began), table)
                        .origin());
        List<String> names = List.copyOf(games.keySet());
        IntStream.range(0, names.size())
                .forEach(i -> origin.put("game " + i, names.get(i) + "; " + games.get(names.get(i))));
        new RecordedResult(origin, table).save(resultsFolder.resolve(name() + ".csv"));
    }

    private static List<double[]> rows(Case of) {
        List<double[]> rows = new ArrayList<>();
        Equilibrium equilibrium = Equilibrium.compute(of.game, of.temperature);
        StabilityAnalysis stability = StabilityAnalysis.compute(equilibrium, of.kernelSteps);
        for (int inner : INNER_STEPS) {
            double eff = stability.stableStep(inner);
            if (eff > 0 && eff < 0.9) {
                ExactMfTrpo solver = ExactMfTrpo.defaults()
                        .withTemperature(of.temperature)
                        .withKernelSteps(of.kernelSteps)
                        .withInnerSteps(inner);
                Complex lambda = stability.critical(inner);
                rows.add(new double[] {
                    of.index,
                    of.temperature,
                    of.kernelSteps,
                    inner,
                    critical(solver, equilibrium, eff),
                    eff,
                    stability.stableStep(),
                    lambda.getReal(),
                    lambda.getImaginary()
                });
            }
        }
        return rows;
    }

    /** The step that separates runs that settle from runs that do not, within a factor 2 of a guess; NaN without one. */
    static double critical(ExactMfTrpo solver, Equilibrium equilibrium, double guess) {
        double low = guess / 2;
        double high = Math.min(1, guess * 2);
        if (!settles(solver.withStepSize(low), equilibrium) || settles(solver.withStepSize(high), equilibrium)) {
            return Double.NaN;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (settles(solver.withStepSize(middle), equilibrium)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    /** Whether a run from beside the equilibrium moves less in its last steps than half way and than in its first ones. */
    private static boolean settles(ExactMfTrpo solver, Equilibrium equilibrium) {
        int steps = 300 + (int) (20 / solver.stepSize().at(1));
        Law law = equilibrium.law();
        double[] uneven = IntStream.rangeClosed(1, law.size()).asDoubleStream().toArray();
        int[] kept = IntStream.of(0, steps / 2, steps - WINDOW)
                .flatMap(k -> IntStream.range(k, k + WINDOW))
                .toArray();
        List<Law> laws = solver.withOuterSteps(steps)
                .withMetricsEvery(steps)
                .startingFrom(new PolicyAndLaw(equilibrium.policy(), law.mix(1e-4, Law.proportionalTo(uneven))))
                .keeping(kept)
                .solve(equilibrium.game())
                .laws(kept);
        double first = moved(laws.subList(0, WINDOW));
        double middle = moved(laws.subList(WINDOW, 2 * WINDOW));
        return moved(laws.subList(2 * WINDOW, 3 * WINDOW)) < Math.max(0.97 * Math.min(first, middle), 1e-12);
    }

    private static double moved(List<Law> laws) {
        return IntStream.range(1, laws.size())
                .mapToDouble(
                        i -> Simplex.l1(laws.get(i - 1).toArray(), laws.get(i).toArray()))
                .sum();
    }
}
