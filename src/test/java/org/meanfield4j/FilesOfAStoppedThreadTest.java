package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.State;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.plot.Plots;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StationaryRun;
import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * Files are written and read whatever the thread's state: pressing stop sets its interrupt flag, which closes the channels
 * of {@code java.nio} under whoever uses them. And the flag stays set, for it is the user's.
 */
class FilesOfAStoppedThreadTest {
    private static final CrowdGrid ROOM = CrowdGrid.corner(2);
    private static final ExactMfTrpo SOLVER = ExactMfTrpo.defaults().withOuterSteps(3);
    private static final StationaryRun RUN = SOLVER.solve(ROOM);
    private static final double[] NUMBERS = {1, 0.1, Double.NaN};

    @TempDir
    Path folder;

    /** A kind of file: writes one, and reads numbers back from it. */
    record Kind(String name, Write write, Read read) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Write {
        void to(Path file) throws Exception;
    }

    interface Read {
        double[] from(Path file) throws Exception;
    }

    static Stream<Kind> kinds() {
        History history = History.of(List.of("a", "b", "c"), NUMBERS);
        ArrayFiles.Array array = ArrayFiles.Array.vector(NUMBERS);
        RecordedResult recorded = RecordedResult.of("solver", 1, Duration.ofSeconds(1), history);
        return Stream.of(
                new Kind(
                        "history as csv",
                        history::csv,
                        file -> History.read(file).toArray()),
                new Kind("history as npz", history::npz, file -> {
                    Map<String, ArrayFiles.Array> columns = ArrayFiles.loadNpz(file);
                    return Stream.of("a", "b", "c")
                            .mapToDouble(name -> columns.get(name).values()[0])
                            .toArray();
                }),
                new Kind(
                        "npy",
                        file -> ArrayFiles.saveNpy(file, array),
                        file -> ArrayFiles.loadNpy(file).values()),
                new Kind(
                        "npz",
                        file -> ArrayFiles.saveNpz(file, Map.of("x", array)),
                        file -> ArrayFiles.loadNpz(file).get("x").values()),
                new Kind(
                        "checkpoint of one's own",
                        file -> new Checkpoint("Own", 1).put("x", NUMBERS).write(file),
                        file -> Checkpoint.read(file, "Own", 1).doubles("x")),
                new Kind(
                        "recorded result",
                        recorded::save,
                        file -> RecordedResult.load(file).table().toArray()),
                new Kind(
                        "saved run",
                        RUN::save,
                        file -> SavedRun.load(file).history().toArray()),
                new Kind(
                        "state of a saved run",
                        RUN::save,
                        file -> State.read(file.resolve("state.ckpt"))
                                .arrays()
                                .get("law")
                                .values()));
    }

    @BeforeEach
    @AfterEach
    void nobodyIsStopped() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfFileIsWritten(Kind kind) throws Exception {
        kind.write().to(folder.resolve("calm"));
        Path file = folder.resolve("new folder").resolve("stopped");

        Thread.currentThread().interrupt();
        kind.write().to(file);
        // Over an earlier one too.
        kind.write().to(file);

        assertTrue(Thread.interrupted(), "the flag stays set");
        assertArrayEquals(kind.read().from(folder.resolve("calm")), kind.read().from(file));
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfFileIsRead(Kind kind) throws Exception {
        Path file = folder.resolve("file");
        kind.write().to(file);
        double[] calm = kind.read().from(file);

        Thread.currentThread().interrupt();
        double[] stopped = kind.read().from(file);

        assertTrue(Thread.interrupted(), "the flag stays set");
        assertArrayEquals(calm, stopped);
    }

    @Test
    void aRunThatIsStoppedWritesItsCheckpointAndIsFoundThere() {
        Path file = folder.resolve("run.ckpt");

        Thread.currentThread().interrupt();
        StationaryRun stopped = SOLVER.withCheckpoint(file, 1).solve(ROOM);
        State state = State.read(file);

        assertTrue(Thread.interrupted(), "the flag stays set");
        assertEquals(List.of(), stopped.info().warnings());
        assertEquals(stopped.outcome().state().iteration(), state.iteration());
        assertEquals(RUN.law(), SOLVER.continuing(file).solve(ROOM).law());
    }

    @Test
    void aPictureIsDrawn() {
        byte[] calm = Plots.convergence(RUN).figure().png();

        Thread.currentThread().interrupt();
        byte[] stopped = Plots.convergence(RUN).figure().png();

        assertTrue(Thread.interrupted(), "the flag stays set");
        assertArrayEquals(calm, stopped);
    }
}
