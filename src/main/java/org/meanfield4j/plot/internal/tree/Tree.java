package org.meanfield4j.plot.internal.tree;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading and writing Plotly trees: maps in insertion order, lists, strings, numbers, booleans and null. */
public final class Tree {
    private static final MathContext NINE_DIGITS = new MathContext(9);

    /** Beyond these sizes, differences of values on an axis overflow or vanish. */
    private static final double LARGEST = 1e300;

    private static final double SMALLEST = 1e-300;

    private Tree() {}

    /** A map of the given keys and values, in their order; entries with a null value are left out. */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                map.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return map;
    }

    /** A copy of a map with the given values of some keys. */
    public static Map<String, Object> with(Map<String, Object> map, Object... keysAndValues) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.putAll(map(keysAndValues));
        return copy;
    }

    /**
     * A number as a figure keeps it: nine significant digits, whole numbers as longs, NaN, infinities and what is too
     * large for axes as null.
     */
    public static Number number(double value) {
        if (!(Math.abs(value) < LARGEST)) {
            return null;
        }
        if (Math.abs(value) < SMALLEST) {
            return 0L;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return (long) value;
        }
        double rounded = new BigDecimal(value).round(NINE_DIGITS).doubleValue();
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15 ? (Number) (long) rounded : (Number) rounded;
    }

    public static List<Object> numbers(double... values) {
        List<Object> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(number(value));
        }
        return list;
    }

    /** The value at a path of keys, or null when some key is missing. */
    public static Object at(Map<String, Object> tree, String... path) {
        Object node = tree;
        for (String key : path) {
            if (!(node instanceof Map<?, ?> map)) {
                return null;
            }
            node = map.get(key);
        }
        return node;
    }

    public static String text(Map<String, Object> tree, String fallback, String... path) {
        Object node = at(tree, path);
        return node == null ? fallback : node.toString();
    }

    public static double real(Map<String, Object> tree, double fallback, String... path) {
        return at(tree, path) instanceof Number number ? number.doubleValue() : fallback;
    }

    public static boolean flag(Map<String, Object> tree, boolean fallback, String... path) {
        return at(tree, path) instanceof Boolean flag ? flag : fallback;
    }

    public static Map<String, Object> child(Map<String, Object> tree, String... path) {
        return asMap(at(tree, path));
    }

    @SuppressWarnings("unchecked") // the trees that this package reads have string keys only
    public static Map<String, Object> asMap(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    public static List<?> list(Map<String, Object> tree, String... path) {
        return at(tree, path) instanceof List<?> list ? list : List.of();
    }

    public static List<Map<String, Object>> maps(Map<String, Object> tree, String... path) {
        return list(tree, path).stream().map(Tree::asMap).toList();
    }

    /** The list as doubles, NaN for everything that is no number. */
    public static double[] reals(List<?> list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
        return values;
    }

    /** A copy whose maps and lists may be changed without changing the original. */
    static Object copy(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put((String) key, copy(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(value -> copy.add(copy(value)));
            return copy;
        }
        return node;
    }

    public static Map<String, Object> copyOf(Map<String, Object> map) {
        return asMap(copy(map));
    }

    /** The part of the plotting area that a panel takes, as fractions from the bottom left. */
    public record Domain(double x0, double x1, double y0, double y1) {
        /** The part without a margin, a share of each side. */
        public Domain inset(double share) {
            double dx = share * (x1 - x0);
            double dy = share * (y1 - y0);
            return new Domain(x0 + dx, x1 - dx, y0 + dy, y1 - dy);
        }

        /** Its ends as they are written. */
        public double[][] rounded() {
            return new double[][] {Tree.reals(numbers(x0, x1)), Tree.reals(numbers(y0, y1))};
        }

        public Map<String, Object> toMap() {
            return map("x", numbers(x0, x1), "y", numbers(y0, y1));
        }
    }
}
