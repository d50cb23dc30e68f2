package org.meanfield4j.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an {@link Algorithm} sees of the world outside: whether to stop, how many samples are left, and whom to tell. The
 * questions may come from any thread; warnings come from the thread that runs the loop.
 */
public final class Watch implements Stop {
    private final Monitor monitor;
    private final SampleMeter meter;
    private final Set<String> warnings = new LinkedHashSet<>();
    private boolean settled = true;
    private volatile boolean stopped;

    Watch(Monitor monitor, SampleMeter meter) {
        this.monitor = monitor;
        this.meter = meter;
    }

    @Override
    public boolean now() {
        // Remembered: whatever clears the interrupt flag later, the caller has asked.
        if (!stopped && (meter.exhausted() || monitor.cancelled())) {
            stopped = true;
        }
        return stopped;
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
        warnings.add(line.replaceAll("\\R", " ").strip());
    }

    /**
     * An inner solve that the result rests on did not converge: a warning, and the run is not called converged.
     *
     * @param what which one
     * @param residual how far it came
     */
    public void notConverged(String what, double residual) {
        settled = false;
        warn(String.format(Locale.ROOT, "%s did not converge: residual %.2g", what, residual));
    }

    boolean settled() {
        return settled;
    }

    StopReason reason() {
        return meter.exhausted() ? StopReason.BUDGET : monitor.reason();
    }

    List<String> warnings() {
        return new ArrayList<>(warnings);
    }
}
