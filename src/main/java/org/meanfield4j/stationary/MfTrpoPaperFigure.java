package org.meanfield4j.stationary;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meanfield4j.core.Experiment;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RecordedResult;
import org.meanfield4j.core.SeedSweep;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.SweepResult;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * The paper's figure at full size: exploitability of sample-based MF-TRPO on the 5×5 grid with the point of interest in
 * the bottom right corner, η = 0.05 with ten seeds and η = 0.3 with three. Room, temperatures and
 * numbers of seeds are the paper's, all other parameters ours ({@link SampledMfTrpo#defaults()}). Writes one row per temperature, seed and outer step.
 */
public final class MfTrpoPaperFigure implements Experiment {
    /** The column of the temperature η. */
    public static final String TEMPERATURE = "temperature";

    /** The column of the seed. */
    public static final String SEED = "seed";

    private static final String[] MEASURED = {
        Metrics.ITERATION,
        SampledRun.SAMPLES,
        Metrics.EXPLOITABILITY,
        Metrics.UNREGULARISED,
        Metrics.POLICY,
        Metrics.CONSISTENCY,
        Metrics.DISTANCE
    };

    /** Made by the service loader. */
    public MfTrpoPaperFigure() {}

    @Override
    public String name() {
        return "mf-trpo-sampled";
    }

    @Override
    public String describe() {
        return "the paper's figure, sample-based MF-TRPO: ten seeds at temperature 0.05, three at 0.3, seconds";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long started = System.nanoTime();
        String[] columns = new String[MEASURED.length + 2];
        columns[0] = TEMPERATURE;
        columns[1] = SEED;
        System.arraycopy(MEASURED, 0, columns, 2, MEASURED.length);
        History table = new History(columns);
        monitor.begin(name(), 2, table);
        boolean complete = panel(0.05, 10, table, monitor);
        if (complete) {
            monitor.iterated(1);
            complete = panel(0.3, 3, table, monitor);
        }
        if (!complete || monitor.cancelled()) {
            monitor.end(monitor.reason());
            return;
        }
        monitor.iterated(2);
        monitor.end(StopReason.BUDGET);
        CrowdGrid game = CrowdGrid.corner(5);
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        RecordedResult plain = RecordedResult.of(solver(0.05) + " and the same at eta=0.3, on " + game, 1, time, table);
        Map<String, String> origin = new LinkedHashMap<>(plain.origin());
        origin.put("seed", "1 to 10 at temperature 0.05, 1 to 3 at temperature 0.3");
        new RecordedResult(origin, table).save(resultsFolder.resolve(name() + ".csv"));
    }

    private static SampledMfTrpo solver(double temperature) {
        return SampledMfTrpo.defaults().withTemperature(temperature);
    }

    private static boolean panel(double temperature, int seeds, History table, Monitor monitor) {
        CrowdGrid game = CrowdGrid.corner(5);
        SampledMfTrpo solver = solver(temperature)
                .withEquilibrium(Equilibrium.find(game, temperature).law());
        SweepResult<SampledRun> sweep = SeedSweep.seeds(1, seeds)
                .run((seed, own) -> solver.withSeed(seed).solve(game, own), new Cancellation(monitor));
        for (int i = 0; i < sweep.runs().size(); i++) {
            History h = sweep.runs().get(i).history();
            for (int r = 0; r < h.rows(); r++) {
                double[] row = new double[MEASURED.length + 2];
                row[0] = temperature;
                row[1] = sweep.seeds().get(i);
                for (int c = 0; c < MEASURED.length; c++) {
                    row[c + 2] = h.get(r, MEASURED[c]);
                }
                table.add(row);
            }
        }
        return sweep.complete();
    }

    /** Passes the wish to stop on to one of several sweeps, and nothing else: the figure is one run to its monitor. */
    private record Cancellation(Monitor monitor) implements Monitor {
        @Override
        public void begin(String solver, long iterations, History history) {}

        @Override
        public void iterated(long iteration) {}

        @Override
        public boolean cancelled() {
            return monitor.cancelled();
        }

        @Override
        public StopReason reason() {
            return monitor.reason();
        }

        @Override
        public void end(StopReason reason) {}
    }
}
