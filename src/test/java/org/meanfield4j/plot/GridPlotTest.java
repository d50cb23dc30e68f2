package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Theme;
import org.meanfield4j.plot.internal.tree.Tree;

class GridPlotTest {
    @Test
    void wallsAreGapsOfTheLawAndDarkInThePicture() {
        Figure figure = Samples.grid();

        assertEquals(
                List.of(Arrays.asList(0.1, 0.2, 0.3), Arrays.asList(0.15, null, 0.25)),
                Tree.list(Pixels.data(figure).get(0), "z"));
        double[] wall = Pixels.at(figure, "xaxis", "yaxis", 1.2, 1.2);
        assertEquals(
                Integer.parseInt(Theme.WALL.substring(1), 16), Pixels.rgb(Pixels.decode(figure), wall[0], wall[1]));
    }

    @Test
    void largestMassHasTheDarkestColourOfTheScaleInThePicture() {
        Figure figure = Samples.grid();

        double[] cell = Pixels.at(figure, "xaxis", "yaxis", 2.4, 0.4);

        assertEquals(
                Integer.parseInt(Colors.LAW.get(Colors.LAW.size() - 1).substring(1), 16),
                Pixels.rgb(Pixels.decode(figure), cell[0], cell[1]));
    }

    @Test
    void arrowsAreAsLongAsTheirProbabilityAndTheLongestReachesTheEdgeOfItsCell() {
        double[] pi = new double[25];
        pi[2] = 0.8;
        pi[5 * 3 + 2] = 0.4;

        Figure figure = Plots.grid(Samples.law(), Samples.room()).policy(pi).figure();

        double[] x = Tree.reals(Tree.list(Pixels.data(figure).get(2), "x"));
        int gap = (x.length - 2) / 2; // two outlines of the same number of points, each ended by a gap
        double longest = Arrays.stream(x, 0, gap).max().orElseThrow();
        double half = Arrays.stream(x, gap + 1, x.length - 1).max().orElseThrow();
        assertEquals(0.5 * longest, half, 1e-9);
        assertEquals(0.5, longest, 0.05, "half a cell, less the margin that keeps the tip off the edge");
    }

    @Test
    void actionOnePointsUpOnTheScreen() {
        double[] pi = new double[25];
        pi[5 * 3 + 1] = 1;

        Figure figure = Plots.grid(Samples.law(), Samples.room()).policy(pi).figure();

        double[] tip = Pixels.at(figure, "xaxis", "yaxis", 0, 1 - 0.35);
        BufferedImage image = Pixels.decode(figure);
        assertEquals(Integer.parseInt(Theme.ARROW.substring(1), 16), Pixels.rgb(image, tip[0], tip[1]));
    }

    @Test
    void cellsAreSquare() {
        double[] corner = Pixels.at(Samples.grid(), "xaxis", "yaxis", 0, 0);
        double[] opposite = Pixels.at(Samples.grid(), "xaxis", "yaxis", 1, 1);

        double width = opposite[0] - corner[0];
        double height = opposite[1] - corner[1];

        assertEquals(width, height, 1, "whole pixels");
    }

    @Test
    void panelsShareOneColourScale() {
        Figure figure = Plots.grids(
                        "Crowds", List.of("law", "uniform"), List.of(Samples.law(), Law.uniform(5)), Samples.room())
                .figure();

        Map<String, Object> layout = Pixels.layout(figure);
        assertEquals(0.3, Tree.real(layout, 0, "coloraxis", "cmax"));
        assertTrue(!layout.containsKey("coloraxis2"));
        Pixels.data(figure).stream()
                .filter(trace -> trace.get("type").equals("heatmap"))
                .forEach(trace -> assertEquals("coloraxis", trace.get("coloraxis")));
    }

    @Test
    void badInputIsRefusedInOneLine() {
        LinesTest.assertOneLine("states", () -> Plots.grid(Law.uniform(4), Samples.room()));
        LinesTest.assertOneLine(
                "25", () -> Plots.grid(Samples.law(), Samples.room()).policy(new double[20]));
        LinesTest.assertOneLine(
                "NaN", () -> Plots.grid(Samples.law(), Samples.room()).policy(filled(Double.NaN)));
        LinesTest.assertOneLine("laws", () -> Plots.grids("t", List.of(), List.of(), Samples.room()));
    }

    private static double[] filled(double value) {
        double[] pi = new double[25];
        Arrays.fill(pi, value);
        return pi;
    }
}
