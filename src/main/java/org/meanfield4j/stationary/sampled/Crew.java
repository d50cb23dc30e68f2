package org.meanfield4j.stationary.sampled;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.meanfield4j.core.numerics.Parallel;

/**
 * Threads that stay awake from one short parallel loop to the next. An inner step of the sampled method lasts some
 * 200 µs, too short to wake threads for each; a crew is called together once per outer step and its helpers wait
 * actively in between. Nobody waits for a helper that never comes: the leader does whatever is left.
 */
final class Crew {
    private static final int SPINS_BEFORE_YIELD = 2000;

    private volatile Loop current;
    private volatile boolean dismissed;

    private Crew() {}

    /**
     * Runs a job with a crew.
     *
     * @param threads how many threads at most, the one that does the job included
     * @param job runs once, on the calling or on another thread
     * @throws java.util.concurrent.CancellationException as {@link Parallel#forEach(int, int, IntConsumer)}
     */
    static void together(int threads, Job job) {
        Crew crew = new Crew();
        if (threads == 1) {
            job.run(crew);
            return;
        }
        AtomicBoolean led = new AtomicBoolean();
        Parallel.forEach(threads, threads, i -> {
            if (led.compareAndSet(false, true)) {
                try {
                    job.run(crew);
                } finally {
                    crew.dismissed = true;
                }
            } else {
                crew.help();
            }
        });
    }

    /** What a crew is called together for. */
    @FunctionalInterface
    interface Job {
        void run(Crew crew);
    }

    /** Calls a body for 0 … n − 1; the thread that does the job calls it. */
    void forEach(int n, IntConsumer body) {
        Loop loop = new Loop(n, body);
        current = loop;
        loop.work();
        loop.awaitDone();
    }

    private void help() {
        Loop last = null;
        int spins = 0;
        while (!dismissed) {
            Loop loop = current;
            if (loop == last) {
                spins = pause(spins);
            } else {
                loop.work();
                last = loop;
                spins = 0;
            }
        }
    }

    private static int pause(int spins) {
        if (spins < SPINS_BEFORE_YIELD) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
        return spins + 1;
    }

    private static final class Loop {
        private final int n;
        private final IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile RuntimeException failure;

        Loop(int n, IntConsumer body) {
            this.n = n;
            this.body = body;
        }

        void work() {
            for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
                try {
                    body.accept(i);
                } catch (RuntimeException e) {
                    failure = e;
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        void awaitDone() {
            for (int spins = 0; done.get() < n; spins = pause(spins)) {
                // A helper is still at work on the last index.
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
