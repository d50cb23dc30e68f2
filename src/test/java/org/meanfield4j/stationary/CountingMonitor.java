package org.meanfield4j.stationary;

import java.util.function.BooleanSupplier;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;

/** Stops a run when told to. */
record CountingMonitor(BooleanSupplier stop) implements Monitor {
    @Override
    public void begin(String solver, long iterations, History history) {}

    @Override
    public void iterated(long iteration) {}

    @Override
    public boolean cancelled() {
        return stop.getAsBoolean();
    }

    @Override
    public void end(StopReason reason) {}
}
