package org.meanfield4j.graphon.studies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.experiment.RecordedResult;

class EstimatorAblationsTest {
    private static final Monitor CANCELLED = new Monitor() {
        @Override
        public void begin(Plan plan) {}

        @Override
        public void iterated(long iteration) {}

        @Override
        public boolean cancelled() {
            return true;
        }

        @Override
        public void end(StopReason reason) {}
    };

    @Test
    void stoppedExperimentsWriteNothing(@TempDir Path folder) throws IOException {
        new EstimatorAblations().run(folder, CANCELLED);
        new NetworkLaw().run(folder, CANCELLED);

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
