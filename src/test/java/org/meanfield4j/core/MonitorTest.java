package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final History HISTORY = new History("iteration");
    private static final Monitor.Plan PLAN = Monitor.Plan.of("solver");

    @Test
    void theSilentMonitorStopsWhenTheSolvingThreadIsInterruptedAndKeepsTheFlag() throws InterruptedException {
        Monitor monitor = Monitor.silent();
        monitor.begin(PLAN);
        boolean before = monitor.cancelled();

        Thread.currentThread().interrupt();
        boolean[] seenElsewhere = new boolean[1];
        Thread other = new Thread(() -> seenElsewhere[0] = monitor.cancelled());
        other.start();
        boolean after = monitor.cancelled();
        boolean flag = Thread.interrupted();
        Thread.currentThread().interrupt();
        // join would throw with the flag set; wait without it, the worker has nothing to block on.
        while (other.isAlive()) {
            Thread.onSpinWait();
        }
        Thread.interrupted();

        assertFalse(before);
        assertTrue(after);
        assertTrue(flag, "asking must not clear the interrupt flag");
        assertTrue(seenElsewhere[0], "a worker must see the interrupt of the thread that called solve");
        assertEquals(StopReason.INTERRUPTED, monitor.reason());
    }

    @Test
    void theBudgetCountsFromBeginAndNamesItself() throws InterruptedException {
        Monitor monitor = Monitor.silent().within(Duration.ofMillis(20));
        Thread.sleep(30);
        assertFalse(monitor.cancelled(), "the time before begin is free");

        monitor.begin(PLAN);
        assertFalse(Monitor.silent().within(Duration.ofDays(1_000_000)).cancelled());
        Thread.sleep(30);

        assertTrue(monitor.cancelled());
        assertEquals(StopReason.BUDGET, monitor.reason());
    }

    @Test
    void anInterruptWinsOverTheBudget() {
        Monitor monitor = Monitor.silent().within(Duration.ofNanos(1));
        monitor.begin(PLAN);
        Thread.currentThread().interrupt();
        boolean cancelled = monitor.cancelled();
        StopReason reason = monitor.reason();
        Thread.interrupted();

        assertTrue(cancelled);
        assertEquals(StopReason.INTERRUPTED, reason);
    }

    @Test
    void aBudgetOfCenturiesNeverEnds() {
        Monitor monitor = Monitor.silent().within(Duration.ofSeconds(Long.MAX_VALUE));
        monitor.begin(PLAN);

        assertFalse(monitor.cancelled());
    }

    @Test
    void theBudgetPassesEveryCallOn() {
        Recorder recorder = new Recorder();
        Monitor monitor = recorder.within(Duration.ofHours(1));
        monitor.begin(new Monitor.Plan("solver", 3, 0, HISTORY, "iteration"));
        monitor.iterated(1);
        monitor.end(StopReason.CONVERGED);

        assertEquals(List.of("begin solver 3", "iterated 1", "end CONVERGED"), recorder.calls);
    }

    @Test
    void aBudgetMustBePositive() {
        assertEquals(
                "budget = PT0S must be positive; e.g. Duration.ofSeconds(30)",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Monitor.silent().within(Duration.ZERO))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Monitor.silent().within(Duration.ofSeconds(-1)));
    }

    private static final class Recorder implements Monitor {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void begin(Plan plan) {
            calls.add("begin " + plan.solver() + " " + plan.iterations());
        }

        @Override
        public void iterated(long iteration) {
            calls.add("iterated " + iteration);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void end(StopReason reason) {
            calls.add("end " + reason);
        }
    }
}
