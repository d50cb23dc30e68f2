package org.meanfield4j.core.law;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.meanfield4j.core.check.Require;

/**
 * What things are, for checkpoints, and what they are called, for people. A checkpoint compares settings by value and
 * models by a digest of their numbers, so that neither a class written in a cell, whose name changes with every session,
 * nor a lambda stands in the way.
 */
public final class Identity {
    private static final Pattern LAMBDA = Pattern.compile("[\\w.$]*\\$\\$Lambda[\\w$/]*@[0-9a-f]+");

    private Identity() {}

    /**
     * What an object is: models by themselves, arrays, lists and records by what they hold, anything else by its text, or
     * by its class if it has none.
     *
     * @param thing anything, or null
     * @return one line
     */
    public static String of(Object thing) {
        return of(thing, Set.of());
    }

    /**
     * What a record is, apart from some components.
     *
     * @param thing anything, or null
     * @param without names of record components that do not count, at any depth
     * @return one line
     */
    public static String of(Object thing, Set<String> without) {
        if (thing instanceof Identified model) {
            return model.identity();
        }
        if (thing instanceof Start start) {
            return digest(start);
        }
        if (thing instanceof double[] values) {
            return digest(values);
        }
        if (thing instanceof List<?> list) {
            return list.stream().map(element -> of(element, without)).toList().toString();
        }
        if (thing != null && thing.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(thing))
                    .mapToObj(i -> of(Array.get(thing, i), without))
                    .toList()
                    .toString();
        }
        if (thing instanceof Record record) {
            StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('[');
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                if (!without.contains(component.getName())) {
                    text.append(component.getName())
                            .append('=')
                            .append(of(value(component, record), without))
                            .append(' ');
                }
            }
            return text.append(']').toString();
        }
        return name(thing).replaceAll("\\R", " ");
    }

    /**
     * What a record holds, be it one of a cell or a private one.
     *
     * @param component one of its components
     * @param record the record
     * @return the value
     */
    public static Object value(RecordComponent component, Record record) {
        try {
            var accessor = Require.given("component", component).getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(Require.given("record", record));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a thing is called: its text if its class defines one, otherwise the simple name of the class, never an address
     * in memory, not even that of a lambda within a record.
     *
     * @param thing anything, or null
     * @return readable, the same in every session
     */
    public static String name(Object thing) {
        if (thing == null) {
            return "null";
        }
        String text = thing.toString();
        if (!Objects.equals(text, thing.getClass().getName() + "@" + Integer.toHexString(thing.hashCode()))) {
            return LAMBDA.matcher(text).replaceAll("own function");
        }
        Class<?> type = thing.getClass();
        if (!type.isHidden() && !type.getSimpleName().isEmpty()) {
            return type.getSimpleName();
        }
        Class<?>[] interfaces = type.getInterfaces();
        Class<?> known = interfaces.length > 0 ? interfaces[0] : type.getSuperclass();
        return "own " + known.getSimpleName();
    }

    /** Names, shapes and values, in the order of the names. */
    private static String digest(Start start) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(start.arrays())
                .forEach((name, array) -> text.append(name)
                        .append(Arrays.toString(array.shape()))
                        .append(digest(array.values()))
                        .append(' '));
        return text.toString();
    }

    /**
     * A digest of numbers, bit by bit.
     *
     * @param arrays any number of arrays
     * @return 16 hexadecimal digits
     */
    public static String digest(double[]... arrays) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (double[] values : Require.all("arrays", arrays)) {
                ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length + Integer.BYTES);
                bytes.putInt(values.length);
                for (double v : values) {
                    bytes.putDouble(v);
                }
                sha.update(bytes.array());
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
