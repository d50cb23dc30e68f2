package org.meanfield4j.core.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.numerics.Parallel;
import org.meanfield4j.core.text.SafeText;

/** A sweep while it runs: works on its values in parallel and tells the monitor, from the thread that called it. */
final class SweepRun<V, T> {
    private static final String LAST = "last value";

    private final String title;
    private final String name;
    private final List<V> values;
    private final Monitor monitor;
    private final AtomicReferenceArray<Sweep.Point<V, T>> points;
    private final Map<Integer, Failure> failures = new ConcurrentSkipListMap<>();
    private final Thread caller = Thread.currentThread();
    private final ConcurrentLinkedQueue<double[]> finished = new ConcurrentLinkedQueue<>();
    private final History history;

    SweepRun(String title, String name, List<V> values, Monitor monitor) {
        this.title = title;
        this.name = name;
        this.values = values;
        this.monitor = monitor;
        this.points = new AtomicReferenceArray<>(values.size());
        this.history = new History("finished", name.isBlank() || name.equals(LAST) ? "value" : name, LAST);
    }

    Sweep<V, T> run(int threads, Sweep.Task<? super V, T> task) {
        StopReason reason = StopReason.FAILED;
        monitor.begin(new Monitor.Plan(title, values.size(), 0, history, LAST));
        try {
            boolean started = Parallel.run(values.size(), threads, i -> {
                if (!monitor.cancelled()) {
                    work(i, task);
                }
            });
            report();
            Sweep<V, T> sweep = sweep();
            reason = started && !monitor.cancelled() ? StopReason.COMPLETED : monitor.reason();
            return sweep;
        } finally {
            monitor.end(reason);
        }
    }

    private void work(int i, Sweep.Task<? super V, T> task) {
        V value = values.get(i);
        try {
            points.set(i, point(value, task.at(value, monitor.part()), stopped()));
        } catch (RuntimeException e) {
            if (stopped()) {
                points.set(i, new Sweep.Point<>(value, null, true));
            } else {
                failures.put(i, new Failure(e, Thread.currentThread()));
            }
        }
        finished(i, points.get(i));
    }

    private boolean stopped() {
        return Thread.currentThread().isInterrupted() || monitor.cancelled();
    }

    /** A run that used up a budget of its own is complete, one that the sweep stopped is not. */
    private static <V, T> Sweep.Point<V, T> point(V value, T result, boolean stopped) {
        if (result instanceof Run run) {
            boolean cut = run.stopped() == StopReason.INTERRUPTED || run.stopped() == StopReason.BUDGET && stopped;
            return new Sweep.Point<>(value, result, cut);
        }
        if (result instanceof Sweep<?, ?> sweep) {
            return new Sweep.Point<>(value, result, sweep.stopped());
        }
        return new Sweep.Point<>(value, stopped ? null : result, stopped);
    }

    private void finished(int index, Sweep.Point<V, T> point) {
        if (point != null) {
            double last = point.result() instanceof Run run
                    ? Spread.end(run, run.mainColumn())
                    : point.result() instanceof Number number ? number.doubleValue() : Double.NaN;
            finished.add(new double[] {point.value() instanceof Number v ? v.doubleValue() : index, last});
        }
        if (Thread.currentThread() == caller) {
            report();
        }
    }

    private void report() {
        for (double[] row = finished.poll(); row != null; row = finished.poll()) {
            history.add(history.rows() + 1, row[0], row[1]);
            monitor.iterated(history.rows());
        }
    }

    private Sweep<V, T> sweep() {
        List<Sweep.Point<V, T>> done = IntStream.range(0, values.size())
                .mapToObj(points::get)
                .filter(Objects::nonNull)
                .toList();
        if (!failures.isEmpty() && done.stream().noneMatch(p -> p.result() instanceof Run)) {
            throw failures.values().iterator().next().here();
        }
        return new Sweep<>(
                name,
                values.size(),
                done,
                failures.entrySet().stream()
                        .map(e -> name + " " + values.get(e.getKey()) + ": " + SafeText.line(e.getValue().thrown))
                        .toList());
    }

    /** What a task threw, and where. */
    private record Failure(RuntimeException thrown, Thread thread) {
        /** The exception, with the trace of the thread that asked for the sweep. */
        RuntimeException here() {
            return thread == Thread.currentThread() ? thrown : Parallel.withCaller(thrown);
        }
    }
}
