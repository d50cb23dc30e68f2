package org.meanfield4j.core.nd4j;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.core.random.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Loops against ND4J on both sides of the size at which {@link Dense} switches, and the layer of a network. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class DenseBenchmark {
    private final double[] a = Streams.of(1).at(1).doubles(1000 * 1000, -1, 1).toArray();
    private final double[] left48 = first(48 * 48);
    private final double[] left128 = first(128 * 128);
    private final double[] batch = first(500 * 64);
    private final double[] weights = first(64 * 64);
    private final double[] vector = first(1000);
    private final double[] out48 = new double[48 * 48];
    private final double[] out128 = new double[128 * 128];
    private final double[] outBatch = new double[500 * 64];
    private final double[] outVector = new double[1000];

    private double[] first(int n) {
        return java.util.Arrays.copyOf(a, n);
    }

    /** 48×48 by 48×48 in loops: what Dense does. */
    @Benchmark
    public double[] loops48() {
        Dense.loops(left48, 48, 48, left48, 48, out48);
        return out48;
    }

    /** 48×48 by 48×48 in ND4J. */
    @Benchmark
    public double[] nd4j48() {
        NativeProducts.gemm(left48, 48, 48, false, left48, 48, 48, false, out48);
        return out48;
    }

    /** 128×128 by 128×128 in loops. */
    @Benchmark
    public double[] loops128() {
        Dense.loops(left128, 128, 128, left128, 128, out128);
        return out128;
    }

    /** 128×128 by 128×128 in ND4J: what Dense does. */
    @Benchmark
    public double[] nd4j128() {
        NativeProducts.gemm(left128, 128, 128, false, left128, 128, 128, false, out128);
        return out128;
    }

    /** A batch of 500 rows through a layer of 64×64, whichever Dense takes. */
    @Benchmark
    public double[] layer500x64x64() {
        Dense.matmul(batch, 500, 64, weights, 64, outBatch);
        return outBatch;
    }

    /** 1000×1000 times a vector, always loops. */
    @Benchmark
    public double[] matvec1000() {
        Dense.matvec(a, 1000, 1000, vector, outVector);
        return outVector;
    }
}
