package org.meanfield4j.core.law;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.numerics.Simplex;

/**
 * A probability law on {@code 0 … n-1}, immutable: μ, shape [n], entries non-negative, sum 1 up to
 * {@link #SUM_TOLERANCE}. Nothing is repaired silently: what is off the simplex is refused.
 */
public final class Law implements Identified, MeanField {
    /** How far the sum of a law may be from one: rounding of 10^6 terms stays far below, a modelling error above. */
    public static final double SUM_TOLERANCE = Require.SUM_TOLERANCE;

    private final double[] probabilities;

    private Law(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /**
     * The law with the given probabilities.
     *
     * @param probabilities non-negative, sum 1 up to {@link #SUM_TOLERANCE}; copied
     * @return the law
     * @throws InvalidModelException if there is no entry, an entry is negative or not finite, or the sum is not one;
     *     the message names index, value and sum
     */
    public static Law of(double... probabilities) {
        double[] copy = Require.given("probabilities", probabilities).clone();
        Require.law("law", copy);
        return new Law(copy);
    }

    /**
     * The uniform law.
     *
     * @param n how many points, at least 1
     * @return 1/n everywhere
     * @throws IllegalArgumentException if n &lt; 1
     */
    public static Law uniform(int n) {
        requireSize(n);
        double[] p = new double[n];
        Arrays.fill(p, 1.0 / n);
        return new Law(p);
    }

    /**
     * The law that sits at one point.
     *
     * @param n how many points, at least 1
     * @param point from 0 to n-1
     * @return δ at {@code point}
     * @throws IllegalArgumentException if n &lt; 1 or the point is outside
     */
    public static Law pointMass(int n, int point) {
        requireSize(n);
        if (point < 0 || point >= n) {
            throw new IllegalArgumentException("point = " + point + " must be in 0.." + (n - 1));
        }
        double[] p = new double[n];
        p[point] = 1;
        return new Law(p);
    }

    /**
     * The law proportional to weights.
     *
     * @param weights non-negative, finite, not all zero; copied
     * @return weights divided by their sum
     * @throws InvalidModelException if a weight is negative or not finite, or the sum is zero or overflows; the
     *     message names index, value and sum
     */
    public static Law proportionalTo(double... weights) {
        double[] p = Require.given("weights", weights).clone();
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] < Double.POSITIVE_INFINITY)) {
                throw new InvalidModelException(
                        "weights[" + i + "] = " + p[i] + " must be finite and non-negative; check the weights");
            }
            sum += p[i];
        }
        if (!(sum >= Double.MIN_NORMAL && sum < Double.POSITIVE_INFINITY)) {
            throw new InvalidModelException(
                    "weights sum to " + sum
                            + ", the sum must be a positive normal number; rescale the weights or give at least one that is not 0");
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        Require.law("law", p);
        return new Law(p);
    }

    /**
     * A law drawn uniformly among all laws, that is from the Dirichlet distribution with parameters 1: where to start from
     * when a result must not depend on the start.
     *
     * @param n the number of points, at least 1
     * @param random the source of its n random numbers, such as {@code Streams.of(seed).at(0)}
     * @return the law
     * @throws IllegalArgumentException if n is below 1
     */
    public static Law random(int n, RandomGenerator random) {
        requireSize(n);
        Require.given("random", random);
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = -StrictMath.log(1 - random.nextDouble());
        }
        return proportionalTo(weights);
    }

    /**
     * The mixture (1-β)·this + β·other.
     *
     * @param beta β in [0, 1]
     * @param other a law of the same size
     * @return the mixture
     * @throws IllegalArgumentException if β is outside [0, 1] or the sizes differ
     */
    public Law mix(double beta, Law other) {
        if (!(beta >= 0 && beta <= 1)) {
            throw new IllegalArgumentException("beta = " + beta + " must be in [0, 1]; 0 keeps this law");
        }
        Require.given("other", other);
        Require.sameLength("this law", probabilities, "other", other.probabilities);
        double[] p = new double[probabilities.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = (1 - beta) * probabilities[i] + beta * other.probabilities[i];
        }
        return of(p);
    }

    /**
     * How this law differs from another one, for a heat map in two colours.
     *
     * @param other a law of the same size
     * @return this − other, shape [n], sums to 0
     * @throws IllegalArgumentException if the sizes differ
     */
    public double[] minus(Law other) {
        Require.given("other", other);
        Require.sameLength("this law", probabilities, "other", other.probabilities);
        double[] difference = toArray();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= other.probabilities[i];
        }
        return difference;
    }

    /**
     * The distance ‖this − other‖₁ = Σ_i |μ(i) − ν(i)|: twice the mass that one law has elsewhere than the other.
     *
     * @param other a law of the same size
     * @return in [0, 2]
     * @throws IllegalArgumentException if the sizes differ
     */
    public double l1(Law other) {
        Require.given("other", other);
        Require.sameLength("this law", probabilities, "other", other.probabilities);
        return Simplex.l1(probabilities, other.probabilities);
    }

    /**
     * The expectation Σ_i μ(i) f(i), for instance of the values that {@code FrozenMdp.evaluate} finds.
     *
     * @param f one value per point
     * @return the expectation
     * @throws IllegalArgumentException if the sizes differ
     */
    public double expectation(double... f) {
        Require.sameLength("this law", probabilities, "f", f);
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += probabilities[i] * f[i];
        }
        return sum;
    }

    /**
     * The number of points.
     *
     * @return n
     */
    @Override
    public int size() {
        return probabilities.length;
    }

    /**
     * The probability of a point.
     *
     * @param point from 0 to n-1
     * @return its probability, in [0, 1] up to rounding
     * @throws IndexOutOfBoundsException if the point is outside
     */
    @Override
    public double get(int point) {
        assert Require.index("point", point, probabilities.length) >= 0;
        return probabilities[point];
    }

    /**
     * The probabilities.
     *
     * @return a copy, shape [n]
     */
    public double[] toArray() {
        return probabilities.clone();
    }

    /** A digest of the probabilities. */
    @Override
    public String identity() {
        return "Law " + Identity.digest(probabilities);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Law law && Arrays.equals(probabilities, law.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(probabilities);
    }

    /** Short laws in full, long ones as their size, smallest and largest entry. */
    @Override
    public String toString() {
        if (probabilities.length <= 10) {
            StringBuilder text = new StringBuilder("Law[");
            for (int i = 0; i < probabilities.length; i++) {
                text.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.4g", probabilities[i]));
            }
            return text.append(']').toString();
        }
        return String.format(
                Locale.ROOT,
                "Law[%d points, %.4g..%.4g]",
                probabilities.length,
                Arrays.stream(probabilities).min().getAsDouble(),
                Arrays.stream(probabilities).max().getAsDouble());
    }

    /**
     * A law on the states of a game.
     *
     * @param name of the parameter
     * @param law given
     * @param states of the game
     * @throws IllegalArgumentException if it has another size
     */
    public static void requireSize(String name, Law law, int states) {
        if (Require.given(name, law).size() != states) {
            throw new IllegalArgumentException(
                    name + " has " + law.size() + " entries, the game has " + states + " states; give one per state");
        }
    }

    private static void requireSize(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n = " + n + " must be at least 1: a law needs a point to sit on");
        }
        Require.memory("n = " + n, n, 1, "a law", "use fewer points");
    }
}
