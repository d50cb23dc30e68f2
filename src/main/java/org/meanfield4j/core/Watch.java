package org.meanfield4j.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an {@link Algorithm} sees of the world outside: whether to stop, how many samples are left, and whom to tell. All
 * of it may be called from any thread.
 */
public final class Watch implements Stop {
    private final Monitor monitor;
    private final SampleMeter meter;
    /** By topic, of which the first line counts. */
    private final Map<String, String> warnings = new LinkedHashMap<>();

    private boolean settled = true;
    private String failure;
    private volatile StopReason stopped;
    private volatile String broken;

    Watch(Monitor monitor, SampleMeter meter) {
        this.monitor = monitor;
        this.meter = meter;
    }

    @Override
    public boolean now() {
        // Remembered: whatever clears the interrupt flag later, the caller has asked.
        if (stopped == null && meter.exhausted()) {
            stopped = StopReason.BUDGET;
        } else if (stopped == null && cancelled()) {
            stopped = monitor.reason();
        }
        return stopped != null;
    }

    /** What the monitor says; one that throws is not asked again, and does not cost the run. */
    boolean cancelled() {
        if (broken != null) {
            return false;
        }
        try {
            return monitor.cancelled();
        } catch (RuntimeException | LinkageError e) {
            broken = "the monitor failed: " + Loop.line(e);
            return false;
        }
    }

    /**
     * Takes samples of the run's budget, all or none; once some were refused, {@link #now()} is true.
     *
     * @param samples how many
     * @return whether they were still within the budget
     */
    public boolean take(long samples) {
        return meter.take(samples);
    }

    /**
     * The counter of the run.
     *
     * @return for oracles that count by themselves
     */
    public SampleMeter meter() {
        return meter;
    }

    /**
     * Says what a reader must know about the result; the same line counts once.
     *
     * @param line one line
     */
    public void warn(String line) {
        warn(line, line);
    }

    /** Says something that may be said again in other words; the first line of a topic counts. */
    synchronized void warn(String topic, String line) {
        warnings.putIfAbsent(oneLine(topic), oneLine(line));
    }

    /** Says why the run ends without a result. */
    synchronized void fail(String line) {
        failure = oneLine(line);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").strip();
    }

    /**
     * An inner solve that the result rests on did not converge: a warning, and the run is not called converged.
     *
     * @param what which one
     * @param residual how far it came
     */
    public synchronized void notConverged(String what, double residual) {
        settled = false;
        warn(what, String.format(Locale.ROOT, "%s did not converge: residual %.2g", what, residual));
    }

    /** What an earlier part of the run had to say. */
    synchronized void recall(State state) {
        state.warnings().forEach(warnings::putIfAbsent);
        settled &= state.settled();
    }

    synchronized boolean settled() {
        return settled;
    }

    StopReason reason() {
        now();
        return stopped;
    }

    /** What a continued run goes on saying. */
    synchronized Map<String, String> warnings() {
        return new LinkedHashMap<>(warnings);
    }

    /** Why the run ends without a result, if it does; then the warnings. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(warnings.values());
        if (broken != null && !lines.contains(broken)) {
            lines.add(broken);
        }
        if (failure != null) {
            lines.add(0, failure);
        }
        return lines;
    }
}
