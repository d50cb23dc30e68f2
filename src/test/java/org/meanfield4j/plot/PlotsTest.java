package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.History;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Tree;
import org.meanfield4j.stationary.games.CrowdGrid;

/** Bars, graphs, simplices, panels, films and sliders; heat maps are in {@link MapsTest}, lines in {@link LinesTest}. */
class PlotsTest {
    @Test
    void barsOfOneCategoryStandSideBySide() {
        Figure figure = Plots.bars("b", "one", "two")
                .bars("red", 1, 2)
                .bars("blue", 3, 4)
                .figure();

        double[] first = Pixels.at(figure, "xaxis", "yaxis", -0.2, 0.5);
        double[] second = Pixels.at(figure, "xaxis", "yaxis", 0.2, 0.5);

        assertEquals("group", Pixels.layout(figure).get("barmode"));
        assertEquals(0x0072b2, Pixels.rgb(Pixels.decode(figure), first[0], first[1]));
        assertEquals(0xd55e00, Pixels.rgb(Pixels.decode(figure), second[0], second[1]));
    }

    @Test
    void onALogarithmicAxisDotsTakeThePlaceOfBars() {
        Figure figure = Plots.bars("b", "one", "two")
                .logY()
                .bars("red", 1, 1000)
                .bars("blue", 10, 100)
                .figure();

        double[] dot = Pixels.at(figure, "xaxis", "yaxis", 0.8, 3);
        double[] under = Pixels.at(figure, "xaxis", "yaxis", 0.8, 1.5);

        assertEquals(0x0072b2, Pixels.rgb(Pixels.decode(figure), dot[0], dot[1]));
        assertEquals(0xffffff, Pixels.rgb(Pixels.decode(figure), under[0] + 2, under[1]), "no bar below the dot");
        assertEquals("group", Pixels.layout(figure).get("scattermode"));
        assertEquals("markers", Pixels.data(figure).get(0).get("mode"));
        assertNotEquals(
                Pixels.data(figure).get(0).get("offsetgroup"),
                Pixels.data(figure).get(1).get("offsetgroup"));
        assertTrue(figure.toString().contains("blue (points)"), figure.toString());
    }

    @Test
    void linesBesideDotsStayTogetherInTheBrowser() {
        Plot dots = Plots.bars("b", "one", "two").logY().bars("red", 1, 1000).bars("blue", 10, 100);
        Plot lines = Plots.lines("l").line("p", new double[] {1, 2}).line("q", new double[] {2, 1});

        List<Map<String, Object>> data =
                Pixels.data(Plots.panels("both", dots, lines).figure());

        assertNotEquals(data.get(0).get("offsetgroup"), data.get(1).get("offsetgroup"));
        assertEquals(data.get(2).get("offsetgroup"), data.get(3).get("offsetgroup"));
    }

    @Test
    void errorBarsEndAtTheirValuesWhetherTheAxisIsLogarithmicOrNot() {
        double[] values = {10, 100};
        double[] std = {5, 50};
        Figure linear = Plots.bars("b", "one", "two").bars("red", values, std).figure();
        Figure log =
                Plots.bars("b", "one", "two").logY().bars("red", values, std).figure();

        for (double end : new double[] {50, 150}) {
            assertTrue(inkAt(linear, 1, end), "linear, " + end);
            assertTrue(inkAt(log, 1, Math.log10(end)), "log, " + end);
        }
    }

    /** Whether a cap is within a pixel of a point, three pixels beside its bar. */
    private static boolean inkAt(Figure figure, double x, double y) {
        double[] at = Pixels.at(figure, "xaxis", "yaxis", x, y);
        return IntStream.rangeClosed(-1, 1)
                .anyMatch(dy -> (Pixels.rgb(Pixels.decode(figure), at[0] + 3, at[1] + dy) & 0xff) < 0x60);
    }

    @Test
    void nodeAreasAreProportionalToMass() {
        Figure figure =
                Plots.graph(Law.of(0.5, 0.125, 0.375), Samples.triangle()).figure();

        double[] sizes = Tree.reals(Tree.list(Pixels.data(figure).get(1), "marker", "size"));

        assertEquals(4, sizes[0] * sizes[0] / (sizes[1] * sizes[1]), 1e-6);
    }

    @Test
    void nodesBesideAHeatMapHaveTheColoursOfTheirOwnBar() {
        Plot heat = Plots.heatmap("m", 1, 2, new double[] {100, 200});
        Plot graph = Plots.graph(Law.of(0.5, 0.125, 0.375), Samples.triangle());

        Figure figure = Plots.panels("p", heat, graph).figure();

        double[] node = Pixels.at(figure, "xaxis2", "yaxis2", 0, 0);
        int darkest = Integer.parseInt(Colors.LAW.get(Colors.LAW.size() - 1).substring(1), 16);
        assertEquals(darkest, Pixels.rgb(Pixels.decode(figure), node[0], node[1]));
    }

    @Test
    void cornersOfTheSimplexArePointMasses() {
        Figure figure = Plots.simplex("s")
                .trajectory("t", new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1})
                .figure();

        Map<String, Object> path = Pixels.data(figure).get(2);

        assertEquals(List.of(0L, 1L, 0.5), Tree.list(path, "x"));
        assertEquals(0.5 * Math.sqrt(3), Tree.reals(Tree.list(path, "y"))[2], 1e-8);
        Figure laws = Plots.simplex("s")
                .trajectory("t", List.of(Law.of(1, 0, 0), Law.of(0, 1, 0), Law.of(0, 0, 1)))
                .figure();
        assertEquals(Pixels.data(figure), Pixels.data(laws));
    }

    @Test
    void panelsWithSharedAxesHaveOneRangeAndOneLegend() {
        Lines left = Plots.lines("left").line("a", new double[] {0, 1}).line("b", new double[] {1, 2});
        Lines right = Plots.lines("right").line("a", new double[] {0, 10}).line("b", new double[] {1, 5});

        Figure figure = Plots.panels("both", left, right).sharedY().figure();

        Map<String, Object> layout = Pixels.layout(figure);
        assertEquals(Tree.list(layout, "yaxis", "range"), Tree.list(layout, "yaxis2", "range"));
        assertEquals(false, Tree.at(layout, "yaxis2", "showticklabels"));
        long entries = Pixels.data(figure).stream()
                .filter(trace -> Tree.flag(trace, true, "showlegend"))
                .count();
        assertEquals(2, entries);
        assertTrue(figure.text().contains("[left]") && figure.text().contains("[right]"));
    }

    @Test
    void animationHasOneFramePerLawOnTheSameScaleAndAPlayButton() {
        List<Law> laws = List.of(Samples.law(), Law.uniform(5), Samples.law());

        Figure figure = Plots.animation("film", laws, Samples.room(), List.of("t = 0", "t = 1", "t = 2"));

        List<Map<String, Object>> frames = Tree.maps(figure.json(), "frames");
        assertEquals(
                List.of("t = 0", "t = 1", "t = 2"),
                frames.stream().map(f -> f.get("name")).toList());
        assertEquals(
                List.of(List.of(0.2, 0.2, 0.2), Arrays.asList(0.2, null, 0.2)),
                Tree.list(Tree.maps(frames.get(1), "data").get(0), "z"));
        assertEquals(0.3, Tree.real(Pixels.layout(figure), 0, "coloraxis", "cmax"));
        assertFalse(Tree.list(Pixels.layout(figure), "sliders").isEmpty());
        assertFalse(Tree.list(Pixels.layout(figure), "updatemenus").isEmpty());
        assertTrue(figure.text().contains("t = 2"), figure.text());
    }

    @Test
    void aFilmComesBackToItsFirstFrame() {
        List<Law> laws = List.of(Samples.law(), Law.uniform(5));

        Figure figure = Plots.animation("film", laws, Samples.room(), List.of("t = 0", "t = 1"));

        // Plotly changes what a frame states and keeps the rest.
        for (Map<String, Object> frame : Tree.maps(figure.json(), "frames")) {
            assertTrue(Tree.maps(frame, "data").get(0).containsKey("z"), frame.toString());
        }
    }

    private static Figure twoSliders() {
        return Plots.sliders("η", new double[] {0.1, 0.2, 1 / 3.0}, "β", new double[] {1, 2}, (eta, beta) -> {
            Lines line = Plots.lines("curve").y("y").line("f", new double[] {0, 1}, new double[] {0, eta * beta});
            String longer = beta > 1 ? " words that go on".repeat(12) : "";
            return Plots.panels("Two", Plots.grid(Samples.law(), Samples.room()), line)
                    .note("value " + eta * beta + longer);
        });
    }

    @Test
    void eitherOfTwoSlidersLeavesTheOtherWhereItIs() {
        Map<String, Object> tree = twoSliders().json();
        Map<String, Map<String, Object>> frames = new LinkedHashMap<>();
        Tree.maps(tree, "frames").forEach(frame -> frames.put(frame.get("name").toString(), frame));
        List<Map<String, Object>> shown = Tree.maps(Tree.child(tree, "layout"), "sliders");

        assertEquals(6, frames.size());
        // A walk over both sliders, as Plotly does it: a step shows its frame, the frame rewrites the steps.
        String at = "";
        for (int[] move : new int[][] {{0, 2}, {1, 1}, {0, 0}, {0, 1}, {1, 0}, {0, 0}}) {
            Map<String, Object> step = Tree.maps(shown.get(move[0]), "steps").get(move[1]);
            at = ((List<?>) Tree.list(step, "args").get(0)).get(0).toString();
            shown = Tree.maps(Tree.child(frames.get(at), "layout"), "sliders");
            assertEquals((long) move[1], Tree.real(shown.get(move[0]), -1, "active"));
            String setting = "η = " + List.of("0.1", "0.2", "0.333").get((int) Tree.real(shown.get(0), -1, "active"))
                    + ", β = " + ((int) Tree.real(shown.get(1), -1, "active") + 1);
            assertEquals(setting, at);
        }
        assertEquals("η = 0.1, β = 1", at);
        Map<String, Object> third =
                Tree.maps(frames.get("η = 0.333, β = 2"), "data").get(2);
        assertEquals(Map.of("y", List.of(0L, 0.66667)), third, "what differs, with five digits");
        assertEquals(Map.of(), Tree.maps(frames.get("η = 0.1, β = 1"), "data").get(0), "the same law everywhere");
    }

    @Test
    void everySettingHasItsCaptionOnTheSameSpot() {
        Map<String, Object> tree = twoSliders().json();
        List<Map<String, Object>> start = Tree.maps(Tree.child(tree, "layout"), "annotations");
        int lines = 0;
        for (Map<String, Object> frame : Tree.maps(tree, "frames")) {
            Map<String, Object> layout = Tree.child(frame, "layout");
            assertEquals(Set.of("annotations", "sliders"), layout.keySet(), "margins and axes stay");
            List<Map<String, Object>> notes = Tree.maps(layout, "annotations");
            assertEquals(start.size(), notes.size(), "what a frame leaves out would stay");
            String text = notes.stream()
                    .filter(note -> Tree.flag(note, true, "visible"))
                    .map(note -> Tree.text(note, "", "text"))
                    .reduce("", String::concat);
            assertEquals(frame.get("name").toString().endsWith("2"), text.contains("words that go on"), text);
            lines = Math.max(lines, (int) notes.stream()
                    .filter(note -> Tree.flag(note, false, "visible"))
                    .count());
        }
        assertTrue(lines > 1, "a long caption has more lines than a short one");
    }

    @Test
    void thePictureOfTwoSlidersShowsTheirEndsSideBySideWithTheirCaptions() {
        Figure figure = twoSliders();
        String text = figure.text();

        for (String setting : List.of("η = 0.1, β = 1", "η = 0.1, β = 2", "η = 0.333, β = 1", "η = 0.333, β = 2")) {
            assertTrue(text.contains("[" + setting + "]") && text.contains(setting + ": value"), text);
        }
        assertFalse(text.contains("[η = 0.2"), text);
        assertTrue(text.contains("6 frames"), text);
        BufferedImage picture = Pixels.decode(figure);
        assertEquals(figure.width(), picture.getWidth());
        assertEquals(figure.height(), picture.getHeight());
        assertTrue(figure.withNote("Move both.").text().contains("Move both."));
        assertTrue(figure.withTitle("Other").text().startsWith("Other"));
        Figure single = Plots.sliders(
                "a", new double[] {1, 2}, "b", new double[] {3}, (a, b) -> Plots.grid(Samples.law(), Samples.room()));
        assertTrue(single.text().contains("[a = 2, b = 3]"), single.text());
    }

    @Test
    void twentySettingsOfARoomAndATraceStaySmall() throws Exception {
        CrowdGrid room = CrowdGrid.corner(5);
        double[] steps = IntStream.range(0, 50).asDoubleStream().toArray();
        Figure figure = Plots.sliders(
                "η", new double[] {0.1, 0.2, 0.3, 0.4, 0.5}, "β", new double[] {1, 2, 3, 4}, (eta, beta) -> {
                    double[] logits = new double[125];
                    Arrays.setAll(logits, i -> Math.sin(i * beta) / (4 * eta));
                    double[] curve =
                            Arrays.stream(steps).map(k -> Math.exp(-eta * k)).toArray();
                    return Plots.panels(
                                    "",
                                    Plots.grid(Law.uniform(25), room).policy(TabularPolicy.ofLogits(25, 5, logits)),
                                    Plots.lines("trace").line("f", steps, curve))
                            .note("A sentence on what the setting does. ".repeat(4));
                });

        int size = new ObjectMapper().writeValueAsBytes(figure.json()).length;
        assertTrue(size < 300_000, size + " bytes");
    }

    @Test
    void panelsThatShareColoursLeaveThoseOfCurvesOut() {
        Figure figure = Plots.panels("p", Plots.grid(Samples.law(), Samples.room()), Samples.lines())
                .sharedColors()
                .figure();

        assertEquals(0.3, Tree.real(Pixels.layout(figure), 0, "coloraxis", "cmax"));
    }

    @Test
    void badInputIsRefusedInOneLine() {
        double[] two = {0.1, 0.10001};
        LinesTest.assertOneLine("three digits", () -> Plots.sliders("η", two, "β", two, (a, b) -> Samples.lines()));
        LinesTest.assertOneLine(
                "β is empty", () -> Plots.sliders("η", new double[1], "β", new double[0], (a, b) -> Samples.lines()));
        LinesTest.assertOneLine(
                "traces",
                () -> Plots.sliders(
                        "η",
                        new double[1],
                        "β",
                        new double[] {1, 2},
                        (a, b) -> b > 1 ? Samples.lines() : Samples.heatMap()));
        LinesTest.assertOneLine("2 x 2", () -> Plots.heatmap("m", 2, 2, new double[3]));
        LinesTest.assertOneLine("distinct", () -> Plots.bars("b", "x", "x"));
        LinesTest.assertOneLine("'v'", () -> Plots.bars("b", "x", "y").bars("v", 1));
        LinesTest.assertOneLine("'b'", () -> Plots.bars("b", "x").figure());
        LinesTest.assertOneLine("nodes", () -> Plots.graph(Law.uniform(2), Samples.triangle()));
        LinesTest.assertOneLine("sum 1", () -> Plots.simplex("s").point("p", 0.5, 0.5, 0.5));
        LinesTest.assertOneLine("three", () -> Plots.simplex("s").point("p", 0.5, 0.5));
        LinesTest.assertOneLine("'p'", () -> Plots.panels("p"));
        LinesTest.assertOneLine(
                "columns", () -> Plots.panels("p", Samples.lines()).columns(0));
        LinesTest.assertOneLine(
                "labels", () -> Plots.animation("a", List.of(Samples.law()), Samples.room(), List.of("x", "y")));
    }

    @Test
    void oneFigureForEachOfSeveralThingsIsWhatTheyAreSideBySide() {
        double[] xs = {1, 2};

        Figure each = Plots.panels(
                        "t", List.of("a", "b"), name -> Plots.lines(name).line(name, xs, xs))
                .figure();
        Figure numbers = Plots.panels("t", xs, v -> Plots.lines("v = " + v).line("y", xs, xs))
                .figure();

        assertEquals(
                Plots.panels(
                                "t",
                                Plots.lines("a").line("a", xs, xs),
                                Plots.lines("b").line("b", xs, xs))
                        .figure()
                        .text(),
                each.text());
        assertTrue(numbers.text().contains("[v = 2.0]"), numbers.text());
        assertThrows(IllegalArgumentException.class, () -> Plots.panels("t", List.<String>of(), Plots::lines));
    }

    @Test
    void barsAreToldApartByAColumn() {
        History table =
                History.of(List.of("rule", "eta", "gap"), 0, 0.1, 1, 0, 0.1, 3, 1, 0.1, 5, 0, 0.2, 7, 1, 0.2, 9);
        var gap = new RecordedResult(Map.of("eta 0.2", "hot; …"), table).mean("gap");

        String summary = Plots.bars("t", "full", "half")
                .bars("η =", gap.by("rule"), "eta")
                .figure()
                .text();

        assertEquals(
                2,
                Pixels.data(Plots.bars("t", "full", "half")
                                .bars("η =", gap.by("rule"), "eta")
                                .figure())
                        .size());
        assertTrue(summary.contains("η = 0.1"), summary);
        assertTrue(summary.contains("first 2, last 5"), summary);
        assertTrue(summary.contains("η = hot"), summary);
    }
}
