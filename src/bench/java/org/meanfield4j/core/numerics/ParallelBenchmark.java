package org.meanfield4j.core.numerics;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a parallel loop costs: eight blocks of some 100 µs on one thread and on two, and an empty loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ParallelBenchmark {
    /** {@link Blackhole#consumeCPU} counts in units of some nanoseconds. */
    private static final long BLOCK = 50_000;

    /** One thread: eight times the block. */
    @Benchmark
    public void oneThread() {
        Parallel.forEach(8, 1, i -> Blackhole.consumeCPU(BLOCK));
    }

    /** Two threads: the excess over half of that is the cost of the call. */
    @Benchmark
    public void twoThreads() {
        Parallel.forEach(8, 2, i -> Blackhole.consumeCPU(BLOCK));
    }

    /** Eight empty blocks: the helper mostly comes too late. */
    @Benchmark
    public void empty() {
        Parallel.forEach(8, 2, i -> {});
    }
}
