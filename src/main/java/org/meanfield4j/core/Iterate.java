package org.meanfield4j.core;

import java.util.ArrayList;
import java.util.List;

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
        List<Object> source = new ArrayList<>();
        from.fields(new Fields() {
            @Override
            public void numbers(String name, double[] values, int... shape) {
                source.add(values);
            }

            @Override
            public void logs(String name, double[] values, int... shape) {
                source.add(values);
            }

            @Override
            public void counts(String name, long[] values) {
                source.add(values);
            }
        });
        var arrays = source.iterator();
        fields(new Fields() {
            @Override
            public void numbers(String name, double[] values, int... shape) {
                System.arraycopy(arrays.next(), 0, values, 0, values.length);
            }

            @Override
            public void logs(String name, double[] values, int... shape) {
                numbers(name, values);
            }

            @Override
            public void counts(String name, long[] values) {
                System.arraycopy(arrays.next(), 0, values, 0, values.length);
            }
        });
    }

    /**
     * Whether every number is finite, and every logarithm below infinity.
     *
     * @return false if the numbers ran away
     */
    default boolean finite() {
        boolean[] finite = {true};
        fields(new Fields() {
            @Override
            public void numbers(String name, double[] values, int... shape) {
                boolean all = true;
                for (double v : values) {
                    all &= Math.abs(v) < Double.POSITIVE_INFINITY;
                }
                finite[0] &= all;
            }

            @Override
            public void logs(String name, double[] values, int... shape) {
                boolean all = true;
                for (double v : values) {
                    all &= v < Double.POSITIVE_INFINITY;
                }
                finite[0] &= all;
            }

            @Override
            public void counts(String name, long[] values) {}
        });
        return finite[0];
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
