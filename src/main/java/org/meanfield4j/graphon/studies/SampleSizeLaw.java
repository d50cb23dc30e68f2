package org.meanfield4j.graphon.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.ModelFreeRun;
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The floor of the model-free policy gradient against paths n and directions m, with noise shared by all directions or
 * drawn for each: the empirical sample-size law. Writes one row per setting and seed.
 */
public final class SampleSizeLaw implements Experiment {
    private static final int SEEDS = 3;
    private static final int PARTS = 6 * NoiseReuse.values().length;

    /** Made by the service loader. */
    public SampleSizeLaw() {}

    @Override
    public String name() {
        return "graphon-sample-size";
    }

    @Override
    public String describe() {
        return "floor of the model-free policy gradient against paths and directions, about 3 minutes";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        History table = new History("n", "m", "perDirection", "seed", "paths", "slopePlateau", "interceptPlateau");
        boolean complete = Loop.watch(Monitor.Plan.of(name(), PARTS, table), monitor, watch -> {
            int part = 0;
            for (NoiseReuse noise : NoiseReuse.values()) {
                for (int n : new int[] {25, 100, 400}) {
                    add(table, n, 50, noise, monitor);
                    monitor.iterated(++part);
                }
                for (int m : new int[] {10, 20, 100}) {
                    add(table, 100, m, noise, monitor);
                    monitor.iterated(++part);
                }
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            RecordedResult.of(
                            ModelFreePolicyGradient.defaults().withIterations(8) + ", plateau from iteration 5, seeds"
                                    + " 1 to " + SEEDS + ", on " + game(),
                            1,
                            time,
                            table)
                    .save(resultsFolder.resolve(name() + ".csv"));
        }
    }

    private static LqGraphonGame game() {
        return LqGraphonGame.base().withSteps(20).withGraphon(Graphon.uniformAttachment(), 10);
    }

    private static void add(History table, int n, int m, NoiseReuse noise, Monitor monitor) {
        ModelFreePolicyGradient solver = ModelFreePolicyGradient.defaults()
                .withIterations(8)
                .withEstimator(
                        ZerothOrder.defaults().withPaths(n).withDirections(m).withNoise(noise));
        for (int seed = 1; seed <= SEEDS && !monitor.cancelled(); seed++) {
            ModelFreeRun run = solver.withSeed(seed).solve(game(), monitor.part());
            if (run.history().rows() == 9) {
                table.add(
                        n,
                        m,
                        noise.ordinal(),
                        seed,
                        run.history().last("paths"),
                        run.plateau("slopeRmse", 5),
                        run.plateau("interceptRmse", 5));
            }
        }
    }
}
