package org.meanfield4j.core.text;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Numbers and arrays for people, with the same characters whatever the language of the machine. */
public final class Digits {
    /** What Java writes for an array. */
    private static final Pattern ADDRESS = Pattern.compile("\\[+(?:[ZBCSIJFD]|L[\\w.$]+;)@[0-9a-f]+");

    private static final double LARGEST = 1e7;

    /** No double has more digits than these. */
    private static final int MOST_DIGITS = 767;

    private static final int ALL = 10;
    private static final int SOME = 6;

    private Digits() {}

    /**
     * A number with so many significant digits: powers of ten below 1e-4 and from 1e7 on, all digits before the point
     * and whole numbers in full between, no zeros at the end.
     *
     * @param value any
     * @param digits at least 1
     * @return such as {@code 0.25}, {@code 12346}, {@code 1.191e-07}, {@code NaN}
     * @throws IllegalArgumentException if there is no digit
     */
    public static String sig(double value, int digits) {
        if (digits < 1) {
            throw new IllegalArgumentException("digits = " + digits + " must be at least 1; try 4");
        }
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST) {
            return String.valueOf((long) value);
        }
        int asked = Math.min(digits, MOST_DIGITS);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.round(new MathContext(asked, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= 7) {
            String mantissa = plain(rounded.scaleByPowerOfTen(-exponent));
            return mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
        }
        return plain(exact.setScale(Math.max(0, asked - 1 - exponent), RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /**
     * Any value in words: arrays by their shape and first values, also inside records and collections; everything else
     * by its {@code toString}.
     *
     * @param value anything, or null
     * @return such as {@code double[3] [0.25, 0.25, 0.5]}
     */
    public static String text(Object value) {
        if (value != null && value.getClass().isArray()) {
            return shape(value) + " " + values(value);
        }
        String text = String.valueOf(value);
        if (ADDRESS.matcher(text).find()) {
            if (value instanceof Record record) {
                return record(record);
            }
            StringJoiner items =
                    new StringJoiner(", ", value instanceof Map ? "{" : "[", value instanceof Map ? "}" : "]");
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, item) -> items.add(text(key) + "=" + text(item)));
                return items.toString();
            }
            if (value instanceof Collection<?> collection) {
                collection.forEach(item -> items.add(text(item)));
                return items.toString();
            }
        }
        return text;
    }

    /**
     * The {@code toString} of a record that holds arrays.
     *
     * @param record the record
     * @return its name and components as of {@link #text}
     */
    public static String record(Record record) {
        StringJoiner parts = new StringJoiner(
                ", ", Objects.requireNonNull(record, "record").getClass().getSimpleName() + "[", "]");
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                component.getAccessor().setAccessible(true);
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException | RuntimeException e) {
                value = "?"; // a record whose accessor fails is still shown
            }
            parts.add(component.getName() + "=" + text(value));
        }
        return parts.toString();
    }

    /** The lengths; none where arrays inside have different ones. */
    private static String shape(Object array) {
        Class<?> type = array.getClass();
        Object[] level = {array};
        StringBuilder lengths = new StringBuilder();
        while (type.isArray()) {
            long[] found = Arrays.stream(level)
                    .mapToLong(Array::getLength)
                    .distinct()
                    .limit(2)
                    .toArray();
            lengths.append('[').append(found.length == 1 ? found[0] : "").append(']');
            type = type.getComponentType();
            level = type.isArray()
                    ? Arrays.stream(level)
                            .flatMap(part -> Arrays.stream((Object[]) part))
                            .filter(Objects::nonNull)
                            .toArray()
                    : level;
        }
        return type.getSimpleName() + lengths;
    }

    private static String values(Object array) {
        int n = Array.getLength(array);
        StringJoiner list = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < (n <= ALL ? n : SOME); i++) {
            Object value = Array.get(array, i);
            if (value != null && value.getClass().isArray()) {
                list.add(value.getClass() == array.getClass() ? shape(value) : values(value)); // it may hold itself
            } else {
                list.add(
                        value instanceof Double || value instanceof Float
                                ? sig(((Number) value).doubleValue(), 4)
                                : text(value));
            }
        }
        return (n <= ALL ? list : list.add("…")).toString();
    }
}
