package org.meanfield4j.stationary;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Exact MF-TRPO with all metrics at every outer step: the paper's size, a larger room, and 10^4 states. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@State(Scope.Benchmark)
public class ExactMfTrpoBenchmark {

    private final ExactMfTrpo solver = ExactMfTrpo.defaults();
    private final CrowdGrid corner = CrowdGrid.corner(5);
    private final CrowdGrid fourRooms = CrowdGrid.fourRooms();
    private final CrowdGrid large = CrowdGrid.corner(100);

    /** 200 outer × 20 inner steps on the 5×5 grid. */
    @Benchmark
    public StationaryRun corner5x5() {
        return solver.solve(corner);
    }

    /** 200 outer × 20 inner steps in the 11×11 four rooms. */
    @Benchmark
    public StationaryRun fourRooms11x11() {
        return solver.solve(fourRooms);
    }

    /** One outer step of 20 inner steps on the 100×100 grid, in a heap of 300 MB. */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    @Fork(
            value = 1,
            jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx300m"})
    public StationaryRun oneStepOf100x100() {
        return solver.withOuterSteps(1).solve(large);
    }
}
