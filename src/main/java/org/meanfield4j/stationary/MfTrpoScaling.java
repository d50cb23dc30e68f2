package org.meanfield4j.stationary;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.meanfield4j.core.Experiment;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RecordedResult;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * Cost of {@link ExactMfTrpo} against the number of states: one outer step of 20 inner steps with all metrics, on square
 * rooms from 5×5 to 100×100. Columns: states; processor seconds, the median of five solves after two to warm up (the
 * solver has one thread, and a busy machine falsifies the clock); megabytes that one solve allocates, an upper bound of
 * the memory it needs beside the game.
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
        return "time and memory of an outer step of exact MF-TRPO up to 10^4 states (half a minute)";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        ExactMfTrpo solver = ExactMfTrpo.defaults().withOuterSteps(1);
        History table = new History("states", "processor seconds", "allocated megabytes");
        long start = System.nanoTime();
        monitor.begin(name(), SIDES.length, table);
        for (int side : SIDES) {
            if (monitor.cancelled()) {
                monitor.end(monitor.reason());
                return;
            }
            table.add(measure(solver, CrowdGrid.corner(side)));
            monitor.iterated(table.rows());
        }
        monitor.end(StopReason.CONVERGED);
        Duration wallTime = Duration.ofNanos(System.nanoTime() - start);
        RecordedResult.of(solver + " on CrowdGrid.corner(n)", 0, wallTime, table)
                .save(resultsFolder.resolve(name() + ".csv"));
    }

    private static double[] measure(ExactMfTrpo solver, StationaryGame game) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] seconds = new double[MEASURED];
        long allocated = 0;
        for (int i = -WARM_UP; i < MEASURED; i++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long began = threads.getCurrentThreadCpuTime();
            solver.solve(game);
            if (i >= 0) {
                seconds[i] = (threads.getCurrentThreadCpuTime() - began) * 1e-9;
                allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
            }
        }
        Arrays.sort(seconds);
        return new double[] {game.states(), seconds[MEASURED / 2], allocated * 1e-6};
    }
}
