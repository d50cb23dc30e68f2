package org.meanfield4j.core.numerics;

/** The complaint about a part of a flat array, such as a row of a table, that the array does not have. */
public final class Slice {
    private Slice() {}

    /**
     * Refuses a part that reaches beyond its array. Where a loop is hot, {@code assert Slice.require(…)} costs nothing
     * outside tests and kernel.
     *
     * @param name of the array
     * @param array given
     * @param start name of what says where the part starts
     * @param from where it starts
     * @param count name of what says how long it is
     * @param length how long it is
     * @return true
     * @throws IndexOutOfBoundsException if the array does not have all of it
     */
    public static boolean require(String name, double[] array, String start, int from, String count, long length) {
        if (from < 0 || length < 0 || from > given(name, array).length - length) {
            throw new IndexOutOfBoundsException(start + " = " + from + ", " + count + " = " + length
                    + " must be a part of " + name + ", which has " + given(name, array).length
                    + " entries; the first one is 0");
        }
        return true;
    }

    static double[] given(String name, double[] array) {
        if (array == null) {
            throw new NullPointerException(name + " = null must be given; null stands for nothing here");
        }
        return array;
    }
}
