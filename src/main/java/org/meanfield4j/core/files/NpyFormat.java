package org.meanfield4j.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meanfield4j.core.files.ArrayFiles.Array;

/**
 * The bytes of a {@code .npy} file: magic, format version, length of the header, the header (a Python dictionary of
 * type, order and shape, padded with spaces so that the numbers start at a multiple of 64), the numbers.
 */
final class NpyFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([a-z])(\\d{1,3})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");
    /** Beyond this a long is not a double any more. */
    private static final long EXACT = 1L << 53;

    private static final Set<String> TYPES =
            Set.of("f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "b1");
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private NpyFormat() {}

    /** The product; a double holds it, or is far above what an array can. */
    static double size(int... shape) {
        return Arrays.stream(shape).asDoubleStream().reduce(1, (m, n) -> m * n);
    }

    static byte[] encode(Array array) throws IOException {
        if (array.values().length > (Integer.MAX_VALUE - 70_000) / Double.BYTES) {
            throw new IOException(array.values().length + " numbers are more than 2 GB; write them as parts");
        }
        int[] shape = array.shape();
        String dimensions = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + dimensions
                + (shape.length == 1 ? ",), }" : "), }");
        int unpadded = MAGIC.length + 4 + header.length() + 1;
        header += " ".repeat((64 - unpadded % 64) % 64) + "\n";
        ByteBuffer buffer = ByteBuffer.allocate(
                        MAGIC.length + 4 + header.length() + Double.BYTES * array.values().length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        buffer.asDoubleBuffer().put(array.values());
        return buffer.array();
    }

    /** Reads header and numbers to the end of the stream; takes no more memory than there are numbers. */
    static Array decode(InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
            throw new IOException("not a .npy file");
        }
        int version = start[MAGIC.length];
        ByteBuffer length = exactly(in, version == 1 ? Short.BYTES : Integer.BYTES);
        long bytes = version == 1 ? Short.toUnsignedInt(length.getShort()) : Integer.toUnsignedLong(length.getInt());
        if (bytes > LONGEST_HEADER) {
            throw new IOException("damaged .npy file: a header of " + bytes + " bytes");
        }
        return numbers(new String(exactly(in, (int) bytes).array(), StandardCharsets.UTF_8), in);
    }

    private static Array numbers(String header, InputStream in) throws IOException {
        Matcher type = find(TYPE, header);
        String name = type.group(2) + type.group(3);
        if (!TYPES.contains(name)) {
            throw new IOException("numbers of type " + name + "; save them as float64");
        }
        int width = Integer.parseInt(type.group(3));
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean fortran = find(ORDER, header).group(1).equals("True");
        double[] dimensions = Pattern.compile("\\d+")
                .matcher(find(SHAPE, header).group(1))
                .results()
                .mapToDouble(r -> Double.parseDouble(r.group()))
                .toArray();
        double size = Arrays.stream(dimensions).reduce(1, (m, n) -> m * n);
        double room = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / (double) Double.BYTES);
        if (!(size <= room) || Arrays.stream(dimensions).anyMatch(n -> n > Integer.MAX_VALUE)) {
            throw new IOException("shape (" + find(SHAPE, header).group(1).strip() + ") is too large: at most "
                    + (long) room + " numbers fit into the heap; save parts, or start Java with a larger -Xmx");
        }
        // Not all at once: a damaged header may claim more than there is.
        double[] values = new double[(int) Math.min(size, CHUNK)];
        for (int read = 0; read < size; ) {
            int n = (int) Math.min(size - read, CHUNK);
            ByteBuffer chunk = ByteBuffer.wrap(in.readNBytes(n * width)).order(order);
            if (chunk.remaining() < n * width) {
                throw truncated((long) read * width + chunk.remaining(), (long) size * width);
            }
            if (read + n > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(size, 2.0 * values.length));
            }
            for (int i = 0; i < n; i++) {
                values[read + i] = number(name, chunk);
            }
            read += n;
        }
        if (in.read() >= 0) {
            throw new IOException("damaged .npy file: more than " + (long) size * width + " bytes of numbers");
        }
        int[] shape = Arrays.stream(dimensions).mapToInt(n -> (int) n).toArray();
        return new Array(fortran ? rowMajor(values, shape) : values, shape);
    }

    private static ByteBuffer exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw truncated(bytes.length, length);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static IOException truncated(long there, long expected) {
        return new IOException("truncated .npy file: " + there + " of " + expected + " bytes");
    }

    private static double number(String type, ByteBuffer buffer) throws IOException {
        return switch (type) {
            case "f8" -> buffer.getDouble();
            case "f4" -> buffer.getFloat();
            case "f2" -> half(buffer.getShort());
            case "i8" -> exact(buffer.getLong());
            case "i4" -> buffer.getInt();
            case "i2" -> buffer.getShort();
            case "i1" -> buffer.get();
            case "u8" -> unsigned(buffer.getLong());
            case "u4" -> Integer.toUnsignedLong(buffer.getInt());
            case "u2" -> Short.toUnsignedInt(buffer.getShort());
            default -> Byte.toUnsignedInt(buffer.get());
        };
    }

    /** Half precision: sign, 5 bits of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : Math.scalb((double) (exponent == 0 ? fraction : 1024 + fraction), Math.max(exponent, 1) - 25);
        return bits < 0 ? -size : size;
    }

    private static double unsigned(long value) throws IOException {
        if (value < 0) {
            throw new IOException("the integer " + Long.toUnsignedString(value) + " is no double; save it as text");
        }
        return exact(value);
    }

    private static double exact(long value) throws IOException {
        if (value > EXACT || value < -EXACT) {
            throw new IOException("the integer " + value + " is no double; save it as text");
        }
        return value;
    }

    private static Matcher find(Pattern pattern, String header) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            String shown = header.replaceAll("[^\\x20-\\x7e]", " ").strip();
            throw new IOException(
                    "not an array of numbers: " + (shown.length() > 100 ? shown.substring(0, 100) + "…" : shown));
        }
        return matcher;
    }

    private static double[] rowMajor(double[] columnMajor, int[] shape) {
        double[] out = new double[columnMajor.length];
        int[] index = new int[shape.length];
        for (double value : columnMajor) {
            int flat = 0;
            for (int d = 0; d < shape.length; d++) {
                flat = flat * shape[d] + index[d];
            }
            out[flat] = value;
            for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
                index[d] = 0;
            }
        }
        return out;
    }
}
