package org.meanfield4j.stackelberg;

import org.meanfield4j.core.law.MeanField;

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

    /** μ̂ ← (1 − ξ) μ̂ + ξ e_z, which stays on the simplex for ξ ≤ 1: the paper's projection has nothing to do. */
    void follow(int z, double xi) {
        double[] mu = values;
        double kept = 1 - xi;
        for (int i = 0; i < mu.length; i++) {
            mu[i] *= kept;
        }
        mu[z] += xi;
    }
}
