package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meanfield4j.core.FakeRun;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.plot.internal.tree.Tree;

/** Curves, bands and bars of runs and of sweeps. */
class LinesOfRunsTest {
    private static final double[] XS = {1, 2, 4, 8};

    @Test
    void convergenceTakesColumnsOfAHistoryOverItsFirstColumn() {
        History history = new History("iteration", "gap", "other");
        history.add(1, 0.5, 9);
        history.add(2, 0.25, 8);

        Figure figure = Plots.convergence(history, "gap").figure();

        assertEquals(List.of(1L, 2L), Tree.list(Pixels.data(figure).get(0), "x"));
        assertEquals(List.of(0.5, 0.25), Tree.list(Pixels.data(figure).get(0), "y"));
        assertEquals("log", Tree.text(Pixels.layout(figure), "", "yaxis", "type"));
        assertEquals("iteration", Tree.text(Pixels.layout(figure), "", "xaxis", "title", "text"));
        assertTrue(figure.text().contains("last 0.25"), figure.text());
    }

    @Test
    void anExactlyConvergedRunSaysThatZerosHaveNoPlaceOnALogAxis() {
        Figure some = Plots.lines("t")
                .logY()
                .line("gap", XS, new double[] {1, 0.1, 0, 0})
                .figure();
        Figure none = Plots.lines("t").logY().line("gap", XS, new double[4]).figure();
        Figure bars = Plots.bars("t", "a", "b").logY().bars("b", 1, 0).figure();

        for (Figure figure : List.of(some, none, bars)) {
            String said = figure == bars ? "1 value ≤ 0 is not shown" : figure == some ? "2 values" : "4 values";
            assertTrue(figure.text().contains(said), figure.text());
            assertTrue(
                    Tree.maps(Pixels.layout(figure), "annotations").toString().contains(said),
                    () -> "in the picture too: " + said);
        }
        assertTrue(Samples.lines().text().lines().noneMatch(line -> line.contains("not shown")));
    }

    @Test
    void aSweepOfRunsIsABandOverItsSeedsAndALineOrBandForEachOtherValue() {
        Sweep<Long, FakeRun> seeds = Sweep.seeds(1, 5, seed -> FakeRun.walk(seed, 30, Monitor.silent()));
        Sweep<Double, FakeRun> values =
                Sweep.over(new double[] {1, 2}, v -> FakeRun.walk(v.longValue(), 30, Monitor.silent()));
        Sweep<Double, Sweep<Long, FakeRun>> both = Sweep.over(new double[] {0.1, 0.3}, eta -> seeds);

        assertEquals(List.of("5 seeds ± std", "5 seeds"), names(Plots.convergence(seeds)));
        assertEquals(List.of("value 1", "value 2"), names(Plots.convergence(values)));
        assertEquals(List.of("1", "2"), names(Plots.convergence("gap", values.named(""))));
        Map<String, Object> ends =
                Pixels.data(Plots.lines("t").ends(values, "gap").figure()).get(0);
        assertArrayEquals(values.last("gap"), Tree.reals(Tree.list(ends, "y")), 1e-7);
        assertArrayEquals(new double[] {1, 2}, Tree.reals(Tree.list(ends, "x")));
        assertEquals(
                List.of("eta 0.1 ± std", "eta 0.3 ± std", "eta 0.1", "eta 0.3"),
                names(Plots.convergence(both.named("eta"))));
        assertEquals(List.of("5 seeds, quartiles", "5 seeds"), names(Plots.quartiles(seeds)));
        double[] tenth = seeds.y(run -> run.history().get(10, "gap"));
        Arrays.sort(tenth);
        Map<String, Object> median =
                Pixels.data(Plots.quartiles(seeds).figure()).get(1);
        // Figures have eight digits.
        assertEquals(tenth[2], Tree.reals(Tree.list(median, "y"))[10], 1e-7, "the middle one of five");
        assertMessage(
                "sweep = 2 of 2 values has no complete run to draw; return the run of each value, or draw numbers by"
                        + " line(name, x(), y())",
                () -> Plots.convergence(Sweep.over(new double[] {1, 2}, v -> v)));
    }

    @Test
    void runsOfTwoSolversAreNamedByWhatTellsThemApart() {
        Lines lines =
                Plots.convergence(run("Trpo[eta=0.3, K=5]", "room", "gap"), run("Trpo[eta=0.1, K=5]", "room", "gap"));

        assertEquals(List.of("Trpo, eta 0.3", "Trpo, eta 0.1"), names(lines));
        assertEquals("gap", Tree.text(Pixels.layout(lines.figure()), "", "yaxis", "title", "text"));
        assertEquals("log", Tree.text(Pixels.layout(lines.figure()), "", "yaxis", "type"));
        assertEquals(
                List.of("Trpo on room", "Descent on bar"),
                names(Plots.convergence(run("Trpo[K=5]", "room", "gap"), run("Descent(0.5, f(1, 2))", "bar", "gap"))));
        assertEquals(
                List.of("Trpo", "Trpo (2)"),
                names(Plots.convergence(run("Trpo[]", "room", "gap"), run("Trpo[]", "room", "gap"))));
    }

    @Test
    void classesOfSolversAreNamedInWords() {
        assertEquals(
                List.of("exact MF-TRPO", "fictitious play", "model-free policy gradient", "Cui and Koeppl", "ADAGE"),
                names(Plots.convergence(
                        run("ExactMfTrpo[K=5]", "room", "gap"),
                        run("FictitiousPlay[iterations=5]", "room", "gap"),
                        run("ModelFreePolicyGradient[K=5]", "room", "gap"),
                        run("CuiKoeppl[K=5]", "room", "gap"),
                        run("Adage[K=5]", "room", "gap"))));
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertMessage(
                "run 'Descent' has 'regret' over 'k', the runs before it have 'gap' over 'k'; choose a column of"
                        + " both with Plots.convergence(column, runs)",
                () -> Plots.convergence(run("Trpo[]", "room", "gap"), run("Descent[]", "room", "regret")));
    }

    @Test
    void aColumnThatAllRunsHaveIsCompared() {
        Lines lines = Plots.convergence("gap", run("Trpo[]", "room", "gap"), run("Descent[]", "room", "gap"));

        assertEquals(List.of("Trpo", "Descent"), names(lines));
        assertThrows(
                IllegalArgumentException.class,
                () -> Plots.convergence("gap", run("Trpo[]", "room", "gap"), run("Descent[]", "room", "regret")));
    }

    @Test
    void runsOfOneNameShareAColourAndAnEntryOfTheLegend() {
        FakeRun run = run("Trpo[]", "room", "gap");
        Figure figure =
                Plots.lines("t").runs("three", run, run, run).runs("one", run).figure();

        List<Object> colors = Pixels.data(figure).stream()
                .map(t -> (Object) Tree.text(t, "", "line", "color"))
                .toList();
        assertEquals(1, colors.subList(0, 3).stream().distinct().count());
        assertFalse(colors.get(0).equals(colors.get(3)));
        assertEquals(
                List.of(true, false, false, true),
                Pixels.data(figure).stream()
                        .map(t -> Tree.flag(t, true, "showlegend"))
                        .toList());
    }

    @Test
    void aSweepIsABandAndASweepOfSweepsOneOverItsValues() {
        var seeds = Sweep.seeds(
                1, 3, seed -> FakeRun.of(seed, StopReason.COMPLETED, History.of(List.of("k", "gap"), 0, 1, 1, seed)));
        double[] mean = Tree.reals(Tree.list(
                Pixels.data(Plots.lines("t").band("b", seeds, "gap").figure()).get(1), "y"));
        assertArrayEquals(new double[] {1, 2}, mean);

        var games = Sweep.over(List.of("room", "bar"), g -> seeds);
        Map<String, Object> bars = Pixels.data(Plots.bars("t", games.labels())
                        .bars("gap", games, "gap")
                        .figure())
                .get(0);
        assertEquals(List.of("room", "bar"), Tree.list(bars, "x"));
        assertEquals(List.of(1L, 1L), Tree.list(bars, "error_y", "array"));
    }

    @Test
    void barsOfMediansReachToTheQuartilesOnBothSides() {
        Figure figure = Plots.bars("t", "one", "many")
                .quartiles("seeds", new double[] {3}, new double[] {1, 2, 3, 5, 9})
                .figure();
        Map<String, Object> bars = Pixels.data(figure).get(0);

        assertEquals(List.of(3L, 3L), Tree.list(bars, "y"));
        assertEquals(List.of(0L, 4L), Tree.list(bars, "error_y", "array"));
        assertEquals(List.of(0L, 1.5), Tree.list(bars, "error_y", "arrayminus"));
        assertThrows(
                IllegalArgumentException.class, () -> Plots.bars("t", "one").quartiles("seeds", new double[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> Plots.bars("t", "one").quartiles("seeds", new double[1], new double[1]));
    }

    @Test
    void quartilesOfRunsOfWhichOneEndsElsewhere() {
        Figure figure = Plots.lines("t")
                .quartiles("five", new double[] {1, 2}, new double[] {4, 3, 2, 1, 5}, new double[] {7, 7, 7, 7, 99})
                .figure();

        Map<String, Object> area = Pixels.data(figure).get(0);
        Map<String, Object> line = Pixels.data(figure).get(1);
        assertEquals(List.of(3L, 7L), Tree.list(line, "y"));
        assertEquals(List.of(4.5, 53L, 7L, 1.5), Tree.list(area, "y").subList(0, 4));
        LinesTest.assertOneLine("'none'", () -> Plots.lines("t").quartiles("none", new double[] {1}, new double[0]));
    }

    @Test
    void theRowsOfASweepAreLinesOrPointsNamedAfterItsValues() {
        var rows = Sweep.over(new int[] {1, 2}, k -> new double[] {k, 2 * k, 3 * k})
                .named("L =");
        double[] xs = {0.5, 1, 2};
        for (Lines lines : List.of(
                Plots.lines("t").line(xs, rows),
                Plots.lines("t").points(xs, rows),
                Plots.lines("t").line(rows))) {
            List<Map<String, Object>> data = Pixels.data(lines.figure());
            assertEquals(
                    List.of("L = 1", "L = 2"),
                    data.stream().map(d -> d.get("name")).toList());
            assertArrayEquals(new double[] {2, 4, 6}, Tree.reals(Tree.list(data.get(1), "y")));
        }
        assertEquals(
                List.of(0L, 1L, 2L),
                Tree.list(Pixels.data(Plots.lines("t").line(rows).figure()).get(0), "x"));
        LinesTest.assertOneLine("'L = 1'", () -> Plots.lines("t").line(new double[4], rows));
    }

    @Test
    void theRunsOfASweepShareAnEntryOfTheLegendToo() {
        FakeRun run = run("Trpo[]", "room", "gap");
        assertEquals(
                Plots.lines("t").runs("two", run, run).figure().json(),
                Plots.lines("t")
                        .runs("two", Sweep.seeds(1, 2, seed -> run))
                        .figure()
                        .json());
    }

    @Test
    void bandsOfARecordAreToldApartByTheLabelsOfAColumn() {
        History table = History.of(List.of("noise", "n", "gap"), 1, 5, 8, 0, 5, 4, 0, 6, 2, 1, 6, 6, 0, 5, 6);
        var record = new RecordedResult(Map.of("noise 0", "shared", "noise 1", "new"), table);

        Lines lines = Plots.lines("t").bands("", record.mean("gap").by("n"), "noise");

        List<Map<String, Object>> means = Pixels.data(lines.figure()).stream()
                .filter(d -> !"toself".equals(d.get("fill")))
                .toList();
        assertEquals(
                List.of("shared", "new"), means.stream().map(d -> d.get("name")).toList());
        assertEquals(List.of(5L, 2L), Tree.list(means.get(0), "y"));
        LinesTest.assertOneLine("by = null", () -> Plots.lines("t").bands("", record.mean("gap"), "noise"));
    }

    private static List<String> names(Plot plot) {
        return Pixels.data(plot.figure()).stream()
                .map(t -> Tree.text(t, "", "name"))
                .toList();
    }

    private static FakeRun run(String solver, String model, String column) {
        RunInfo info =
                new RunInfo(solver, model, StopReason.COMPLETED, 0, 0, Duration.ZERO, List.of(), Optional.empty());
        return FakeRun.of(info, History.of(List.of("k", column), 0, 1, 1, 0.5));
    }

    private static void assertMessage(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
