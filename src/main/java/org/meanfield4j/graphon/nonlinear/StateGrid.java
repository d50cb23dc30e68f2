package org.meanfield4j.graphon.nonlinear;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.LqNoise;

/**
 * Laws and functions of one state on equidistant nodes, moved by the Euler step X' ~ N(m, s²). The Gaussian is taken at
 * the nodes within 8 s of m and normalised; while the spacing is at most 0.8 s, sums over it are exact to 1e-13. Means
 * outside the grid count as its ends. Not thread-safe.
 */
final class StateGrid {
    private static final double REACH = 8;
    /** A sum over a Gaussian at a spacing of h deviations misses 2 exp(-2π²/h²). */
    private static final double COARSEST = 0.8;

    final double[] nodes;
    private final double lower;
    private final double spacing;
    private final double deviation;
    private final double shrink; // exp(-h²) with h the spacing in deviations
    private final double[] row;
    private int first;
    private int length;
    private double offset;
    private double scale;

    StateGrid(double lower, double upper, int points, double deviation) {
        this.lower = lower;
        this.deviation = deviation;
        spacing = (upper - lower) / (points - 1);
        double h = spacing / deviation;
        shrink = FastMath.exp(-h * h);
        nodes = new double[points];
        Arrays.setAll(nodes, j -> lower + j * spacing);
        row = new double[Math.min(points, (int) (2 * REACH * deviation / spacing) + 3)];
    }

    /** A grid that holds law and noise of a game; complains where it does not. */
    static StateGrid of(LqGraphonGame game, double lower, double upper, int points) {
        if (game.stateDimension() != 1 || game.actionDimension() != 1 || game.labels() != 1) {
            throw new IllegalArgumentException(
                    "game is " + game + ", expected d = k = M = 1; use Graphon.constant(w) on one label");
        }
        LqNoise noise = game.coefficients().noise();
        double deviation = Math.abs(noise.volatility().get(0, 0)) * Math.sqrt(game.dt());
        double start = Math.sqrt(noise.initialCovariance().get(0, 0));
        double least = Math.min(deviation, start);
        if (!(least > 0)) {
            throw new IllegalArgumentException("noise with D √dt = " + deviation + " and √Σ_0 = " + start
                    + " must be positive, or no grid resolves it; use another volatility D or Σ_0");
        }
        double spacing = (upper - lower) / (points - 1);
        if (!(spacing <= COARSEST * least)) {
            throw new IllegalArgumentException("points = " + points + " from lower = " + lower + " to upper = " + upper
                    + " give a spacing of " + spacing + ", more than "
                    + COARSEST + " of D √dt = " + deviation + " or of √Σ_0 = " + start + "; use at least "
                    + (long) Math.ceil((upper - lower) / (COARSEST * least) + 1));
        }
        Require.memory("points = " + points, (game.steps() + 1L) * points, 3, "laws of all times", "use fewer");
        return new StateGrid(lower, upper, points, deviation);
    }

    /** N(mean, variance) at the nodes, normalised. */
    double[] normal(double mean, double variance) {
        double[] law = new double[nodes.length];
        Arrays.setAll(law, j -> FastMath.exp(-0.5 * (nodes[j] - mean) * (nodes[j] - mean) / variance));
        double total = Arrays.stream(law).sum();
        Arrays.setAll(law, j -> law[j] / total);
        return law;
    }

    /** The expectation of a function of the nodes. */
    double mean(double[] law, DoubleUnaryOperator f) {
        double sum = 0;
        for (int j = 0; j < law.length; j++) {
            sum += law[j] * f.applyAsDouble(nodes[j]);
        }
        return sum;
    }

    /** The transition law from mean m, not normalised, into row; its sum is returned. */
    private double fill(double m) {
        double at = Math.max(lower, Math.min(nodes[nodes.length - 1], m));
        first = Math.max(0, (int) Math.ceil((at - REACH * deviation - lower) / spacing));
        int last = Math.min(nodes.length - 1, (int) Math.floor((at + REACH * deviation - lower) / spacing));
        length = last - first + 1;
        double h = spacing / deviation;
        offset = (nodes[first] - at) / deviation;
        // exp(-(z + h)²/2) = exp(-z²/2) exp(-zh - h²/2): two exponentials per row instead of one per node
        double p = FastMath.exp(-0.5 * offset * offset);
        double ratio = FastMath.exp(-offset * h - 0.5 * h * h);
        double total = 0;
        for (int j = 0; j < length; j++) {
            row[j] = p;
            total += p;
            p *= ratio;
            ratio *= shrink;
        }
        return total;
    }

    /** Adds mass with the transition law from mean m to a law. */
    void spread(double mass, double m, double[] law) {
        double share = mass / fill(m);
        for (int j = 0; j < length; j++) {
            law[first + j] += share * row[j];
        }
    }

    /** E V(X'), returned, and its first two derivatives in m, into out; outside the grid the derivatives are 0. */
    double expect(double[] v, double m, double[] out) {
        scale = 1 / fill(m);
        double h = spacing / deviation;
        double value = 0;
        double firstMoment = 0;
        double secondMoment = 0;
        double drift = 0;
        double square = 0;
        for (int j = 0; j < length; j++) {
            double z = offset + j * h;
            double pz = row[j] * z;
            value += row[j] * v[first + j];
            firstMoment += pz * v[first + j];
            secondMoment += pz * z * v[first + j];
            drift += pz;
            square += pz * z;
        }
        value *= scale;
        drift *= scale;
        boolean inside = m > lower && m < nodes[nodes.length - 1];
        // the row is normalised: near the ends E z is not 0 and E z² not 1
        double slope = scale * firstMoment - drift * value;
        double bend = scale * secondMoment
                - drift * scale * firstMoment
                - (scale * square - drift * drift) * value
                - drift * slope;
        out[0] = value;
        out[1] = inside ? slope / deviation : 0;
        out[2] = inside ? bend / (deviation * deviation) : 0;
        return value;
    }

    /** E V(X'), returned, and its first derivative in m, into out; as {@link #expect}, but cheaper. */
    double slope(double[] v, double m, double[] out) {
        scale = 1 / fill(m);
        double h = spacing / deviation;
        double value = 0;
        double firstMoment = 0;
        double drift = 0;
        for (int j = 0; j < length; j++) {
            double pz = row[j] * (offset + j * h);
            value += row[j] * v[first + j];
            firstMoment += pz * v[first + j];
            drift += pz;
        }
        value *= scale;
        drift *= scale;
        boolean inside = m > lower && m < nodes[nodes.length - 1];
        out[0] = value;
        out[1] = inside ? (scale * firstMoment - drift * value) / deviation : 0;
        return value;
    }

    /** E V(X') of another function under the law of the last {@link #expect}. */
    double again(double[] v) {
        double value = 0;
        for (int j = 0; j < length; j++) {
            value += row[j] * v[first + j];
        }
        return value * scale;
    }
}
