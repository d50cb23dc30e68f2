package org.meanfield4j.stationary.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.complex.Complex;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.stationary.CriticalStep;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StabilityAnalysis;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.games.BeachBar;
import org.meanfield4j.stationary.games.ChooseYourState;
import org.meanfield4j.stationary.games.CrowdGraph;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The largest outer step with which {@link ExactMfTrpo} settles, as {@link CriticalStep} finds it,
 * against the thresholds β_eff and β_stab of {@link StabilityAnalysis}. Games, temperatures, kernel steps M and inner
 * steps L vary; one row each, where 0 &lt; β_eff &lt; 0.9. NaN if the critical step is not within a factor 2 of β_eff.
 */
public final class CriticalSteps extends Study {
    private static final double[] TEMPERATURES = {0.05, 0.1, 0.3};
    private static final int[] KERNEL_STEPS = {1, 5, 50};
    private static final int[] INNER_STEPS = {1, 5, 20};

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
                    CriticalStep.bisect(solver, equilibrium, eff),
                    eff,
                    stability.stableStep(),
                    lambda.getReal(),
                    lambda.getImaginary()
                });
            }
        }
        return rows;
    }
}
