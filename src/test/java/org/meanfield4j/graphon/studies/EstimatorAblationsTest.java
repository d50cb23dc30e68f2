package org.meanfield4j.graphon.studies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.RecordedResult;

class EstimatorAblationsTest {
    @Test
    void stoppedExperimentsWriteNothing(@TempDir Path folder) throws IOException {
        Monitor timeIsUp = Monitor.silent().within(Duration.ofNanos(1));

        new EstimatorAblations().run(folder, timeIsUp);
        new NetworkLaw().run(folder, timeIsUp);

        assertArrayEquals(new String[0], folder.toFile().list());
    }

    @Test
    void theRecordedVariantsHaveNamesAndThreeSeeds() throws IOException {
        RecordedResult recorded = RecordedResult.load("notebooks/results/graphon-ablations.csv");

        assertEquals(27, recorded.table().rows());
        assertEquals("base", recorded.label("variant", 0));
        assertEquals("neither", recorded.label("variant", 8));
    }
}
