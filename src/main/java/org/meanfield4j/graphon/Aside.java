package org.meanfield4j.graphon;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.meanfield4j.core.Stop;

/**
 * Work with parts that nobody can stop, such as the eigenvalues of a large table: done by a thread of its own, which is
 * left to itself when whoever waits has to give up. The work asks the same question between its parts and so ends soon.
 */
final class Aside {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Aside() {}

    /** What the work returns or throws. */
    static <T> T run(Stop stop, Supplier<T> work) {
        Thread caller = Thread.currentThread();
        FutureTask<T> task = new FutureTask<>(work::get) {
            @Override
            protected void done() {
                LockSupport.unpark(caller);
            }
        };
        Thread worker = new Thread(task, "meanfield4j-aside");
        worker.setDaemon(true);
        worker.start();
        // Not get with a time limit: that would clear the interrupt flag of the caller.
        while (!task.isDone()) {
            stop.check();
            LockSupport.parkNanos(task, PAUSE_NANOS);
        }
        return result(task);
    }

    private static <T> T result(FutureTask<T> task) {
        boolean interrupted = Thread.interrupted();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a supplier throws no others
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
