package org.meanfield4j.graphon.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meanfield4j.core.experiment.Study;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.modelfree.ModelFreePolicyGradient;
import org.meanfield4j.graphon.modelfree.ModelFreeRun;
import org.meanfield4j.graphon.modelfree.NoiseReuse;
import org.meanfield4j.graphon.modelfree.ZerothOrder;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * The parts of the model-free estimate, changed one at a time: noise, antithetic pairs, radius, covariance, compensation
 * and step sizes. Writes one row per variant and seed: mean errors of the last four of eight iterations.
 */
public final class EstimatorAblations extends Study {
    private static final int SEEDS = 3;
    private static final int ITERATIONS = 8;

    /** A change and its name. */
    private record Variant(String label, ModelFreePolicyGradient solver) {}

    /** Made by the service loader. */
    public EstimatorAblations() {
        super(
                "graphon-ablations",
                "parts of the model-free estimate, changed one at a time, about 3 minutes",
                "ModelFreePolicyGradient, mean of iterations 5 to 8, seeds 1 to " + SEEDS + ", on " + game(),
                "variant",
                "seed",
                GraphonMetrics.SLOPE,
                GraphonMetrics.INTERCEPT,
                GraphonMetrics.AGGREGATE);
    }

    private static LqGraphonGame game() {
        return LqGraphonGame.base().withSteps(20).withGraphon(Graphon.uniformAttachment(), 5);
    }

    @Override
    protected List<Part> parts() {
        List<Variant> variants = variants();
        return seeded(variants.size(), variant -> SEEDS, (variant, seed, monitor) -> {
            ModelFreeRun run = variants.get(variant).solver().withSeed(seed).solve(game(), monitor);
            return List.of(new double[] {
                variant,
                seed,
                run.plateau(GraphonMetrics.SLOPE, 5),
                run.plateau(GraphonMetrics.INTERCEPT, 5),
                run.plateau(GraphonMetrics.AGGREGATE, 5)
            });
        });
    }

    @Override
    protected Map<String, String> labels() {
        List<Variant> variants = variants();
        return numbered(
                "variant",
                variants.size(),
                v -> variants.get(v).label() + "; " + variants.get(v).solver());
    }

    private static List<Variant> variants() {
        ModelFreePolicyGradient base = ModelFreePolicyGradient.defaults().withIterations(ITERATIONS);
        ZerothOrder z = base.estimator();
        List<Variant> list = new ArrayList<>();
        list.add(new Variant("base", base));
        list.add(new Variant("new noise per direction", base.withEstimator(z.withNoise(NoiseReuse.PER_DIRECTION))));
        list.add(new Variant("antithetic pairs", base.withEstimator(z.withAntithetic(true))));
        list.add(new Variant("radius 0.5", base.withEstimator(z.withRadius(0.5))));
        list.add(new Variant("step 0.4", base.withStepSize(0.4)));
        list.add(new Variant("step 0.1", base.withStepSize(0.1)));
        list.add(new Variant("no covariance", base.withEstimator(z.withNatural(false))));
        ZerothOrder whole = z.withCompensated(false);
        list.add(new Variant(
                "no compensation, slope step 0.05", base.withEstimator(whole).withSlopeStepSize(0.05)));
        list.add(new Variant("neither", base.withEstimator(whole.withNatural(false))));
        return list;
    }
}
