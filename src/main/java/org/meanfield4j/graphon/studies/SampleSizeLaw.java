package org.meanfield4j.graphon.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.ModelFreeRun;
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The floor of the model-free policy gradient against paths n and directions m, with noise shared by all directions or
 * drawn for each: the empirical sample-size law. Writes one row per setting and seed.
 */
public final class SampleSizeLaw extends Study {
    private static final int SEEDS = 3;
    private static final ModelFreePolicyGradient SOLVER =
            ModelFreePolicyGradient.defaults().withIterations(8);

    /** Made by the service loader. */
    public SampleSizeLaw() {
        super(
                "graphon-sample-size",
                "floor of the model-free policy gradient against paths and directions, about 3 minutes",
                SOLVER + ", plateau from iteration 5, seeds 1 to " + SEEDS + ", on " + game(),
                "n",
                "m",
                "per direction",
                "seed",
                "paths",
                "plateau of the slope",
                "plateau of the intercepts");
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (NoiseReuse noise : NoiseReuse.values()) {
            for (int n : new int[] {25, 100, 400}) {
                parts.add(monitor -> rows(n, 50, noise, monitor));
            }
            for (int m : new int[] {10, 20, 100}) {
                parts.add(monitor -> rows(100, m, noise, monitor));
            }
        }
        return parts;
    }

    @Override
    protected Map<String, String> labels() {
        return numbered(
                "per direction", 2, mode -> mode == 0 ? "one batch for all directions" : "new noise per direction");
    }

    private static LqGraphonGame game() {
        return LqGraphonGame.base().withSteps(20).withGraphon(Graphon.uniformAttachment(), 10);
    }

    private static List<double[]> rows(int n, int m, NoiseReuse noise, Monitor monitor) {
        ZerothOrder estimator =
                ZerothOrder.defaults().withPaths(n).withDirections(m).withNoise(noise);
        List<double[]> rows = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            ModelFreeRun run = SOLVER.withEstimator(estimator).withSeed(seed).solve(game(), monitor.part());
            rows.add(new double[] {
                n,
                m,
                noise.ordinal(),
                seed,
                run.history().last("paths"),
                run.plateau(GraphonMetrics.SLOPE, 5),
                run.plateau(GraphonMetrics.INTERCEPT, 5)
            });
        }
        return rows;
    }
}
