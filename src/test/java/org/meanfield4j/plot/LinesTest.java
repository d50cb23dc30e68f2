package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
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
import org.meanfield4j.plot.internal.layout.Chart;
import org.meanfield4j.plot.internal.layout.Composition;
import org.meanfield4j.plot.internal.layout.Ticks;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;

class LinesTest {
    private static final double[] XS = {1, 2, 4, 8};

    @Test
    void guideOnLogAxesIsThePowerLawThroughTheData() {
        double[] ys = Arrays.stream(XS).map(x -> 5 / (x * x)).toArray();

        Figure figure = Plots.lines("t")
                .logX()
                .logY()
                .line("y", XS, ys)
                .guide("1/x²", -2)
                .figure();

        Map<String, Object> guide = Pixels.data(figure).get(1);
        double[] x = Tree.reals(Tree.list(guide, "x"));
        double[] y = Tree.reals(Tree.list(guide, "y"));
        for (int i = 0; i < x.length; i++) {
            assertEquals(5 / (x[i] * x[i]), y[i], 1e-7 * y[i], "nine digits are kept");
        }
        assertEquals(1, x[0], 1e-9);
        assertEquals(8, x[1], 1e-7);
    }

    @Test
    void theNextStyleBeginsTheColoursAgain() {
        Figure figure = Plots.lines("t")
                .line("gain, cold", XS, XS)
                .line("gain, warm", XS, XS)
                .nextStyle()
                .line("distance, cold", XS, XS)
                .points("distance, warm", XS, XS)
                .figure();

        List<Map<String, Object>> data = Pixels.data(figure);
        String cold = Tree.text(data.get(0), "", "line", "color");
        String warm = Tree.text(data.get(1), "", "line", "color");
        assertEquals(cold, Tree.text(data.get(2), "", "line", "color"));
        assertEquals(warm, Tree.text(data.get(3), "", "marker", "color"));
        assertEquals("solid", Tree.text(data.get(1), "", "line", "dash"));
        assertNotEquals("solid", Tree.text(data.get(2), "", "line", "dash"));
        assertEquals("circle-open", Tree.text(data.get(3), "", "marker", "symbol"));
    }

    @Test
    void guideOnASemilogAxisIsAGeometricRate() {
        double[] ys = Arrays.stream(XS).map(x -> 3 * Math.exp(-0.5 * x)).toArray();

        Figure figure =
                Plots.lines("t").logY().line("y", XS, ys).guide("rate", -0.5).figure();

        Map<String, Object> guide = Pixels.data(figure).get(1);
        double[] y = Tree.reals(Tree.list(guide, "y"));
        assertEquals(3 * Math.exp(-0.5), y[0], 1e-7);
        assertEquals(3 * Math.exp(-4), y[1], 1e-8);
    }

    @Test
    void bandCoversMeanPlusMinusStd() {
        Figure figure = Plots.lines("t")
                .band("m", new double[] {0, 1}, new double[] {2, 3}, new double[] {1, 0.5})
                .figure();

        Map<String, Object> band = Pixels.data(figure).get(0);
        assertEquals(Arrays.asList(0L, 1L, 1L, 0L, 0L, null), Tree.list(band, "x"));
        assertEquals(Arrays.asList(3L, 3.5, 2.5, 1L, 3L, null), Tree.list(band, "y"));
        assertEquals("toself", band.get("fill"));
    }

    @Test
    void bandOnALogAxisStaysPositive() {
        Figure figure = Plots.lines("t")
                .logY()
                .band("m", new double[] {0, 1}, new double[] {2, 3}, new double[] {4, 0.5})
                .figure();

        double[] ys = Tree.reals(Tree.list(Pixels.data(figure).get(0), "y"));
        assertEquals(2, Arrays.stream(ys).filter(Double::isFinite).min().orElseThrow(), "the smallest positive value");
    }

    @Test
    void gapsStayGapsInBothRenderings() {
        double[] ys = {1, Double.NaN, Double.POSITIVE_INFINITY, 1};

        Figure figure = Plots.lines("t").line("y", ys).yRange(0, 2).figure();

        assertEquals(
                Arrays.asList(1L, null, null, 1L), Tree.list(Pixels.data(figure).get(0), "y"));
        double[] middle = Pixels.at(figure, "xaxis", "yaxis", 1.5, 1);
        BufferedImage image = Pixels.decode(figure);
        for (int dy = -3; dy <= 3; dy++) {
            int rgb = Pixels.rgb(image, middle[0], middle[1] + dy);
            assertFalse(rgb == Integer.parseInt("0072b2", 16), "no line across the gap");
        }
    }

    @Test
    void pictureDrawsTheCurveWhereTheTreePutsItInItsColour() {
        Figure figure = Plots.lines("t")
                .logY()
                .line("y", XS, new double[] {1, 0.1, 0.01, 0.001})
                .figure();

        double[] point = Pixels.at(figure, "xaxis", "yaxis", 4, Math.log10(0.01));

        assertEquals(0x0072b2, Pixels.rgb(Pixels.decode(figure), point[0], point[1]));
        assertEquals("#0072b2", Tree.text(Pixels.data(figure).get(0), "", "line", "color"));
    }

    @Test
    void logTicksArePowersOfTenWithSuperscripts() {
        Figure figure = Plots.lines("t")
                .logY()
                .line("y", XS, new double[] {1, 0.1, 0.01, 0.001})
                .figure();

        Map<String, Object> axis = Tree.child(Pixels.layout(figure), "yaxis");
        Ticks ticks = Ticks.of(axis, false, 300);

        assertEquals(List.of("10<sup>−3</sup>", "10<sup>−2</sup>", "10<sup>−1</sup>", "1"), ticks.labels());
        assertEquals("power", axis.get("exponentformat"));
    }

    @Test
    void legendLiesOutsideTheDataAndOnlyWhenThereAreTwoNames() {
        Figure one = Plots.lines("t").line("y", XS, XS).figure();
        Figure two = Plots.lines("t").line("y", XS, XS).line("z", XS, XS).figure();

        assertEquals(false, Pixels.layout(one).get("showlegend"));
        assertEquals(true, Pixels.layout(two).get("showlegend"));
        assertTrue(Tree.real(Pixels.layout(two), 0, "legend", "x") > 1, "right of the plotting area");
    }

    @Test
    void manySeriesGetDifferentColours() {
        Lines lines = Plots.lines("t");
        for (int i = 0; i < 12; i++) {
            lines.line("level " + i, XS, XS);
        }

        long colors = Pixels.data(lines.figure()).stream()
                .map(trace -> Tree.text(trace, "", "line", "color"))
                .distinct()
                .count();

        assertEquals(12, colors);
    }

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
    void notesAndReferencesAppearInTheText() {
        String text = Samples.lines().text();

        assertTrue(text.contains("seed 1"), text);
        assertTrue(text.contains("floor") && text.contains("1e−4"), text);
        assertTrue(text.contains("x in [1, 200]"), text);
    }

    @Test
    void badInputIsRefusedInOneLineThatNamesIt() {
        Lines lines = Plots.lines("t");
        assertOneLine("'y'", () -> lines.line("y", XS, new double[3]));
        assertOneLine("'y'", () -> lines.line("y", new double[0]));
        assertOneLine("-1", () -> lines.band("y", XS, XS, new double[] {1, 1, -1, 1}));
        assertOneLine("NaN", () -> lines.reference("floor", Double.NaN));
        assertOneLine("xRange", () -> lines.xRange(2, 1));
        assertOneLine("'t'", lines::figure);
        assertOneLine(
                "logarithmic",
                () -> Plots.lines("t").logY().yRange(0, 1).line("y", XS, XS).figure());
        assertOneLine("gap", () -> Plots.convergence(new History("k"), "gap"));
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
    void aBandThatReachesBelowZeroSaysOnALogAxisThatItIsCutOff() {
        double[] mean = {1, 0.5, 0.2, 0.1};
        Lines band = Plots.lines("t").band("gap", XS, mean, new double[] {0.5, 0.6, 0.2, 0.01});

        assertFalse(band.figure().text().contains("cut off"), band.figure().text());
        Figure cut = band.logY().figure();
        String said = "lower edge of a band ≤ 0 at 2 points, cut off";
        assertTrue(cut.text().contains(said), cut.text());
        assertTrue(Tree.maps(Pixels.layout(cut), "annotations").toString().contains(said));
        Figure bars = Plots.bars("t", "a")
                .logY()
                .bars("b", new double[] {1}, new double[] {2})
                .figure();
        assertTrue(bars.text().contains("lower edge of a band ≤ 0 at 1 point, cut off"), bars.text());
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
    void valuesThatNoAxisCanHoldAreCounted() {
        double[] ys = {1, 1e301, Double.POSITIVE_INFINITY, Double.NaN};

        String text = Plots.lines("t").line("y", XS, ys).figure().text();

        assertTrue(text.contains("2 values beyond ±1e300 are not shown"), text);
    }

    @Test
    void aLegendNameLongerThanTheFigureIsShortenedAndStaysInside() {
        String name = "an algorithm with every one of its settings, ".repeat(6);
        Figure figure = Plots.lines("t")
                .line(name + "a", XS, XS)
                .line(name + "b", XS, XS)
                .figure();

        List<String> shown = Pixels.data(figure).stream()
                .map(trace -> Tree.text(trace, "", "name"))
                .toList();
        assertTrue(shown.get(0).contains("…") && shown.get(0).endsWith("a"), shown.get(0));
        assertTrue(shown.get(1).endsWith("b"), shown.get(1));
        assertTrue(Tree.real(Pixels.layout(figure), 0, "legend", "entrywidth") < 600);
        assertTrue(figure.text().contains(name + "a"), "the text has the whole name");
    }

    @Test
    void aLegendWithMoreNamesThanTheFigureIsHighGoesBelowAndIsNamedWhenItDoesNotFit() {
        Lines lines = Plots.lines("t");
        for (int i = 0; i < 30; i++) {
            lines.line("s " + i, XS, XS);
        }
        assertEquals("h", Tree.text(Pixels.layout(lines.figure()), "", "legend", "orientation"));

        for (int i = 0; i < 60; i++) {
            lines.line("a series with a rather long name that fills a row of its own: " + i, XS, XS);
        }
        assertOneLine("its legend of 90 names takes", () -> lines.figure().png());
    }

    @Test
    void aMillionPointsBecomeASmallFigureThatLooksTheSame() {
        int n = 200_000;
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = i;
            ys[i] = Math.sin(1e-4 * i) + (i == 77_777 ? 3 : 0) + 0.1 * Math.sin(i);
        }
        Figure thinned = Plots.lines("t").line("y", xs, ys).figure();
        // the same points in two halves, neither long enough to be thinned
        Chart chart =
                Plots.lines("t").line("y", xs, ys).figure().charts().get(0).copy();
        Trace whole = chart.traces.remove(0);
        for (int half = 0; half < 2; half++) {
            int from = half * (n / 2 - 1);
            int to = Math.min(n, from + n / 2);
            chart.traces.add(whole.withX(whole.x().subList(from, to))
                    .withY(whole.y().subList(from, to))
                    .withNamed(false));
        }
        chart.traces.add(whole.withX(whole.x().subList(n - 2, n))
                .withY(whole.y().subList(n - 2, n))
                .withNamed(false));

        Map<String, Object> trace = Pixels.data(thinned).get(0);
        assertTrue(
                Tree.list(trace, "x").size() < 10_000,
                () -> Tree.list(trace, "x").size() + " points");
        assertTrue(thinned.text().contains("200000 points"), thinned.text());
        BufferedImage a = Pixels.decode(thinned);
        BufferedImage b = Pixels.decode(new Figure(Composition.of(chart)));
        int different = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int near = 255;
                for (int d = 0; d < 9; d++) {
                    int u = Math.min(a.getWidth() - 1, Math.max(0, x + d % 3 - 1));
                    int v = Math.min(a.getHeight() - 1, Math.max(0, y + d / 3 - 1));
                    near = Math.min(near, Math.abs((a.getRGB(x, y) & 255) - (b.getRGB(u, v) & 255)));
                }
                different += near > 64 ? 1 : 0;
            }
        }
        assertEquals(0, different, "pixels unlike the ones at the same place");
    }

    static void assertOneLine(String expected, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("\n"), message);
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
    void aFunctionIsDrawnAtGivenPlaces() {
        double[] x = {1, 2, 4};
        Figure figure = Plots.lines("t")
                .line("line", x, v -> 1 / v)
                .points("points", x, v -> v * v)
                .figure();

        assertArrayEquals(
                new double[] {1, 0.5, 0.25},
                Tree.reals(Tree.list(Pixels.data(figure).get(0), "y")),
                0);
        assertArrayEquals(
                new double[] {1, 4, 16},
                Tree.reals(Tree.list(Pixels.data(figure).get(1), "y")),
                0);
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
        assertOneLine("'L = 1'", () -> Plots.lines("t").line(XS, rows));
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
        assertOneLine("by = null", () -> Plots.lines("t").bands("", record.mean("gap"), "noise"));
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
    void aTheoryCurveHasAGridOfItsOwnAlsoOnALogAxis() {
        Figure figure = Plots.lines("t").logX().fn("1/x", x -> 1 / x, 1, 100).figure();

        double[] x = Tree.reals(Tree.list(Pixels.data(figure).get(0), "x"));
        assertEquals(401, x.length);
        assertEquals(10, x[200], 1e-7, "the middle of the decades");
        assertEquals("dash", Tree.text(Pixels.data(figure).get(0), "", "line", "dash"));
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
        assertOneLine("'none'", () -> Plots.lines("t").quartiles("none", new double[] {1}, new double[0]));
    }

    @Test
    void severalReferencesAndGuidesAreToldApart() {
        Figure figure = Plots.lines("t")
                .line("y", XS, XS)
                .reference(1)
                .reference(2)
                .reference(3)
                .guide(1)
                .guide(2)
                .figure();

        assertEquals(
                List.of("dash", "dashdot", "longdash", "dot", "3px,9px"),
                Pixels.data(figure).subList(1, 6).stream()
                        .map(trace -> Tree.text(trace, "", "line", "dash"))
                        .toList());
    }

    @Test
    void aGuideGoesThroughTheSeriesThatItNames() {
        double[] ys = Arrays.stream(XS).map(x -> 5 / x).toArray();
        Lines lines = Plots.lines("t").logX().logY().line("flat", XS, XS).line("falling", XS, ys);

        Figure figure =
                lines.guide(-1).guide("1/x", -1, "falling").reference(0.25).figure();

        assertEquals(List.of("flat", "falling", "slope −1", "1/x", "0.25"), names(figure));
        assertEquals(5, Tree.reals(Tree.list(Pixels.data(figure).get(3), "y"))[0], 1e-7);
        assertMessage(
                "guide 'g' goes through 'nobody', which must be a series; there are [flat, falling]",
                () -> lines.guide("g", -1, "nobody").figure());
    }

    @Test
    void aCaptionStandsBelowTheFigureInEveryRendering() {
        Plot lines = Plots.lines("t").x("k").line("a", XS, XS).line("b", XS, new double[] {4, 3, 2, 1});
        String text = "The crowd settles. ".repeat(10);

        Figure figure = lines.note(text);

        Map<String, Object> layout = Pixels.layout(figure);
        List<String> lower = Tree.maps(layout, "annotations").stream()
                .filter(note -> Tree.real(note, 0, "y") < 0)
                .map(note -> Tree.text(note, "", "text"))
                .toList();
        assertTrue(lower.size() > 1, "a long caption is broken");
        assertEquals(text.strip(), String.join(" ", lower));
        assertEquals(lines.figure().height() + 10 + 18 * lower.size(), figure.height());
        assertEquals(Tree.real(Pixels.layout(lines.figure()), 0, "margin", "t"), Tree.real(layout, 0, "margin", "t"));
        assertTrue(figure.text().contains(text.strip()));
        assertEquals(lines.figure().height(), figure.note("").height());
        BufferedImage picture = Pixels.decode(figure);
        int below = figure.height() - 18 * lower.size();
        boolean inked = false;
        for (int x = 0; x < figure.width(); x++) {
            for (int y = below; y < figure.height(); y++) {
                inked |= (picture.getRGB(x, y) & 0xff) < 0x80;
            }
        }
        assertTrue(inked, "the caption is drawn");
        assertTrue(Plots.panels("p", lines, lines).note("Both.").text().contains("Both."));
        assertTrue(Plots.animation("a", List.of(lines, lines), List.of("1", "2"))
                .note("Moves.")
                .text()
                .contains("Moves."));
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
