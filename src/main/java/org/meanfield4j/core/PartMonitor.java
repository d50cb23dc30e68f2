package org.meanfield4j.core;

/** See {@link Monitor#part()}. */
record PartMonitor(Monitor whole) implements Monitor {
    @Override
    public void begin(Plan plan) {}

    @Override
    public void iterated(long iteration) {}

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }

    @Override
    public StopReason reason() {
        return whole.reason();
    }

    @Override
    public void end(StopReason reason) {}
}
