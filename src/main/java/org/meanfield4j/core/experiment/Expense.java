package org.meanfield4j.core.experiment;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.meanfield4j.core.check.Require;

/**
 * What some work costs, counted over all threads of the program, since a solver does not work in its caller's thread
 * alone. Compiler and garbage collector are not counted; other work at the same time is.
 *
 * @param seconds of processor time
 * @param bytes allocated
 */
public record Expense(double seconds, long bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A number that is none is no expense. */
    public Expense {
        Require.finite("seconds", seconds);
    }

    /**
     * Does some work and counts.
     *
     * @param work what is done; threads that end before it does are not counted
     * @return its expense
     */
    public static Expense of(Runnable work) {
        Require.given("work", work);
        Expense before = now();
        work.run();
        Expense after = now();
        return new Expense(after.seconds - before.seconds, after.bytes - before.bytes);
    }

    private static Expense now() {
        long[] threads = THREADS.getAllThreadIds();
        return new Expense(
                1e-9 * sum(THREADS.getThreadCpuTime(threads)), sum(THREADS.getThreadAllocatedBytes(threads)));
    }

    /** A thread that has ended since it was listed counts -1. */
    private static long sum(long... numbers) {
        return LongStream.of(numbers).filter(n -> n > 0).sum();
    }
}
