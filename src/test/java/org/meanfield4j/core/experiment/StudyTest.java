package org.meanfield4j.core.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Monitor;

class StudyTest {
    /** A study of given parts. */
    private static final class Small extends Study {
        private final List<Part> parts;
        private final int threads;

        Small(int threads, Part... parts) {
            super("small", "some parts", "nothing", "x", "y");
            this.threads = threads;
            this.parts = List.of(parts);
        }

        @Override
        protected List<Part> parts() {
            return parts;
        }

        @Override
        protected int threads() {
            return threads;
        }

        @Override
        protected Map<String, String> labels() {
            return Map.of("x 1", "one; the first");
        }
    }

    @TempDir
    Path folder;

    @Test
    void rowsStandInTheOrderOfThePartsWhicheverEndsFirst() throws IOException {
        CountDownLatch second = new CountDownLatch(1);
        Study.Part waits = monitor -> {
            try {
                second.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(new double[] {1, 2});
        };
        Study.Part goesAhead = monitor -> {
            second.countDown();
            return List.of(new double[] {3, 4}, new double[] {5, 6});
        };

        new Small(2, waits, goesAhead).run(folder, Monitor.silent());

        RecordedResult result = RecordedResult.load(folder.resolve("small.csv"));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, result.table().toArray());
        assertEquals("one", result.label("x", 1));
        assertEquals("nothing", result.origin().get("solver"));
        assertFalse(result.origin().containsKey("seed"), "every row has its own");
    }

    @Test
    void aStudyThatIsStoppedWritesNothing() throws IOException {
        Thread.currentThread().interrupt();
        try {
            new Small(1, monitor -> List.of(new double[] {1, 2})).run(folder, Monitor.silent());
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }

        assertFalse(Files.exists(folder.resolve("small.csv")));
    }

    @Test
    void aStudyThatIsStoppedInItsLastPartWritesNothing() throws IOException {
        Study.Part pressesStop = monitor -> {
            Thread.currentThread().interrupt();
            return List.of(new double[] {1, 2});
        };
        try {
            new Small(1, pressesStop).run(folder, Monitor.silent());
        } finally {
            Thread.interrupted();
        }

        assertFalse(Files.exists(folder.resolve("small.csv")));
    }

    @Test
    void whatAPartThrowsReachesTheUserAndNothingIsWritten() {
        Study.Part throwing = monitor -> {
            throw new IllegalArgumentException("temperature = -1 must be positive");
        };
        Study study = new Small(1, monitor -> List.of(new double[] {1, 2}), throwing);

        Exception e = assertThrows(IllegalArgumentException.class, () -> study.run(folder, Monitor.silent()));

        assertTrue(e.getMessage().startsWith("temperature = -1"));
        assertFalse(Files.exists(folder.resolve("small.csv")));
    }

    @Test
    void everyVariantHasAPartForEachOfItsSeeds() {
        List<Study.Part> parts = Study.seeded(
                2, variant -> variant + 1, (variant, seed, monitor) -> List.of(new double[] {variant, seed}));

        List<String> made = parts.stream()
                .map(part -> Arrays.toString(part.rows(Monitor.silent()).get(0)))
                .toList();
        assertEquals(List.of("[0.0, 1.0]", "[1.0, 1.0]", "[1.0, 2.0]"), made);
        assertEquals(
                "{variant 0=a, variant 1=aa}",
                Study.numbered("variant", 2, i -> "a".repeat(i + 1)).toString());
    }
}
