package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meanfield4j.notebook.Notebook.checkClose;
import static org.meanfield4j.notebook.Notebook.progress;
import static org.meanfield4j.notebook.Notebook.show;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.plot.Plots;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import tech.tablesaw.plotly.api.LinePlot;

/** A saved notebook does not depend on the language of the machine that ran it. */
@Isolated("changes the locale of the virtual machine")
class SameOnEveryMachineTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static Table table() {
        return Table.create(
                "numbers",
                DoubleColumn.create("real", 0.25, 1.1914518e-7, 1234567.5, 1.5e9, Double.NaN),
                FloatColumn.create("float", new float[] {0.1f, 2, 3, 4, 5}),
                IntColumn.create("int", new int[] {1, 20_000, 3, 4, 5}),
                LongColumn.create("long", new long[] {1, 20_000_000_000L, 3, 4, 5}),
                StringColumn.create("text", "a", "b", "c", "d", "e"));
    }

    private static String outputs() {
        History history = Histories.falling(20);
        double[] xs = IntStream.rangeClosed(1, 9).mapToDouble(i -> 1234.5 * i).toArray();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Recording recording = Recording.start()) {
            show(table());
            show(history.table());
            show(Plots.convergence(history, "exploitability"));
            show(Plots.lines("l").line("a", xs, xs).reference("r", 0.5).logX());
            show(Plots.bars("b", "x", "y").bars("s", 0.5, 12345.678));
            show(Plots.heatmap("h", 2, 2, new double[] {0.25, 1e-7, 3.5, 1e9}));
            show(LinePlot.create("t", table(), "real", "float"));
            show(xs);
            checkClose("close", 0.25, 0.26, 0.1);
            Monitor monitor = progress("p");
            monitor.begin(new Monitor.Plan("p", 20_000, 0, history, "exploitability"));
            monitor.iterated(12_345);
            monitor.end(StopReason.FAILED);
            Reproduce.run(List.of(), Path.of("."), List.of(), new PrintStream(printed, true, StandardCharsets.UTF_8));
            return recording.outputs() + "\n" + recording.lines() + printed.toString(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
    void outputsAreTheSameBytesInEveryLanguage(String language) {
        Locale.setDefault(Locale.ROOT);
        String expected = outputs();
        Locale.setDefault(Locale.forLanguageTag(language));

        assertEquals(expected, outputs());
    }

    @Test
    void aTableHasFourDigitsAndWholeNumbersInFull() {
        Locale.setDefault(Locale.GERMANY);
        assertEquals("""
                | real | float | int | long | text |
                |---|---|---|---|---|
                | 0.25 | 0.1 | 1 | 1 | a |
                | 1.191e-07 | 2 | 20000 | 20000000000 | b |
                | 1234568 | 3 | 3 | 3 | c |
                | 1.5e+09 | 4 | 4 | 4 | d |
                |  | 5 | 5 | 5 | e |
                """, Display.of(table()).data().get(Display.MARKDOWN));
    }

    @Test
    void aFormatThatSomeoneSetForAColumnStays() {
        Locale.setDefault(Locale.ROOT);
        Table table = table();
        table.doubleColumn("real").setPrintFormatter(NumberColumnFormatter.percent(2));
        String markdown = (String) Display.of(table).data().get(Display.MARKDOWN);

        assertEquals("| 25.00% | 0.1 | 1 | 1 | a |", markdown.lines().toList().get(2));
    }
}
