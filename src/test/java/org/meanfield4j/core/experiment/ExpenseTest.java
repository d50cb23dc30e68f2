package org.meanfield4j.core.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meanfield4j.stationary.StationarySolver;
import org.meanfield4j.stationary.games.CrowdGrid;

class ExpenseTest {
    private static final int STEPS = 5;
    private static final double SECONDS = 0.05;

    /** Steps this long are not done in the thread that calls the solver. */
    @Test
    void theTimeAndMemoryOfARunCountInWhicheverThreadItWorks() {
        byte[][] kept = new byte[1][];
        Expense expense = Expense.of(() -> StationarySolver.of("busy", STEPS, (game, k, now, stop) -> {
                    double until = threadSeconds() + SECONDS;
                    while (threadSeconds() < until) {
                        Thread.onSpinWait();
                    }
                    kept[0] = new byte[1_000_000];
                    return now;
                })
                .solve(CrowdGrid.corner(3)));

        assertEquals(1_000_000, kept[0].length);
        assertTrue(expense.seconds() >= STEPS * SECONDS, expense::toString);
        assertTrue(expense.bytes() >= STEPS * 1_000_000, expense::toString);
    }

    /** What other threads of the tests do meanwhile is far less than the life of the process before. */
    @Test
    void whatWasSpentBeforeDoesNotCount() {
        byte[][] before = new byte[1000][];
        for (int i = 0; i < before.length; i++) {
            before[i] = new byte[1_000_000];
            before[i] = null;
        }

        double until = threadSeconds() + 1;
        while (threadSeconds() < until) {
            Thread.onSpinWait();
        }

        Expense nothing = Expense.of(() -> {});

        assertTrue(nothing.bytes() < 500_000_000, nothing::toString);
        assertTrue(nothing.seconds() < 0.5, nothing::toString);
    }

    private static double threadSeconds() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }
}
