package org.meanfield4j.core.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.History;

class CheckpointTest {
    @TempDir
    Path folder;

    @Test
    void everyEntryComesBackToTheBit() {
        History history = new History("iteration", "exploitability");
        history.add(1, 0.1);
        history.add(2, Double.NaN);
        double[] theta = {0.1, -0.0, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY};
        Path file = folder.resolve("run.ckpt");

        new Checkpoint("AcSmfg", 3)
                .put("theta", theta)
                .put("iteration", 42L, Long.MIN_VALUE)
                .put("solver", "AcSmfg[α = 0.1]")
                .put("empty", new double[0])
                .put("history.columns", String.join("\n", history.columns()))
                .put("history", history.toArray())
                .write(file);
        Checkpoint read = Checkpoint.read(file, "AcSmfg", 3);

        assertEquals(List.of("theta", "iteration", "solver", "empty", "history.columns", "history"), read.names());
        assertArrayEquals(bits(theta), bits(read.doubles("theta")));
        assertArrayEquals(new long[] {42, Long.MIN_VALUE}, read.longs("iteration"));
        assertEquals("AcSmfg[α = 0.1]", read.text("solver"));
        assertEquals(0, read.doubles("empty").length);
        assertEquals(String.join("\n", history.columns()), read.text("history.columns"));
        assertArrayEquals(history.toArray(), read.doubles("history"));
    }

    @Test
    void theSameStateIsTheSameBytes() throws IOException {
        write("a", 1);
        write("b", 1);
        assertArrayEquals(Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
    }

    @Test
    void missingFoldersAreMadeAndNoTemporaryFileStays() throws IOException {
        write("deep/er/run.ckpt", 1);
        write("deep/er/run.ckpt", 2);

        assertEquals(
                2,
                Checkpoint.read(folder.resolve("deep/er/run.ckpt"), "Solver", 1).doubles("x")[0]);
        try (var files = Files.list(folder.resolve("deep/er"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aFileCutAnywhereIsRefusedAndLeftUntouched() throws IOException {
        byte[] whole = Files.readAllBytes(write("run.ckpt", 1));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Path file = Files.write(folder.resolve("cut.ckpt"), cut);
            String message = refusal(file, "Solver", 1);
            assertTrue(
                    message.contains(length < 8 ? " is not a MeanField4J checkpoint; " : " is truncated: "), message);
            assertArrayEquals(cut, Files.readAllBytes(file));
        }
    }

    @Test
    void anyFlippedBitIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(write("run.ckpt", 1));
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Path file = Files.write(folder.resolve("flipped.ckpt"), flipped);
            refusal(file, "Solver", 1);
            assertArrayEquals(flipped, Files.readAllBytes(file));
        }
    }

    @Test
    void everyRefusalNamesFileProblemAndRemedyInOneLine() throws IOException {
        Path file = write("run.ckpt", 1);
        String name = "checkpoint " + file;
        byte[] whole = Files.readAllBytes(file);

        assertEquals(
                name + " was written by Solver, not by Other; resume it with Solver or choose another file",
                refusal(file, "Other", 1));
        assertEquals(
                name + " has version 1 of the layout of Solver, this library uses version 2; resume it with the version"
                        + " of the library that wrote it",
                refusal(file, "Solver", 2));
        assertEquals(
                "checkpoint of Solver has no long[] named 'x'; it has [x]",
                assertThrows(
                                CheckpointException.class,
                                () -> Checkpoint.read(file, "Solver", 1).longs("x"))
                        .getMessage());

        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        assertEquals(
                name + " is truncated: " + (whole.length - 3) + " of " + whole.length
                        + " bytes; restore it from a copy or start again",
                refusal(file, "Solver", 1));
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        String damaged = name + " is damaged: its checksum does not match; restore it from a copy or start again";
        assertEquals(damaged, refusal(file, "Solver", 1));
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(file, flipped);
        assertEquals(damaged, refusal(file, "Solver", 1));
        Files.write(file, ByteBuffer.wrap(whole.clone()).putInt(8, 2).array());
        assertEquals(
                name + " has format 2, this library reads format 1; resume it with the version of the library that"
                        + " wrote it",
                refusal(file, "Solver", 1));

        Path missing = folder.resolve("missing.ckpt");
        assertEquals(
                "checkpoint " + missing + " does not exist; start without it, or check the path",
                refusal(missing, "Solver", 1));
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "not a checkpoint at all");
        assertEquals(
                "checkpoint " + foreign + " is not a MeanField4J checkpoint; check the path",
                refusal(foreign, "Solver", 1));
    }

    @Test
    void aForeignFileIsNeverOverwritten() throws IOException {
        Path foreign = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertEquals(
                "checkpoint " + foreign + " not written: a file of that name is no checkpoint; choose another name",
                assertThrows(CheckpointException.class, () -> write("thesis.txt", 1))
                        .getMessage());
        assertEquals("years of work", Files.readString(foreign));
    }

    @Test
    void aFolderThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String message = assertThrows(CheckpointException.class, () -> write("file/run.ckpt", 1))
                .getMessage();
        assertTrue(message.contains(file + " is a file, not a folder"), message);
        assertTrue(message.endsWith("choose a writable folder with free space"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aNameThatIsAFolderIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("run.ckpt"));
        String message = assertThrows(CheckpointException.class, () -> write("run.ckpt", 1))
                .getMessage();
        assertTrue(message.contains("(is a folder)"), message);
    }

    @Test
    void aFullDiskAtAnyByteLeavesTheOldFile() throws IOException {
        Path file = write("run.ckpt", 1);
        byte[] old = Files.readAllBytes(file);
        for (int room = 0; room < old.length; room++) {
            int free = room;
            String message = assertThrows(
                            CheckpointException.class, () -> checkpoint(2).write(file, out -> new SmallDisk(out, free)))
                    .getMessage();
            assertEquals(
                    "checkpoint " + file + " not written (No space left on device); an earlier file is untouched;"
                            + " choose a writable folder with free space",
                    message);
            assertArrayEquals(old, Files.readAllBytes(file));
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "the temporary file must not fill the disk further");
        }
    }

    @Test
    void theSystemsOwnFullDeviceLeavesTheOldFile() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "Linux only");
        Path file = write("run.ckpt", 1);
        UnaryOperator<OutputStream> device = out -> {
            try {
                return Files.newOutputStream(full);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        String message = assertThrows(
                        CheckpointException.class, () -> checkpoint(2).write(file, device))
                .getMessage();
        assertTrue(message.contains("No space left on device"), message);
        assertEquals(1, Checkpoint.read(file, "Solver", 1).doubles("x")[0]);
        assertFalse(message.contains("\n"));
    }

    private Path write(String name, double x) {
        Path file = folder.resolve(name);
        checkpoint(x).write(file);
        return file;
    }

    private static Checkpoint checkpoint(double x) {
        return new Checkpoint("Solver", 1).put("x", x, 2, 3);
    }

    private static String refusal(Path file, String kind, int version) {
        String message = assertThrows(CheckpointException.class, () -> Checkpoint.read(file, kind, version))
                .getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    /** Accepts some bytes and then fails as a full file system does. */
    private static final class SmallDisk extends FilterOutputStream {
        private int free;

        SmallDisk(OutputStream out, int free) {
            super(out);
            this.free = free;
        }

        @Override
        public void write(int b) throws IOException {
            if (free-- <= 0) {
                throw new IOException("No space left on device");
            }
            out.write(b);
        }
    }
}
