package org.meanfield4j.stackelberg.studies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.experiment.RecordedResult;

class StackelbergStudyTest {
    private static final class Small extends StackelbergStudy {
        Small() {
            super("small", "two parts", "nothing", "x", "y");
        }

        @Override
        List<Supplier<List<double[]>>> parts() {
            return List.of(() -> List.of(new double[] {1, 2}), () -> List.of(new double[] {3, 4}, new double[] {5, 6}));
        }

        @Override
        Map<String, String> labels() {
            return games(1);
        }
    }

    @Test
    void recordsTheRowsOfAllPartsInTheirOrderAndWhatNumbersStandFor(@TempDir Path folder) throws IOException {
        new Small().run(folder, Monitor.silent());

        RecordedResult result = RecordedResult.load(folder.resolve("small.csv"));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, result.table().toArray());
        assertEquals("Market entrance", result.label("game", 0));
        assertEquals("nothing", result.origin().get("solver"));
        assertFalse(result.origin().containsKey("seed"), "every row has its own");
    }

    @Test
    void aCancelledStudyWritesNothing(@TempDir Path folder) throws IOException {
        Thread.currentThread().interrupt();
        try {
            new Small().run(folder, Monitor.silent());
        } catch (RuntimeException stopped) {
            assertTrue(Thread.currentThread().isInterrupted(), stopped::toString);
        } finally {
            Thread.interrupted();
        }

        assertFalse(Files.exists(folder.resolve("small.csv")));
    }
}
