package org.meanfield4j.control;

/** Adam (Kingma and Ba 2015) uphill, with the usual constants. The same bits on every JDK. */
final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double SMALL = 1e-8;

    private Adam() {}

    /**
     * One step: m ← β1 m + (1 − β1) g, v ← β2 v + (1 − β2) g², θ += η m̂ / (√v̂ + 1e-8).
     *
     * @param gradient g, uphill
     * @param rate η
     * @param step which one, from 1
     * @param theta θ
     * @param first m
     * @param second v
     */
    static void ascend(double[] gradient, double rate, int step, double[] theta, double[] first, double[] second) {
        double one = 1 - StrictMath.pow(FIRST, step);
        double two = 1 - StrictMath.pow(SECOND, step);
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i];
            first[i] = FIRST * first[i] + (1 - FIRST) * g;
            second[i] = SECOND * second[i] + (1 - SECOND) * g * g;
            theta[i] += rate * (first[i] / one) / (Math.sqrt(second[i] / two) + SMALL);
        }
    }
}
