package org.meanfield4j.stationary;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.numerics.Softmax;

/**
 * One trust-region step on a policy, in closed form per state (the paper's Eq. (10)):
 *
 * <pre>π_{ℓ+1}(a|s) ∝ π_ℓ(a|s) exp( t_ℓ [Q(s,a) − η log π_ℓ(a|s)] ).</pre>
 *
 * It maximises ⟨π, Q − η log π_ℓ⟩ − KL(π‖π_ℓ)/t_ℓ. The default size t_ℓ = 1/(η(ℓ + 2)) (Shani, Efroni and Mannor 2020)
 * makes log π_L the running average of all Q/η; the others are there to compare with.
 */
public sealed interface TrpoStep {

    /**
     * Steps every row of a policy in place.
     *
     * @param inner ℓ, from 0
     * @param temperature η &gt; 0
     * @param actions A
     * @param q Q(s, a), shape [S·A], row-major
     * @param logPolicy log π_ℓ, shape [S·A], replaced by log π_{ℓ+1}
     */
    default void apply(int inner, double temperature, int actions, double[] q, double[] logPolicy) {
        apply(inner, temperature, actions, q, logPolicy, Stop.never());
    }

    /**
     * Steps every row of a policy in place, and can be stopped.
     *
     * @param inner ℓ, from 0
     * @param temperature η &gt; 0
     * @param actions A
     * @param q Q(s, a), shape [S·A], row-major
     * @param logPolicy log π_ℓ, shape [S·A], replaced by log π_{ℓ+1}
     * @param stop asked every thousand rows
     */
    default void apply(int inner, double temperature, int actions, double[] q, double[] logPolicy, Stop stop) {
        Require.given("stop", stop);
        if (Require.atLeast("actions", actions, 1) > Require.given("q", q).length || q.length % actions != 0) {
            throw new IllegalArgumentException("actions = " + actions + " must divide the length " + q.length
                    + " of q; give one value per state and action");
        }
        Require.sameLength("q", q, "logPolicy", logPolicy);
        for (int row = 0; row < q.length; row += actions) {
            if (row / actions % 1000 == 999) {
                stop.check();
            }
            applyRow(inner, temperature, actions, q, logPolicy, row);
        }
    }

    /**
     * Steps one row of a policy in place.
     *
     * @param inner ℓ, from 0
     * @param temperature η &gt; 0
     * @param actions A
     * @param q Q(s, a), shape [S·A], row-major
     * @param logPolicy log π_ℓ, shape [S·A], the row replaced by log π_{ℓ+1}
     * @param row where the row starts, s·A
     */
    void applyRow(int inner, double temperature, int actions, double[] q, double[] logPolicy, int row);

    /**
     * The shrinking step t_ℓ = 1/(η(ℓ + 2)).
     *
     * @return the default step
     */
    static TrpoStep shrinking() {
        return new Shrinking();
    }

    /**
     * The constant step t = c/η; c = 1 is soft policy iteration, π' = softmax(Q/η).
     *
     * @param factor c in (0, 1]
     * @return the step
     * @throws IllegalArgumentException if c is outside (0, 1]
     */
    static TrpoStep constant(double factor) {
        return new Constant(factor);
    }

    /**
     * The hard constraint: per state the largest t ≤ 1/η with KL(π'‖π) ≤ δ, by bisection.
     *
     * @param delta δ &gt; 0, in nats
     * @return the step
     * @throws IllegalArgumentException if δ is not positive
     */
    static TrpoStep klBounded(double delta) {
        return new KlBounded(delta);
    }

    /**
     * A rule of one's own, given as the step of one state; softmax normalises what it returns. With a step size t_ℓ alone:
     *
     * <pre>{@code
     * TrpoStep.of("1/(η√(ℓ+4))", (l, eta, q, log) -> TrpoStep.along(1 / (eta * Math.sqrt(l + 4)), eta, q, log))
     * }</pre>
     *
     * @param name what readers and checkpoints know it by: another rule needs another name
     * @param rule the new logits of a state; called by one thread at a time
     * @return the step
     */
    static TrpoStep of(String name, Rule rule) {
        return new Own(name, rule);
    }

    /** The step of one state. */
    @FunctionalInterface
    interface Rule {
        /**
         * New logits of one state.
         *
         * @param inner ℓ, from 0
         * @param temperature η &gt; 0
         * @param q Q(s, ·), shape [A]
         * @param logPolicy log π_ℓ(·|s), shape [A]
         * @return log π_{ℓ+1}(·|s) up to a constant, shape [A]
         */
        double[] logits(int inner, double temperature, double[] q, double[] logPolicy);
    }

    /**
     * The step of size t in one state, for a {@link Rule}.
     *
     * @param t its size, at most 1/η
     * @param temperature η &gt; 0
     * @param q Q(s, ·), shape [A]
     * @param logPolicy log π_ℓ(·|s), shape [A]
     * @return log π_{ℓ+1}(·|s), shape [A]
     */
    static double[] along(double t, double temperature, double[] q, double[] logPolicy) {
        double[] next = new double[Require.given("q", q).length];
        Require.sameLength("q", q, "logPolicy", logPolicy);
        Require.finite("t", t);
        Require.finite("temperature", temperature);
        step(t, temperature, q.length, q, logPolicy, next, 0, 0);
        return next;
    }

    private static void step(
            double t, double temperature, int actions, double[] q, double[] from, double[] to, int row, int toRow) {
        double sum = 0;
        for (int a = 0; a < actions; a++) {
            double log = from[row + a];
            to[toRow + a] = log + t * (q[row + a] - temperature * log);
            sum += to[toRow + a];
        }
        if (!Double.isFinite(sum)) {
            requireFinite(t, temperature, actions, q, from, to, row, toRow);
        }
        Softmax.logSoftmax(to, toRow, actions, 1, to, toRow);
    }

    /** Names the first value that the step makes no number of. */
    private static void requireFinite(
            double t, double temperature, int actions, double[] q, double[] from, double[] to, int row, int toRow) {
        for (int a = 0; a < actions; a++) {
            if (!(to[toRow + a] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the trust-region step t = " + t + " at temperature = " + temperature
                        + " makes " + to[toRow + a] + " of q[" + (row + a) + "] = " + q[row + a] + " and "
                        + (to == from ? "logPolicy" : "logPolicy = " + from[row + a])
                        + "; all must be finite: the values diverged or a probability is 0");
            }
        }
    }

    /** What the step of a row needs; some nanoseconds against an exponential per action. */
    private static void requireRow(
            int inner, double temperature, int actions, double[] q, double[] logPolicy, int row) {
        Require.atLeast("inner", inner, 0);
        Require.atLeast("actions", actions, 1);
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            Require.positive("temperature", temperature, "try 0.3");
        }
        Require.part("q", q, "row", row, "actions", actions);
        Require.part("logPolicy", logPolicy, "row", row, "actions", actions);
    }

    /** t_ℓ = 1/(η(ℓ + 2)). */
    record Shrinking() implements TrpoStep {
        @Override
        public void applyRow(int inner, double temperature, int actions, double[] q, double[] logPolicy, int row) {
            requireRow(inner, temperature, actions, q, logPolicy, row);
            step(1 / (temperature * (inner + 2)), temperature, actions, q, logPolicy, logPolicy, row, row);
        }

        @Override
        public String toString() {
            return "1/(η(ℓ+2))";
        }
    }

    /**
     * t = c/η.
     *
     * @param factor c in (0, 1]
     */
    record Constant(double factor) implements TrpoStep {
        /** Checks the factor. */
        public Constant {
            if (!(factor > 0 && factor <= 1)) {
                throw new IllegalArgumentException(
                        "step factor = " + factor + " must lie in (0, 1]; 1 is soft policy iteration");
            }
        }

        @Override
        public void applyRow(int inner, double temperature, int actions, double[] q, double[] logPolicy, int row) {
            requireRow(inner, temperature, actions, q, logPolicy, row);
            step(factor / temperature, temperature, actions, q, logPolicy, logPolicy, row, row);
        }

        @Override
        public String toString() {
            return factor + "/η";
        }
    }

    /**
     * The largest t with KL(π'‖π) ≤ δ.
     *
     * @param delta δ &gt; 0
     */
    record KlBounded(double delta) implements TrpoStep {
        private static final int BISECTIONS = 60;

        /** Checks the bound. */
        public KlBounded {
            Require.positive("delta", delta, "try 0.01");
        }

        @Override
        public void applyRow(int inner, double temperature, int actions, double[] q, double[] logPolicy, int row) {
            requireRow(inner, temperature, actions, q, logPolicy, row);
            double[] next = new double[actions];
            double high = 1 / temperature;
            step(high, temperature, actions, q, logPolicy, next, row, 0);
            if (kl(next, logPolicy, row) > delta) {
                double low = 0;
                for (int i = 0; i < BISECTIONS; i++) {
                    double middle = 0.5 * (low + high);
                    step(middle, temperature, actions, q, logPolicy, next, row, 0);
                    if (kl(next, logPolicy, row) > delta) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                step(low, temperature, actions, q, logPolicy, next, row, 0);
            }
            System.arraycopy(next, 0, logPolicy, row, actions);
        }

        private static double kl(double[] next, double[] logPolicy, int row) {
            double sum = 0;
            for (int a = 0; a < next.length; a++) {
                sum += FastMath.exp(next[a]) * (next[a] - logPolicy[row + a]);
            }
            return sum;
        }

        @Override
        public String toString() {
            return "KL ≤ " + delta;
        }
    }

    /**
     * A rule of one's own.
     *
     * @param name what readers and checkpoints know it by
     * @param rule the new logits of a state
     */
    record Own(String name, Rule rule) implements TrpoStep, Identified {
        /** Checks that nothing is missing. */
        public Own {
            Require.given("rule", rule);
            Require.named("trust-region step", name);
        }

        @Override
        public void applyRow(int inner, double temperature, int actions, double[] q, double[] logPolicy, int row) {
            requireRow(inner, temperature, actions, q, logPolicy, row);
            double[] logits = rule.logits(
                    inner,
                    temperature,
                    Arrays.copyOfRange(q, row, row + actions),
                    Arrays.copyOfRange(logPolicy, row, row + actions));
            if (logits.length != actions || !Arrays.stream(logits).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("trust-region step '" + name + "' at inner step " + inner
                        + " made the logits " + Arrays.toString(logits) + "; they must be " + actions
                        + " finite numbers, one per action");
            }
            Softmax.logSoftmax(logits, 0, actions, 1, logPolicy, row);
        }

        @Override
        public String identity() {
            return "trust-region step " + name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
