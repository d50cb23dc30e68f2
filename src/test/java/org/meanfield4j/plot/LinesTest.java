package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meanfield4j.core.History;
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
    void anUprightLogAxisWithASinglePowerOfTenIsLabelledInBetween() {
        Map<String, Object> axis = Tree.asMap(Pixels.layout(Plots.lines("t")
                        .logY()
                        .line("a", new double[] {1, 2}, new double[] {0.25, 8})
                        .figure())
                .get("yaxis"));

        assertEquals(List.of("0.5", "1", "2", "5"), Tree.list(axis, "ticktext"));
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

    private static void assertMessage(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
