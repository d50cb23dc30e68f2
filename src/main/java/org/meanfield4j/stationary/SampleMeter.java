package org.meanfield4j.stationary;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the samples of a run over all threads and refuses those beyond the budget, so that it is never exceeded. */
final class SampleMeter {
    private final long budget;
    private final AtomicLong taken;
    private volatile boolean exhausted;

    SampleMeter(long budget, long taken) {
        this.budget = budget;
        this.taken = new AtomicLong(taken);
    }

    /**
     * Takes samples, all or none.
     *
     * @return whether they were still within the budget
     */
    boolean take(int samples) {
        if (taken.addAndGet(samples) > budget) {
            taken.addAndGet(-samples);
            exhausted = true;
        }
        return !exhausted;
    }

    boolean exhausted() {
        return exhausted;
    }

    long taken() {
        return taken.get();
    }
}
