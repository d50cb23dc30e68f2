package org.meanfield4j.stationary;

import java.util.function.BooleanSupplier;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;

/** Stops a run when told to. */
public record CountingMonitor(BooleanSupplier stop, long[] done) implements Monitor {
    CountingMonitor(BooleanSupplier stop) {
        this(stop, new long[1]);
    }

    /** Stops a run at one of the first questions after so many iterations. */
    public static CountingMonitor after(int iterations, int questions) {
        long[] done = new long[1];
        int[] asked = new int[1];
        return new CountingMonitor(() -> done[0] >= iterations && ++asked[0] > questions, done);
    }

    @Override
    public void begin(Plan plan) {}

    @Override
    public void iterated(long iteration) {
        done[0] = iteration;
    }

    @Override
    public boolean cancelled() {
        return stop.getAsBoolean();
    }

    @Override
    public void end(StopReason reason) {}
}
