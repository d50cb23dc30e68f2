package org.meanfield4j.core.numerics;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;

/**
 * Operations on probability vectors: projection, entropy, distances. Entropies and divergences are in nats with
 * 0 log 0 = 0. The functions check shapes, not membership of the simplex: a NaN or negative entry gives NaN, never a
 * plausible number, except where a function says that it throws. All sums run in index order, so results are the same
 * bits everywhere.
 */
public final class Simplex {
    private Simplex() {}

    /**
     * The Euclidean projection on the simplex, argmin over laws p of ‖p-v‖₂: p = (v-θ)⁺ with θ such that p sums to
     * one, found by sorting (Held, Wolfe and Crowder 1974). O(n log n).
     *
     * @param v finite entries, at least one
     * @return the nearest law, shape [n]
     * @throws IllegalArgumentException if v is empty or has an entry that is not finite
     */
    public static double[] project(double[] v) {
        double[] out = new double[Require.given("v", v).length];
        project(v, out);
        return out;
    }

    /**
     * {@link #project(double[])} into a given array.
     *
     * @param v finite entries, at least one
     * @param out receives the nearest law; may be {@code v}
     * @throws IllegalArgumentException if v is empty, has an entry that is not finite, or the lengths differ
     */
    public static void project(double[] v, double[] out) {
        Require.sameLength("v", v, "out", out);
        if (v.length == 0) {
            throw new IllegalArgumentException("v is empty; the projection needs at least one entry");
        }
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i])) {
                throw new IllegalArgumentException(
                        "v[" + i + "] = " + v[i] + " must be finite; the step before the projection diverged");
            }
        }
        double[] sorted = v.clone();
        Arrays.sort(sorted);
        double max = sorted[sorted.length - 1];
        // Measured from the largest entry, which always stays positive: a common shift of v then costs no digits.
        double sum = 0;
        double theta = -1;
        for (int k = 1; k <= sorted.length; k++) {
            double u = sorted[sorted.length - k] - max;
            if (k > 1 && u <= theta) {
                break;
            }
            sum += u;
            theta = (sum - 1) / k;
        }
        for (int i = 0; i < v.length; i++) {
            out[i] = Math.max(v[i] - max - theta, 0);
        }
    }

    /**
     * The entropy -Σ p log p in nats.
     *
     * @param p a law, shape [n]
     * @return in [0, log n]
     */
    public static double entropy(double[] p) {
        return entropy(p, 0, Require.given("p", p).length);
    }

    /**
     * The entropy of a slice of a flat array.
     *
     * @param p the array
     * @param offset where the law starts
     * @param length how many points it has
     * @return in [0, log length], nats
     */
    public static double entropy(double[] p, int offset, int length) {
        Require.part("p", p, "offset", offset, "length", length);
        double h = 0;
        for (int i = offset; i < offset + length; i++) {
            // Not "> 0": a negative or NaN entry must show as NaN.
            if (p[i] != 0) {
                h -= p[i] * FastMath.log(p[i]);
            }
        }
        return h;
    }

    /**
     * The relative entropy KL(p‖q) = Σ p log(p/q) in nats.
     *
     * @param p a law, shape [n]
     * @param q a law of the same size
     * @return at least 0 up to rounding; +∞ if p puts mass where q has none
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double kl(double[] p, double[] q) {
        Require.sameLength("p", p, "q", q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] != 0) {
                sum += p[i] * (FastMath.log(p[i]) - FastMath.log(q[i]));
            } else if (!(q[i] >= 0)) {
                return Double.NaN;
            }
        }
        return sum;
    }

    /**
     * The total variation ½ Σ |p-q|.
     *
     * @param p a law, shape [n]
     * @param q a law of the same size
     * @return in [0, 1]
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double totalVariation(double[] p, double[] q) {
        return l1(p, q) / 2;
    }

    /**
     * The distance Σ |p-q|.
     *
     * @param p shape [n]
     * @param q of the same size
     * @return in [0, 2] for laws
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double l1(double[] p, double[] q) {
        Require.sameLength("p", p, "q", q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum;
    }

    /**
     * The Euclidean distance (Σ (p-q)²)^½.
     *
     * @param p shape [n]
     * @param q of the same size
     * @return in [0, √2] for laws
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double l2(double[] p, double[] q) {
        Require.sameLength("p", p, "q", q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double d = p[i] - q[i];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /**
     * The Wasserstein-1 distance on the line of points 0, 1, …, n-1: Σ |F_p - F_q| over the cumulative sums F. O(n).
     *
     * @param p a law, shape [n]
     * @param q a law of the same size
     * @return in [0, n-1], in units of the spacing: multiply by it
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double wassersteinLine(double[] p, double[] q) {
        Require.sameLength("p", p, "q", q);
        double gap = 0;
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            gap += p[i] - q[i];
            sum += Math.abs(gap);
        }
        return sum;
    }

    /**
     * The Wasserstein-1 distance on the ring of n points at distance 1 from their neighbours:
     * min over c of Σ |F_p - F_q - c|, reached at a median of F_p - F_q (Werman, Peleg, Melter and Kong 1986).
     * O(n log n).
     *
     * @param p a law, shape [n]
     * @param q a law of the same size
     * @return in [0, ⌊n/2⌋], in units of the spacing: multiply by it
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double wassersteinRing(double[] p, double[] q) {
        Require.sameLength("p", p, "q", q);
        double[] gap = new double[p.length];
        double cumulative = 0;
        for (int i = 0; i < p.length; i++) {
            cumulative += p[i] - q[i];
            gap[i] = cumulative;
        }
        Arrays.sort(gap);
        double sum = 0;
        for (int low = 0, high = gap.length - 1; low <= high; low++, high--) {
            sum += gap[high] - gap[low];
        }
        return sum;
    }
}
