package org.meanfield4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StoppedException;

class AsideTest {
    private final Aside aside = new Aside(true);

    @Test
    void workThatDoesNotAskIsLeftToItselfAndInterrupted() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);

        assertThrows(
                StoppedException.class,
                () -> aside.run(() -> began.getCount() == 0, () -> {
                    began.countDown();
                    return sleep(woken);
                }));

        assertTrue(aside.left());
        assertTrue(woken.await(10, TimeUnit.SECONDS), "the sleeper was woken");
    }

    @Test
    void workThatEndsByItselfIsNotLost() {
        assertEquals(3, aside.run(() -> true, () -> 3));
        assertFalse(aside.left());
    }

    @Test
    void whatTheWorkThrowsIsThrownAndTheInterruptFlagStays() {
        ArithmeticException thrown = new ArithmeticException();
        assertEquals(
                thrown,
                assertThrows(
                        ArithmeticException.class,
                        () -> aside.run(Stop.never(), () -> {
                            throw thrown;
                        })));
        Thread.currentThread().interrupt();
        assertEquals(3, new Aside(true).run(Stop.never(), () -> 3));
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void whoIsInterruptedWhileWaitingKeepsTheFlag() {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);

        boolean ended = aside.run(Stop.never(), () -> {
            caller.interrupt();
            return within(never, 100);
        });

        assertFalse(ended);
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void shortWorkThatRepeatsStaysInItsThread() {
        Thread caller = Thread.currentThread();

        assertNotEquals(caller, aside.repeat(Stop.never(), Thread::currentThread), "nobody knows how long it lasts");
        // On a busy machine even that may have lasted long; then the next one is set aside as well.
        assertTrue(IntStream.range(0, 20).anyMatch(i -> aside.repeat(Stop.never(), Thread::currentThread) == caller));
    }

    private static boolean within(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean sleep(CountDownLatch woken) {
        try {
            return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            woken.countDown();
            return false;
        }
    }
}
