package org.meanfield4j.core.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.files.ArrayFiles.Array;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArrayFilesTest {
    private static final double[] SPECIAL = {
        0.1, -0.0, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE
    };

    @TempDir
    Path folder;

    @Test
    void anyRankComesBackToTheBit() {
        for (int[] shape : new int[][] {{6}, {2, 3}, {3, 1, 2}, {6, 1, 1, 1}}) {
            Path file = folder.resolve("a.npy");
            ArrayFiles.saveNpy(file, new Array(SPECIAL, shape));
            Array read = ArrayFiles.loadNpy(file);
            assertArrayEquals(shape, read.shape());
            assertArrayEquals(bits(SPECIAL), bits(read.values()));
        }
        ArrayFiles.saveNpy(folder.resolve("scalar.npy"), new Array(new double[] {7}));
        assertArrayEquals(
                new int[0], ArrayFiles.loadNpy(folder.resolve("scalar.npy")).shape());
        ArrayFiles.saveNpy(folder.resolve("empty.npy"), Array.vector());
        assertArrayEquals(
                new int[] {0}, ArrayFiles.loadNpy(folder.resolve("empty.npy")).shape());
    }

    @Test
    void theHeaderIsTheOneThatNumpyWrites() throws IOException {
        // numpy 2: np.lib.format.write_array of np.zeros((2, 3)) and np.zeros(2); numbers start at 128.
        Path file = folder.resolve("a.npy");
        ArrayFiles.saveNpy(file, new Array(new double[6], 2, 3));
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(
                "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }"
                        + " ".repeat(58) + "\n",
                new String(bytes, 0, 128, StandardCharsets.ISO_8859_1));
        assertEquals(128 + 48, bytes.length);
        ArrayFiles.saveNpy(file, Array.vector(1, 2));
        assertTrue(Files.readString(file, StandardCharsets.ISO_8859_1).contains("'shape': (2,), }"));
    }

    @Test
    void nd4jReadsWhatWeWriteAndWeReadWhatItWrites() throws IOException {
        Path file = folder.resolve("a.npy");
        double[] values = {1, 2, 3, 4, 5, 6};
        ArrayFiles.saveNpy(file, new Array(values, 2, 3));
        INDArray theirs = Nd4j.createFromNpyFile(file.toFile());
        assertArrayEquals(new long[] {2, 3}, theirs.shape());
        assertEquals(DataType.DOUBLE, theirs.dataType());
        assertEquals(Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}), theirs);

        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT, DataType.INT64, DataType.INT32)) {
            Files.write(file, Nd4j.toNpyByteArray(theirs.castTo(type)));
            Array read = ArrayFiles.loadNpy(file);
            assertArrayEquals(new int[] {2, 3}, read.shape());
            assertArrayEquals(values, read.values());
        }
    }

    @Test
    void fortranOrderAndBigEndianAreTurnedRound() throws IOException {
        String header = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        // Columns (1, 4), (2, 5), (3, -1).
        out.write(new byte[] {0, 1, 0, 4, 0, 2, 0, 5, 0, 3, -1, -1});
        Path file = Files.write(folder.resolve("f.npy"), out.toByteArray());

        assertArrayEquals(
                new double[] {1, 2, 3, 4, 5, -1}, ArrayFiles.loadNpy(file).values());
    }

    @Test
    void namedArraysComeBackInOrderAndTheSameArraysAreTheSameBytes() throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("policy", new Array(SPECIAL, 3, 2));
        arrays.put("law", Array.vector(0.25, 0.75));
        ArrayFiles.saveNpz(folder.resolve("a.npz"), arrays);
        ArrayFiles.saveNpz(folder.resolve("b.npz"), arrays);

        Map<String, Array> read = ArrayFiles.loadNpz(folder.resolve("a.npz"));
        assertEquals(List.of("policy", "law"), List.copyOf(read.keySet()));
        assertArrayEquals(bits(SPECIAL), bits(read.get("policy").values()));
        assertArrayEquals(new int[] {3, 2}, read.get("policy").shape());
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.npz")), Files.readAllBytes(folder.resolve("b.npz")));

        ArrayFiles.saveNpz(folder.resolve("none.npz"), Map.of());
        assertEquals(Map.of(), ArrayFiles.loadNpz(folder.resolve("none.npz")));
    }

    @Test
    void badFilesAndShapesAreRefusedInOneLine() throws IOException {
        Path file = folder.resolve("a.npy");
        ArrayFiles.saveNpy(file, Array.vector(1, 2));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            String message = refusal(() -> ArrayFiles.loadNpy(file));
            assertTrue(message.contains(length < 8 ? "(not a .npy file)" : "(truncated .npy file"), message);
            refusal(() -> ArrayFiles.loadNpz(file));
        }
        assertEquals(
                file + " cannot be read (not a zip of .npy files); check the path",
                refusal(() -> ArrayFiles.loadNpz(file)));
        Path missing = folder.resolve("missing.npy");
        assertEquals(
                missing + " cannot be read (does not exist); check the path",
                refusal(() -> ArrayFiles.loadNpy(missing)));
        assertTrue(refusal(() -> ArrayFiles.saveNpy(file.resolve("x.npy"), Array.vector(1)))
                .contains(file + " is a file, not a folder"));
        assertEquals(
                "shape = [2, 2] does not hold 3 values; its product must be their number, which is 1 for []",
                assertThrows(IllegalArgumentException.class, () -> new Array(new double[3], 2, 2))
                        .getMessage());
    }

    @Test
    void typesWithoutAValueAsADoubleAreNamed() throws IOException {
        Path file = folder.resolve("c.npy");
        ArrayFiles.saveNpy(file, Array.vector(1, 2));
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("f8")] = 'c';
        Files.write(file, bytes);
        assertTrue(refusal(() -> ArrayFiles.loadNpy(file)).contains("numbers of type c8; save them as float64"));
        Files.write(file, Nd4j.toNpyByteArray(Nd4j.createFromArray((1L << 53) + 1)));
        assertTrue(refusal(() -> ArrayFiles.loadNpy(file)).contains("9007199254740993 is no double"));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable action) {
        String message =
                assertThrows(UncheckedIOException.class, action).getCause().getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
