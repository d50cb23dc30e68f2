package org.meanfield4j.graphon.operator;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The bilevel policy gradient on graphon games, one thread. Every run includes its reference equilibrium and the errors
 * at every inner step. The cost against labels and steps is that of {@link #labelsAndSteps}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
public class GraphonBenchmark {
    private static final BilevelPolicyGradient SOLVER = BilevelPolicyGradient.defaults();

    /** N = 100, M = 50, 20 outer and 10 inner steps. */
    @Benchmark
    public GraphonRun baseRun(Base state) {
        return SOLVER.solve(state.game);
    }

    /** Dense graphon, M = 2000, N = 200, 10 outer and 10 inner steps. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public GraphonRun denseRun(Table state) {
        return SOLVER.withIterations(10).solve(state.game);
    }

    /** The aggregate of a whole path, 2000 x 2000 times 2000 x 201, through ND4J. */
    @Benchmark
    public double[] densePathNd4j(Table state) {
        state.operator.apply(state.path, 0, state.out, 0, 201);
        return state.out;
    }

    /** The same product in plain loops. */
    @Benchmark
    public double[] densePathLoops(Table state) {
        state.operator.loops(state.path, 0, state.out, 0, 201);
        return state.out;
    }

    /** Running sums instead of a table, M = 100 000, N = 100, 5 outer and 10 inner steps, in a heap of 3 GB. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public GraphonRun structuredRun(Structured state) {
        return SOLVER.withIterations(5).solve(state.game);
    }

    /** 2 outer and 10 inner steps on grids of many sizes. */
    @Benchmark
    public GraphonRun labelsAndSteps(Grid state) {
        return SOLVER.withIterations(2).solve(state.game);
    }

    /** The game of the experiments. */
    @State(Scope.Benchmark)
    public static class Base {
        final LqGraphonGame game = LqGraphonGame.base();
    }

    /** A game whose aggregate is a table. */
    @State(Scope.Benchmark)
    public static class Table {
        final DenseAggregate operator =
                (DenseAggregate) Graphon.uniformAttachment().denseAggregate(2000);
        final LqGraphonGame game = LqGraphonGame.base().withSteps(200).withAggregate(operator, "table");
        final double[] path = new double[201 * 2000];
        final double[] out = new double[path.length];

        /** Fills the path. */
        @Setup(Level.Trial)
        public void fill() {
            java.util.Arrays.setAll(path, i -> 1 + 1.0 / (i + 1));
        }
    }

    /** A game with very many labels. */
    @State(Scope.Benchmark)
    public static class Structured {
        final LqGraphonGame game = LqGraphonGame.base().withGraphon(Graphon.uniformAttachment(), 100_000);
    }

    /** Games of many sizes. */
    @State(Scope.Benchmark)
    public static class Grid {
        /** M. */
        @Param({"50", "400", "3200"})
        int labels;

        /** N. */
        @Param({"25", "100", "400"})
        int steps;

        private LqGraphonGame game;

        /** Builds the game. */
        @Setup(Level.Trial)
        public void build() {
            game = LqGraphonGame.base().withSteps(steps).withGraphon(Graphon.uniformAttachment(), labels);
        }
    }
}
