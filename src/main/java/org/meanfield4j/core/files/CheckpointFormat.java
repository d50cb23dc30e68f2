package org.meanfield4j.core.files;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link Checkpoint}, big-endian: magic {@code MF4JCKPT}, int format, long size of the file, kind, int
 * version, int number of entries; per entry its name, a type byte (D, L or T) and an array of doubles, of longs or a
 * text; last a long with the CRC-32C of all before. Arrays and texts (UTF-8) carry an int length in front.
 */
final class CheckpointFormat {
    static final byte[] MAGIC = "MF4JCKPT".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int HEADER = MAGIC.length + Integer.BYTES + Long.BYTES;
    private static final int FOOTER = Long.BYTES;

    private CheckpointFormat() {}

    /** A decoded file. */
    record Decoded(String kind, int version, Map<String, Object> entries) {}

    static byte[] encode(String kind, int version, Map<String, Object> entries) {
        long size = HEADER + text(kind).length + 3L * Integer.BYTES + FOOTER;
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            size += Integer.BYTES + text(entry.getKey()).length + 1 + Integer.BYTES + payload(entry.getValue());
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new CheckpointException("checkpoint of " + kind + " has " + size
                    + " bytes, at most 2 GB fit in one; write the largest array to a file of its own");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) size);
        buffer.put(MAGIC).putInt(FORMAT).putLong(size);
        putBytes(buffer, text(kind));
        buffer.putInt(version).putInt(entries.size());
        entries.forEach((name, value) -> {
            putBytes(buffer, text(name));
            putValue(buffer, value);
        });
        return buffer.putLong(checksum(buffer.array())).array();
    }

    /** Decodes bytes that start with the magic number; the name is how messages call the file. */
    static Decoded decode(String name, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(MAGIC.length);
        if (bytes.length < HEADER + FOOTER) {
            throw truncated(name, bytes.length, "at least " + (HEADER + FOOTER));
        }
        int format = buffer.getInt();
        if (format != FORMAT) {
            throw new CheckpointException(name + " has format " + format + ", this library reads format " + FORMAT
                    + "; resume it with the version of the library that wrote it");
        }
        long size = buffer.getLong();
        if (bytes.length < size) {
            throw truncated(name, bytes.length, String.valueOf(size));
        }
        // Before anything is parsed: a damaged length must not allocate an array.
        if (bytes.length != size || ByteBuffer.wrap(bytes).getLong(bytes.length - FOOTER) != checksum(bytes)) {
            throw new CheckpointException(
                    name + " is damaged: its checksum does not match; restore it from a copy or start again");
        }
        try {
            String kind = getText(buffer);
            int version = buffer.getInt();
            int count = buffer.getInt();
            Map<String, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                entries.put(getText(buffer), getValue(buffer));
            }
            return new Decoded(kind, version, entries);
        } catch (BufferUnderflowException e) {
            // Made by hand: the checksum is right and a length is not.
            throw new CheckpointException(
                    name + " is damaged: an entry reaches beyond its end; restore it from a copy or start again", e);
        }
    }

    static boolean hasMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length);
    }

    private static CheckpointException truncated(String name, long size, String expected) {
        return new CheckpointException(
                name + " is truncated: " + size + " of " + expected + " bytes; restore it from a copy or start again");
    }

    private static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - FOOTER);
        return crc.getValue();
    }

    private static long payload(Object value) {
        if (value instanceof double[] doubles) {
            return (long) Double.BYTES * doubles.length;
        }
        if (value instanceof long[] longs) {
            return (long) Long.BYTES * longs.length;
        }
        return text((String) value).length;
    }

    private static void putValue(ByteBuffer buffer, Object value) {
        if (value instanceof double[] doubles) {
            buffer.put((byte) 'D').putInt(doubles.length);
            buffer.asDoubleBuffer().put(doubles);
            buffer.position(buffer.position() + Double.BYTES * doubles.length);
        } else if (value instanceof long[] longs) {
            buffer.put((byte) 'L').putInt(longs.length);
            buffer.asLongBuffer().put(longs);
            buffer.position(buffer.position() + Long.BYTES * longs.length);
        } else {
            buffer.put((byte) 'T');
            putBytes(buffer, text((String) value));
        }
    }

    private static Object getValue(ByteBuffer buffer) {
        byte type = buffer.get();
        if (type == 'T') {
            return getText(buffer);
        }
        int length = length(buffer, Double.BYTES);
        if (type == 'D') {
            double[] doubles = new double[length];
            buffer.asDoubleBuffer().get(doubles);
            buffer.position(buffer.position() + Double.BYTES * length);
            return doubles;
        }
        long[] longs = new long[length];
        buffer.asLongBuffer().get(longs);
        buffer.position(buffer.position() + Long.BYTES * length);
        return longs;
    }

    /** A length that the rest of the file holds, before an array of it is made. */
    private static int length(ByteBuffer buffer, int width) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining() / width) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static void putBytes(ByteBuffer buffer, byte[] bytes) {
        buffer.putInt(bytes.length).put(bytes);
    }

    private static String getText(ByteBuffer buffer) {
        byte[] bytes = new byte[length(buffer, 1)];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
