package org.meanfield4j.stationary.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.experiment.Sweep;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.InnerOutput;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.SampledRun;

/**
 * The paper's figure at full size: exploitability of sample-based MF-TRPO on the 5×5 grid with the point of interest in
 * the bottom right corner, η = 0.05 with ten seeds and η = 0.3 with three. Room, temperatures and
 * numbers of seeds are the paper's, all other parameters ours ({@link SampledMfTrpo#defaults()}). Writes one row per temperature, seed and outer step, of the last iterate, and in a second
 * file, {@value #MIXTURE}, the same for the mixture of the inner iterates, the theorem's output.
 */
public final class MfTrpoPaperFigure implements Experiment {
    /** The column of the temperature η. */
    public static final String TEMPERATURE = "temperature";

    /** The column of the seed. */
    public static final String SEED = "seed";

    /** The name of the second file. */
    public static final String MIXTURE = "mf-trpo-sampled-mixture";

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
        return "the paper's figure, last iterate and mixture: ten seeds at temperature 0.05, three at 0.3, seconds";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long started = System.nanoTime();
        History last = table();
        History mixture = table();
        boolean complete = Loop.watch(Monitor.Plan.of(name(), 4, last), monitor, watch -> {
            int done = 0;
            for (InnerOutput output : InnerOutput.values()) {
                for (double temperature : new double[] {0.05, 0.3}) {
                    History table = output == InnerOutput.LAST ? last : mixture;
                    if (!panel(solver(temperature, output), temperature < 0.1 ? 10 : 3, table, monitor)) {
                        return false;
                    }
                    monitor.iterated(++done);
                }
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - started);
            save(InnerOutput.LAST, last, time, resultsFolder.resolve(name() + ".csv"));
            save(InnerOutput.MIXTURE, mixture, time, resultsFolder.resolve(MIXTURE + ".csv"));
        }
    }

    private static History table() {
        String[] columns = new String[MEASURED.length + 2];
        columns[0] = TEMPERATURE;
        columns[1] = SEED;
        System.arraycopy(MEASURED, 0, columns, 2, MEASURED.length);
        return new History(columns);
    }

    private static void save(InnerOutput output, History table, Duration time, Path file) throws IOException {
        String what = solver(0.05, output) + " and the same at eta=0.3, on " + CrowdGrid.corner(5);
        Map<String, String> origin =
                new LinkedHashMap<>(RecordedResult.of(what, 1, time, table).origin());
        origin.put("seed", "1 to 10 at temperature 0.05, 1 to 3 at temperature 0.3");
        new RecordedResult(origin, table).save(file);
    }

    private static SampledMfTrpo solver(double temperature, InnerOutput output) {
        SampledMfTrpo base = SampledMfTrpo.defaults().withTemperature(temperature);
        return base.withSampling(base.sampling().withOutput(output));
    }

    private static boolean panel(SampledMfTrpo solver, int seeds, History table, Monitor monitor) {
        CrowdGrid game = CrowdGrid.corner(5);
        double temperature = solver.exact().temperature().at(1);
        Equilibrium equilibrium = Equilibrium.compute(game, temperature);
        Sweep<Long, SampledRun> sweep = Sweep.seeds(
                1,
                seeds,
                (seed, part) ->
                        solver.withSeed(seed).measuredAgainst(equilibrium).solve(game, part),
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
