package org.meanfield4j.core.numerics;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Loops over an index range on several threads: seeds, populations, blocks of rollouts, points of a sweep.
 *
 * <p>The calling thread works too and idle daemon threads, at most one fewer than there are processors, help it. So a
 * loop inside a loop never waits for a free thread, and a loop on one processor is a plain loop. Indices are handed out
 * in order; results do not depend on the number of threads as long as the body of an index uses only what belongs to
 * that index (its own random stream, its own slice of an array). A call costs up to 50 µs to wake and join the
 * helpers: give it bodies of 100 µs or more.
 */
public final class Parallel {
    private static final int HELPERS = Math.max(0, threads() - 1);
    private static final ThreadPoolExecutor POOL = pool();

    private Parallel() {}

    /**
     * The number of threads that loops use unless told otherwise.
     *
     * @return the number of processors
     */
    public static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Calls a body for every index on {@link #threads()} threads.
     *
     * @param n how many indices: 0 … n-1
     * @param body what to do for an index
     * @throws CancellationException if the calling thread is interrupted before every index was started; bodies that
     *     run are interrupted and awaited, and the interrupt flag stays set
     */
    public static void forEach(int n, IntConsumer body) {
        forEach(n, threads(), body);
    }

    /**
     * Calls a body for every index. A body that throws stops the loop; what the lowest such index threw is rethrown as
     * it is, after the bodies that run have ended.
     *
     * @param n how many indices: 0 … n-1
     * @param threads how many threads at most, the calling one included; at least 1
     * @param body what to do for an index
     * @throws CancellationException as {@link #forEach(int, IntConsumer)}
     * @throws IllegalArgumentException if n &lt; 0 or threads &lt; 1
     */
    public static void forEach(int n, int threads, IntConsumer body) {
        if (!run(n, threads, body)) {
            throw new CancellationException("interrupted before all " + n + " indices were started");
        }
    }

    /**
     * The values of a function for every index, on {@link #threads()} threads.
     *
     * @param n how many indices: 0 … n-1
     * @param function the value for an index
     * @param <T> what it returns
     * @return the values in the order of the indices, unmodifiable
     * @throws CancellationException as {@link #forEach(int, IntConsumer)}
     */
    public static <T> List<T> map(int n, IntFunction<T> function) {
        return map(n, threads(), function);
    }

    /**
     * The values of a function for every index.
     *
     * @param n how many indices: 0 … n-1
     * @param threads how many threads at most, the calling one included; at least 1
     * @param function the value for an index
     * @param <T> what it returns
     * @return the values in the order of the indices, unmodifiable
     * @throws CancellationException as {@link #forEach(int, IntConsumer)}
     * @throws IllegalArgumentException if n &lt; 0 or threads &lt; 1
     */
    @SuppressWarnings("unchecked")
    public static <T> List<T> map(int n, int threads, IntFunction<T> function) {
        Object[] values = new Object[Math.max(n, 0)];
        forEach(n, threads, i -> values[i] = function.apply(i));
        return (List<T>) Collections.unmodifiableList(Arrays.asList(values));
    }

    /** As {@link #forEach(int, int, IntConsumer)}, but tells by its result whether every index was started. */
    public static boolean run(int n, int threads, IntConsumer body) {
        if (n < 0) {
            throw new IllegalArgumentException("n = " + n + " must be at least 0: it counts the indices");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + " must be at least 1; 1 is a plain loop");
        }
        if (n > 0 && Thread.currentThread().isInterrupted()) {
            return false;
        }
        Loop loop = new Loop(n, body);
        int helpers = Math.min(HELPERS, Math.min(threads, n) - 1);
        for (int h = 0; h < helpers; h++) {
            POOL.execute(loop);
        }
        return loop.join(helpers);
    }

    /**
     * Adds to the trace of what another thread threw where this thread asked for it: below the library's own lines a
     * reader looks for the call.
     *
     * @param failure of a thread that worked for this one
     * @param <T> its type
     * @return the failure itself
     */
    public static <T extends Throwable> T withCaller(T failure) {
        StackTraceElement[] there = failure.getStackTrace();
        StackTraceElement[] here = Thread.currentThread().getStackTrace();
        StackTraceElement[] both = Arrays.copyOf(there, there.length + here.length - 1);
        System.arraycopy(here, 1, both, there.length, here.length - 1);
        failure.setStackTrace(both);
        return failure;
    }

    /** How many calls for help nobody has answered; for tests. */
    static int waiting() {
        return POOL.getQueue().size();
    }

    private static ThreadPoolExecutor pool() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                Math.max(1, HELPERS), Math.max(1, HELPERS), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "meanfield4j-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One loop; run by its helpers, joined by its caller. */
    private static final class Loop implements Runnable {
        private final int n;
        private final IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private volatile boolean stopped;
        // Guarded by this.
        private final Set<Thread> helping = new HashSet<>();
        private boolean closed;
        private Throwable failure;
        private int failed = Integer.MAX_VALUE;
        private Thread failing;

        Loop(int n, IntConsumer body) {
            this.n = n;
            this.body = body;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                helping.add(Thread.currentThread());
            }
            work();
            synchronized (this) {
                helping.remove(Thread.currentThread());
                // An interrupt was meant for this loop, not for the next one that the thread helps.
                Thread.interrupted();
                notifyAll();
            }
        }

        boolean join(int helpers) {
            work();
            for (int h = 0; h < helpers && POOL.remove(this); h++) {
                // The helper never started: every other thread is busy.
            }
            awaitHelpers();
            rethrow();
            return next.get() >= n;
        }

        private void work() {
            while (!stopped) {
                if (Thread.currentThread().isInterrupted()) {
                    stopped = true;
                    return;
                }
                int i = next.getAndIncrement();
                if (i >= n) {
                    return;
                }
                try {
                    body.accept(i);
                } catch (Throwable t) {
                    fail(i, t);
                }
            }
        }

        private synchronized void fail(int index, Throwable t) {
            stopped = true;
            if (index < failed) {
                failed = index;
                failure = t;
                failing = Thread.currentThread();
            }
        }

        private synchronized void awaitHelpers() {
            closed = true;
            boolean told = false;
            while (!helping.isEmpty()) {
                if (Thread.currentThread().isInterrupted()) {
                    stopped = true;
                    if (!told) {
                        helping.forEach(Thread::interrupt);
                        told = true;
                    }
                    pause(); // the flag stays set for whoever asks, so this thread cannot simply wait
                } else {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        }

        /** Lets the helpers in for a moment, without a look at the interrupt flag. */
        private void pause() {
            boolean flag = Thread.interrupted();
            try {
                wait(1);
            } catch (InterruptedException again) {
                flag = true;
            } finally {
                if (flag) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private synchronized void rethrow() {
            if (failure != null && failing != Thread.currentThread()) {
                withCaller(failure);
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure != null) {
                // Only a checked exception thrown around the compiler gets here.
                throw new IllegalStateException(failure);
            }
        }
    }
}
