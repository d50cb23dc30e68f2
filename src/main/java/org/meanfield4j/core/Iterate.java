package org.meanfield4j.core;

/**
 * What the next step and the next row of a solver depend on, all of it: policy, law, walkers, optimiser state,
 * warm-started values and optima. It names its arrays once, and from that come checkpoints, continued runs, files, and
 * the check that every number is finite. The arrays are made once and filled in place.
 */
@FunctionalInterface
public interface Iterate {

    /**
     * Names every array, always in the same order.
     *
     * @param fields takes them
     */
    void fields(Fields fields);

    /**
     * Takes over the numbers of an iterate of the same layout.
     *
     * @param from with arrays of the same lengths in the same order
     */
    default void copy(Iterate from) {
        Iterates.copy(from, this);
    }

    /** Takes the arrays of an iterate one after another. */
    interface Fields {

        /**
         * Numbers that must stay finite.
         *
         * @param name unique within the iterate
         * @param values the array itself
         * @param shape its product is the length
         */
        void numbers(String name, double[] values, int... shape);

        /**
         * Logarithms, which may be −∞ but nothing else that is not finite.
         *
         * @param name unique within the iterate
         * @param values the array itself
         * @param shape its product is the length
         */
        void logs(String name, double[] values, int... shape);

        /**
         * Integers.
         *
         * @param name unique within the iterate
         * @param values the array itself
         */
        void counts(String name, long[] values);
    }
}
