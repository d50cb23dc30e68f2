package org.meanfield4j.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CellTraceTest {
    private static JShell shell;

    @BeforeAll
    static void start() {
        shell = JShell.builder().executionEngine("local").build();
        CellTrace.watch(shell);
        for (String line : MeanField4JExtension.imports().split("\n")) {
            shell.eval(line);
        }
        shell.eval("import java.util.*;");
        shell.eval("var game = CrowdGrid.corner(3);");
        shell.eval("var solver = ExactMfTrpo.defaults().withOuterSteps(1);");
        shell.eval("var run = solver.solve(game);");
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    private static List<String> trace(String cell) {
        List<SnippetEvent> events = shell.eval(cell);
        var thrown = events.get(0).exception();
        assertNotNull(thrown, cell);
        return Arrays.stream(thrown.getStackTrace())
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .map(line -> line.replaceAll("#\\d+", "cell"))
                .toList();
    }

    @Test
    void whatASolverRefusesShowsTheCallAndNotTheLoop() {
        assertEquals(List.of("cell:2"), trace("solver.withTemperature(0.3)\n.continuing(run).solve(game);"));
        assertEquals(List.of("cell:1"), trace("Law.uniform(0);"));
        assertEquals(List.of("cell:1"), trace("solver.withTrustRegion((TrpoStep) null);"));
    }

    @Test
    void aFailedCheckAndAFigureThatCannotBeDrawnShowTheirCell() {
        assertEquals(List.of("cell:1"), trace("check(\"one is two\", 1 == 2);"));
        assertEquals(List.of("cell:1"), trace("show(Plots.lines(\"empty\"));"));
    }

    @Test
    void aGameThatThrowsShowsWhereItWasHandedIn() {
        List<String> lines = trace(
                "solver.solve(StationaryGame.builder(game)\n.reward((s, a, mu) -> List.of(1.0).get(s + 1)).build());");
        assertEquals(List.of("cell:2"), lines);
    }

    @Test
    void anExceptionOfAnotherThreadShowsTheCall() {
        List<String> lines = trace("Sweep.over(new int[] {1, 2, 3, 4, 5, 6}, n -> {\nreturn 1 / (n - n);\n});");
        assertEquals("cell:2", lines.get(0));
        assertEquals("cell:1", lines.get(lines.size() - 1));
    }

    @Test
    void whatIsNotOursStaysAsItIs() {
        assertTrue(trace("List.of(1).get(3);").size() > 1);
    }
}
