package org.meanfield4j.core.files;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.meanfield4j.core.text.Digits;

/**
 * Arrays in NumPy's files: {@code .npy} (one array) and {@code .npz} (a zip of named ones), read in Python by
 * {@code numpy.load}. Written as little-endian doubles in C order, the same bytes for the same values; a file appears
 * complete or not at all. Needs no native library.
 */
public final class ArrayFiles {

    private ArrayFiles() {}

    /**
     * An array of any rank.
     *
     * @param values row-major
     * @param shape its product is the number of values; empty for a scalar
     */
    public record Array(double[] values, int... shape) {

        /** Checks the shape. */
        public Array {
            if (Arrays.stream(shape).anyMatch(n -> n < 0) || NpyFormat.size(shape) != values.length) {
                throw new IllegalArgumentException("shape = " + Arrays.toString(shape) + " does not hold "
                        + values.length + " values; its product must");
            }
        }

        /**
         * A vector.
         *
         * @param values kept, not copied
         * @return the array of shape [values.length]
         */
        public static Array vector(double... values) {
            return new Array(values, values.length);
        }

        @Override
        public String toString() {
            return Digits.record(this);
        }
    }

    /**
     * Writes one array.
     *
     * @param file where to, usually {@code name.npy}; replaced
     * @param array what to write
     * @throws UncheckedIOException if it cannot be written; the earlier file is untouched
     */
    public static void saveNpy(Path file, Array array) {
        save(file, out -> out.write(NpyFormat.encode(array)));
    }

    /**
     * Reads one array: floating-point or integer numbers or truth values, either byte order, C or Fortran order.
     *
     * @param file where from
     * @return the array, row-major
     * @throws UncheckedIOException if it cannot be read, or is no complete .npy file of numbers
     */
    public static Array loadNpy(Path file) {
        return load(file, bytes -> NpyFormat.decode(bytes));
    }

    /**
     * Writes named arrays, uncompressed.
     *
     * @param file where to, usually {@code name.npz}; replaced
     * @param arrays what to write, in the order of the map
     * @throws UncheckedIOException if it cannot be written; the earlier file is untouched
     */
    public static void saveNpz(Path file, Map<String, Array> arrays) {
        save(file, out -> {
            // Closed to write the directory of the zip; the file underneath is not ours to close.
            try (ZipOutputStream zip = new ZipOutputStream(new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    flush();
                }
            })) {
                for (Map.Entry<String, Array> entry : arrays.entrySet()) {
                    put(zip, entry.getKey() + ".npy", NpyFormat.encode(entry.getValue()));
                }
            }
        });
    }

    /**
     * Reads named arrays.
     *
     * @param file where from; compressed or not
     * @return the arrays in the order of the file
     * @throws UncheckedIOException if it cannot be read, or is no zip of .npy files
     */
    public static Map<String, Array> loadNpz(Path file) {
        return load(file, bytes -> {
            Map<String, Array> arrays = new LinkedHashMap<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    String name = entry.getName();
                    arrays.put(
                            name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name,
                            NpyFormat.decode(zip.readAllBytes()));
                }
            }
            if (arrays.isEmpty() && !isEmptyZip(bytes)) {
                throw new IOException("not a zip of .npy files");
            }
            return arrays;
        });
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        // The first moment that zip files know, not the time of writing: equal arrays are equal files.
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static boolean isEmptyZip(byte[] bytes) {
        return bytes.length == 22 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 5 && bytes[3] == 6;
    }

    /**
     * Writes a file as a whole; what goes wrong is one line.
     *
     * @param file replaced as a whole
     * @param content what goes into it
     * @throws UncheckedIOException if it cannot be written; an earlier file is untouched
     */
    public static void save(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    file + " not written (" + AtomicFile.reason(e)
                            + "); an earlier file is untouched; choose a writable folder with free space",
                    e));
        }
    }

    private static <T> T load(Path file, Decoder<T> decoder) {
        try {
            return decoder.decode(AtomicFile.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(file + " cannot be read (" + AtomicFile.reason(e) + "); check the path", e));
        }
    }

    private interface Decoder<T> {
        T decode(byte[] bytes) throws IOException;
    }
}
