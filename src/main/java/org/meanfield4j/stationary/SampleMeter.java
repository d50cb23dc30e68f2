package org.meanfield4j.stationary;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts the samples of a run over all threads and refuses those beyond the budget, so that it is never exceeded. */
final class SampleMeter {
    private final long budget;
    private final AtomicLong taken;
    /** Counts instead of {@code taken} without a budget: threads that only add do not wait for each other. */
    private final LongAdder unlimited = new LongAdder();

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
        if (budget == Long.MAX_VALUE) {
            unlimited.add(samples);
            return true;
        }
        if (taken.addAndGet(samples) > budget) {
            taken.addAndGet(-samples);
            exhausted = true;
        }
        return !exhausted;
    }

    boolean exhausted() {
        return exhausted;
    }

    /** All samples so far; exact between steps of the run, when no thread takes any. */
    long taken() {
        return taken.get() + unlimited.sum();
    }
}
