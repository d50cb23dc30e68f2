package org.meanfield4j.jupyter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ShelteredTest {
    @Test
    void theTaskOfAnInterruptedThreadIsNotInterruptedAndTheFlagStays() {
        AtomicBoolean seen = new AtomicBoolean(true);
        Thread.currentThread().interrupt();
        Sheltered.run(() -> seen.set(Thread.currentThread().isInterrupted()));
        assertTrue(Thread.interrupted());
        assertFalse(seen.get());
    }

    @Test
    void anInterruptDuringTheTaskNeitherEndsItNorIsLost() {
        Thread caller = Thread.currentThread();
        AtomicBoolean finished = new AtomicBoolean();
        Sheltered.run(() -> {
            caller.interrupt();
            pause();
            finished.set(true);
        });
        assertTrue(Thread.interrupted());
        assertTrue(finished.get());
    }

    @Test
    void aFailureDoesNotReachTheSolver() {
        AtomicBoolean tried = new AtomicBoolean();
        // Not in the log of the tests: this failure is meant.
        Logger.getLogger(Sheltered.class.getName()).setLevel(Level.OFF);
        Sheltered.run(() -> {
            tried.set(true);
            throw new UnsupportedOperationException("closed");
        });
        assertTrue(tried.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
