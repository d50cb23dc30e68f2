package org.meanfield4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;

/** A monitor that remembers what it was told, and presses stop some questions after an iteration. */
class Stopper implements Monitor {
    final List<StopReason> ended = new ArrayList<>();
    volatile long told;
    Plan plan;
    private final long after;
    private final int questions;
    private final AtomicInteger asked = new AtomicInteger();

    Stopper(long after, int questions) {
        this.after = after;
        this.questions = questions;
    }

    @Override
    public void begin(Plan what) {
        plan = what;
    }

    @Override
    public void iterated(long iteration) {
        told = iteration;
    }

    @Override
    public boolean cancelled() {
        return told >= after && asked.incrementAndGet() > questions;
    }

    @Override
    public void end(StopReason reason) {
        ended.add(reason);
    }
}
