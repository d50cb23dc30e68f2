package org.meanfield4j.stationary.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.experiment.Experiment;
import org.meanfield4j.stationary.sampled.SampledBandsTest;

/** The numbers of the figure are the subject of {@link SampledBandsTest}. */
class MfTrpoPaperFigureTest {

    @Test
    void aCancelledExperimentWritesNothing(@TempDir Path folder) throws Exception {
        try {
            new MfTrpoPaperFigure().run(folder, Monitor.silent().within(Duration.ofMillis(20)));
        } catch (StoppedException whileItLookedForTheEquilibrium) {
            // On a slow machine the time is up before the first run.
        }

        assertFalse(Files.exists(folder.resolve("mf-trpo-sampled.csv")));
    }

    @Test
    void itIsFoundByItsName() {
        assertEquals(
                1,
                ServiceLoader.load(Experiment.class).stream()
                        .filter(p -> p.type() == MfTrpoPaperFigure.class)
                        .count());
        assertTrue(new MfTrpoPaperFigure().describe().contains("figure"));
    }
}
