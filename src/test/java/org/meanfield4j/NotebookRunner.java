package org.meanfield4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.meanfield4j.jupyter.MeanField4JExtension;
import org.meanfield4j.notebook.Recording;

/** Runs the code cells of a notebook in JShell, inside this JVM, with the imports of the real kernel. */
final class NotebookRunner {
    /** What JJava imports before any extension does. */
    private static final String KERNEL_IMPORTS = """
            import java.util.*;
            import java.io.*;
            import java.math.*;
            import java.net.*;
            import java.time.*;
            import java.util.concurrent.*;
            import java.util.prefs.*;
            import java.util.regex.*;
            """;

    private final String notebook;
    private final JShell shell;

    private NotebookRunner(String notebook, JShell shell) {
        this.notebook = notebook;
        this.shell = shell;
    }

    /**
     * Runs every code cell in order.
     *
     * @return what the cells showed
     * @throws AssertionError at the first cell that fails: notebook, cell (counting all cells, from 1), line, reason
     */
    static Recording run(Path file) throws IOException {
        JsonNode cells = new ObjectMapper().readTree(file.toFile()).required("cells");
        String name = file.getFileName().toString();
        try (Recording recording = Recording.start()) {
            run(name, cells);
            return recording;
        }
    }

    private static void run(String name, JsonNode cells) {
        try (JShell shell = JShell.builder()
                .executionEngine("local")
                .compilerOptions("-classpath", System.getProperty("java.class.path"))
                .build()) {
            NotebookRunner runner = new NotebookRunner(name, shell);
            runner.run(0, KERNEL_IMPORTS + MeanField4JExtension.imports());
            for (int c = 0; c < cells.size(); c++) {
                if (cells.get(c).required("cell_type").asText().equals("code")) {
                    runner.run(c + 1, source(cells.get(c).required("source")));
                }
            }
        }
    }

    private static String source(JsonNode source) {
        return source.isTextual()
                ? source.asText()
                : StreamSupport.stream(source.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining());
    }

    private void run(int cell, String source) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String rest = source;
        while (!rest.isBlank()) {
            int line = lines(source.substring(0, source.length() - rest.length()));
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
                return;
            }
            if (!info.completeness().isComplete()) {
                throw failure(cell, line + leadingLines(rest), "incomplete: " + firstLine(rest));
            }
            for (SnippetEvent event : shell.eval(info.source())) {
                refuse(event, cell, line);
            }
            rest = info.remaining();
        }
    }

    private void refuse(SnippetEvent event, int cell, int line) {
        if (event.causeSnippet() != null) {
            return;
        }
        if (event.status() == Snippet.Status.REJECTED) {
            Diag first = shell.diagnostics(event.snippet())
                    .filter(Diag::isError)
                    .findFirst()
                    .orElseThrow();
            String before = event.snippet().source().substring(0, (int) first.getPosition());
            throw failure(cell, line + lines(before), first.getMessage(Locale.ROOT));
        }
        if (event.exception() != null) {
            throw failure(cell, line + thrownAt(event), reason(event.exception()));
        }
    }

    /** Lines of the snippet before the one that threw. JShell numbers from the first line that is not blank. */
    private static int thrownAt(SnippetEvent event) {
        String file = "#" + event.snippet().id();
        int blank = leadingLines(event.snippet().source());
        for (StackTraceElement frame : event.exception().getStackTrace()) {
            if (file.equals(frame.getFileName())) {
                return blank + frame.getLineNumber() - 1;
            }
        }
        return blank;
    }

    private static String reason(JShellException exception) {
        return exception instanceof EvalException thrown
                ? thrown.getExceptionClassName() + ": " + thrown.getMessage()
                : exception.toString();
    }

    private AssertionError failure(int cell, int linesBefore, String reason) {
        return new AssertionError("%s, cell %d, line %d: %s".formatted(notebook, cell, linesBefore + 1, reason));
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private static int leadingLines(String text) {
        return lines(text.substring(0, text.length() - text.stripLeading().length()));
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
