package org.meanfield4j.stationary.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.SampledRun;

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
        Metrics.REGULARISED,
        Metrics.UNREGULARISED,
        Metrics.EXPLOITABILITY,
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
        boolean complete = Loop.watch(Monitor.Plan.of(name(), 2, table), monitor, watch -> {
            if (!panel(0.05, 10, table, monitor)) {
                return false;
            }
            monitor.iterated(1);
            if (!panel(0.3, 3, table, monitor)) {
                return false;
            }
            monitor.iterated(2);
            return !watch.now();
        });
        if (!complete) {
            return;
        }
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
        Equilibrium equilibrium = Equilibrium.compute(game, temperature);
        Sweep<Long, SampledRun> sweep = Sweep.seeds(
                1,
                seeds,
                (seed, part) -> solver(temperature)
                        .withSeed(seed)
                        .measuredAgainst(equilibrium)
                        .solve(game, part),
                monitor.part());
        for (int i = 0; i < sweep.values().size(); i++) {
            History h = sweep.results().get(i).history();
            for (int r = 0; r < h.rows(); r++) {
                double[] row = new double[MEASURED.length + 2];
                row[0] = temperature;
                row[1] = sweep.values().get(i);
                for (int c = 0; c < MEASURED.length; c++) {
                    row[c + 2] = h.get(r, MEASURED[c]);
                }
                table.add(row);
            }
        }
        return sweep.complete();
    }
}
