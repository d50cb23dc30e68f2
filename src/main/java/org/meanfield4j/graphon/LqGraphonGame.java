package org.meanfield4j.graphon;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.AggregateOperator;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * A linear-quadratic graphon mean-field game on a grid of N time steps and M labels x_j = (j - 1/2) / M. A player with
 * label x in the environment Z has the state dX = (A X + B u + Ā Z(x)) dt + D dB with E X_0 = m_0(x) and covariance
 * Σ_0, and pays
 *
 * <pre>
 * J^x(u; Z) = E { ½ ∫ [X'QX + (X - HZ)'Q̄(X - HZ) + u'Ru] dt + ½ [X_T'Q_T X_T + (X_T - H_T Z_T)'Q̄_T(X_T - H_T Z_T)] }.
 * </pre>
 *
 * The environment is the graphon aggregate of the mean states, Z_t(x) = ∫ W(x, y) E[X_t^y] dy. Time is discretised by
 * Euler's scheme with left-endpoint sums, dt = T / N. Source: Plank and Zhang, arXiv 2506.05894; coefficients
 * reconstructed. Immutable.
 */
public final class LqGraphonGame implements Identified {
    private static final int PROBES = 4;
    /** Of the fast forms, on millions of labels. */
    private static final double ROUNDING = 1e-9;

    private final LqCoefficients coefficients;
    private final double horizon;
    private final int steps;
    private final DoubleFunction<double[]> initialMean;
    private final AggregateOperator operator;
    private final String graphonName;
    private final double[] means;

    private LqGraphonGame(
            LqCoefficients coefficients,
            double horizon,
            int steps,
            DoubleFunction<double[]> initialMean,
            AggregateOperator operator,
            String graphonName) {
        this.coefficients = Require.given("coefficients", coefficients);
        this.horizon = horizon;
        this.steps = steps;
        this.initialMean = Require.given("initialMean", initialMean);
        this.operator = operator;
        this.graphonName = graphonName;
        if (!(horizon > 0) || Double.isInfinite(horizon)) {
            throw new InvalidModelException("horizon T = " + horizon + " must be positive and finite; use 1");
        }
        if (steps < 1) {
            throw new InvalidModelException("steps N = " + steps + " must be at least 1; use 100");
        }
        Require.given("name", graphonName);
        this.means = evaluate(initialMean, coefficients.stateDimension(), operator.labels());
    }

    private static double[] evaluate(DoubleFunction<double[]> initialMean, int d, int labels) {
        double[] out = new double[d * labels];
        for (int j = 0; j < labels; j++) {
            double x = Graphon.midpoint(j, labels);
            double[] m = initialMean.apply(x);
            if (m == null || m.length != d || !Flat.isFinite(m)) {
                throw new InvalidModelException("initialMean m_0 at x = " + x + " is " + Arrays.toString(m)
                        + "; it must be " + d + " finite values, the state dimension of A");
            }
            for (int a = 0; a < d; a++) {
                out[a * labels + j] = m[a];
            }
        }
        return out;
    }

    /**
     * A game.
     *
     * @param coefficients A, B, Ā, D, weights and Σ_0
     * @param horizon T, positive
     * @param steps N, at least 1
     * @param graphon W
     * @param labels M, at least 1
     * @param initialMean m_0, gives d values for every label in [0, 1]
     * @return the game
     * @throws InvalidModelException if a part breaks its constraint
     * @throws IllegalArgumentException if M &lt; 1 or the graphon needs a table that does not fit
     */
    public static LqGraphonGame of(
            LqCoefficients coefficients,
            double horizon,
            int steps,
            Graphon graphon,
            int labels,
            DoubleFunction<double[]> initialMean) {
        Require.given("graphon", graphon);
        return new LqGraphonGame(
                coefficients, horizon, steps, initialMean, graphon.aggregate(labels), graphon.toString());
    }

    /**
     * The one-dimensional game of the experiments: T = 1, N = 100, M = 50, uniform attachment, A = 0.2, B = 1,
     * Ā = 0.3, D = 0.5, Q = 0.5, Q̄ = 2, H = R = 1, Q_T = 0, Q̄_T = H_T = 1, m_0(x) = 1 + x, Σ_0 = 0.25 (reconstructed).
     *
     * @return the game
     */
    public static LqGraphonGame base() {
        LqCoefficients c = new LqCoefficients(
                LqDynamics.scalar(0.2, 1, 0.3),
                LqRunningCost.scalar(0.5, 2, 1, 1),
                LqTerminalCost.scalar(0, 1, 1),
                LqNoise.scalar(0.5, 0.25));
        return of(c, 1, 100, Graphon.uniformAttachment(), 50, x -> new double[] {1 + x});
    }

    /**
     * A two-dimensional game with one action, an oscillator that is pushed: T = 1, N = 100, M = 50, uniform attachment
     * (reconstructed).
     *
     * @return the game
     */
    public static LqGraphonGame base2d() {
        SmallMatrix identity = SmallMatrix.diagonal(1, 1);
        LqCoefficients c = new LqCoefficients(
                new LqDynamics(
                        SmallMatrix.of(2, 2, 0, 1, -0.5, -0.2),
                        SmallMatrix.of(2, 1, 0, 1),
                        SmallMatrix.diagonal(0.1, 0.2)),
                new LqRunningCost(
                        SmallMatrix.diagonal(0.5, 0.1),
                        SmallMatrix.diagonal(2, 0.2),
                        identity,
                        SmallMatrix.scalar(0.5)),
                new LqTerminalCost(SmallMatrix.zero(2, 2), SmallMatrix.diagonal(1, 0.1), identity),
                new LqNoise(SmallMatrix.diagonal(0.2, 0.4), SmallMatrix.diagonal(0.25, 0.25)));
        return of(c, 1, 100, Graphon.uniformAttachment(), 50, x -> new double[] {1 + x, 0});
    }

    /**
     * A game with two states and two actions in which no two coefficients coincide: T = 1.5, N = 60, M = 20, uniform
     * attachment (reconstructed). It tells transposed or exchanged matrices apart.
     *
     * @return the game
     */
    public static LqGraphonGame full2d() {
        LqCoefficients c = new LqCoefficients(
                new LqDynamics(
                        SmallMatrix.of(2, 2, 0.1, 0.8, -0.5, -0.3),
                        SmallMatrix.of(2, 2, 0.9, -0.2, 0.4, 0.6),
                        SmallMatrix.of(2, 2, 0.2, 0.1, -0.15, 0.1)),
                new LqRunningCost(
                        SmallMatrix.of(2, 2, 0.5, 0.1, 0.1, 0.2),
                        SmallMatrix.of(2, 2, 1.5, 0.4, 0.4, 0.8),
                        SmallMatrix.of(2, 2, 1, 0.25, -0.3, 0.8),
                        SmallMatrix.of(2, 2, 1, 0.3, 0.3, 0.5)),
                new LqTerminalCost(
                        SmallMatrix.of(2, 2, 0.3, -0.1, -0.1, 0.2),
                        SmallMatrix.of(2, 2, 0.6, 0.1, 0.1, 0.9),
                        SmallMatrix.of(2, 2, 0.8, -0.2, 0.5, 1)),
                new LqNoise(SmallMatrix.of(2, 2, 0.4, 0.1, 0, 0.3), SmallMatrix.of(2, 2, 0.2, 0.05, 0.05, 0.3)));
        return of(c, 1.5, 60, Graphon.uniformAttachment(), 20, x -> new double[] {1 + 0.5 * x, -0.5 + 0.4 * x});
    }

    /**
     * A copy with other coefficients.
     *
     * @param c the coefficients
     * @return the copy
     */
    public LqGraphonGame withCoefficients(LqCoefficients c) {
        return new LqGraphonGame(c, horizon, steps, initialMean, operator, graphonName);
    }

    /**
     * A copy with another horizon.
     *
     * @param t T, positive
     * @return the copy
     */
    public LqGraphonGame withHorizon(double t) {
        return new LqGraphonGame(coefficients, t, steps, initialMean, operator, graphonName);
    }

    /**
     * A copy on another time grid.
     *
     * @param n N, at least 1
     * @return the copy
     */
    public LqGraphonGame withSteps(int n) {
        return new LqGraphonGame(coefficients, horizon, n, initialMean, operator, graphonName);
    }

    /**
     * A copy with another graphon on the grid of M labels.
     *
     * @param graphon W
     * @param labels M, at least 1
     * @return the copy
     */
    public LqGraphonGame withGraphon(Graphon graphon, int labels) {
        return withAggregate(Require.given("graphon", graphon).aggregate(labels), graphon.toString());
    }

    /**
     * A copy whose aggregate is given as an operator, e.g. that of a sampled network.
     *
     * @param aggregate W_M, quadrature weight 1/M included
     * @param name what figures call it
     * @return the copy
     * @throws InvalidModelException if it is not symmetric
     */
    public LqGraphonGame withAggregate(AggregateOperator aggregate, String name) {
        requireSymmetric(Require.given("aggregate", aggregate), name);
        return new LqGraphonGame(coefficients, horizon, steps, initialMean, aggregate, name);
    }

    /** Asks a few random functions whether ⟨u, W v⟩ = ⟨W u, v⟩. */
    private static void requireSymmetric(AggregateOperator w, String name) {
        int m = w.labels();
        double[] f = Streams.of(1).at(0).doubles(PROBES * (long) m, -1, 1).toArray();
        double[] g = new double[f.length];
        w.apply(f, 0, g, 0, PROBES);
        double[] norm = new double[PROBES];
        Arrays.setAll(norm, u -> Math.sqrt(Flat.dot(f, u * m, f, u * m, m) * Flat.dot(g, u * m, g, u * m, m)));
        double scale = Arrays.stream(norm).max().orElseThrow();
        for (int u = 0; u < PROBES; u++) {
            for (int v = 0; v < u; v++) {
                double forth = Flat.dot(f, u * m, g, v * m, m);
                double back = Flat.dot(g, u * m, f, v * m, m);
                if (!(Math.abs(forth - back) <= ROUNDING * scale)) {
                    throw new InvalidModelException(
                            "aggregate " + name + " must be finite and symmetric, but ⟨u, W v⟩ = " + forth
                                    + " and ⟨W u, v⟩ = " + back + " for random u and v; use (W + W') / 2");
                }
            }
        }
    }

    /**
     * A copy with another initial mean.
     *
     * @param m0 gives d values for every label in [0, 1]
     * @return the copy
     */
    public LqGraphonGame withInitialMean(DoubleFunction<double[]> m0) {
        return new LqGraphonGame(coefficients, horizon, steps, m0, operator, graphonName);
    }

    /**
     * A copy with initial means that are given label by label; on another number of labels they are a step function.
     *
     * @param m0 m_0(x_j), shape [d, M], as {@link #initialMeans()} returns it
     * @return the copy
     * @throws InvalidModelException if there are not d · M finite values
     */
    public LqGraphonGame withInitialMeans(double... m0) {
        int m = labels();
        if (Require.given("m0", m0).length != means.length) {
            throw new InvalidModelException("initial means have " + m0.length + " values, expected d·M = "
                    + means.length + "; give one row of M = " + m + " labels per component of the state");
        }
        double[] own = m0.clone();
        return withInitialMean(x -> IntStream.range(0, stateDimension())
                .mapToDouble(a -> own[a * m + (int) Math.min(x * m, m - 1)])
                .toArray());
    }

    /**
     * The coefficients.
     *
     * @return A, B, Ā, D, weights and Σ_0
     */
    public LqCoefficients coefficients() {
        return coefficients;
    }

    /**
     * The horizon.
     *
     * @return T
     */
    public double horizon() {
        return horizon;
    }

    /**
     * The number of time steps.
     *
     * @return N
     */
    public int steps() {
        return steps;
    }

    /**
     * The length of a time step.
     *
     * @return dt = T / N
     */
    public double dt() {
        return horizon / steps;
    }

    /**
     * The number of labels.
     *
     * @return M
     */
    public int labels() {
        return operator.labels();
    }

    /**
     * The state dimension.
     *
     * @return d
     */
    public int stateDimension() {
        return coefficients.stateDimension();
    }

    /**
     * The action dimension.
     *
     * @return k
     */
    public int actionDimension() {
        return coefficients.actionDimension();
    }

    /**
     * The graphon aggregate on the labels.
     *
     * @return W_M
     */
    public AggregateOperator aggregate() {
        return operator;
    }

    /**
     * The name of the graphon.
     *
     * @return what figures call it
     */
    public String graphonName() {
        return graphonName;
    }

    /**
     * The mean initial states.
     *
     * @return m_0(x_j), shape [d, M]
     */
    public double[] initialMeans() {
        return means.clone();
    }

    /** The aggregate of the initial means, held constant in time: the environment every algorithm starts from. */
    public double[] initialAggregate() {
        int row = means.length;
        String sizes = "steps N = " + steps + ", labels M = " + labels();
        Require.memory(sizes, (steps + 1L) * row, 4, "paths of all labels", "use fewer");
        double[] z = new double[(steps + 1) * row];
        operator.apply(means, 0, z, 0, coefficients.stateDimension());
        for (int i = 1; i <= steps; i++) {
            System.arraycopy(z, 0, z, i * row, row);
        }
        return z;
    }

    /** Sizes, coefficients, initial means, and what the aggregate makes of two functions of the label. */
    @Override
    public String identity() {
        int m = labels();
        double[] probe = new double[2 * m];
        for (int j = 0; j < m; j++) {
            double golden = (j + 1) * 0.6180339887498949;
            probe[j] = golden - Math.floor(golden);
            probe[m + j] = 1 + probe[j] * probe[j];
        }
        double[] answer = new double[2 * m];
        operator.apply(probe, 0, answer, 0, 2);
        return "LqGraphonGame "
                + Identity.digest(
                        new double[] {horizon, steps, m, stateDimension(), actionDimension()},
                        coefficients.entries(),
                        means,
                        answer);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "LqGraphonGame(%s, d=%d, k=%d, T=%s, N=%d, M=%d)",
                graphonName,
                stateDimension(),
                actionDimension(),
                horizon,
                steps,
                labels());
    }
}
