package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.files.ArrayFiles.Array;

class SavedRunTest {
    private static final SavedRun RUN = new SavedRun(
            new Outcome(
                    new RunInfo(
                            "Solver[η = 0.1]",
                            "CrowdGrid 5x5",
                            StopReason.BUDGET,
                            -7,
                            1_000_000,
                            Duration.ofMillis(1234),
                            List.of("horizon too short", "second"),
                            Optional.empty()),
                    History.of(List.of("iteration", "exploitability"), 1, 0.5, 2, 0.1),
                    "exploitability",
                    null,
                    Map.of()),
            Map.of("law", Array.vector(0.25, 0.75)));

    @TempDir
    Path folder;

    @Test
    void aRunComesBackFromItsFolder() {
        RUN.save(folder.resolve("runs/1"));
        SavedRun read = SavedRun.load(folder.resolve("runs/1"));

        assertEquals(RUN.info(), read.info());
        assertEquals(RUN.mainColumn(), read.mainColumn());
        assertEquals(RUN.history().columns(), read.history().columns());
        assertArrayEquals(RUN.history().toArray(), read.history().toArray());
        assertEquals(Set.of("law"), read.arrays().keySet());
        assertArrayEquals(new double[] {0.25, 0.75}, read.arrays().get("law").values());
        assertEquals(RUN.summary(), read.summary());
    }

    @Test
    void theSummaryIsReadableText() throws IOException {
        RUN.save(folder);
        assertEquals("""
                solver = Solver[η = 0.1]
                model = CrowdGrid 5x5
                stopped = BUDGET
                seed = -7
                samples = 1000000
                wall time = PT1.234S
                history rows = 2
                history CRC-32C = e347d950
                main column = exploitability
                warning = horizon too short
                warning = second
                CRC-32C of these lines = f5d057fc
                """, Files.readString(folder.resolve("summary.txt")));
    }

    @Test
    void aRunWithoutArraysOrRowsComesBackToo() {
        FakeRun.of(3, StopReason.INTERRUPTED, new History("iteration", "gap")).save(folder);
        SavedRun read = SavedRun.load(folder);

        assertEquals(Map.of(), read.arrays());
        assertEquals(0, read.history().rows());
        assertEquals(3, read.info().seed());
        assertEquals("FakeSolver[]\non FakeModel\ninterrupted: no complete iteration", read.summary());
    }

    @Test
    void aMissingOrDamagedSummaryIsNamed() throws IOException {
        Path summary = folder.resolve("summary.txt");
        assertEquals(
                summary + " cannot be read (does not exist); check the folder",
                assertThrows(UncheckedIOException.class, () -> SavedRun.load(folder))
                        .getCause()
                        .getMessage());
        RUN.save(folder);
        String text = Files.readString(summary);
        Files.writeString(summary, text.replace("seed = -7\n", ""));
        assertEquals(
                summary + " is damaged (no line 'seed = …'); save the run again",
                assertThrows(UncheckedIOException.class, () -> SavedRun.load(folder))
                        .getCause()
                        .getMessage());
        Files.writeString(summary, text.replace("seed = -7", "seed = seven"));
        assertEquals(
                summary + " is damaged (For input string: \"seven\"); save the run again",
                assertThrows(UncheckedIOException.class, () -> SavedRun.load(folder))
                        .getCause()
                        .getMessage());
    }
}
