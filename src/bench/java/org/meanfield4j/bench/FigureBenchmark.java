package org.meanfield4j.bench;

import java.util.concurrent.TimeUnit;
import org.meanfield4j.plot.Plot;
import org.meanfield4j.plot.Plots;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a cell pays for a figure: building it and its three renderings. The target is 60 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FigureBenchmark {
    private static final int POINTS = 200;
    private static final int ROWS = 20;
    private static final int COLS = 50;

    private double[] steps;
    private double[] fast;
    private double[] slow;
    private double[] cells;

    /** Curves that fall like 1/k² and 1/k, and a wave as heat map. */
    @Setup
    public void data() {
        steps = new double[POINTS];
        fast = new double[POINTS];
        slow = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            steps[k] = k + 1;
            fast[k] = 1.0 / ((k + 1.0) * (k + 1.0));
            slow[k] = 1.0 / (k + 1.0);
        }
        cells = new double[ROWS * COLS];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Math.sin(0.3 * (i / COLS)) * Math.cos(0.1 * (i % COLS));
        }
    }

    /** Two lines of 200 points on logarithmic axes, with legend. */
    @Benchmark
    public void lines(Blackhole sink) {
        render(
                Plots.lines("Convergence")
                        .x("outer step k")
                        .y("exploitability")
                        .logX()
                        .logY()
                        .line("fast", steps, fast)
                        .line("slow", steps, slow),
                sink);
    }

    /** A heat map of 20 × 50 cells with a colour bar. */
    @Benchmark
    public void heatMap(Blackhole sink) {
        render(Plots.heatmap("Wave", ROWS, COLS, cells).x("column").y("row").colors("height (m)"), sink);
    }

    private static void render(Plot plot, Blackhole sink) {
        var figure = plot.figure();
        sink.consume(figure.json());
        sink.consume(figure.png());
        sink.consume(figure.text());
    }
}
