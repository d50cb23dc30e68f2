package org.meanfield4j.control;

import java.util.Arrays;

/**
 * Central differences of functions of a law that stay inside the simplex: ∂/∂μ(i) along (1 − h) μ + h e_i, so up to a
 * number common to all i.
 */
final class LawDifferences {
    private static final double STEP = 1e-5;

    private LawDifferences() {}

    /** A vector that depends on a law. */
    @FunctionalInterface
    interface OfLaw {
        void write(double[] law, double[] out);
    }

    /** Derivatives of a function with so many values: that of value j in μ(i) at i · values + j. */
    static void of(double[] law, int values, OfLaw function, double[] out) {
        int states = law.length;
        double[] near = new double[states];
        double[] up = new double[values];
        double[] down = new double[values];
        for (int i = 0; i < states; i++) {
            // Down to the face of the simplex at most: (1 + b) μ(i) − b ≥ 0; the face itself has one side only.
            double back = law[i] >= 1 ? STEP : Math.min(STEP, law[i] / (1 - law[i]));
            towards(law, i, STEP, near);
            function.write(near, up);
            towards(law, i, -back, near);
            function.write(near, down);
            for (int j = 0; j < values; j++) {
                out[i * values + j] = (up[j] - down[j]) / (STEP + back);
            }
        }
    }

    private static void towards(double[] law, int i, double h, double[] out) {
        Arrays.setAll(out, j -> (1 - h) * law[j]);
        out[i] += h;
    }
}
