package org.meanfield4j.core.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meanfield4j.core.random.Streams;

@Timeout(20)
class ParallelTest {
    @Property(tries = 200)
    void everyIndexRunsOnceAndResultsAreInOrder(
            @ForAll @IntRange(max = 100) int n, @ForAll @IntRange(min = 1, max = 9) int threads) {
        AtomicInteger calls = new AtomicInteger();

        List<Integer> squares = Parallel.map(n, threads, i -> {
            calls.incrementAndGet();
            return i * i;
        });

        assertEquals(IntStream.range(0, n).mapToObj(i -> i * i).toList(), squares);
        assertEquals(n, calls.get());
    }

    @Test
    void randomBlocksAreTheSameBitsForAnyNumberOfThreads() {
        double[] expected = blocks(1);
        assertArrayEquals(expected, blocks(2));
        assertArrayEquals(expected, blocks(7));
    }

    @Test
    void twoThreadsWorkAtTheSameTime() {
        Assumptions.assumeTrue(Parallel.threads() > 1, "one processor: a plain loop");
        CountDownLatch both = new CountDownLatch(2);
        // Each waits for the other: a loop on one thread would never return.
        Parallel.forEach(2, 2, i -> {
            both.countDown();
            await(both);
        });
        assertEquals(0, both.getCount());
    }

    @Test
    void oneThreadMeansTheCallingThreadAndHelpersAreDaemons() {
        Set<Thread> one = ConcurrentHashMap.newKeySet();
        Parallel.forEach(50, 1, i -> one.add(Thread.currentThread()));
        assertEquals(Set.of(Thread.currentThread()), one);

        Set<Thread> many = ConcurrentHashMap.newKeySet();
        Parallel.forEach(200, 4, i -> {
            many.add(Thread.currentThread());
            sleep(1);
        });
        many.remove(Thread.currentThread());
        assertTrue(many.stream().allMatch(Thread::isDaemon));
        assertTrue(many.size() <= Parallel.threads() - 1);
    }

    @Test
    void loopsInsideLoopsInsideLoopsEnd() {
        AtomicInteger calls = new AtomicInteger();
        Parallel.forEach(8, i -> Parallel.forEach(8, j -> Parallel.forEach(8, k -> calls.incrementAndGet())));
        assertEquals(512, calls.get());
    }

    @Test
    void theExceptionOfTheLowestIndexComesBackAsItIs() {
        IllegalStateException low = new IllegalStateException("3");
        for (int threads : new int[] {1, 2, 4}) {
            AtomicInteger calls = new AtomicInteger();
            Throwable thrown = assertThrows(
                    IllegalStateException.class,
                    () -> Parallel.forEach(10_000, threads, i -> {
                        calls.incrementAndGet();
                        if (i == 3) {
                            sleep(5);
                            throw low;
                        }
                        if (i == 4) {
                            throw new IllegalStateException("4");
                        }
                    }));
            assertSame(low, thrown);
            assertTrue(calls.get() < 10_000, "the rest must not run");
        }
        assertThrows(
                AssertionError.class,
                () -> Parallel.forEach(4, 2, i -> {
                    throw new AssertionError();
                }));
    }

    @Test
    void anInterruptOfTheCallerStopsEveryBodyKeepsTheFlagAndLeavesHelpersUsable() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        boolean[] flag = new boolean[1];
        Throwable[] thrown = new Throwable[1];
        Thread caller = new Thread(() -> {
            try {
                Parallel.forEach(1000, 2, i -> {
                    started.incrementAndGet();
                    // What a solver does: work until it sees the interrupt of its thread.
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                });
            } catch (CancellationException e) {
                thrown[0] = e;
            }
            flag[0] = Thread.currentThread().isInterrupted();
        });
        caller.start();
        while (started.get() == 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join();

        assertEquals("interrupted before all 1000 indices were started", thrown[0].getMessage());
        assertTrue(flag[0]);
        assertTrue(started.get() <= 2, "no body may start after the interrupt");
        boolean[] seen = new boolean[1];
        Parallel.forEach(50, 2, i -> {
            sleep(1);
            seen[0] |= Thread.currentThread().isInterrupted();
        });
        assertFalse(seen[0], "an old interrupt must not reach the next loop");
    }

    @Test
    void anInterruptedCallerStartsNothing() {
        AtomicInteger calls = new AtomicInteger();
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> Parallel.forEach(9, i -> calls.incrementAndGet()));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(0, calls.get());
    }

    @Test
    void helpersThatNeverStartedAreForgotten() {
        // While all helpers are busy, inner loops run on their caller alone and must not pile up in the queue: the
        // last one would otherwise see what the first one left.
        Parallel.forEach(Parallel.threads(), outer -> {
            AtomicInteger calls = new AtomicInteger();
            for (int i = 0; i < 2000; i++) {
                Parallel.forEach(4, j -> calls.incrementAndGet());
            }
            assertEquals(8000, calls.get());
        });
        assertEquals(0, Parallel.waiting());
    }

    @Test
    void badArgumentsAreRefused() {
        assertMessage("n = -1 must be at least 0: it counts the indices", () -> Parallel.map(-1, i -> i));
        assertMessage("threads = 0 must be at least 1; 1 is a plain loop", () -> Parallel.forEach(1, 0, i -> {}));
    }

    private static double[] blocks(int threads) {
        double[] out = new double[64];
        Parallel.forEach(out.length, threads, i -> out[i] = Streams.of(5).at(i).nextGaussian());
        return out;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void aFailureElsewhereAlsoNamesWhoAskedForTheWork() throws InterruptedException {
        Exception[] failure = new Exception[1];
        Thread other = new Thread(() -> failure[0] = new IllegalStateException("elsewhere"));
        other.start();
        other.join();
        List<StackTraceElement> there = List.of(failure[0].getStackTrace());

        assertSame(failure[0], Parallel.withCaller(failure[0]));

        List<StackTraceElement> both = List.of(failure[0].getStackTrace());
        assertEquals(there, both.subList(0, there.size()));
        List<String> here = both.subList(there.size(), both.size()).stream()
                .map(StackTraceElement::getMethodName)
                .toList();
        assertEquals(List.of("withCaller", "aFailureElsewhereAlsoNamesWhoAskedForTheWork"), here.subList(0, 2));
        StackTraceElement[] own = Thread.currentThread().getStackTrace();
        assertEquals(own[own.length - 1], both.get(both.size() - 1));
    }

    @Test
    void noWorkIsDoneAlsoAfterAnInterrupt() {
        Thread.currentThread().interrupt();

        assertTrue(Parallel.run(0, 2, i -> {}));
        assertFalse(Parallel.run(1, 2, i -> {}));

        assertTrue(Thread.interrupted());
    }
}
