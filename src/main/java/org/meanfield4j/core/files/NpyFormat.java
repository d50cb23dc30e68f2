package org.meanfield4j.core.files;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([a-z])(\\d+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");
    /** Beyond this a long is not a double any more. */
    private static final long EXACT = 1L << 53;

    private NpyFormat() {}

    static long size(int[] shape) {
        long size = 1;
        for (int n : shape) {
            size *= n;
        }
        return size;
    }

    static byte[] encode(Array array) {
        int[] shape = array.shape();
        String dimensions = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + dimensions
                + (shape.length == 1 ? ",), }" : "), }");
        int unpadded = MAGIC.length + 4 + header.length() + 1;
        header += " ".repeat((64 - unpadded % 64) % 64) + "\n";
        ByteBuffer buffer = ByteBuffer.allocate(
                        Math.addExact(MAGIC.length + 4 + header.length(), Math.multiplyExact(array.values().length, 8)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        buffer.asDoubleBuffer().put(array.values());
        return buffer.array();
    }

    static Array decode(byte[] bytes) throws IOException {
        if (bytes.length < MAGIC.length + 2 || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new IOException("not a .npy file");
        }
        try {
            ByteBuffer buffer =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length + 2);
            byte[] text = new byte[bytes[MAGIC.length] == 1 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt()];
            buffer.get(text);
            return numbers(new String(text, StandardCharsets.UTF_8), buffer);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("truncated .npy file", e);
        }
    }

    private static Array numbers(String header, ByteBuffer buffer) throws IOException {
        Matcher type = find(TYPE, header);
        boolean fortran = find(ORDER, header).group(1).equals("True");
        int[] shape = Pattern.compile("\\d+")
                .matcher(find(SHAPE, header).group(1))
                .results()
                .mapToInt(r -> Integer.parseInt(r.group()))
                .toArray();
        String name = type.group(2) + type.group(3);
        int width = Integer.parseInt(type.group(3));
        if (buffer.remaining() != size(shape) * width) {
            throw new IOException(
                    "truncated .npy file: " + buffer.remaining() + " of " + size(shape) * width + " bytes of numbers");
        }
        buffer.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[(int) size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(name, buffer);
        }
        return new Array(fortran ? rowMajor(values, shape) : values, shape);
    }

    private static double number(String type, ByteBuffer buffer) throws IOException {
        return switch (type) {
            case "f8" -> buffer.getDouble();
            case "f4" -> buffer.getFloat();
            case "i8" -> exact(buffer.getLong());
            case "i4" -> buffer.getInt();
            case "i2" -> buffer.getShort();
            case "i1" -> buffer.get();
            case "u1", "b1" -> Byte.toUnsignedInt(buffer.get());
            default -> throw new IOException("numbers of type " + type + "; save them as float64");
        };
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
            throw new IOException("not an array of numbers: " + header.strip());
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
