package org.meanfield4j.stationary.sampled;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sample-based MF-TRPO on the paper's 5×5 grid: a run is 5.94·10^7 oracle steps with all metrics at every outer step.
 * Oracle steps per second and thread are 5.94·10^7 over the time of {@link #paperRunOneThread}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@State(Scope.Benchmark)
public class SampledBenchmark {
    private static final int LANES = 125;
    private static final int TRUNCATION = 50;

    private final CrowdGrid game = CrowdGrid.corner(5);
    private final SampledMfTrpo solver = SampledMfTrpo.defaults();
    private final RandomGenerator random = Streams.of(1).at();
    private final FrozenMdp mdp = new FrozenMdp(game, Law.uniform(25));
    private final double[] reward = mdp.reward();
    private final PolicySampler policy = new PolicySampler(25, 5);
    private final RestartOracle oracle = new GameOracle(
            AliasTables.ofLaw(Law.uniform(25).toArray()),
            AliasTables.ofKernel(mdp.kernel()),
            new SampleMeter(Long.MAX_VALUE, 0),
            random);
    private final RolloutBlock block = new RolloutBlock(LANES, 5, TRUNCATION, 0.9);
    private final int[] pairs = new int[LANES];
    private final double[] returns = new double[LANES];

    /** Fills the tables with a policy that is not uniform. */
    public SampledBenchmark() {
        policy.set(mdp.optimum(0.3).policy().logProbabilities(), reward, 0.3);
    }

    /** Time and allocation of one oracle step, with the learner's side of it. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @OperationsPerInvocation(LANES * TRUNCATION)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public double[] oracleStep() {
        block.restart(oracle, LANES);
        block.rollOut(oracle, random, policy, LANES, reward, pairs, returns, 0, () -> false);
        return returns;
    }

    /** A run on one thread. */
    @Benchmark
    public SampledRun paperRunOneThread() {
        return solver.withThreads(1).solve(game);
    }

    /** The same run, to the same bits, on two threads. */
    @Benchmark
    public SampledRun paperRunTwoThreads() {
        return solver.withThreads(2).solve(game);
    }

    /** Both panels of the paper's figure: ten seeds at η = 0.05, three at η = 0.3, on all processors. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public double bothPanels() {
        return panel(0.05, 10).last(Metrics.REGULARISED)[0] + panel(0.3, 3).last(Metrics.REGULARISED)[0];
    }

    private Sweep<Long, SampledRun> panel(double temperature, int seeds) {
        return Sweep.seeds(
                1,
                seeds,
                seed -> solver.withTemperature(temperature).withSeed(seed).solve(game));
    }
}
