package org.meanfield4j.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
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
    void aFailureReachesTheCaller() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> Sheltered.run(() -> {
                    throw new UnsupportedOperationException("closed");
                }));
        assertEquals("closed", e.getCause().getMessage());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
