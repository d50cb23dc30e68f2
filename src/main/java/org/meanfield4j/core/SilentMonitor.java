package org.meanfield4j.core;

/** See {@link Monitor#silent()}. */
final class SilentMonitor implements Monitor {
    private volatile Thread owner = Thread.currentThread();

    @Override
    public void begin(Plan plan) {
        owner = Thread.currentThread();
    }

    @Override
    public void iterated(long iteration) {}

    @Override
    public boolean cancelled() {
        return owner.isInterrupted();
    }

    @Override
    public void end(StopReason reason) {}
}
