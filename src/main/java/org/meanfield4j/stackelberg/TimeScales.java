package org.meanfield4j.stackelberg;

import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;

/**
 * The four step sizes of an actor-critic method, each c / (k + 1)^e: the slower a quantity, the smaller its step. The
 * paper's order is leader ≤ mean field ≤ follower ≤ critic. Steps of mean field and critics are clipped at 1.
 *
 * @param leader ζ_k
 * @param meanField ξ_k
 * @param follower α_k
 * @param critic β_k
 */
@Withers
public record TimeScales(Step leader, Step meanField, Step follower, Step critic) implements TimeScalesSettings.With {

    /** Checks that nothing is missing. */
    public TimeScales {
        Require.given("leader", leader);
        Require.given("meanField", meanField);
        Require.given("follower", follower);
        Require.given("critic", critic);
    }

    /**
     * A step size c / (k + 1)^e.
     *
     * @param constant c, at least 0
     * @param exponent e, at least 0
     */
    public record Step(double constant, double exponent) {
        /** Checks the numbers. */
        public Step {
            requireAtLeastZero("step constant", constant);
            requireAtLeastZero("step exponent", exponent);
        }

        private static void requireAtLeastZero(String name, double value) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(name + " = " + value + " must be finite and at least 0; try 0.5");
            }
        }

        /**
         * The step size.
         *
         * @param k from 0
         * @return c / (k + 1)^e
         */
        public double at(long k) {
            assert Require.atLeast("k", k, 0) >= 0;
            return at(k, Math.sqrt(k + 1.0));
        }

        private double at(long k, double root) {
            return constant / (exponent == 0.5 ? root : FastMath.pow(k + 1.0, exponent));
        }
    }

    /**
     * The four steps of one iteration.
     *
     * @param leader ζ
     * @param meanField ξ, at most 1
     * @param follower α
     * @param critic β, at most 1
     */
    public record Sizes(double leader, double meanField, double follower, double critic) {}

    /**
     * The steps of an iteration, those of mean field and critics clipped.
     *
     * @param k from 0
     * @return ζ_k, ξ_k, α_k, β_k
     */
    public Sizes at(long k) {
        double root = Math.sqrt(k + 1.0);
        return new Sizes(
                leader.at(k, root),
                Math.min(1, meanField.at(k, root)),
                follower.at(k, root),
                Math.min(1, critic.at(k, root)));
    }

    /**
     * Steps that all fall as (k + 1)^{-1/2}.
     *
     * @param leader c_l
     * @param meanField c_m
     * @param follower c_f
     * @param critic c_v
     * @return the steps
     */
    public static TimeScales of(double leader, double meanField, double follower, double critic) {
        requireAtLeastZero(leader, meanField, follower, critic);
        return new TimeScales(
                new Step(leader, 0.5), new Step(meanField, 0.5), new Step(follower, 0.5), new Step(critic, 0.5));
    }

    private static void requireAtLeastZero(double leader, double meanField, double follower, double critic) {
        Step.requireAtLeastZero("leader", leader);
        Step.requireAtLeastZero("meanField", meanField);
        Step.requireAtLeastZero("follower", follower);
        Step.requireAtLeastZero("critic", critic);
    }

    /**
     * The constants (0.5, 0.5, 1, 1) of all tabular runs. Source: reconstructed.
     *
     * @return the defaults
     */
    public static TimeScales defaults() {
        return of(0.5, 0.5, 1, 1);
    }

    /**
     * The same constants with other exponents.
     *
     * @param leader e_l
     * @param meanField e_m
     * @param follower e_f
     * @param critic e_v
     * @return the steps
     */
    public TimeScales withExponents(double leader, double meanField, double follower, double critic) {
        requireAtLeastZero(leader, meanField, follower, critic);
        return new TimeScales(
                new Step(this.leader.constant, leader),
                new Step(this.meanField.constant, meanField),
                new Step(this.follower.constant, follower),
                new Step(this.critic.constant, critic));
    }

    /**
     * All constants times a factor.
     *
     * @param factor at least 0
     * @return the steps
     */
    public TimeScales times(double factor) {
        Step.requireAtLeastZero("factor", factor);
        return new TimeScales(
                new Step(factor * leader.constant, leader.exponent),
                new Step(factor * meanField.constant, meanField.exponent),
                new Step(factor * follower.constant, follower.exponent),
                new Step(factor * critic.constant, critic.exponent));
    }

    /**
     * What is against the paper's order.
     *
     * @param iterations how many iterations the steps are used for
     * @return one line, empty if the order holds at the first and the last iteration
     */
    List<String> outOfOrder(long iterations) {
        for (long k : new long[] {0, Require.atLeast("iterations", iterations, 1) - 1}) {
            double zeta = leader.at(k);
            double xi = Math.min(1, meanField.at(k));
            double alpha = follower.at(k);
            double beta = Math.min(1, critic.at(k));
            if (zeta > xi || xi > alpha || alpha > beta && alpha > critic.at(k)) {
                return List.of(String.format(
                        java.util.Locale.ROOT,
                        "steps out of order at iteration %d: leader %.3g, mean field %.3g, follower %.3g, critic %.3g;"
                                + " each should be at most the next one",
                        k,
                        zeta,
                        xi,
                        alpha,
                        beta));
            }
        }
        return List.of();
    }
}
