package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meanfield4j.core.History;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.ArrayFiles.Array;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.nd4j.NdArrays;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.nd4j.linalg.factory.Nd4j;

/** A file that is cut, damaged or made by somebody else gives the value that was written or one line that names it. */
class DamagedFilesTest {

    @TempDir
    Path folder;

    /** What is written, which of its files is damaged, and what is read. */
    record Kind(String name, Write write, Read read, int checked) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Write {
        void to(Path file);
    }

    interface Read {
        Object from(Path file);
    }

    static Stream<Kind> kinds() {
        double[] numbers =
                IntStream.range(0, 120).mapToDouble(i -> Math.sin(i) / 3).toArray();
        History history = History.of(List.of("iteration", "gap"), numbers);
        Map<String, Array> arrays =
                new TreeMap<>(Map.of("law", Array.vector(numbers), "policy", new Array(numbers, 20, 6)));
        var run = ExactMfTrpo.defaults().withOuterSteps(5).solve(CrowdGrid.corner(2));
        Kind saved = new Kind("", run::save, folder -> text(SavedRun.load(folder)), Integer.MAX_VALUE);
        return Stream.of(
                // The format of NumPy has no sum over its numbers, only a header.
                new Kind(
                        "a.npy",
                        file -> ArrayFiles.saveNpy(file, new Array(numbers, 20, 6)),
                        file -> text(ArrayFiles.loadNpy(file)),
                        128),
                new Kind(
                        "a.npz",
                        file -> ArrayFiles.saveNpz(file, arrays),
                        file -> text(ArrayFiles.loadNpz(file)),
                        Integer.MAX_VALUE),
                new Kind(
                        "a.ckpt",
                        file -> new Checkpoint("Own", 1).put("x", numbers).write(file),
                        file -> Arrays.toString(Checkpoint.read(file, "Own", 1).doubles("x")),
                        Integer.MAX_VALUE),
                new Kind("run/history.csv", saved.write, saved.read, Integer.MAX_VALUE),
                new Kind("run/summary.txt", saved.write, saved.read, Integer.MAX_VALUE),
                new Kind("run/arrays.npz", saved.write, saved.read, Integer.MAX_VALUE),
                new Kind("run/state.ckpt", saved.write, saved.read, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatIsCutOrDamagedAnywhereIsTheSameOrIsNamed(Kind kind) throws IOException {
        Path file = folder.resolve(kind.name);
        Path root = kind.name.startsWith("run/") ? folder.resolve("run") : file;
        kind.write.to(root);
        byte[] whole = Files.readAllBytes(file);
        Object value = kind.read.from(root);
        List<String> wrong = new ArrayList<>();
        // Of a long file some truncations, up to the last byte.
        int step = 1 + whole.length / 200;
        for (int length = whole.length - 1; length >= 0; length -= step) {
            Files.write(file, Arrays.copyOf(whole, length));
            note(wrong, "cut to " + length, kind, root, file, value);
        }
        int end = Math.min(whole.length, kind.checked);
        for (int at = 0; at < end; at += end > 1000 ? 64 : 5) {
            for (int damage : new int[] {1, 0x80}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) damage;
                Files.write(file, damaged);
                note(wrong, "byte " + at + " ^ " + damage, kind, root, file, value);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static void note(List<String> wrong, String what, Kind kind, Path root, Path file, Object value) {
        try {
            Object read = kind.read.from(root);
            if (!read.equals(value)) {
                wrong.add(what + " gives another value in silence");
            }
        } catch (UncheckedIOException | CheckpointException e) {
            String line = e.getMessage();
            if (line.lines().count() != 1
                    || !line.contains(file.toString())
                    || line.contains("Exception")
                    || line.contains("null")) {
                wrong.add(what + ": " + line);
            }
        } catch (RuntimeException | Error e) {
            wrong.add(what + ": " + e);
        }
    }

    private static String text(Object value) {
        if (value instanceof SavedRun run) {
            return run.info()
                    + run.mainColumn()
                    + run.history().columns()
                    + Arrays.toString(run.history().toArray())
                    + text(run.arrays());
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder();
            map.forEach((name, array) -> text.append(name).append(text(array)));
            return text.toString();
        }
        Array array = (Array) value;
        return Arrays.toString(array.shape()) + Arrays.toString(array.values());
    }

    @Test
    void aHistoryThatIsCutBetweenTwoRowsIsNoShorterRun() throws IOException {
        ExactMfTrpo.defaults().withOuterSteps(9).solve(CrowdGrid.corner(2)).save(folder);
        Path csv = folder.resolve("history.csv");
        List<String> lines = Files.readAllLines(csv);
        Files.write(csv, lines.subList(0, 4));

        String line = refusal(() -> SavedRun.load(folder));

        assertTrue(line.startsWith(csv + " is damaged (number of rows is 3, it was written with "), line);
    }

    @Test
    void aRunThatWasSavedWithoutSumsIsStillRead() throws IOException {
        var run = ExactMfTrpo.defaults().withOuterSteps(3).solve(CrowdGrid.corner(2));
        run.save(folder);
        Path summary = folder.resolve("summary.txt");
        Files.write(
                summary,
                Files.readAllLines(summary).stream()
                        .filter(line -> !line.contains("CRC-32C") && !line.startsWith("history rows"))
                        .toList());

        assertEquals(run.history().rows(), SavedRun.load(folder).history().rows());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f8 | 65536, 65536, 65536, 65536 | shape (65536, 65536, 65536, 65536) is too large",
                "<f8 | 4294967296, | shape (4294967296,) is too large",
                "<f8 | 99999999999999999999999999, 0 | is too large",
                "<f8 | 1000000, | truncated .npy file: 16 of 8000000 bytes",
                "<f8 | 3, | truncated .npy file: 16 of 24 bytes",
                "<f8 | 1, | more than 8 bytes of numbers",
                "<U5 | 2, | not an array of numbers",
                "<c16 | 1, | numbers of type c16; save them as float64",
                "<f99999999999 | 2, | not an array of numbers",
            })
    void aHeaderThatCannotBeIsNamedAndTakesNoMemory(String type, String shape, String expected) throws IOException {
        Path file = Files.write(folder.resolve("a.npy"), npy(type, shape, new byte[16]));

        String line = refusal(() -> ArrayFiles.loadNpy(file));

        assertTrue(line.startsWith(file + " cannot be read (") && line.contains(expected), line);
    }

    @Test
    void aLongHeaderLengthIsNamed() throws IOException {
        byte[] bytes = npy("<f8", "2,", new byte[16]);
        bytes[6] = 2;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
        Path file = Files.write(folder.resolve("a.npy"), bytes);

        assertEquals(
                file + " cannot be read (damaged .npy file: a header of 2147483647 bytes); check the path",
                refusal(() -> ArrayFiles.loadNpy(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "<u1, 255, ff",
        "<u2, 65535, ffff",
        "<u4, 4294967295, ffffffff",
        "<u8, 9007199254740992, 0000000000002000",
        "<f2, 1.5, 003e",
        "<f2, -2, 00c0",
        "<f2, 65504, ff7b",
        "<f2, 5.960464477539063e-8, 0100",
        "<f2, 6.103515625e-5, 0004",
        "<f2, Infinity, 007c",
        "<f2, NaN, 017e",
        ">f2, -0.0, 8000",
        "|b1, 1, 01"
    })
    void theTypesThatNumpyWritesAreRead(String type, double value, String hex) throws IOException {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        Path file = Files.write(folder.resolve("a.npy"), npy(type, "1,", bytes));

        assertEquals(value, ArrayFiles.loadNpy(file).values()[0]);
    }

    @Test
    void anUnsignedIntegerThatIsNoDoubleIsNamed() throws IOException {
        byte[] bytes = new byte[8];
        Arrays.fill(bytes, (byte) -1);
        Path file = Files.write(folder.resolve("a.npy"), npy("<u8", "1,", bytes));

        assertTrue(refusal(() -> ArrayFiles.loadNpy(file)).contains("the integer 18446744073709551615 is no double"));
    }

    @Test
    void theEntryThatIsNoArrayIsNamedAndTheOthersAreRead() throws IOException {
        Path file = zip("labels.npy", npy("<U5", "1,", new byte[20]), "x.npy", npy("<f8", "1,", new byte[8]));

        String line = refusal(() -> ArrayFiles.loadNpz(file));

        assertTrue(line.startsWith(file + " cannot be read (entry 'labels': not an array of numbers"), line);
        assertEquals(0, ArrayFiles.loadNpz(file, "x").get("x").values()[0]);
        assertTrue(refusal(() -> ArrayFiles.loadNpz(file, "y")).contains("has no [y] but [labels.npy, x.npy]"));
    }

    @Test
    void aSmallZipCannotAskForMoreThanTheHeap() throws IOException {
        Path file = zip("x.npy", npy("<f8", "2000000000,", new byte[1 << 20]));

        assertTrue(refusal(() -> ArrayFiles.loadNpz(file)).contains("entry 'x': "));
    }

    @Test
    void aCheckpointWithAWrongLengthAndARightSumIsNamed() throws IOException {
        Path file = folder.resolve("a.ckpt");
        new Checkpoint("Own", 1).put("x", 1, 2, 3).write(file);
        byte[] whole = Files.readAllBytes(file);
        // The kind's length follows magic, format and size; each of the ints behind it is a length or a count.
        for (int at = 20; at < whole.length - 12; at++) {
            for (int length : new int[] {Integer.MAX_VALUE, -1, 1 << 28}) {
                ByteBuffer crafted = ByteBuffer.wrap(whole.clone()).putInt(at, length);
                CRC32C sum = new CRC32C();
                sum.update(crafted.array(), 0, whole.length - 8);
                crafted.putLong(whole.length - 8, sum.getValue());
                Files.write(file, crafted.array());
                try {
                    Checkpoint.read(file, 1);
                } catch (CheckpointException e) {
                    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                }
            }
        }
    }

    @Test
    void aTableThatExcelWroteIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "\ufeffiteration,gap\r\n1,0.5\r\n");

        assertEquals(List.of("iteration", "gap"), History.read(file).columns());
    }

    @Test
    void aByteThatIsNoUtf8IsReportedWithFileAndLine() throws IOException {
        Path file = Files.write(
                folder.resolve("a.csv"), "iteration,gr\u00f6\u00dfe\n1,0.5\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(
                file + " cannot be read (line 1 has a byte that is no UTF-8; save it as UTF-8); check the path",
                refusal(() -> History.read(file)));
    }

    @Test
    void anEmptyArrayOfNd4jIsRefusedInALineThatEnds() {
        String line = assertThrows(IllegalArgumentException.class, () -> NdArrays.array(Nd4j.empty()))
                .getMessage();

        assertEquals("array = Nd4j.empty() has no shape, must hold numbers; give it one, such as Nd4j.create(0)", line);
    }

    private Path zip(Object... namesAndBytes) throws IOException {
        Path file = folder.resolve("a.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return file;
    }

    private static byte[] npy(String type, String shape, byte[] numbers) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        header += " ".repeat(200 - header.length()) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(numbers);
        return out.toByteArray();
    }

    private static String refusal(org.junit.jupiter.api.function.Executable action) {
        String line = assertThrows(UncheckedIOException.class, action).getMessage();
        assertEquals(1, line.lines().count());
        assertFalse(line.contains("Exception"), line);
        return line;
    }
}
