package org.meanfield4j.graphon.studies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * The parts of the model-free estimate, changed one at a time: noise, antithetic pairs, radius, covariance, compensation
 * and step sizes. Writes one row per variant and seed: mean errors of the last four of eight iterations.
 */
public final class EstimatorAblations implements Experiment {
    private static final int SEEDS = 3;
    private static final int ITERATIONS = 8;

    /** A change and its name. */
    private record Variant(String label, ModelFreePolicyGradient solver) {}

    /** Made by the service loader. */
    public EstimatorAblations() {}

    @Override
    public String name() {
        return "graphon-ablations";
    }

    @Override
    public String describe() {
        return "parts of the model-free estimate, changed one at a time, about 3 minutes";
    }

    @Override
    public void run(Path resultsFolder, Monitor monitor) throws IOException {
        long began = System.nanoTime();
        LqGraphonGame game = LqGraphonGame.base().withSteps(20).withGraphon(Graphon.uniformAttachment(), 5);
        List<Variant> variants = variants();
        History table = new History("variant", "seed", "slopeRmse", "interceptRmse", "aggregateRmse");
        boolean complete = Loop.watch(Monitor.Plan.of(name(), variants.size() * SEEDS, table), monitor, watch -> {
            for (int v = 0; v < variants.size(); v++) {
                for (int seed = 1; seed <= SEEDS && !watch.now(); seed++) {
                    ModelFreeRun run = variants.get(v).solver().withSeed(seed).solve(game, monitor.part());
                    if (watch.now()) {
                        return false;
                    }
                    table.add(
                            v,
                            seed,
                            run.plateau("slopeRmse", 5),
                            run.plateau("interceptRmse", 5),
                            run.plateau("aggregateRmse", 5));
                    monitor.iterated(table.rows());
                }
            }
            return !watch.now();
        });
        if (complete) {
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            RecordedResult result = RecordedResult.of(
                    "ModelFreePolicyGradient, mean of iterations 5 to 8, seeds 1 to " + SEEDS + ", on " + game,
                    1,
                    time,
                    table);
            Map<String, String> origin = new LinkedHashMap<>(result.origin());
            for (int v = 0; v < variants.size(); v++) {
                origin.put(
                        "variant " + v,
                        variants.get(v).label() + "; " + variants.get(v).solver());
            }
            new RecordedResult(origin, table).save(resultsFolder.resolve(name() + ".csv"));
        }
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
