package org.meanfield4j.graphon.studies;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * Time and memory of the bilevel policy gradient against time steps N and labels M, with the aggregate in running sums
 * and as a table. Processor time of the calling thread, the best of several runs after warm-up. Writes one row per size.
 */
public final class CostScaling implements Experiment {
    /** Doublings of N from 25 to 1600, of M to 12800, and of M with a table to 3200. */
    private static final int PARTS = 7 + 10 + 8;

    private static final int ROUNDS = 5;
    private static final double LEAST_SECONDS = 2;

    /** Made by the service loader. */
    public CostScaling() {}

    @Override
    public String name() {
        return "graphon-cost-scaling";
    }

    @Override
    public String describe() {
        return "time and memory of the policy gradient against time steps and labels, about 2 minutes";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        BilevelPolicyGradient solver = BilevelPolicyGradient.defaults().withIterations(5);
        LqGraphonGame base = LqGraphonGame.base();
        Graphon graphon = Graphon.uniformAttachment();
        History table = new History("N", "M", "dense", "seconds", "allocatedBytes", "aggregateSeconds");
        boolean complete = Loop.watch(Monitor.Plan.of(name(), PARTS, table), monitor, watch -> {
            for (int n = 25; n <= 1600; n *= 2) {
                add(table, solver, base.withSteps(n), 0, monitor);
            }
            for (int m = 25; m <= 12_800; m *= 2) {
                add(table, solver, base.withGraphon(graphon, m), 0, monitor);
            }
            for (int m = 25; m <= 3200; m *= 2) {
                add(table, solver, base.withAggregate(graphon.denseAggregate(m), "table"), 1, monitor);
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            RecordedResult.of(solver + ", 5 outer iterations, processor time of one thread", 0, time, table)
                    .save(resultsFolder.resolve(name() + ".csv"));
        }
    }

    private static void add(
            History table, BilevelPolicyGradient solver, LqGraphonGame game, int dense, Monitor monitor) {
        if (monitor.cancelled()) {
            return;
        }
        ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        GraphonStart start = GraphonStart.zero(game, game.steps());
        GraphonEquilibrium reference;
        try {
            reference = GraphonEquilibrium.compute(game, monitor.part());
        } catch (StoppedException e) {
            return;
        }
        Solver<LqGraphonGame, GraphonRun> measured = solver.startingFrom(start).measuredAgainst(reference);
        double[] in = start.aggregate().toArray();
        double[] out = new double[in.length];
        double best = Double.POSITIVE_INFINITY;
        double bestAggregate = Double.POSITIVE_INFINITY;
        long allocated = 0;
        double total = 0;
        // Small sizes run often enough for the compiler to finish.
        for (int round = 0; !monitor.cancelled() && (round < ROUNDS || total < LEAST_SECONDS); round++) {
            long bytes = meter.getCurrentThreadAllocatedBytes();
            long time = meter.getCurrentThreadCpuTime();
            measured.solve(game, monitor.part());
            double seconds = (meter.getCurrentThreadCpuTime() - time) * 1e-9;
            total += seconds;
            best = Math.min(best, seconds);
            allocated = meter.getCurrentThreadAllocatedBytes() - bytes;
            time = meter.getCurrentThreadCpuTime();
            game.aggregate().apply(in, 0, out, 0, game.steps() + 1);
            bestAggregate = Math.min(bestAggregate, (meter.getCurrentThreadCpuTime() - time) * 1e-9);
        }
        table.add(game.steps(), game.labels(), dense, best, allocated, bestAggregate);
        monitor.iterated(table.rows());
    }
}
