package org.meanfield4j;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A value that is not what a caller meant.
 *
 * @param refused whether a method that takes it has to be on a list
 * @param finite whether a NaN that comes back was not sent in
 */
record Spoilt(String name, Object value, boolean refused, boolean finite) {

    static List<Spoilt> of(Class<?> type, Object good) {
        List<Spoilt> spoilt = new ArrayList<>();
        if (type == double.class) {
            for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                spoilt.add(new Spoilt("" + x, x, true, false));
            }
            for (double x : new double[] {-1, 0, -0.0, 1e308, -1e308}) {
                spoilt.add(new Spoilt("" + x, x, false, true));
            }
        } else if (type == int.class) {
            for (int n : new int[] {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                spoilt.add(new Spoilt("" + n, n, n < 0, true));
            }
        } else if (type == long.class) {
            for (long n : new long[] {-1, 0, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
                spoilt.add(new Spoilt("" + n, n, false, true));
            }
        } else if (!type.isPrimitive()) {
            spoilt.add(new Spoilt("null", null, true, true));
        }
        if (type.isArray()) {
            int n = Array.getLength(good);
            spoilt.add(new Spoilt("empty", resized(good, 0), false, true));
            spoilt.add(new Spoilt("longer", resized(good, n + 1), false, true));
            if (n > 0) {
                spoilt.add(new Spoilt("shorter", resized(good, n - 1), false, true));
                spoilInside(spoilt, type, good);
            }
        } else if (type == List.class || type == Collection.class) {
            spoilt.add(new Spoilt("empty", List.of(), false, true));
            spoilt.add(new Spoilt("[null]", Collections.singletonList(null), true, true));
        } else if (type == Path.class && good != null) {
            Path folder = ((Path) good).getParent();
            spoilt.add(new Spoilt("a folder", folder, false, true));
            spoilt.add(new Spoilt("nowhere", folder.resolve("none").resolve("none"), false, true));
        } else if (type == String.class) {
            spoilt.add(new Spoilt("empty", "", false, true));
        }
        return spoilt;
    }

    private static void spoilInside(List<Spoilt> spoilt, Class<?> type, Object good) {
        if (type == double[].class) {
            spoilt.add(new Spoilt("[NaN]", replaced(good, Double.NaN), true, false));
            spoilt.add(new Spoilt("[Infinity]", replaced(good, Double.POSITIVE_INFINITY), true, false));
            spoilt.add(new Spoilt("[1e308]", replaced(good, 1e308), false, true));
        } else if (type == int[].class) {
            spoilt.add(new Spoilt("[-1]", replaced(good, -1), true, true));
            spoilt.add(new Spoilt("[MAX]", replaced(good, Integer.MAX_VALUE), false, true));
        } else if (!type.getComponentType().isPrimitive()) {
            spoilt.add(new Spoilt("[null]", replaced(good, null), true, true));
        }
        if (type == double[][].class) {
            spoilt.add(new Spoilt("ragged", replaced(good, new double[0]), false, true));
            spoilt.add(new Spoilt("[[NaN]]", replaced(good, replaced(Array.get(good, 0), Double.NaN)), true, false));
        }
    }

    private static Object resized(Object array, int length) {
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        for (int i = 0; i < length; i++) {
            Array.set(copy, i, Array.get(array, Math.min(i, Array.getLength(array) - 1)));
        }
        return copy;
    }

    private static Object replaced(Object array, Object entry) {
        Object copy = resized(array, Array.getLength(array));
        Array.set(copy, 0, entry);
        return copy;
    }
}
