package org.meanfield4j.stationary.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;

class SampledStudyTest {
    private static final SampledMfTrpo SMALL = SampledMfTrpo.defaults()
            .withTemperature(0.3)
            .withOuterSteps(4)
            .withInnerSteps(2)
            .withSampling(SampledMfTrpo.defaults().sampling().withRollouts(50).withParticles(50));

    private static final class Small extends SampledStudy {
        Small() {
            super("small", "two variants");
        }

        @Override
        List<Variant> variants() {
            CrowdGrid game = CrowdGrid.corner(3);
            return List.of(
                    new Variant("a", 7, game, SMALL, 2, 3), new Variant("b", 8, game, SMALL.withStepSize(0.1), 1, 1));
        }
    }

    @Test
    void recordsOneRowPerRunWithTailMeansAndTheVariantsNames(@TempDir Path folder) throws IOException {
        new Small().run(folder, Monitor.silent());

        RecordedResult result = RecordedResult.load(folder.resolve("small.csv"));
        History t = result.table();
        assertEquals(3, t.rows());
        assertTrue(result.origin().get("variant 1").startsWith("b; SampledMfTrpo"));
        History run = SMALL.withSeed(2).solve(CrowdGrid.corner(3)).history();
        double mean = 0;
        for (int row = 1; row < 4; row++) {
            mean += run.get(row, Metrics.REGULARISED) / 3;
        }
        assertEquals(mean, t.get(1, Metrics.REGULARISED), 1e-14 * mean);
        assertEquals(7, t.get(1, "parameter"));
        assertEquals(2, t.get(1, "seed"));
    }

    @Test
    void allStudiesAreFoundByName() {
        List<String> names = ServiceLoader.load(Experiment.class).stream()
                .map(p -> p.get().name())
                .toList();

        assertTrue(
                names.containsAll(List.of(
                        "mf-trpo-ablations",
                        "mf-trpo-collapse",
                        "mf-trpo-critical-steps",
                        "mf-trpo-restart",
                        "mf-trpo-sample-size",
                        "mf-trpo-steps",
                        "mf-trpo-theory-scaling")),
                names::toString);
    }
}
