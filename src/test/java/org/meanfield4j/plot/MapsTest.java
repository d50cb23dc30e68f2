package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.plot.internal.tree.Colors;
import org.meanfield4j.plot.internal.tree.Tree;

/** Heat maps, and maps of functions with contours and paths. */
class MapsTest {
    @Test
    void aPathRunsOverTheMapFromASmallDotToALargeOne() {
        Figure figure = Plots.map("m", new double[] {0, 1}, new double[] {0, 1}, (x, y) -> x)
                .path(new double[] {0, 0.5, 1}, new double[] {0, 1, 1})
                .figure();

        Map<String, Object> path = Pixels.data(figure).get(1);
        assertEquals(List.of(0L, 0.5, 1L), Tree.list(path, "x"));
        assertEquals(List.of(6L, 0L, 9L), Tree.list(path, "marker", "size"));
    }

    @Test
    void heatMapPutsRowZeroOnTopUnlessAskedOtherwise() {
        double[] values = {1, 2, 3, 4};

        Figure matrix = Plots.heatmap("m", 2, 2, values).figure();
        Figure function = Plots.heatmap("f", 2, 2, values).upwards().figure();

        assertEquals(List.of(1.5, -0.5), Tree.list(Pixels.layout(matrix), "yaxis", "range"));
        assertEquals(List.of(-0.5, 1.5), Tree.list(Pixels.layout(function), "yaxis", "range"));
    }

    @Test
    void heatMapCellsHaveTheColoursOfTheScaleInThePicture() {
        Figure figure = Plots.heatmap("m", 1, 2, new double[] {0, 1}).figure();

        double[] low = Pixels.at(figure, "xaxis", "yaxis", 0, 0);
        double[] high = Pixels.at(figure, "xaxis", "yaxis", 1, 0);

        assertEquals(0x440154, Pixels.rgb(Pixels.decode(figure), low[0], low[1]), "viridis' first colour");
        assertEquals(0xfde725, Pixels.rgb(Pixels.decode(figure), high[0], high[1]), "viridis' last colour");
    }

    @Test
    void fineHeatMapsKeepTheirColoursUpToWhatTheEyeSees() {
        double[] values = new double[1000];
        Arrays.setAll(values, i -> i);
        Figure figure = Plots.heatmap("m", 20, 50, values).figure();

        BufferedImage image = Pixels.decode(figure);
        for (int i = 0; i < values.length; i++) {
            double[] at = Pixels.at(figure, "xaxis", "yaxis", i % 50, i / 50);
            Color expected = Colors.at(Colors.scale(Colors.MAGNITUDE), i / 999.0);
            Color drawn = new Color(Pixels.rgb(image, at[0], at[1]));
            assertEquals(expected.getRed(), drawn.getRed(), 8);
            assertEquals(expected.getGreen(), drawn.getGreen(), 8);
            assertEquals(expected.getBlue(), drawn.getBlue(), 8);
        }
    }

    @Test
    void signedHeatMapsAreWhiteAtZeroOnOneScale() {
        Figure figure = Plots.heatmaps("s", List.of("a", "b"), 1, 1, new double[] {-3}, new double[] {1})
                .signed()
                .figure();

        assertEquals(-3, Tree.real(Pixels.layout(figure), 0, "coloraxis", "cmin"));
        assertEquals(3, Tree.real(Pixels.layout(figure), 0, "coloraxis", "cmax"));
        assertEquals(0xffffff, Colors.at(Colors.scale(Colors.SIGNED), 0.5).getRGB() & 0xffffff);
    }

    /** Plotly takes a text that is a number for a place on the axis, not for the name of a cell. */
    @Test
    void numbersStandInTheirCellsWhereNamesOfCellsAreNumbersToo() {
        Map<String, Object> tree = Plots.heatmap("", 2, 3, new double[] {1, 2, 3, 4, 5, 6})
                .xs("0.05", "0.1", "2")
                .ys("a", "b")
                .annotated()
                .figure()
                .json();
        List<Map<String, Object>> notes = Tree.maps(Tree.child(tree, "layout"), "annotations");
        Map<String, Object> six = notes.stream()
                .filter(note -> note.get("text").equals("6"))
                .findFirst()
                .orElseThrow();

        assertEquals(List.of(2, 1), List.of(six.get("x"), six.get("y")));
    }

    @Test
    void theRowsOfASweepAreARowOfCellsForEachValue() {
        var rows = Sweep.over(List.of("fast", "slow"), name -> new double[] {1, 2, name.equals("slow") ? 9 : 3});
        Map<String, Object> cells = Pixels.data(
                        Plots.heatmap("m", new double[] {0.05, 0.1, 2}, rows).figure())
                .get(0);

        assertEquals(List.of("0.05", "0.1", "2"), Tree.list(cells, "x"));
        assertEquals(List.of("fast", "slow"), Tree.list(cells, "y"));
        assertEquals(List.of(List.of(1L, 2L, 3L), List.of(1L, 2L, 9L)), Tree.list(cells, "z"));
        LinesTest.assertOneLine("a row", () -> Plots.heatmap("m", new double[] {1, 2}, rows));
    }

    @Test
    void theContourOfAFunctionLiesWhereItHasTheLevel() {
        double[] xs = {-2, -1, 0, 1, 2};
        Figure figure = Plots.map("circle", xs, xs, (x, y) -> x * x + y * y)
                .contour(1.5)
                .figure();

        Map<String, Object> line = Pixels.data(figure).get(1);
        double[] x = Tree.reals(Tree.list(line, "x"));
        double[] y = Tree.reals(Tree.list(line, "y"));
        int on = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i] + y[i])) {
                assertEquals(1.5, x[i] * x[i] + y[i] * y[i], 0.3, "a square wide, straight lines");
                on++;
            }
        }
        assertEquals(24, on, "twelve squares are crossed");
        assertEquals("contour at 1.5", line.get("name"));
        assertTrue(Pixels.count(Pixels.decode(figure), "#2a2a2a") > 50, "the line is drawn");
    }

    @Test
    void atASaddleTheContourKeepsApartWhatIsApart() {
        // Two peaks on a diagonal, with the middle below the level.
        Figure figure = Plots.map("saddle", new double[] {0, 1}, new double[] {0, 1}, (x, y) -> x == y ? 1 : -2)
                .contour(0)
                .figure();

        assertEquals(
                Arrays.asList(0L, 0.333333333, null, 1L, 0.666666667, null),
                Tree.list(Pixels.data(figure).get(1), "x"));
        assertEquals(
                Arrays.asList(0.333333333, 0L, null, 0.666666667, 1L, null),
                Tree.list(Pixels.data(figure).get(1), "y"));
    }

    @Test
    void cellsOfUnevenPlacesEndHalfWayToTheNextOne() {
        Figure figure = Plots.map("factor two", new double[] {1, 2, 4}, new double[] {1}, (x, y) -> x)
                .figure();

        int[] colors = DoubleStream.of(0.6, 1.4, 1.6, 2.9, 3.1, 4.9)
                .mapToInt(x -> {
                    double[] at = Pixels.at(figure, "xaxis", "yaxis", x, 1);
                    return Pixels.rgb(Pixels.decode(figure), at[0], at[1]);
                })
                .toArray();
        assertEquals(colors[0], colors[1], "from 0.5 to 1.5");
        assertEquals(colors[2], colors[3], "from 1.5 to 3");
        assertEquals(colors[4], colors[5], "from 3 to 5");
        assertEquals(3, IntStream.of(colors).distinct().count());
    }

    @Test
    void aMapNeedsAscendingPlaces() {
        assertEquals(
                "xs = … 2.0, 2.0 … must be finite and ascending; sort them",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Plots.map("t", new double[] {1, 2, 2}, new double[] {1}, (x, y) -> x))
                        .getMessage());
    }
}
