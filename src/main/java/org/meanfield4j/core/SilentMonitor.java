package org.meanfield4j.core;

/** See {@link Monitor#silent()}. */
final class SilentMonitor implements Monitor {
    private volatile Thread owner = Thread.currentThread();
    private volatile boolean interrupted;

    @Override
    public void begin(Plan plan) {
        owner = Thread.currentThread();
        interrupted = false;
    }

    @Override
    public void iterated(long iteration) {}

    @Override
    public boolean cancelled() {
        if (!interrupted && owner.isInterrupted()) {
            interrupted = true; // whatever clears the flag later
        }
        return interrupted;
    }

    @Override
    public void end(StopReason reason) {}
}
