package org.meanfield4j.stackelberg;

import org.meanfield4j.core.MeanField;

/** A law in an array that changes. */
record Estimate(double[] values) implements MeanField {
    @Override
    public int size() {
        return values.length;
    }

    @Override
    public double get(int point) {
        return values[point];
    }
}
