package org.meanfield4j.core;

import java.time.Duration;

/** What {@link Monitor} hands out. */
final class Monitors {
    private Monitors() {}

    /** See {@link Monitor#silent()}. */
    static final class SilentMonitor implements Monitor {
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

    /** See {@link Monitor#within(Duration)}. */
    static final class TimeBudget implements Monitor {
        /** The clock counts nanoseconds in a long: 292 years. */
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private final Monitor inner;
        private final Duration budget;
        private volatile long deadline = Long.MAX_VALUE;
        private volatile boolean begun;

        TimeBudget(Monitor inner, Duration budget) {
            if (budget.isNegative() || budget.isZero()) {
                throw new IllegalArgumentException(
                        "budget = " + budget + " must be positive; e.g. Duration.ofSeconds(30)");
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
}
