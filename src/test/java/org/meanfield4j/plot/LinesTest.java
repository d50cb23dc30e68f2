package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meanfield4j.core.History;
import org.meanfield4j.plot.internal.layout.Ticks;
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

    static void assertOneLine(String expected, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("\n"), message);
    }
}
