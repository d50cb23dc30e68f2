package org.meanfield4j.graphon.operator;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;

/**
 * A graphon: a symmetric function W: [0, 1]² → [0, 1], the strength of the coupling of label x to label y. The named
 * graphons below aggregate in time linear in the labels; any other one is given as a function and tabulated:
 *
 * <pre>{@code
 * Graphon mine = Graphon.of("distance", (x, y) -> 1 - Math.abs(x - y));
 * }</pre>
 */
@FunctionalInterface
public interface Graphon {

    /**
     * The strength of the coupling.
     *
     * @param x label in [0, 1]
     * @param y label in [0, 1]
     * @return W(x, y) in [0, 1], equal to W(y, x)
     */
    double value(double x, double y);

    /**
     * The aggregate on the midpoint grid, in the cheapest form this graphon has.
     *
     * @param labels M, at least 1
     * @return the operator, quadrature weight 1/M included
     * @throws IllegalArgumentException if M &lt; 1, or the graphon needs a table and it would take more than a quarter
     *     of the heap
     * @throws InvalidModelException if the graphon is asymmetric or leaves [0, 1]; the message names x, y and the value
     */
    default AggregateOperator aggregate(int labels) {
        return denseAggregate(labels);
    }

    /**
     * The aggregate on the midpoint grid as a table, O(M²) in time and memory.
     *
     * @param labels M, at least 1
     * @return the operator, quadrature weight 1/M included
     * @throws IllegalArgumentException if M &lt; 1 or the table would take more than a quarter of the heap
     * @throws InvalidModelException if the graphon is asymmetric or leaves [0, 1]; the message names x, y and the value
     */
    default AggregateOperator denseAggregate(int labels) {
        return DenseAggregate.of(this, labels);
    }

    /**
     * The label of a grid point.
     *
     * @param i from 0
     * @param labels M
     * @return x_i = (i + 1/2) / M
     */
    static double midpoint(int i, int labels) {
        assert Require.atLeast("labels", labels, 1) > 0 && Require.index("i", i, labels) >= 0;
        return (i + 0.5) / labels;
    }

    /**
     * The labels of all grid points.
     *
     * @param labels M, at least 1
     * @return x_i = (i + 1/2) / M, shape [M]
     * @throws IllegalArgumentException if M &lt; 1
     */
    static double[] midpoints(int labels) {
        Require.atLeast("labels", labels, 1);
        Require.memory("labels = " + labels, labels, 1, "labels", "use fewer");
        double[] x = new double[labels];
        Arrays.setAll(x, i -> midpoint(i, labels));
        return x;
    }

    /**
     * A graphon from any function. It is checked when it is tabulated.
     *
     * @param name what figures call it
     * @param function W, symmetric, values in [0, 1]
     * @return the graphon
     */
    static Graphon of(String name, Graphon function) {
        Require.named("graphon", name);
        return new NamedGraphon(name, Require.given("function", function), null);
    }

    /**
     * Every pair is coupled with the same strength. The only nonzero eigenvalue is p; p = 1 is the classical mean field
     * game.
     *
     * @param p strength in [0, 1]; values above 1 are accepted for studies of the contraction condition
     * @return W = p
     * @throws InvalidModelException if p is negative or not finite
     */
    static Graphon constant(double p) {
        if (!(p >= 0) || Double.isInfinite(p)) {
            throw new InvalidModelException("p = " + p + " must be finite and at least 0; use a strength in [0, 1]");
        }
        return new NamedGraphon(
                "constant(" + p + ")", (x, y) -> p, m -> new LowRankAggregate(m, ones(m), new double[] {p}));
    }

    /**
     * Uniform attachment, eigenvalues 1 / (π (l - 1/2))².
     *
     * @return W = 1 - max(x, y)
     */
    static Graphon uniformAttachment() {
        return new NamedGraphon(
                "uniform attachment",
                (x, y) -> 1 - FastMath.max(x, y),
                m -> new SemiseparableAggregate(ones(m), grid(m, x -> 1 - x)));
    }

    /**
     * Ranked attachment, rank 2, eigenvalues (1 ± √7 / 2) / 3.
     *
     * @return W = 1 - x y
     */
    static Graphon rankedAttachment() {
        return new NamedGraphon("ranked attachment", (x, y) -> 1 - x * y, m -> {
            double[] factors = Arrays.copyOf(ones(m), 2 * m);
            System.arraycopy(grid(m, x -> x), 0, factors, m, m);
            return new LowRankAggregate(m, factors, new double[] {1, 0, 0, -1});
        });
    }

    /**
     * Min-max, the covariance of the Brownian bridge, eigenvalues 1 / (π l)².
     *
     * @return W = min(x, y) (1 - max(x, y))
     */
    static Graphon minMax() {
        return new NamedGraphon(
                "min-max",
                (x, y) -> FastMath.min(x, y) * (1 - FastMath.max(x, y)),
                m -> new SemiseparableAggregate(grid(m, x -> x), grid(m, x -> 1 - x)));
    }

    /**
     * Threshold with 1/2 on the line x + y = 1, eigenvalues 2/π, -2/(3π), 2/(5π), …
     *
     * @return W = 1 if x + y &lt; 1, otherwise 0
     */
    static Graphon threshold() {
        return threshold(0.5);
    }

    /**
     * Threshold with a chosen value on the line x + y = 1. Only 1/2 keeps the quadrature error at O(M⁻²).
     *
     * @param onLine value in [0, 1]
     * @return W = 1 if x + y &lt; 1, otherwise 0
     */
    static Graphon threshold(double onLine) {
        requireUnit("onLine", onLine);
        return new NamedGraphon(
                onLine == 0.5 ? "threshold" : "threshold(" + onLine + ")",
                (x, y) -> step(1 - x - y, onLine),
                m -> new WindowAggregate(m, x -> -1, x -> 1 - x, onLine));
    }

    /**
     * Band with 1/2 on its border.
     *
     * @param width in (0, 1]
     * @return W = 1 if |x - y| &lt; width, otherwise 0
     */
    static Graphon band(double width) {
        if (!(width > 0 && width <= 1)) {
            throw new InvalidModelException("width = " + width + " must be in (0, 1]; use band(0.25)");
        }
        return new NamedGraphon(
                "band(" + width + ")",
                (x, y) -> step(width - FastMath.abs(x - y), 0.5),
                m -> new WindowAggregate(m, x -> x - width, x -> x + width, 0.5));
    }

    /**
     * Stochastic blocks.
     *
     * @param ends right ends of the blocks, increasing, the last one 1
     * @param p coupling of the blocks, shape [blocks, blocks], symmetric, in [0, 1]
     * @return W(x, y) = p[block of x][block of y]; a label on an end belongs to the block on its right
     * @throws InvalidModelException if ends or p break these constraints
     */
    static Graphon stochasticBlock(double[] ends, double[][] p) {
        return blocks("stochasticBlock(" + Require.given("ends", ends).length + ")", ends, p);
    }

    private static Graphon blocks(String name, double[] ends, double[][] p) {
        double[] right = ends.clone();
        Require.all("p", p);
        double[] flat = Blocks.checked(right, p);
        int blocks = right.length;
        return new NamedGraphon(
                name,
                (x, y) -> flat[Blocks.of(x, right) * blocks + Blocks.of(y, right)],
                m -> new BlockAggregate(Blocks.labels(m, x -> Blocks.of(x, right)), flat, blocks));
    }

    /**
     * The two equal blocks of the experiments: 0.8 inside, 0.2 across.
     *
     * @return a stochastic block graphon, eigenvalues 0.5 and 0.3
     */
    static Graphon sbm2() {
        return blocks("two blocks", new double[] {0.5, 1}, new double[][] {{0.8, 0.2}, {0.2, 0.8}});
    }

    /**
     * The two unequal blocks of the experiments on discontinuous graphons.
     *
     * @return blocks [0, 0.3) and [0.3, 1] with 0.9 and 0.6 inside and 0.1 across
     */
    static Graphon sbm3() {
        return blocks("three blocks", new double[] {0.3, 1}, new double[][] {{0.9, 0.1}, {0.1, 0.6}});
    }

    /**
     * A checkerboard.
     *
     * @param fields per side, at least 1
     * @return W = 1 if ⌊fields x⌋ + ⌊fields y⌋ is even, otherwise 0
     */
    static Graphon checkerboard(int fields) {
        if (fields < 1) {
            throw new InvalidModelException("fields = " + fields + " must be at least 1; use checkerboard(4)");
        }
        return new NamedGraphon(
                "checkerboard(" + fields + ")",
                (x, y) -> Blocks.parity(x, fields) == Blocks.parity(y, fields) ? 1 : 0,
                m -> new BlockAggregate(Blocks.labels(m, x -> Blocks.parity(x, fields)), new double[] {1, 0, 0, 1}, 2));
    }

    private static double step(double distance, double onLine) {
        return FastMath.abs(distance) <= WindowAggregate.TIE ? onLine : distance > 0 ? 1 : 0;
    }

    private static double[] ones(int m) {
        return grid(m, x -> 1);
    }

    private static double[] grid(int m, java.util.function.DoubleUnaryOperator f) {
        double[] out = new double[m];
        Arrays.setAll(out, i -> f.applyAsDouble(midpoint(i, m)));
        return out;
    }

    private static void requireUnit(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidModelException(name + " = " + value + " must be in [0, 1]; use 0.5");
        }
    }
}
