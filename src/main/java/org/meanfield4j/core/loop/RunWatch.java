package org.meanfield4j.core.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.State;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.text.SafeText;

/** The watch of one run, which also keeps what was said and why the run had to stop. */
final class RunWatch implements Watch {
    private final Monitor monitor;
    private final SampleMeter meter;
    /** By topic, of which the first line counts. */
    private final Map<String, String> warnings = new LinkedHashMap<>();

    private boolean settled = true;
    private String failure;
    private volatile StopReason stopped;
    private volatile String broken;

    RunWatch(Monitor monitor, SampleMeter meter) {
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
            broken = "the monitor failed: " + SafeText.line(e);
            return false;
        }
    }

    /** News for the monitor: one that throws, such as a figure that cannot be drawn, does not cost the run. */
    void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable t) {
            warn("monitor", "the monitor failed: " + SafeText.line(t));
        }
    }

    @Override
    public boolean take(long samples) {
        return meter.take(samples);
    }

    @Override
    public SampleMeter meter() {
        return meter;
    }

    @Override
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

    @Override
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
