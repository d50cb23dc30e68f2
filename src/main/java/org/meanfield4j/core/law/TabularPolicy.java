package org.meanfield4j.core.law;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;

/**
 * A stationary randomised policy π(a | s) over S states and A actions. It keeps log π, so that probabilities far below
 * the smallest double survive. Immutable.
 */
public final class TabularPolicy implements Identified {
    private static final double ROW_SUM_TOLERANCE = 1e-9;

    private final int states;
    private final int actions;
    private final double[] logProbabilities;

    private TabularPolicy(int states, int actions, double[] logProbabilities) {
        this.states = states;
        this.actions = actions;
        this.logProbabilities = logProbabilities;
    }

    /**
     * π(a | s) ∝ exp(logit(s, a)).
     *
     * @param states number of states S, positive
     * @param actions number of actions A, positive
     * @param logits shape [S·A], row-major, finite; copied
     * @return the policy
     * @throws IllegalArgumentException if a size is not positive, the length is not S·A or a logit is not finite
     */
    public static TabularPolicy ofLogits(int states, int actions, double[] logits) {
        requireShape(states, actions, logits, "logits");
        double[] log = logits.clone();
        for (int s = 0; s < states; s++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                if (!Double.isFinite(log[i])) {
                    throw new IllegalArgumentException("logit of state " + s + ", action " + (i - s * actions) + " = "
                            + log[i] + " must be finite");
                }
                max = Math.max(max, log[i]);
            }
            double sum = 0;
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                log[i] -= max;
                sum += FastMath.exp(log[i]);
            }
            double logSum = FastMath.log(sum);
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                log[i] -= logSum;
            }
        }
        return new TabularPolicy(states, actions, log);
    }

    /**
     * A policy from its log-probabilities, kept bit for bit.
     *
     * @param states number of states S, positive
     * @param actions number of actions A, positive
     * @param logProbabilities log π, shape [S·A], row-major, −∞ allowed; copied
     * @return the policy
     * @throws IllegalArgumentException if a size is not positive, the length is not S·A, or the probabilities of a
     *     state do not sum to one within 1e-9; the message names the state and the sum
     */
    public static TabularPolicy ofLogProbabilities(int states, int actions, double[] logProbabilities) {
        requireShape(states, actions, logProbabilities, "logProbabilities");
        for (int s = 0; s < states; s++) {
            double sum = 0;
            for (int a = 0; a < actions; a++) {
                sum += FastMath.exp(logProbabilities[s * actions + a]);
            }
            requireRowSum(s, sum);
        }
        return new TabularPolicy(states, actions, logProbabilities.clone());
    }

    /**
     * A policy from its probabilities.
     *
     * @param states number of states S, positive
     * @param actions number of actions A, positive
     * @param probabilities π, shape [S·A], row-major; copied
     * @return the policy
     * @throws IllegalArgumentException if a size is not positive, the length is not S·A, a probability is negative or
     *     not finite, or those of a state do not sum to one within 1e-9; the message names state, action and value
     */
    public static TabularPolicy ofProbabilities(int states, int actions, double... probabilities) {
        requireShape(states, actions, probabilities, "probabilities");
        double[] log = new double[probabilities.length];
        for (int s = 0; s < states; s++) {
            double sum = 0;
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                double p = probabilities[i];
                if (!(p >= 0) || p == Double.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException("probability of state " + s + ", action " + (i - s * actions)
                            + " = " + p + " must be finite and non-negative");
                }
                sum += p;
                log[i] = FastMath.log(p);
            }
            requireRowSum(s, sum);
        }
        return new TabularPolicy(states, actions, log);
    }

    /**
     * The policy that draws every action with probability 1 / A.
     *
     * @param states number of states S, positive
     * @param actions number of actions A, positive
     * @return the policy
     * @throws IllegalArgumentException if a size is not positive
     */
    public static TabularPolicy uniform(int states, int actions) {
        double[] log = new double[Require.pairs(states, actions)];
        Arrays.fill(log, -FastMath.log(actions));
        return new TabularPolicy(states, actions, log);
    }

    /**
     * The mixture Σ_i w_i π_i(a | s): a player who draws one of the policies anew at every step. One who draws once and
     * stays with it visits other states; {@code Metrics.mixture} is for that.
     *
     * @param weights w, a law on the policies
     * @param policies of the same shape, one per weight
     * @return the mixture
     * @throws IllegalArgumentException if numbers or shapes differ
     */
    public static TabularPolicy mixture(Law weights, List<TabularPolicy> policies) {
        Require.all("policies", policies);
        if (Require.given("weights", weights).size() != policies.size()) {
            throw new IllegalArgumentException("weights has " + weights.size() + " entries for " + policies.size()
                    + " policies; give one per policy");
        }
        TabularPolicy first = policies.get(0);
        for (TabularPolicy policy : policies) {
            if (policy.states != first.states || policy.actions != first.actions) {
                throw new IllegalArgumentException(
                        "policies has " + first + " and " + policy + "; mix policies of the same shape");
            }
        }
        double[] log = new double[first.logProbabilities.length];
        double[] terms = new double[policies.size()];
        for (int e = 0; e < log.length; e++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < terms.length; i++) {
                terms[i] = FastMath.log(weights.get(i)) + policies.get(i).logProbabilities[e];
                max = Math.max(max, terms[i]);
            }
            double sum = 0;
            for (double term : terms) {
                sum += max == term ? 1 : FastMath.exp(term - max);
            }
            log[e] = max + FastMath.log(sum);
        }
        return ofLogProbabilities(first.states, first.actions, log);
    }

    /**
     * How many states there are.
     *
     * @return S
     */
    public int states() {
        return states;
    }

    /**
     * How many actions there are.
     *
     * @return A
     */
    public int actions() {
        return actions;
    }

    /**
     * π(a | s); 0 when it is below the smallest double.
     *
     * @param state 0 … S − 1
     * @param action 0 … A − 1
     * @return in [0, 1]
     */
    public double probability(int state, int action) {
        return FastMath.exp(logProbability(state, action));
    }

    /**
     * log π(a | s).
     *
     * @param state 0 … S − 1
     * @param action 0 … A − 1
     * @return at most 0, in nats
     */
    public double logProbability(int state, int action) {
        Require.index("state", state, states);
        Require.index("action", action, actions);
        return logProbabilities[state * actions + action];
    }

    /**
     * All log π.
     *
     * @return a copy, shape [S·A], row-major
     */
    public double[] logProbabilities() {
        return logProbabilities.clone();
    }

    /**
     * All π.
     *
     * @return a fresh array, shape [S·A], row-major
     */
    public double[] probabilities() {
        double[] p = new double[logProbabilities.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = FastMath.exp(logProbabilities[i]);
        }
        return p;
    }

    /**
     * The entropy of the policy in a state, −Σ_a π(a | s) log π(a | s).
     *
     * @param state 0 … S − 1
     * @return in nats, 0 … log A
     */
    public double entropy(int state) {
        double sum = 0;
        for (int a = 0; a < actions; a++) {
            double p = probability(state, a);
            sum -= p == 0 ? 0 : p * logProbability(state, a);
        }
        return sum;
    }

    /** A digest of shape and log-probabilities. */
    @Override
    public String identity() {
        return "TabularPolicy " + Identity.digest(new double[] {states, actions}, logProbabilities);
    }

    /**
     * Equal shapes and bit-equal log-probabilities.
     *
     * @param other anything
     * @return whether it is the same policy
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof TabularPolicy p
                && states == p.states
                && actions == p.actions
                && Arrays.equals(logProbabilities, p.logProbabilities);
    }

    @Override
    public int hashCode() {
        return 31 * states + Arrays.hashCode(logProbabilities);
    }

    @Override
    public String toString() {
        return "TabularPolicy[" + states + " states, " + actions + " actions]";
    }

    private static void requireShape(int states, int actions, double[] table, String name) {
        if (Require.given(name, table).length != Require.pairs(states, actions)) {
            throw new IllegalArgumentException(name + " has length " + table.length + ", must be states · actions = "
                    + states + " · " + actions + ", row-major");
        }
    }

    private static void requireRowSum(int state, double sum) {
        if (!(Math.abs(sum - 1) <= ROW_SUM_TOLERANCE)) {
            throw new IllegalArgumentException("policy of state " + state + " sums to " + sum
                    + "; it must sum to 1 within " + ROW_SUM_TOLERANCE + "; ofLogits normalises");
        }
    }

    /**
     * The probabilities, for files that numpy reads.
     *
     * @return the array of shape [S, A]
     */
    public ArrayFiles.Array array() {
        return new ArrayFiles.Array(probabilities(), states, actions);
    }

    /**
     * A policy of a game.
     *
     * @param policy given
     * @param states of the game
     * @param actions of the game
     * @throws IllegalArgumentException if it has another shape
     */
    public static void requireShape(TabularPolicy policy, int states, int actions) {
        if (Require.given("policy", policy).states() != states || policy.actions() != actions) {
            throw new IllegalArgumentException("policy has shape [" + policy.states() + ", " + policy.actions()
                    + "], the game [" + states + ", " + actions + "]; use a policy of the same game");
        }
    }
}
