package org.meanfield4j.notebook;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.plot.Figure;
import org.meanfield4j.plot.Plot;

/** Shows a run that lasts: a line of text, or a figure of its history with the iteration in the title. */
final class Progress implements Monitor {
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final int WIDTH = 20;

    private final String name;
    private final Function<History, Plot> picture;
    private final Sink sink;
    private volatile Thread solver = Thread.currentThread();
    private volatile boolean interrupted;
    private History history;
    private Live live;
    private long planned;
    private long begun;
    private long iteration;
    private long before;
    private String mainColumn;

    /** A picture is shown from the first iteration on, the line (no picture) only when the run lasts. */
    Progress(String name, Sink sink, Function<History, Plot> picture) {
        this.name = name;
        this.sink = sink;
        this.picture = picture;
    }

    @Override
    public void begin(Plan plan) {
        solver = Thread.currentThread();
        interrupted = false;
        live = null;
        planned = plan.iterations();
        before = plan.done();
        iteration = before;
        history = plan.history();
        mainColumn = plan.mainColumn();
        begun = System.nanoTime();
        sink.solving(name, () -> interrupted = true);
    }

    @Override
    public void iterated(long done) {
        iteration = done;
        if (live == null && (picture != null || lasts())) {
            live = new Live(sink, state());
        } else if (live != null && live.due()) {
            live.update(state());
        }
    }

    private boolean lasts() {
        return System.nanoTime() - begun >= PATIENCE_NANOS;
    }

    @Override
    public boolean cancelled() {
        // Remembered: whatever clears the flag of the thread later, the user has pressed stop.
        if (!interrupted && solver.isInterrupted()) {
            interrupted = true;
        }
        return interrupted;
    }

    @Override
    public void end(StopReason reason) {
        if (live != null) {
            live.finish(picture == null ? lastLine(reason) : titled(", " + reason.words()));
        } else if (reason.failed() || lasts()) {
            sink.display(UUID.randomUUID().toString(), lastLine(reason));
        }
    }

    private Object state() {
        return picture == null ? Display.text(line()) : titled("");
    }

    private Figure titled(String outcome) {
        String of = planned > 0 ? " of " + planned : "";
        return picture.apply(history)
                .figure()
                .withTitle(String.format(Locale.ROOT, "%s, iteration %d%s%s", name, iteration, of, outcome));
    }

    private String line() {
        double seconds = (System.nanoTime() - begun) * 1e-9;
        double rate = (iteration - before) / seconds; // of this part, if the run is continued
        StringBuilder line = new StringBuilder(name).append("  ");
        if (planned > 0) {
            double share = Math.min(1, (double) iteration / planned);
            int full = (int) (WIDTH * share);
            line.append("█".repeat(full)).append("░".repeat(WIDTH - full));
            line.append(String.format(Locale.ROOT, "  iteration %d of %d", iteration, planned));
        } else {
            line.append("iteration ").append(iteration);
        }
        line.append(String.format(Locale.ROOT, "  %s", perSecond(rate)));
        if (planned > iteration) {
            line.append(String.format(Locale.ROOT, "  %s left", duration((planned - iteration) / rate)));
        }
        return line.append(metric()).toString();
    }

    private Display lastLine(StopReason reason) {
        String of = planned > 0 ? " of " + planned : "";
        return Display.text(String.format(
                Locale.ROOT, "%s  %s after iteration %d%s%s", name, reason.words(), iteration, of, metric()));
    }

    private String metric() {
        if (history.rows() == 0 || history.columns().size() < 2) {
            return "";
        }
        double last = history.last(mainColumn);
        String number = last == Math.rint(last) && Math.abs(last) < 1e15 ? "%.0f" : "%.3g";
        return String.format(Locale.ROOT, "  %s " + number, mainColumn, last);
    }

    private static String perSecond(double rate) {
        return rate >= 10
                ? String.format(Locale.ROOT, "%.0f/s", rate)
                : rate >= 0.1
                        ? String.format(Locale.ROOT, "%.1f/s", rate)
                        : String.format(Locale.ROOT, "%.1f/min", 60 * rate);
    }

    static String duration(double seconds) {
        long s = Math.round(seconds);
        return s < 60
                ? s + " s"
                : s < 3600
                        ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
                        : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60);
    }
}
