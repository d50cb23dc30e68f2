package org.meanfield4j.core.files;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(shape, "shape");
            if (Arrays.stream(shape).anyMatch(n -> n < 0) || NpyFormat.size(shape) != values.length) {
                throw new IllegalArgumentException("shape = " + Arrays.toString(shape) + " does not hold "
                        + values.length + " values; its product must be their number, which is 1 for []");
            }
        }

        /**
         * A vector.
         *
         * @param values kept, not copied
         * @return the array of shape [values.length]
         */
        public static Array vector(double... values) {
            return new Array(values, Objects.requireNonNull(values, "values").length);
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
        Objects.requireNonNull(array, "array");
        save(file, out -> out.write(NpyFormat.encode(array)));
    }

    /**
     * Reads one array: floating-point or integer numbers that are doubles, or truth values, either byte order, C or
     * Fortran order.
     *
     * @param file where from
     * @return the array, row-major
     * @throws UncheckedIOException if it cannot be read, or is no complete .npy file of numbers
     */
    public static Array loadNpy(Path file) {
        return load(file, bytes -> NpyFormat.decode(new ByteArrayInputStream(bytes)));
    }

    /**
     * Writes named arrays, uncompressed.
     *
     * @param file where to, usually {@code name.npz}; replaced
     * @param arrays what to write, in the order of the map
     * @throws UncheckedIOException if it cannot be written; the earlier file is untouched
     */
    public static void saveNpz(Path file, Map<String, Array> arrays) {
        Objects.requireNonNull(arrays, "arrays")
                .forEach((name, array) -> Objects.requireNonNull(array, () -> "arrays has nothing under " + name));
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
     * @param only the names of those to read, when others hold no numbers; all if there is none
     * @return the arrays in the order of the file
     * @throws UncheckedIOException if it cannot be read, or is no zip of .npy files; the message names file and entry
     */
    public static Map<String, Array> loadNpz(Path file, String... only) {
        for (String name : Objects.requireNonNull(only, "only")) {
            Objects.requireNonNull(name, "only has a name that is null");
        }
        List<String> wanted = List.of(only);
        return load(file, bytes -> {
            Map<String, Array> arrays = new LinkedHashMap<>();
            List<String> entries = new ArrayList<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    entries.add(entry.getName());
                    String name = entry.getName().replaceFirst("\\.npy$", "");
                    if (wanted.isEmpty() || wanted.contains(name)) {
                        arrays.put(name, decode(name, zip));
                    }
                }
            }
            if (entries.isEmpty() && !isEmptyZip(bytes)) {
                throw new IOException("not a zip of .npy files");
            }
            requireComplete(file, entries);
            if (!arrays.keySet().containsAll(wanted)) {
                throw new IOException("it has no " + wanted + " but " + entries);
            }
            return arrays;
        });
    }

    private static Array decode(String name, InputStream in) throws IOException {
        try {
            return NpyFormat.decode(in);
        } catch (IOException e) {
            throw new IOException(
                    "entry '" + name + "': " + e.getMessage() + "; the others are read by loadNpz(file, \"name\", …)",
                    e);
        }
    }

    /** Entries follow one another, and a directory at the end lists them: both must say the same. */
    private static void requireComplete(Path file, List<String> entries) throws IOException {
        List<String> listed = new ArrayList<>();
        if (!entries.isEmpty()) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                zip.stream().forEach(entry -> listed.add(entry.getName()));
            }
        }
        if (!listed.equals(entries) || listed.stream().distinct().count() < listed.size()) {
            throw new IOException("damaged zip: its directory lists " + listed + ", it holds " + entries);
        }
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
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(content, "content");
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw AtomicFile.failed(
                    file + " not written (" + AtomicFile.reason(file, e)
                            + "); an earlier file is untouched; choose a writable folder with free space",
                    e);
        }
    }

    private static <T> T load(Path file, Decoder<T> decoder) {
        Objects.requireNonNull(file, "file");
        try {
            return decoder.decode(AtomicFile.read(file));
        } catch (IOException e) {
            throw AtomicFile.failed(file + " cannot be read (" + AtomicFile.reason(file, e) + "); check the path", e);
        } catch (IllegalArgumentException e) {
            // A zip with a name that is no text.
            throw AtomicFile.failed(file + " cannot be read (damaged zip: " + e.getMessage() + "); check the path", e);
        }
    }

    private interface Decoder<T> {
        T decode(byte[] bytes) throws IOException;
    }
}
