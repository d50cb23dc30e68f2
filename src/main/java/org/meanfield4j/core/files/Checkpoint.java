package org.meanfield4j.core.files;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The state of a solver in a file, from which it resumes to the same bits: named arrays and texts, a kind (which solver
 * wrote it) and the version of that solver's layout.
 *
 * <pre>{@code
 * new Checkpoint("AcSmfg", 1).put("theta", theta).put("iteration", k).put("history", history).write(path);
 * Checkpoint c = Checkpoint.read(path, "AcSmfg", 1);
 * }</pre>
 *
 * <p>Writing replaces the file as a whole or not at all (temporary file, fsync, atomic rename). Reading checks magic
 * number, format, size and checksum (CRC-32C) before it trusts a byte. At most 2 GB. Not thread-safe.
 */
public final class Checkpoint {
    private final String kind;
    private final int version;
    private final Map<String, Object> entries;

    private Checkpoint(String kind, int version, Map<String, Object> entries) {
        this.kind = kind;
        this.version = version;
        this.entries = entries;
    }

    /**
     * An empty checkpoint.
     *
     * @param kind who writes it, e.g. {@code "AcSmfg"}
     * @param version of the entries' layout; raise it when a newer solver could misread an older file
     */
    public Checkpoint(String kind, int version) {
        this(Objects.requireNonNull(kind, "kind"), version, new LinkedHashMap<>());
        if (version < 0) {
            throw new IllegalArgumentException("version = " + version + " must be at least 0; begin with 1");
        }
    }

    /**
     * Adds numbers, or replaces them.
     *
     * @param name of the entry
     * @param values kept, not copied: write before you change them
     * @return this
     */
    public Checkpoint put(String name, double... values) {
        entries.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(values, "values"));
        return this;
    }

    /**
     * Adds integers, or replaces them.
     *
     * @param name of the entry
     * @param values kept, not copied: write before you change them
     * @return this
     */
    public Checkpoint put(String name, long... values) {
        entries.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(values, "values"));
        return this;
    }

    /**
     * Adds a text, or replaces it; e.g. the solver's {@code toString}, to be compared when resuming.
     *
     * @param name of the entry
     * @param text any text
     * @return this
     */
    public Checkpoint put(String name, String text) {
        entries.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(text, "text"));
        return this;
    }

    /**
     * Numbers by name.
     *
     * @param name of an entry
     * @return the values as read
     * @throws CheckpointException if there are no such numbers; the message lists the names
     */
    public double[] doubles(String name) {
        return entry(name, double[].class);
    }

    /**
     * Integers by name.
     *
     * @param name of an entry
     * @return the values as read
     * @throws CheckpointException if there are no such integers; the message lists the names
     */
    public long[] longs(String name) {
        return entry(name, long[].class);
    }

    /**
     * A text by name.
     *
     * @param name of an entry
     * @return the text
     * @throws CheckpointException if there is no such text; the message lists the names
     */
    public String text(String name) {
        return entry(name, String.class);
    }

    /**
     * The entries.
     *
     * @return their names, in the order of writing
     */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /**
     * Writes the checkpoint. Folders that are missing are made. The file appears complete or not at all; an earlier
     * checkpoint of that name is replaced.
     *
     * @param file where to
     * @throws CheckpointException if it cannot be written (the earlier file is untouched) or a file of that name is
     *     no checkpoint
     */
    public void write(Path file) {
        write(file, UnaryOperator.identity());
    }

    void write(Path file, UnaryOperator<OutputStream> disk) {
        Objects.requireNonNull(file, "file");
        byte[] bytes = CheckpointFormat.encode(kind, version, entries);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0 && !startsWithMagic(file)) {
                throw new CheckpointException("checkpoint " + file
                        + " not written: a file of that name is no checkpoint; choose another name");
            }
            AtomicFile.write(file, out -> out.write(bytes), disk);
        } catch (IOException e) {
            throw new CheckpointException(
                    "checkpoint " + file + " not written (" + AtomicFile.reason(file, e)
                            + "); an earlier file is untouched; choose a writable folder with free space",
                    e);
        }
    }

    /**
     * Reads a checkpoint.
     *
     * @param file where it is
     * @param kind what {@link #Checkpoint} was given
     * @param version what {@link #Checkpoint} was given
     * @return the checkpoint
     * @throws CheckpointException if the file is missing, foreign, truncated or damaged, or of another kind or
     *     version; the file is left as it is
     */
    public static Checkpoint read(Path file, String kind, int version) {
        Objects.requireNonNull(kind, "kind");
        Checkpoint read = read(file, version);
        if (!read.kind.equals(kind)) {
            throw new CheckpointException("checkpoint " + file + " was written by " + read.kind + ", not by " + kind
                    + "; resume it with " + read.kind + " or choose another file");
        }
        return read;
    }

    /** A checkpoint of any kind. */
    public static Checkpoint read(Path file, int version) {
        String name = "checkpoint " + Objects.requireNonNull(file, "file");
        if (Files.isDirectory(file)) {
            throw new CheckpointException(
                    name + " is a folder; name a file in it, such as " + file.resolve("run.ckpt"));
        }
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(name + " does not exist; start without it, or check the path");
        }
        CheckpointFormat.Decoded decoded;
        try {
            byte[] bytes = AtomicFile.read(file);
            if (!CheckpointFormat.hasMagic(bytes)) {
                throw new CheckpointException(name + " is not a MeanField4J checkpoint; check the path");
            }
            decoded = CheckpointFormat.decode(name, bytes);
        } catch (IOException e) {
            throw new CheckpointException(
                    name + " cannot be read (" + AtomicFile.reason(file, e) + "); check the path and the permissions",
                    e);
        }
        if (decoded.version() != version) {
            throw new CheckpointException(name + " has version " + decoded.version() + " of the layout of "
                    + decoded.kind() + ", this library uses version " + version
                    + "; resume it with the version of the library that wrote it");
        }
        return new Checkpoint(decoded.kind(), version, decoded.entries());
    }

    /** Who wrote it. */
    public String kind() {
        return kind;
    }

    /** An entry of any type. */
    public Object value(String name) {
        return entry(name, Object.class);
    }

    private <T> T entry(String name, Class<T> type) {
        Object value = entries.get(name);
        if (!type.isInstance(value)) {
            throw new CheckpointException("checkpoint of " + kind + " has no " + type.getSimpleName() + " named '"
                    + name + "'; it has " + names());
        }
        return type.cast(value);
    }

    private static boolean startsWithMagic(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return CheckpointFormat.hasMagic(in.readNBytes(CheckpointFormat.MAGIC.length));
        }
    }
}
