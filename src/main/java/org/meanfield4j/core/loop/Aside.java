package org.meanfield4j.core.loop;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.numerics.Parallel;

/**
 * Does work that may be slow to notice that it has to stop: a reward of a user's that sleeps, one large product of a
 * native library. It is done by a thread of its own; who waits asks whether to stop, and after a moment's grace leaves
 * it to itself. What it writes to is then no longer to be read.
 */
final class Aside {
    /** Longer work goes aside: handing it over costs some 60 µs, below a hundredth of it. */
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(10);

    /** Between noticing a stop and leaving the work to itself; it mostly ends by itself, and nothing is lost. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    /** Short work is waited for awake: to fall asleep and be woken takes as long. */
    private static final long AWAKE = TimeUnit.MICROSECONDS.toNanos(100);

    /** Threads are kept for a second: a new one costs up to half a millisecond, more than a small run. */
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "meanfield4j-aside");
                thread.setDaemon(true);
                return thread;
            });

    private boolean slow;
    private boolean left;

    /** Whose repeated work may be slow until it was seen to be short, or is known to be short. */
    Aside(boolean slow) {
        this.slow = slow;
    }

    /**
     * What the work returns or throws.
     *
     * @throws StoppedException if it was left to itself
     */
    <T> T run(Stop stop, Supplier<T> work) {
        return await(stop, GRACE, work);
    }

    /** As {@link #run}, for work done again and again: in the caller's thread where it was short the last time. */
    <T> T repeat(Stop stop, Supplier<T> work) {
        return repeat(stop, GRACE, work);
    }

    /** As {@link #repeat(Stop, Supplier)} with another grace, in nanoseconds. */
    <T> T repeat(Stop stop, long grace, Supplier<T> work) {
        long began = System.nanoTime();
        try {
            return slow ? await(stop, grace, work) : work.get();
        } finally {
            slow = System.nanoTime() - began > LONG;
        }
    }

    /** Whether some work was left to itself and may still be writing. */
    boolean left() {
        return left;
    }

    private <T> T await(Stop stop, long grace, Supplier<T> work) {
        Thread caller = Thread.currentThread();
        ClassLoader loader = caller.getContextClassLoader();
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    return work.get();
                }) {
                    @Override
                    protected void done() {
                        LockSupport.unpark(caller);
                    }
                };
        THREADS.execute(task);
        for (long end = System.nanoTime() + AWAKE; !task.isDone() && System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
        long stopped = 0;
        // Not get with a time limit: that would clear the interrupt flag of the caller.
        while (!task.isDone()) {
            if (stopped == 0 && stop.now()) {
                stopped = Math.max(1, System.nanoTime());
            } else if (stopped != 0 && System.nanoTime() - stopped > grace) {
                left = true;
                task.cancel(true);
                throw new StoppedException();
            }
            pause(task);
        }
        return result(task);
    }

    /** An interrupted thread does not park: it sleeps with its flag down. */
    private static void pause(FutureTask<?> task) {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(task, PAUSE);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T result(FutureTask<T> task) {
        boolean interrupted = Thread.interrupted();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Aside.<RuntimeException>same(Parallel.withCaller(e.getCause()));
        } catch (InterruptedException e) {
            interrupted = true;
            throw new StoppedException();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The very throwable of the work, which declares none. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E same(Throwable t) throws E {
        throw (E) t;
    }
}
