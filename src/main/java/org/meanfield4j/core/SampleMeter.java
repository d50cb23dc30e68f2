package org.meanfield4j.core;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the samples of a run over all threads and refuses those beyond the budget, so that it is never exceeded.
 * Thread-safe.
 */
public final class SampleMeter {
    private final long budget;
    private final AtomicLong taken;
    /** Counts instead of {@code taken} without a budget: threads that only add do not wait for each other. */
    private final LongAdder unlimited = new LongAdder();

    private volatile boolean exhausted;

    /**
     * A meter.
     *
     * @param budget the most samples; {@link Long#MAX_VALUE} for no bound
     * @param taken how many are used up already
     */
    public SampleMeter(long budget, long taken) {
        this.budget = budget;
        this.taken = new AtomicLong(taken);
    }

    /**
     * Takes samples, all or none.
     *
     * @param samples how many
     * @return whether they were still within the budget
     */
    public boolean take(long samples) {
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

    /**
     * Whether samples were refused.
     *
     * @return true from the first refusal on
     */
    public boolean exhausted() {
        return exhausted;
    }

    /**
     * All samples so far; exact between steps of a run, when no thread takes any.
     *
     * @return how many were taken
     */
    public long taken() {
        return taken.get() + unlimited.sum();
    }
}
