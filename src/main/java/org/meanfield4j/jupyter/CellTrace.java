package org.meanfield4j.jupyter;

import java.util.Arrays;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import org.meanfield4j.core.check.Require;

/**
 * Cuts the trace of an exception that reaches a cell down to the lines of cells: which of our methods and threads it came
 * through tells a reader nothing. What nobody threw on purpose keeps the line where it happened, too.
 */
final class CellTrace {
    private static final String HOUSE = "org.meanfield4j.";

    private CellTrace() {}

    /** Looks after every snippet: the kernel shows the very exception that JShell tells of first. */
    static void watch(JShell shell) {
        shell.onSnippetEvent(event -> {
            for (Throwable t = event.exception(); t != null; t = t.getCause()) {
                trim(t, t instanceof EvalException thrown ? thrown.getExceptionClassName() : "");
            }
        });
    }

    /** The exception, without the lines that are none of a cell's; one that never was in our house stays as it is. */
    static <T extends Throwable> T trim(T thrown) {
        trim(thrown, thrown.getClass().getName());
        return thrown;
    }

    private static void trim(Throwable thrown, String type) {
        StackTraceElement[] trace = thrown.getStackTrace();
        if (Arrays.stream(trace).noneMatch(CellTrace::ours)) {
            return;
        }
        boolean meant = type.startsWith(HOUSE)
                || type.equals(IllegalArgumentException.class.getName())
                || trace[0].getClassName().equals(Require.class.getName());
        Stream<StackTraceElement> happened = meant || ofCell(trace[0]) ? Stream.empty() : Stream.of(trace[0]);
        thrown.setStackTrace(Stream.concat(happened, Arrays.stream(trace).filter(CellTrace::ofCell))
                .toArray(StackTraceElement[]::new));
    }

    private static boolean ours(StackTraceElement frame) {
        return frame.getClassName().startsWith(HOUSE);
    }

    /** JShell names classes of snippets so, and shows their frames with the snippet, {@code #12}, as their file. */
    private static boolean ofCell(StackTraceElement frame) {
        return frame.getClassName().startsWith("REPL.")
                || frame.getFileName() != null && frame.getFileName().startsWith("#");
    }
}
