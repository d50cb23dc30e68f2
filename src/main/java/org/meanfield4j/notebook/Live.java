package org.meanfield4j.notebook;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * An output that changes while the cell runs: at most four states a second reach the screen, the last one always does
 * and stays in the saved notebook. Until {@link #finish} a figure is shown as a picture, then interactively. Safe to
 * use from several threads.
 */
public final class Live implements AutoCloseable {
    private static final long PERIOD_NANOS = 250_000_000;
    private static final long LONGEST_PERIOD_NANOS = 1_000_000_000;
    /** Drawing takes at most one part in this many of the time, unless a drawing lasts longer than a tenth of a second. */
    private static final long DRAWING_SHARE = 10;

    private final Sink sink;
    private final String id = UUID.randomUUID().toString();
    private Object state;
    private long nextAt;
    private boolean pending;
    private boolean waiting;
    private boolean finished;

    Live(Sink sink, Object first) {
        this.sink = sink;
        this.state = Display.frozen(first);
        long start = System.nanoTime();
        sink.display(id, Display.passing(state));
        pauseAfter(start);
    }

    /**
     * Shows another state, or skips it if a later one comes within a quarter of a second.
     *
     * @param value a figure, or anything that {@link Notebook#show} takes
     * @throws IllegalStateException if the output is finished
     */
    public synchronized void update(Object value) {
        if (finished) {
            throw new IllegalStateException("the live output is finished; open another one with live(..)");
        }
        state = Display.frozen(value);
        pending = true;
        passWhenDue();
    }

    /**
     * Whether an update now would reach the screen at once; saves the work of drawing one that would not.
     *
     * @return true if the last state was shown at least a quarter of a second ago
     */
    public synchronized boolean due() {
        return !finished && System.nanoTime() - nextAt >= 0;
    }

    /**
     * Shows a last state in full.
     *
     * @param value a figure, or anything that {@link Notebook#show} takes
     * @throws IllegalStateException if the output is finished
     */
    public synchronized void finish(Object value) {
        if (finished) {
            throw new IllegalStateException("the live output is finished; open another one with live(..)");
        }
        state = Display.frozen(value);
        close();
    }

    /** Shows the last state in full. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (!finished) {
            finished = true;
            sink.update(id, Display.of(state));
        }
    }

    private void passWhenDue() {
        long early = nextAt - System.nanoTime();
        if (early <= 0) {
            long start = System.nanoTime();
            pending = false;
            sink.update(id, Display.passing(state));
            pauseAfter(start);
        } else if (!waiting) {
            waiting = true;
            // A loop that stalls must not hide its last state.
            Executor later = CompletableFuture.delayedExecutor(early, TimeUnit.NANOSECONDS);
            later.execute(this::flush);
        }
    }

    private synchronized void flush() {
        waiting = false;
        if (pending && !finished) {
            passWhenDue();
        }
    }

    private void pauseAfter(long start) {
        long now = System.nanoTime();
        long pause = (DRAWING_SHARE - 1) * (now - start);
        nextAt = now + Math.max(PERIOD_NANOS, Math.min(LONGEST_PERIOD_NANOS, pause));
    }
}
