package org.meanfield4j.graphon.studies;

import java.util.ArrayList;
import java.util.List;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The model-free figure at full size: noise 0.1, 0.5, 1 with 100 paths, and 1000 paths at noise 0.5, with noise shared
 * by all directions or drawn for each, three seeds. Writes one row per setting, seed and outer iteration.
 */
public final class ModelFreeFigure extends Study {
    private static final int SEEDS = 3;

    /** Made by the service loader. */
    public ModelFreeFigure() {
        super(
                "graphon-model-free",
                "errors of the model-free policy gradient for noise, paths and reuse of noise, about 10 minutes",
                ModelFreePolicyGradient.defaults() + ", seeds 1 to " + SEEDS + ", on " + game(0.5),
                "sigma",
                "n",
                "per direction",
                "seed",
                "iteration",
                "paths",
                GraphonMetrics.SLOPE,
                GraphonMetrics.INTERCEPT,
                GraphonMetrics.AGGREGATE);
    }

    @Override
    protected List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (NoiseReuse noise : NoiseReuse.values()) {
            for (double[] setting : new double[][] {{0.1, 100}, {0.5, 100}, {1, 100}, {0.5, 1000}}) {
                for (int s = 1; s <= SEEDS; s++) {
                    int seed = s;
                    parts.add(monitor -> rows(setting[0], (int) setting[1], noise, seed, monitor));
                }
            }
        }
        return parts;
    }

    private static LqGraphonGame game(double sigma) {
        LqGraphonGame base = LqGraphonGame.base();
        return base.withCoefficients(base.coefficients().withVolatility(sigma))
                .withSteps(20)
                .withGraphon(Graphon.uniformAttachment(), 20);
    }

    private static List<double[]> rows(double sigma, int n, NoiseReuse noise, int seed, Monitor monitor) {
        History h = ModelFreePolicyGradient.defaults()
                .withEstimator(ZerothOrder.defaults().withPaths(n).withNoise(noise))
                .withSeed(seed)
                .solve(game(sigma), monitor)
                .history();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < h.rows(); i++) {
            rows.add(new double[] {
                sigma,
                n,
                noise.ordinal(),
                seed,
                i,
                h.get(i, "paths"),
                h.get(i, GraphonMetrics.SLOPE),
                h.get(i, GraphonMetrics.INTERCEPT),
                h.get(i, GraphonMetrics.AGGREGATE)
            });
        }
        return rows;
    }
}
