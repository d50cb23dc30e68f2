package org.meanfield4j.core;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.nonlinear.NonlinearGame;
import org.meanfield4j.graphon.nonlinear.NonlinearPolicyGradient;
import org.meanfield4j.graphon.operator.Graphon;
import org.meanfield4j.graphon.players.HeterogeneousPlayers;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Large runs under a budget of 50 ms: what a row has beyond 50 ms is the wait for the stop. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(1)
@State(Scope.Benchmark)
public class StopBenchmark {
    private static final LqGraphonGame GRAPHON = LqGraphonGame.base().withGraphon(Graphon.uniformAttachment(), 400);

    private final Map<String, Consumer<Monitor>> runs = Map.of(
            "exact", monitor -> ExactMfTrpo.defaults().solve(CrowdGrid.corner(40), monitor),
            "sampled", monitor -> SampledMfTrpo.defaults().solve(CrowdGrid.corner(5), monitor),
            "graphon",
                    monitor -> BilevelPolicyGradient.defaults()
                            .withInnerSteps(100_000)
                            .solve(GRAPHON.withSteps(50).withGraphon(Graphon.uniformAttachment(), 20_000), monitor),
            "nonlinear",
                    monitor -> NonlinearPolicyGradient.defaults()
                            .withGrid(-3.5, 6, 12_001)
                            .solve(NonlinearGame.of(NonlinearGame.experiment(), x -> 0), monitor),
            "heterogeneous", monitor -> players(monitor));

    @Param({"exact", "sampled", "graphon", "nonlinear", "heterogeneous"})
    private String of;

    private static void players(Monitor monitor) {
        LqCoefficients c = GRAPHON.coefficients();
        try {
            HeterogeneousPlayers.compute(GRAPHON.withSteps(2000), x -> c.withDrift(0.2 + 0.1 * x), 0.4, monitor);
        } catch (StoppedException e) {
            // as promised
        }
    }

    @Benchmark
    public void stop() {
        runs.get(of).accept(Monitor.silent().within(Duration.ofMillis(50)));
    }
}
