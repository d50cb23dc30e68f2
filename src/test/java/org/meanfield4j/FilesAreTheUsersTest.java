package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.experiment.RecordedResult;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.ArrayFiles.Array;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryRun;
import org.meanfield4j.stationary.games.CrowdGrid;

/** What stands at a path stays what it was when it is written again: link, mode, device; and messages name it. */
class FilesAreTheUsersTest {
    private static final CrowdGrid ROOM = CrowdGrid.corner(2);
    private static final ExactMfTrpo SOLVER = ExactMfTrpo.defaults().withOuterSteps(3);

    @TempDir
    Path folder;

    /** A kind of file: written, and read. */
    record Kind(String name, Action write, Action read) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Action {
        void on(Path file) throws IOException;
    }

    static Stream<Kind> kinds() {
        History history = History.of(List.of("a", "b"), 1, 2);
        RecordedResult recorded = RecordedResult.of("solver", 1, Duration.ofSeconds(1), history);
        return Stream.of(
                new Kind("history as csv", history::csv, History::read),
                new Kind("notes of a csv", history::csv, History::notes),
                new Kind("history as npz", history::npz, ArrayFiles::loadNpz),
                new Kind("npy", file -> ArrayFiles.saveNpy(file, Array.vector(1, 2)), ArrayFiles::loadNpy),
                new Kind(
                        "checkpoint",
                        file -> new Checkpoint("Own", 1).put("x", 1.0).write(file),
                        file -> Checkpoint.read(file, "Own", 1)),
                new Kind("recorded result", recorded::save, RecordedResult::load));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSymbolicLinkStaysOneAndItsTargetHasTheContent(Kind kind) throws IOException {
        requirePosix();
        Path target = folder.resolve("disk").resolve("target");
        kind.write.on(target);
        byte[] first = Files.readAllBytes(target);
        Files.delete(target);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("disk", "target"));
        Path folderLink = Files.createSymbolicLink(folder.resolve("folder link"), Path.of("disk"));

        kind.write.on(link);
        kind.write.on(link);
        kind.write.on(folderLink.resolve("second"));

        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(folderLink));
        assertEquals(first.length, Files.size(target));
        assertEquals(first.length, Files.size(folder.resolve("disk").resolve("second")));
        kind.read.on(link);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPrivateFileStaysPrivate(Kind kind) throws IOException {
        requirePosix();
        Path file = folder.resolve("private");
        kind.write.on(file);
        for (String mode : List.of("rw-------", "rw-rw-r--", "rwx------")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

            kind.write.on(file);

            assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPipeIsRefusedAndStaysOne(Kind kind) throws Exception {
        requirePosix();
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        String line = assertThrows(Exception.class, () -> kind.write.on(pipe)).getMessage();

        assertTrue(line.contains(pipe + " not written (is a device or pipe, no regular file)"), line);
        assertTrue(Files.exists(pipe) && !Files.isRegularFile(pipe));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyMessageNamesTheFileOnceAndNothingElse(Kind kind) throws IOException {
        Path missing = folder.resolve("missing");
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        assertNames(missing, "does not exist", () -> kind.read.on(missing));
        assertNames(occupied, "is a folder", () -> kind.read.on(occupied));
        assertNames(occupied, "is a folder", () -> kind.write.on(occupied));
        Path closed = Files.writeString(folder.resolve("closed"), "");
        Path below = closed.resolve("file");
        String line = assertThrows(Exception.class, () -> kind.write.on(below)).getMessage();
        assertTrue(line.contains(below + " not written (" + closed + " is a file, not a folder)"), line);
        Path procfs = Path.of("/proc/a file of mine");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            line = assertThrows(Exception.class, () -> kind.write.on(procfs)).getMessage();
            assertTrue(line.contains(procfs + " not written (") && !line.contains(".tmp"), line);
        }
    }

    @Test
    void aFileThatMayNotBeReadIsNamedOnce() throws IOException {
        requirePosix();
        Path file = folder.resolve("secret.csv");
        History.of(List.of("a"), 1).csv(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "root reads everything");

        assertNames(file, "Permission denied", () -> History.read(file));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextWriteAndByTheNextRun() throws Exception {
        Path file = folder.resolve("ck.bin");
        long dead = dead();
        Path orphan = folder.resolve(".ck.bin." + dead + "-1.tmp");
        Path other = folder.resolve(".other.bin." + dead + "-1.tmp");
        Path alive = folder.resolve(".ck.bin." + ProcessHandle.current().pid() + "-987654.tmp");
        for (Path left : List.of(orphan, other, alive)) {
            Files.writeString(left, "half");
        }

        new Checkpoint("Own", 1).put("x", 1.0).write(file);

        assertFalse(Files.exists(orphan));
        assertTrue(Files.exists(other) && Files.exists(alive), "of another file, and of a process that lives");

        Path ofTheRun = Files.writeString(folder.resolve(".run.ckpt." + dead + "-7.tmp"), "half");
        SOLVER.withCheckpoint(folder.resolve("run.ckpt"), 1).solve(ROOM);
        assertFalse(Files.exists(ofTheRun));

        Path ofTheLastBoot = Files.writeString(alive, "half");
        assertTrue(ofTheLastBoot.toFile().setLastModified(1_000_000_000_000L));
        new Checkpoint("Own", 1).put("x", 1.0).write(file);
        assertFalse(Files.exists(ofTheLastBoot), "this process started later: its number was another's");
    }

    @Test
    void aLongNameIsWritten() throws IOException {
        Path file = folder.resolve("n".repeat(250));

        History.of(List.of("a"), 1).csv(file);

        assertEquals(1, History.read(file).rows());
    }

    @Test
    void aCheckpointThatWasDeletedIsWrittenAgainWithoutAWord() {
        Path file = folder.resolve("run.ckpt");
        StationaryRun run = SOLVER.withOuterSteps(6)
                .withCheckpoint(file, 1)
                .solve(ROOM, new Stopper(Long.MAX_VALUE, 0) {
                    @Override
                    public void iterated(long iteration) {
                        if (iteration == 3) {
                            assertTrue(file.toFile().delete());
                        }
                    }
                });

        assertEquals(List.of(), run.info().warnings());
        assertTrue(Files.exists(file));
    }

    @Test
    void twoRunsOnOneCheckpointAreTold() throws IOException {
        Path file = folder.resolve("run.ckpt");
        Solver<StationaryGame, StationaryRun> solver = SOLVER.withOuterSteps(6).withCheckpoint(file, 1);
        byte[][] theirs = new byte[1][];
        Monitor rival = new Stopper(Long.MAX_VALUE, 0) {
            @Override
            public void iterated(long iteration) {
                try {
                    if (iteration == 3) {
                        theirs[0] = Files.readAllBytes(file);
                    } else if (iteration == 5) {
                        Files.delete(file);
                        Files.write(file, theirs[0]);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };

        StationaryRun run = solver.solve(ROOM, rival);

        assertEquals(
                List.of("checkpoint " + file + " was written by somebody else while this run used it; give each run a"
                        + " file of its own"),
                run.info().warnings());
    }

    @Test
    void aSavedRunNamesItsFile() {
        Path summary = folder.resolve("summary.txt");

        assertEquals(
                summary + " cannot be read (does not exist); check the folder",
                assertThrows(Exception.class, () -> SavedRun.load(folder)).getMessage());
    }

    private static long dead() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return process.pid();
    }

    private void assertNames(Path file, String reason, org.junit.jupiter.api.function.Executable action) {
        String line = assertThrows(Exception.class, action).getMessage();
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.contains(file.toString()) && line.contains(reason), line);
        String once = line.replaceFirst(java.util.regex.Pattern.quote(file.toString()), "");
        assertFalse(once.contains(file + " ") || once.contains(file + ")") || line.contains("Exception"), line);
    }

    private void requirePosix() {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }
}
