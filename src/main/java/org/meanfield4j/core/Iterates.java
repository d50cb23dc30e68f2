package org.meanfield4j.core;

import java.util.ArrayList;
import java.util.List;

/** What can be done to any {@link Iterate} through its fields. */
final class Iterates {
    private Iterates() {}

    /** Whether every number is finite, and every logarithm below infinity. */
    static boolean finite(Iterate iterate) {
        boolean[] finite = {true};
        iterate.fields(new Iterate.Fields() {
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

    /** Copies all arrays of an iterate into another of the same layout. */
    static void copy(Iterate from, Iterate to) {
        List<Object> source = new ArrayList<>();
        from.fields(new Iterate.Fields() {
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
        to.fields(new Iterate.Fields() {
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
}
