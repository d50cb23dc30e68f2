package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.RunInfo;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.plot.Figure;
import org.meanfield4j.plot.Lines;
import org.meanfield4j.plot.Plots;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.traces.ScatterTrace;

class DisplayTest {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private record Example(Outcome outcome) implements Run {
        static Example of(int rows, String... warnings) {
            RunInfo info = new RunInfo(
                    "Solver[]",
                    "Model 5x5",
                    StopReason.CONVERGED,
                    0,
                    0,
                    Duration.ZERO,
                    List.of(warnings),
                    Optional.empty());
            return new Example(new Outcome(info, Histories.falling(rows), "exploitability", null, java.util.Map.of()));
        }
    }

    private static List<String> types(Display output) {
        return List.copyOf(output.data().keySet());
    }

    @Test
    void aRunShowsItsSummaryAndMainCurve() {
        Example run = Example.of(4);
        Display output = Display.of(run);
        assertEquals(List.of(Display.PLOTLY, Display.PNG, Display.TEXT), types(output));
        assertEquals(run.summary(), output.data().get(Display.TEXT));
    }

    @Test
    void theTitleIsTheOutcomeAndWarningsStandBelow() {
        try (Recording recording = Recording.start()) {
            Notebook.show(Example.of(4, "a truncation that is too short, said at length"));
            Map<String, Object> data = recording.outputs().get(0).data();
            assertTrue(data.get(Display.PLOTLY).toString().contains("converged: exploitability"), data::toString);
            assertFalse(data.get(Display.PLOTLY).toString().contains("truncation"));
            assertEquals(List.of("⚠ a truncation that is too short, said at length"), recording.lines());
        }
    }

    @Test
    void aRunWithoutACompleteIterationShowsItsSummaryAlone() {
        Display output = Display.of(Example.of(0));
        assertEquals(List.of(Display.TEXT), types(output));
        assertTrue(((String) output.data().get(Display.TEXT)).contains("no complete iteration"));
    }

    @Test
    void aPlotThatCannotBeDrawnIsOneLineInANotebook() {
        Lines empty = Plots.lines("t");

        var e = assertThrows(IllegalArgumentException.class, () -> Display.of(empty));

        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @Test
    void aFigureOfTablesawIsShownLikeOneOfTheLibrary() {
        ScatterTrace trace =
                ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build();
        Display output = Display.of(new tech.tablesaw.plotly.components.Figure(trace));
        assertEquals(List.of(Display.PLOTLY, Display.PNG, Display.TEXT), types(output));
    }

    @Test
    void thePictureIsAPng() {
        Figure figure =
                Plots.convergence(Histories.falling(4), "exploitability").figure();
        byte[] png =
                Base64.getDecoder().decode((String) Display.of(figure).data().get(Display.PNG));
        assertArrayEquals(PNG_SIGNATURE, Arrays.copyOf(png, PNG_SIGNATURE.length));
    }

    @Test
    void aTableIsMarkdownWhoseCellsCannotBreakIt() {
        Table table =
                Table.create("t", StringColumn.create("a|b", "x\ny", "z"), DoubleColumn.create("value", 1.5, 2.5));
        Display output = Display.of(table);
        assertEquals(List.of(Display.MARKDOWN, Display.TEXT), types(output));
        assertEquals(
                "| a&#124;b | value |\n|---|---|\n| x y | 1.5 |\n| z | 2.5 |\n",
                output.data().get(Display.MARKDOWN));
    }

    @Test
    void aLongTableSaysHowLongItIs() {
        Table table = Table.create("t", DoubleColumn.create("value", new double[1000]));
        String markdown = (String) Display.of(table).data().get(Display.MARKDOWN);
        assertTrue(markdown.endsWith("\n… 1000 rows in all\n"), markdown);
        assertTrue(markdown.lines().count() < 30);
    }

    @Test
    void anythingElseIsItsText() {
        Law law = Law.uniform(2);
        assertEquals(Map.of(Display.TEXT, law.toString()), Display.of(law).data());
    }

    @Test
    void anOutputKeepsItsOrderAndItsContent() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(Display.TEXT, "text");
        data.put(Display.PNG, "picture");
        Display output = new Display(data);
        data.clear();
        assertEquals(List.of(Display.TEXT, Display.PNG), types(output));
    }

    @Test
    void anOutputWithoutTextIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Display(Map.of(Display.PNG, "picture")));
        assertEquals("data has the types [image/png], must have text/plain", e.getMessage());
    }
}
