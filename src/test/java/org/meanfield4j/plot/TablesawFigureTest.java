package org.meanfield4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.plot.internal.tree.Histogram;
import org.meanfield4j.plot.internal.tree.Trace;
import org.meanfield4j.plot.internal.tree.Tree;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.Histogram2D;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.Scatter3DPlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

/** Figures as people build them with tablesaw, not with this library. */
class TablesawFigureTest {
    private static final Table TABLE = table();

    private static Table table() {
        int n = 12;
        double[] x = new double[n];
        double[] y = new double[n];
        String[] group = new String[n];
        LocalDate[] day = new LocalDate[n];
        for (int i = 0; i < n; i++) {
            x[i] = i - 4;
            y[i] = 1 + (7 * i) % 5;
            group[i] = i % 2 == 0 ? "O'Neill & \"co\"" : "b";
            day[i] = LocalDate.of(2024, 1, 1).plusDays(9 * i);
        }
        y[5] = Double.NaN;
        double[] size = new double[n];
        Arrays.setAll(size, i -> 4 + i);
        return Table.create(
                "t",
                DoubleColumn.create("x", x),
                DoubleColumn.create("y", y),
                DoubleColumn.create("size", size),
                StringColumn.create("group", group),
                DateColumn.create("day", day));
    }

    private static Table totals() {
        return Table.create(
                "s",
                StringColumn.create("name", "first", "second"),
                DoubleColumn.create("u", 1, 3),
                DoubleColumn.create("v", 2, 1));
    }

    static Stream<Arguments> figures() {
        HeatmapTrace heat = HeatmapTrace.builder(
                        new Object[] {"a", "b"}, new Object[] {"u", "v"}, new double[][] {{1, 2}, {3, 4}})
                .build();
        return Stream.of(
                Arguments.of("scatter", ScatterPlot.create("t", TABLE, "x", "y")),
                Arguments.of("scatter", ScatterPlot.create("t", TABLE, "x", "y", "group")),
                Arguments.of("bar", VerticalBarPlot.create("t", totals(), "name", Layout.BarMode.STACK, "u", "v")),
                Arguments.of("bar", HorizontalBarPlot.create("t", totals(), "name", "u")),
                Arguments.of("histogram", tech.tablesaw.plotly.api.Histogram.create("t", TABLE, "x")),
                Arguments.of("box", BoxPlot.create("t", TABLE, "group", "y")),
                Arguments.of("pie", PiePlot.create("t", totals(), "name", "u")),
                Arguments.of("heatmap", new tech.tablesaw.plotly.components.Figure(heat)),
                Arguments.of("scatter", TimeSeriesPlot.create("t", TABLE, "day", "y")),
                Arguments.of("scatter", AreaPlot.create("t", TABLE, "x", "y")),
                Arguments.of("scatter", BubblePlot.create("t", TABLE, "x", "y", "size")),
                Arguments.of("scatter3d", Scatter3DPlot.create("t", TABLE, "x", "y", "y")),
                Arguments.of("histogram2d", Histogram2D.create("t", TABLE, "x", "y")));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void rendersInteractivelyAsPictureAndAsText(String type, tech.tablesaw.plotly.components.Figure tablesaw)
            throws JsonProcessingException {
        Figure figure = Figure.of(tablesaw);

        assertEquals(type, Pixels.data(figure).get(0).get("type"));
        String json = new ObjectMapper().writeValueAsString(figure.json());
        assertFalse(json.contains("NaN") || json.contains("&amp;") || json.contains("&#39;"), json);
        assertEquals(figure.width(), Pixels.decode(figure).getWidth());
        assertTrue(figure.text().contains(type.equals("pie") ? "first" : type), figure.text());
        boolean drawn = !type.matches("scatter3d|histogram2d");
        assertEquals(drawn, colorful(figure) > 50, "colours of data, or grey words that say why not");
    }

    /** How many pixels are far from grey. */
    private static long colorful(Figure figure) {
        BufferedImage image = Pixels.decode(figure);
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(rgb -> Math.abs((rgb >> 16 & 255) - (rgb & 255)) > 60)
                .count();
    }

    @Test
    void titlesBecomeObjectsAndMissingValuesGaps() {
        Figure figure = Figure.of(ScatterPlot.create("Tom & \"Jerry\"", TABLE, "x", "y"));

        assertEquals("Tom & \"Jerry\"", Tree.text(Pixels.layout(figure), "", "title", "text"));
        assertEquals("x", Tree.text(Pixels.layout(figure), "", "xaxis", "title", "text"));
        assertEquals(null, Tree.list(Pixels.data(figure).get(0), "y").get(5));
        assertTrue(Tree.list(Pixels.data(figure).get(0), "x").stream().allMatch(Number.class::isInstance));
    }

    @Test
    void twoHeatMapsKeepTheirOwnData() {
        HeatmapTrace first = HeatmapTrace.builder(new Object[] {"a"}, new Object[] {"u"}, new double[][] {{1}})
                .build();
        HeatmapTrace second = HeatmapTrace.builder(new Object[] {"a"}, new Object[] {"u"}, new double[][] {{2}})
                .build();

        Figure figure = Figure.of(new tech.tablesaw.plotly.components.Figure(first, second));

        assertEquals(List.of(List.of(1L)), Tree.list(Pixels.data(figure).get(0), "z"));
        assertEquals(List.of(List.of(2L)), Tree.list(Pixels.data(figure).get(1), "z"));
    }

    @Test
    void logAxesAndASecondAxisSurvive() {
        ScatterTrace left = ScatterTrace.builder(new double[] {1, 2}, new double[] {0.001, 1})
                .mode(ScatterTrace.Mode.LINE)
                .name("left")
                .build();
        ScatterTrace right = ScatterTrace.builder(new double[] {1, 2}, new double[] {30, 10})
                .mode(ScatterTrace.Mode.LINE)
                .name("right")
                .yAxis(ScatterTrace.YAxis.Y2)
                .build();
        Layout layout = Layout.builder()
                .yAxis(Axis.builder().type(Axis.Type.LOG).build())
                .yAxis2(Axis.builder()
                        .side(Axis.Side.right)
                        .overlaying(ScatterTrace.YAxis.Y)
                        .build())
                .build();

        Figure figure = Figure.of(new tech.tablesaw.plotly.components.Figure(layout, left, right));

        Map<String, Object> tree = Pixels.layout(figure);
        assertEquals("log", Tree.text(tree, "", "yaxis", "type"));
        assertEquals("y", Tree.text(tree, "", "yaxis2", "overlaying"));
        assertEquals("y2", Pixels.data(figure).get(1).get("yaxis"));
        double[] end = Pixels.at(figure, "xaxis", "yaxis2", 1.25, 25);
        assertEquals(0xd55e00, Pixels.rgb(Pixels.decode(figure), end[0], end[1]), "drawn on its own axis");
    }

    @Test
    void histogramBinsAreTheSameInBothRenderings() {
        double[] values = {0.5, 1.5, 1.6, 2.5};
        Table table = Table.create("t", DoubleColumn.create("v", values));

        Figure figure = Figure.of(tech.tablesaw.plotly.api.Histogram.create("t", table, "v"));

        Map<String, Object> trace = Pixels.data(figure).get(0);
        Histogram bins = (Histogram) Trace.of(trace).shape();
        assertEquals(values.length, Arrays.stream(bins.heights()).sum());
        assertEquals(bins.start(), Tree.real(trace, Double.NaN, "xbins", "start"));
        assertEquals(bins.size(), Tree.real(trace, Double.NaN, "xbins", "size"));
    }
}
