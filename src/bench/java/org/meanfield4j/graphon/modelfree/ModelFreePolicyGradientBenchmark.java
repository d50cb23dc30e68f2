package org.meanfield4j.graphon.modelfree;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.Graphon;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The model-free policy gradient at the paper's size: 4·10⁷ paths of 20 steps. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class ModelFreePolicyGradientBenchmark {
    private final LqGraphonGame game = LqGraphonGame.base().withSteps(20).withGraphon(Graphon.uniformAttachment(), 20);
    private final ModelFreePolicyGradient solver = ModelFreePolicyGradient.defaults();

    /** One noise batch per gradient step, two threads. */
    @Benchmark
    public ModelFreeRun sharedBatchTwoThreads() {
        return solver.withThreads(2).solve(game);
    }

    /** One noise batch per gradient step, one thread. */
    @Benchmark
    public ModelFreeRun sharedBatchOneThread() {
        return solver.withThreads(1).solve(game);
    }

    /** New noise for every direction, two threads. */
    @Benchmark
    public ModelFreeRun perDirectionTwoThreads() {
        return solver.withEstimator(solver.estimator().withNoise(NoiseReuse.PER_DIRECTION))
                .withThreads(2)
                .solve(game);
    }
}
