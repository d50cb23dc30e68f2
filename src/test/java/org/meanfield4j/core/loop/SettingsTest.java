package org.meanfield4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Run;
import org.meanfield4j.plot.Plots;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryRun;
import org.meanfield4j.stationary.StationarySolver;
import org.meanfield4j.stationary.TrpoStep;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.SampledRun;
import org.meanfield4j.stationary.sampled.Sampling;

class SettingsTest {
    private static final String REMEDY =
            "; only outerSteps, checkpoints, budgets and threads may change; startingFrom takes any run";
    private static final ExactMfTrpo SOLVER = ExactMfTrpo.defaults().withOuterSteps(2);

    @Test
    void whoContinuesWithAnotherSettingReadsThatOneAndNoOther() {
        StationaryRun run = SOLVER.withTemperature(0.05).solve(CrowdGrid.corner(3));

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.withTemperature(0.3).continuing(run).solve(CrowdGrid.corner(3)));

        assertEquals("temperature = 0.3, the run that is continued had 0.05" + REMEDY, e.getMessage());
    }

    @Test
    void severalSettingsAreToldByName() {
        StationaryRun run = SOLVER.solve(CrowdGrid.corner(3));
        var other = SOLVER.withTrustRegion(TrpoStep.of("mine", (l, eta, q, log) -> log))
                .withInnerSteps(7);

        var e = assertThrows(
                IllegalArgumentException.class, () -> other.continuing(run).solve(CrowdGrid.corner(3)));

        assertTrue(
                e.getMessage()
                        .startsWith(
                                "innerSteps = 7, trustRegion = trust-region step mine, the run that is continued had "
                                        + "innerSteps = " + SOLVER.innerSteps() + ", trustRegion = "),
                e.getMessage());
    }

    @Test
    void settingsWithinSettingsCountAsTheirOwnAlsoFromAFile(@TempDir Path folder) {
        SampledMfTrpo solver = SampledMfTrpo.defaults()
                .withOuterSteps(1)
                .withSampling(Sampling.defaults().withRollouts(40).withParticles(50));
        Path file = folder.resolve("run.ckpt");
        solver.withCheckpoint(file, 1).solve(CrowdGrid.corner(3));

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> solver.withTemperature(Schedule.geometric(1, 0.9, 0.1))
                        .withSampling(solver.sampling().withRollouts(41))
                        .continuing(file)
                        .solve(CrowdGrid.corner(3)));

        assertEquals(
                "temperature = Geometric[start=1.0 ratio=0.9 least=0.1], rollouts = 41, the run that is continued had"
                        + " temperature = 0.05, rollouts = 40" + REMEDY,
                e.getMessage());
    }

    @Test
    void anotherSolverAndAnotherGameAreNamed() {
        StationaryRun run = SOLVER.solve(CrowdGrid.corner(3));
        var descent = OnlineMirrorDescent.defaults().withIterations(3);

        var solver = assertThrows(
                IllegalArgumentException.class, () -> descent.continuing(run).solve(CrowdGrid.corner(3)));
        var game = assertThrows(
                IllegalArgumentException.class, () -> SOLVER.continuing(run).solve(CrowdGrid.corner(4)));

        assertTrue(
                solver.getMessage()
                        .startsWith("solver = OnlineMirrorDescent, the run that is continued had ExactMfTrpo; "),
                solver.getMessage());
        assertTrue(
                game.getMessage().matches("game = CrowdGrid 4x4.*, the run that is continued had CrowdGrid 3x3.*"),
                game.getMessage());
    }

    @Test
    void aSolverWrittenInACellIsKnownByItsName() {
        StationarySolver one = StationarySolver.of("halving [a", 1, (game, k, now, stop) -> now);
        StationarySolver other = StationarySolver.of("thirds", 1, (game, k, now, stop) -> now);
        StationaryRun run = one.solve(CrowdGrid.corner(3));

        var e = assertThrows(
                IllegalArgumentException.class, () -> other.continuing(run).solve(CrowdGrid.corner(3)));

        assertTrue(e.getMessage().contains("the run that is continued had "), e.getMessage());
        assertTrue(e.getMessage().length() < 300, e.getMessage());
    }

    @Test
    void legendsNameTheSettingInWhichEqualSolversDiffer() {
        SampledMfTrpo solver = SampledMfTrpo.defaults()
                .withOuterSteps(1)
                .withSampling(Sampling.defaults().withRollouts(40).withParticles(50));
        var game = CrowdGrid.corner(3);
        SampledRun a = solver.withTemperature(0.3).solve(game);
        SampledRun b = solver.withTemperature(1.0).solve(game);
        SampledRun c = solver.withTemperature(1.0).startingFrom(a).solve(game);

        assertEquals(List.of("sampled MF-TRPO, temperature 0.3", "sampled MF-TRPO, temperature 1.0"), names(a, b));
        assertEquals(List.of("sampled MF-TRPO", "sampled MF-TRPO, started elsewhere"), names(b, c));
    }

    private static List<String> names(Run first, Run... others) {
        String json = Plots.convergence(first, others).figure().text();
        return json.lines()
                .filter(line -> line.strip().startsWith("sampled MF-TRPO"))
                .map(line -> line.strip().split(" \\(")[0])
                .toList();
    }

    @Test
    void textsOfSavedRunsHaveSettingsToo() {
        assertEquals(Map.of("eta", "0.3", "f(1, 2)", ""), Settings.of("Trpo[eta=0.3, f(1, 2)]"));
        assertEquals(Map.of(), Settings.of("BeachBar"));
    }
}
