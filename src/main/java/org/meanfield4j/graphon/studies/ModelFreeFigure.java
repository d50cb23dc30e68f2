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
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The model-free figure at full size: noise 0.1, 0.5, 1 with 100 paths, and 1000 paths at noise 0.5, with noise shared
 * by all directions or drawn for each, three seeds. Writes one row per setting, seed and outer iteration.
 */
public final class ModelFreeFigure implements Experiment {
    private static final int SEEDS = 3;
    private static final int PARTS = 4 * NoiseReuse.values().length;

    /** Made by the service loader. */
    public ModelFreeFigure() {}

    @Override
    public String name() {
        return "graphon-model-free";
    }

    @Override
    public String describe() {
        return "errors of the model-free policy gradient for noise, paths and reuse of noise, about 10 minutes";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        History table = new History(
                "sigma",
                "n",
                "perDirection",
                "seed",
                "iteration",
                "paths",
                "slopeRmse",
                "interceptRmse",
                "aggregateRmse");
        boolean complete = Loop.watch(Monitor.Plan.of(name(), PARTS, table), monitor, watch -> {
            int part = 0;
            for (NoiseReuse noise : NoiseReuse.values()) {
                for (double sigma : new double[] {0.1, 0.5, 1}) {
                    add(table, sigma, 100, noise, monitor);
                    monitor.iterated(++part);
                }
                add(table, 0.5, 1000, noise, monitor);
                monitor.iterated(++part);
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            RecordedResult.of(
                            ModelFreePolicyGradient.defaults() + ", seeds 1 to " + SEEDS + ", on " + game(0.5),
                            1,
                            time,
                            table)
                    .save(resultsFolder.resolve(name() + ".csv"));
        }
    }

    private static LqGraphonGame game(double sigma) {
        LqGraphonGame base = LqGraphonGame.base();
        return base.withCoefficients(base.coefficients().withVolatility(sigma))
                .withSteps(20)
                .withGraphon(Graphon.uniformAttachment(), 20);
    }

    private static void add(History table, double sigma, int n, NoiseReuse noise, Monitor monitor) {
        ModelFreePolicyGradient solver = ModelFreePolicyGradient.defaults()
                .withEstimator(ZerothOrder.defaults().withPaths(n).withNoise(noise));
        for (int seed = 1; seed <= SEEDS && !monitor.cancelled(); seed++) {
            History h = solver.withSeed(seed).solve(game(sigma), monitor.part()).history();
            for (int i = 0; i < h.rows(); i++) {
                table.add(
                        sigma,
                        n,
                        noise.ordinal(),
                        seed,
                        i,
                        h.get(i, "paths"),
                        h.get(i, "slopeRmse"),
                        h.get(i, "interceptRmse"),
                        h.get(i, "aggregateRmse"));
            }
        }
    }
}
