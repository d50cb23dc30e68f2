package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.complex.Complex;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.experiment.Study;
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
public final class CriticalSteps extends Study {
    private static final double[] TEMPERATURES = {0.05, 0.1, 0.3};
    private static final int[] KERNEL_STEPS = {1, 5, 50};
    private static final int[] INNER_STEPS = {1, 5, 20};
    private static final int HALVINGS = 8;
    private static final int WINDOW = 20;

    /** Made by the service loader. */
    public CriticalSteps() {
        super(
                "mf-trpo-critical-steps",
                "the largest step with which exact MF-TRPO settles, bisected, on ten games, two minutes",
                ExactMfTrpo.defaults(),
                "game",
                "temperature",
                "kernel steps",
                "inner steps",
                "critical step",
                "beta_eff",
                "beta_stab",
                "real part",
                "imaginary part");
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
    protected List<Part> parts() {
        List<StationaryGame> games = List.copyOf(games().values());
        List<Part> parts = new ArrayList<>();
        for (int g = 0; g < games.size(); g++) {
            for (double eta : TEMPERATURES) {
                for (int m : KERNEL_STEPS) {
                    // Where the next state is the action, further steps change nothing.
                    if (m == 1 || !(games.get(g) instanceof ChooseYourState)) {
                        Case one = new Case(g, games.get(g), eta, m);
                        parts.add(monitor -> rows(one));
                    }
                }
            }
        }
        return parts;
    }

    @Override
    protected Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        games().forEach((name, game) -> labels.put("game " + labels.size(), name + "; " + game));
        return labels;
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
