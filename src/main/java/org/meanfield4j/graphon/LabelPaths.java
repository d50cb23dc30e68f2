package org.meanfield4j.graphon;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.internal.linear.Flat;

/** An immutable function of time, component and label: intercepts, mean states, aggregates. */
public final class LabelPaths {
    private final int times;
    private final int components;
    private final int labels;
    private final double[] values;

    /** Takes the array without a copy. */
    public LabelPaths(int components, int labels, double[] values) {
        Require.atLeast("components", components, 1);
        Require.atLeast("labels", labels, 1);
        this.times = Require.given("values", values).length / (components * labels);
        this.components = components;
        this.labels = labels;
        this.values = values;
    }

    /**
     * Paths from their values.
     *
     * @param components k or d, at least 1
     * @param labels M, at least 1
     * @param values shape [times, components, M], row-major, finite; copied
     * @return the paths
     * @throws IllegalArgumentException if the length is not a positive multiple of components * labels or a value is
     *     not finite
     */
    public static LabelPaths of(int components, int labels, double... values) {
        if (components < 1
                || labels < 1
                || Require.given("values", values).length == 0
                || values.length % (components * labels) != 0) {
            throw new IllegalArgumentException("values has length " + values.length + ", expected a multiple of "
                    + components + " components times " + labels + " labels; give shape [times, components, labels]");
        }
        if (!Flat.isFinite(values)) {
            throw new IllegalArgumentException("values must be finite; replace NaN and infinite entries");
        }
        return new LabelPaths(components, labels, values.clone());
    }

    /**
     * How many points in time there are.
     *
     * @return times
     */
    public int times() {
        return times;
    }

    /**
     * How many components there are.
     *
     * @return d or k
     */
    public int components() {
        return components;
    }

    /**
     * How many labels there are.
     *
     * @return M
     */
    public int labels() {
        return labels;
    }

    /**
     * One value.
     *
     * @param time from 0
     * @param component from 0
     * @param label from 0
     * @return the value
     * @throws IndexOutOfBoundsException if an index is out of range
     */
    public double get(int time, int component, int label) {
        Require.index("time", time, times);
        Require.index("component", component, components);
        Require.index("label", label, labels);
        return values[(time * components + component) * labels + label];
    }

    /**
     * A function of time.
     *
     * @param component from 0
     * @param label from 0
     * @return shape [times]
     */
    public double[] path(int component, int label) {
        double[] out = new double[times];
        Arrays.setAll(out, i -> get(i, component, label));
        return out;
    }

    /**
     * A function of the label.
     *
     * @param time from 0
     * @param component from 0
     * @return shape [M]
     */
    public double[] profile(int time, int component) {
        Require.index("time", time, times);
        Require.index("component", component, components);
        int from = (time * components + component) * labels;
        return Arrays.copyOfRange(values, from, from + labels);
    }

    /**
     * The values.
     *
     * @return a copy, shape [times, components, M], row-major
     */
    public double[] toArray() {
        return values.clone();
    }

    /** The values themselves, not to be changed. */
    public double[] raw() {
        return values;
    }
}
