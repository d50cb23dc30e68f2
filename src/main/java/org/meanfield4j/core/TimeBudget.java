package org.meanfield4j.core;

import java.time.Duration;

/** See {@link Monitor#within(Duration)}. */
final class TimeBudget implements Monitor {
    /** The clock counts nanoseconds in a long: 292 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Monitor inner;
    private final Duration budget;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean begun;

    TimeBudget(Monitor inner, Duration budget) {
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("budget = " + budget + " must be positive; e.g. Duration.ofSeconds(30)");
        }
        this.inner = inner;
        this.budget = budget.compareTo(LONGEST) > 0 ? LONGEST : budget;
    }

    @Override
    public void begin(Plan plan) {
        deadline = System.nanoTime() + budget.toNanos();
        begun = true;
        inner.begin(plan);
    }

    @Override
    public void iterated(long iteration) {
        inner.iterated(iteration);
    }

    @Override
    public boolean cancelled() {
        return inner.cancelled() || outOfTime();
    }

    @Override
    public StopReason reason() {
        return inner.cancelled() ? inner.reason() : StopReason.BUDGET;
    }

    @Override
    public void end(StopReason reason) {
        inner.end(reason);
    }

    private boolean outOfTime() {
        return begun && System.nanoTime() - deadline >= 0;
    }
}
