package org.meanfield4j.control.games;

import java.util.Arrays;

/**
 * Rows of exp(dt Q) of a generator Q by uniformisation, Σ_k e^{−a} a^k / k! v (I + Q/Λ)^k with a = Λ dt: all terms are
 * positive, so rows are laws to rounding whatever the rates, and each step takes as many terms as it needs.
 */
final class JumpChain {
    /** Expected jumps. */
    static final double LONGEST_STEP = 16;
    /** Weights of more jumps than these do not count. */
    static final double NEGLIGIBLE = 1e-18;

    private JumpChain() {}

    /**
     * Moves a law, v ← v exp(dt Q).
     *
     * @param generator Q, shape [S, S], rows sum to 0
     * @param dt a time
     * @param v the law, shape [S]
     */
    static void move(double[] generator, double dt, double[] v) {
        int n = v.length;
        double rate = fastest(generator, n, dt);
        double[] jump = new double[n * n];
        for (int e = 0; e < jump.length; e++) {
            jump[e] = generator[e] / rate + (e % (n + 1) == 0 ? 1 : 0);
        }
        int steps = (int) Math.ceil(rate * dt / LONGEST_STEP);
        double a = rate * dt / steps;
        double[] term = new double[n];
        double[] next = new double[n];
        for (int step = 0; step < steps; step++) {
            double weight = StrictMath.exp(-a);
            for (int i = 0; i < n; i++) {
                term[i] = v[i];
                v[i] *= weight;
            }
            for (int k = 1; weight > NEGLIGIBLE || k <= a; k++) {
                weight *= a / k;
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += term[i] * jump[i * n + j];
                    }
                    next[j] = sum;
                    v[j] += weight * sum;
                }
                double[] last = term;
                term = next;
                next = last;
            }
        }
    }

    /** Any rate from the largest one on will do. */
    private static double fastest(double[] generator, int n, double dt) {
        double rate = 0;
        for (int i = 0; i < n; i++) {
            rate = Math.max(rate, -generator[i * n + i]);
        }
        return rate == 0 ? 1 / dt : rate;
    }

    /**
     * Moves a law and its derivative in a parameter of the generator.
     *
     * @param generator Q
     * @param change Q', its derivative
     * @param dt a time
     * @param v the law
     * @param d its derivative
     */
    static void move(double[] generator, double[] change, double dt, double[] v, double[] d) {
        int n = v.length;
        double rate = fastest(generator, n, dt);
        int steps = (int) Math.ceil(rate * dt / LONGEST_STEP);
        double a = rate * dt / steps;
        double[] term = new double[n];
        double[] next = new double[n];
        double[] slope = new double[n];
        double[] nextSlope = new double[n];
        for (int step = 0; step < steps; step++) {
            double weight = StrictMath.exp(-a);
            System.arraycopy(v, 0, term, 0, n);
            scale(weight, term, v);
            System.arraycopy(d, 0, slope, 0, n);
            scale(weight, slope, d);
            for (int k = 1; weight > NEGLIGIBLE || k <= a; k++) {
                weight *= a / k;
                System.arraycopy(slope, 0, nextSlope, 0, n);
                addProduct(slope, generator, rate, nextSlope);
                addProduct(term, change, rate, nextSlope);
                System.arraycopy(nextSlope, 0, slope, 0, n);
                add(weight, slope, d);
                System.arraycopy(term, 0, next, 0, n);
                addProduct(term, generator, rate, next);
                System.arraycopy(next, 0, term, 0, n);
                add(weight, term, v);
            }
        }
    }

    private static void scale(double weight, double[] from, double[] to) {
        Arrays.setAll(to, i -> weight * from[i]);
    }

    private static void add(double weight, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += weight * from[i];
        }
    }

    /** Adds v Q / rate. */
    private static void addProduct(double[] v, double[] generator, double rate, double[] to) {
        int n = v.length;
        for (int i = 0; i < n; i++) {
            double mass = v[i] / rate;
            for (int j = 0; j < n; j++) {
                to[j] += mass * generator[i * n + j];
            }
        }
    }
}
