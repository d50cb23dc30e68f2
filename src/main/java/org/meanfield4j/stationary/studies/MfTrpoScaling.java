package org.meanfield4j.stationary.studies;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

/**
 * Cost of an outer step of {@link ExactMfTrpo} (20 inner steps) and of {@link SampledMfTrpo} (10 inner steps of 1000
 * rollouts) against the number of states, on square rooms from 5×5 to 100×100. Times are processor seconds of one
 * thread, medians of five after two to warm up, because a busy machine falsifies the clock; megabytes are what one run of
 * one outer step allocates in all, metrics included: an upper bound of the memory it needs beside the game.
 */
public final class MfTrpoScaling implements Experiment {
    private static final int[] SIDES = {5, 7, 10, 14, 20, 32, 45, 70, 100};
    private static final int WARM_UP = 2;
    private static final int MEASURED = 5;

    /** For the service loader. */
    public MfTrpoScaling() {}

    @Override
    public String name() {
        return "mf-trpo-scaling";
    }

    @Override
    public String describe() {
        return "time and memory of an outer step of MF-TRPO, exact and sampled, up to 10^4 states (a minute)";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        ExactMfTrpo exact = ExactMfTrpo.defaults();
        SampledMfTrpo sampled = SampledMfTrpo.defaults();
        History table = new History(
                "states",
                "exact step, processor seconds",
                "exact step and metrics, processor seconds",
                "exact, allocated megabytes",
                "sampled step, processor seconds",
                "sampled, allocated megabytes");
        long start = System.nanoTime();
        boolean complete = Loop.watch(Monitor.Plan.of(name(), SIDES.length, table), monitor, watch -> {
            for (int side : SIDES) {
                if (watch.now()) {
                    return false;
                }
                CrowdGrid game = CrowdGrid.corner(side);
                Cost e =
                        measure(k -> exact.withOuterSteps(k).withMetricsEvery(k).solve(game));
                Cost s = measure(k -> sampled.withOuterSteps(k)
                        .withMetricsEvery(k)
                        .withThreads(1)
                        .solve(game));
                table.add(game.states(), e.step, e.withMetrics, e.megabytes, s.step, s.megabytes);
                monitor.iterated(table.rows());
            }
            return true;
        });
        if (!complete) {
            return;
        }
        Duration wallTime = Duration.ofNanos(System.nanoTime() - start);
        RecordedResult.of(exact + " and " + sampled + " on CrowdGrid.corner(n)", 1, wallTime, table)
                .save(resultsFolder.resolve(name() + ".csv"));
    }

    /** Of a step alone, of one step with its row of metrics, and what a run of one step allocates in all. */
    private record Cost(double step, double withMetrics, double megabytes) {}

    /** Runs of one and of four steps have one row of metrics each, so that a third of their difference is one step. */
    private static Cost measure(IntConsumer solve) {
        double[] one = new double[2];
        double[] steps = new double[MEASURED];
        double[] ones = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            one = timed(solve, 1);
            double[] four = timed(solve, 4);
            if (i >= 0) {
                ones[i] = one[0];
                steps[i] = (four[0] - one[0]) / 3;
            }
        }
        Arrays.sort(steps);
        Arrays.sort(ones);
        return new Cost(steps[MEASURED / 2], ones[MEASURED / 2], one[1]);
    }

    private static double[] timed(IntConsumer solve, int outerSteps) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long began = threads.getCurrentThreadCpuTime();
        solve.accept(outerSteps);
        double seconds = (threads.getCurrentThreadCpuTime() - began) * 1e-9;
        return new double[] {seconds, (threads.getCurrentThreadAllocatedBytes() - bytes) * 1e-6};
    }
}
