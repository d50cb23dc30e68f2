package org.meanfield4j.core;

/** The one-line complaints about arguments that all rooms share: parameter, value, constraint, remedy. */
public final class Require {
    private Require() {}

    /**
     * A count with a lower bound.
     *
     * @param name of the parameter
     * @param value given
     * @param least allowed
     * @return the value
     * @throws IllegalArgumentException if it is smaller
     */
    public static long atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " = " + value + " must be at least " + least);
        }
        return value;
    }

    /**
     * A positive number.
     *
     * @param name of the parameter
     * @param value given
     * @param remedy what to try, such as {@code "try 0.1"}
     * @return the value
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public static double positive(String name, double value, String remedy) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " = " + value + " must be positive and finite; " + remedy);
        }
        return value;
    }
}
