package org.meanfield4j.stationary;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.numerics.Softmax;
import org.meanfield4j.core.text.Digits;

/**
 * The ordinary Markov decision problem that a game becomes when the law μ of the population is frozen, with exact
 * policy evaluation and the exact soft optimum:
 *
 * <pre>
 * Q^π(s,a) = r(s,a,μ) + γ Σ_s' P_μ(s'|s,a) V^π(s'),   V^π(s) = Σ_a π(a|s) [Q^π(s,a) − η log π(a|s)]
 * V*(s) = η log Σ_a exp(Q*(s,a)/η),                    π*(a|s) = exp((Q*(s,a) − V*(s))/η)
 * </pre>
 *
 * At η = 0 the maximum is hard, and actions within {@value #TIE} of the best, relative to its value where that is above 1,
 * share the probability equally.
 *
 * <p>It holds the working memory of a solver and is therefore not thread-safe. An evaluation costs one band
 * factorisation O(S·b²) or an iterative solve O(S·A·b), see {@link MarkovChain}.
 */
public final class FrozenMdp {
    /** Actions whose values differ by less count as tied at η = 0: above the solver's error, below any real gap. */
    static final double TIE = 1e-9;

    private static final int MOST_POLICY_ITERATIONS = 10_000;

    private final GameDoor door;
    private final double discount;
    private final int states;
    private final int actions;
    private final double[] reward;
    private final double[] policy;
    private final double[] stateReward;
    private final double[] previous;
    private TransitionKernel kernel;
    private MarkovChain chain;
    private Law frozen;
    private Stop stop = Stop.never();
    private int evaluations;

    /**
     * Freezes a game.
     *
     * @param game the game
     * @param law μ on its states
     * @throws IllegalArgumentException if a size or the discount is out of range, or the law has another size
     * @throws InvalidModelException if the kernel has another shape or a reward is not finite; the message names state,
     *     action and law
     */
    public FrozenMdp(StationaryGame game, Law law) {
        this.door = new GameDoor(game);
        this.states = game.states();
        this.actions = game.actions();
        int pairs = states * actions;
        this.discount = Require.discount(game.discount());
        this.reward = new double[pairs];
        this.policy = new double[pairs];
        this.stateReward = new double[states];
        this.previous = new double[states];
        freeze(law);
        door.requireSmall(reward, law);
        door.requireOneKernel(kernel, law);
    }

    /**
     * Freezes the same game at another law; nothing happens if it is the same one.
     *
     * @param law μ on its states
     * @throws IllegalArgumentException if the law has another size
     * @throws InvalidModelException as the constructor
     */
    public void freeze(Law law) {
        Law.requireSize("law", law, states);
        if (law.equals(frozen)) {
            return;
        }
        frozen = null; // until all of it is there
        if (kernel == null || door.kernelDependsOnLaw()) {
            kernel = door.kernel(law);
            chain = new MarkovChain(kernel);
            chain.stopWhen(stop);
        }
        door.rewards(law, reward);
        frozen = law;
    }

    /**
     * Lets long solves be stopped.
     *
     * @param when asked within every solve, which then throws {@link org.meanfield4j.core.StoppedException}
     */
    public void stopWhen(Stop when) {
        stop = Require.given("when", when);
        chain.stopWhen(when);
    }

    /**
     * The number of states.
     *
     * @return S
     */
    public int states() {
        return states;
    }

    /**
     * The number of actions.
     *
     * @return A
     */
    public int actions() {
        return actions;
    }

    /**
     * The frozen dynamics.
     *
     * @return P_μ
     */
    public TransitionKernel kernel() {
        return kernel;
    }

    /**
     * The frozen rewards.
     *
     * @return r(·, ·, μ), shape [S·A], a copy
     */
    public double[] reward() {
        return reward.clone();
    }

    /**
     * How many policies were evaluated so far, one linear solve each: the work of {@link #optimum(double)} counts, too.
     *
     * @return at least 0
     */
    public int evaluations() {
        return evaluations;
    }

    /**
     * The chain of a policy.
     *
     * @param logPolicy log π, shape [S·A]
     * @return P^π_μ; valid until the next call of any method of this object
     */
    MarkovChain chain(double[] logPolicy) {
        exponentiate(logPolicy);
        chain.follow(policy);
        return chain;
    }

    /** The chain of action probabilities; valid until the next call. */
    MarkovChain chainOf(double[] probabilities) {
        chain.follow(probabilities);
        return chain;
    }

    /**
     * Evaluates a policy exactly.
     *
     * @param pi π
     * @param temperature η ≥ 0
     * @return V^π and Q^π
     * @throws IllegalArgumentException if the shape differs or η is negative
     */
    public Values evaluate(TabularPolicy pi, double temperature) {
        TabularPolicy.requireShape(pi, states, actions);
        requireTemperature(temperature);
        double[] v = new double[states];
        double[] q = new double[states * actions];
        evaluate(pi.logProbabilities(), temperature, v, q);
        return new Values(pi, v, q);
    }

    /**
     * The population after some steps of a policy, μ(P^π)^M with the frozen kernel.
     *
     * @param pi π
     * @param law μ, where it starts; the frozen law or another
     * @param steps M, at least 0
     * @return the law after M steps
     * @throws IllegalArgumentException if a shape differs or M is negative
     * @throws StoppedException if the thread is interrupted
     */
    public Law push(TabularPolicy pi, Law law, int steps) {
        TabularPolicy.requireShape(pi, states, actions);
        Law.requireSize("law", law, states);
        Require.atLeast("steps", steps, 0);
        Stop patience = () -> stop.now() || Thread.currentThread().isInterrupted();
        return Law.proportionalTo(Population.pushed(chain(pi.logProbabilities()), law.toArray(), steps, patience));
    }

    /**
     * The optimum of the frozen problem, by policy iteration with exact evaluation.
     *
     * @param temperature η ≥ 0; 0 gives the unregularised optimum with ties shared
     * @return π*, V* and Q*
     * @throws IllegalArgumentException if η is negative
     */
    public Values optimum(double temperature) {
        requireTemperature(temperature);
        double[] v = new double[states];
        double[] q = new double[states * actions];
        double[] log = TabularPolicy.uniform(states, actions).logProbabilities();
        optimum(temperature, log, v, q);
        return new Values(TabularPolicy.ofLogProbabilities(states, actions, log), v, q);
    }

    /**
     * A policy with its values.
     *
     * @param policy π
     * @param v V^π, shape [S]
     * @param q Q^π, shape [S·A], row-major
     */
    public record Values(TabularPolicy policy, double[] v, double[] q) {
        @Override
        public String toString() {
            return Digits.record(this);
        }
    }

    /** V and Q of log π; {@code v} is the first guess of the iterative solver. */
    public void evaluate(double[] logPolicy, double temperature, double[] v, double[] q) {
        requireTemperature(temperature);
        requireTables(logPolicy, v, q);
        exponentiate(logPolicy);
        for (int s = 0, i = 0; s < states; s++) {
            double sum = 0;
            for (int a = 0; a < actions; a++, i++) {
                double p = policy[i];
                // 0 · log 0 = 0: an underflowed probability has no entropy either.
                sum += p == 0 ? 0 : p * (reward[i] - temperature * logPolicy[i]);
            }
            stateReward[s] = sum;
        }
        chain.follow(policy);
        evaluations++;
        chain.discountedValue(stateReward, discount, v);
        lookAhead(v, q);
    }

    /** q = r + γ P v. */
    void lookAhead(double[] v, double[] q) {
        kernel.expected(v, q);
        for (int i = 0; i < q.length; i++) {
            q[i] = reward[i] + discount * q[i];
        }
    }

    /** Improves log π to the optimum at the temperature; {@code logPolicy} and {@code v} are the first guesses. */
    public void optimum(double temperature, double[] logPolicy, double[] v, double[] q) {
        requireTemperature(temperature);
        requireTables(logPolicy, v, q);
        if (temperature > 0) {
            softOptimum(temperature, logPolicy, v, q);
        } else {
            hardOptimum(logPolicy, v, q);
        }
    }

    private void softOptimum(double temperature, double[] logPolicy, double[] v, double[] q) {
        double before = Double.POSITIVE_INFINITY;
        double noise = Math.max(1e-11, rounding(discount));
        for (int i = 0; i < MOST_POLICY_ITERATIONS; i++) {
            stop.check();
            System.arraycopy(v, 0, previous, 0, states);
            evaluate(logPolicy, temperature, v, q);
            double change = 0;
            double scale = 1;
            for (int s = 0; s < states; s++) {
                change = Math.max(change, Math.abs(v[s] - previous[s]));
                scale = Math.max(scale, Math.abs(v[s]));
            }
            Softmax.logSoftmaxRows(q, actions, temperature, logPolicy);
            // Newton's method: once the change is at rounding level it no longer falls.
            if (i > 0 && (change <= 1e-15 * scale || change <= noise * scale && change >= before)) {
                for (int s = 0; s < states; s++) {
                    v[s] = Softmax.logSumExp(q, s * actions, actions, temperature);
                }
                return;
            }
            before = change;
        }
        throw unsettled(temperature);
    }

    private void hardOptimum(double[] logPolicy, double[] v, double[] q) {
        for (int s = 0; s < states; s++) {
            choose(logPolicy, s, best(logPolicy, s));
        }
        double noise = Math.max(1e-13, 0.1 * rounding(discount));
        for (int i = 0; i < MOST_POLICY_ITERATIONS; i++) {
            stop.check();
            evaluate(logPolicy, 0, v, q);
            boolean changed = false;
            for (int s = 0; s < states; s++) {
                int now = s * actions + best(logPolicy, s);
                int better = s * actions + best(q, s);
                // Only gains above rounding count, otherwise ties would be swapped for ever.
                if (q[better] > q[now] + noise * Math.max(1, Math.abs(q[now]))) {
                    choose(logPolicy, s, better - s * actions);
                    changed = true;
                }
            }
            if (!changed) {
                shareTies(q, logPolicy, v);
                return;
            }
        }
        throw unsettled(0);
    }

    private void choose(double[] logPolicy, int state, int action) {
        Arrays.fill(logPolicy, state * actions, (state + 1) * actions, Double.NEGATIVE_INFINITY);
        logPolicy[state * actions + action] = 0;
    }

    private int best(double[] table, int state) {
        int best = 0;
        for (int a = 1; a < actions; a++) {
            best = table[state * actions + a] > table[state * actions + best] ? a : best;
        }
        return best;
    }

    private void shareTies(double[] q, double[] logPolicy, double[] v) {
        for (int s = 0; s < states; s++) {
            int row = s * actions;
            v[s] = q[row + best(q, s)];
            double tied = v[s] - TIE * FastMath.max(1, FastMath.abs(v[s]));
            int ties = 0;
            for (int i = row; i < row + actions; i++) {
                ties += q[i] >= tied ? 1 : 0;
            }
            double share = -FastMath.log(ties);
            for (int i = row; i < row + actions; i++) {
                logPolicy[i] = q[i] >= tied ? share : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private static ArithmeticException unsettled(double temperature) {
        return new ArithmeticException("policy iteration did not settle in " + MOST_POLICY_ITERATIONS
                + " iterations at temperature " + temperature + "; rewards may be too large for double precision");
    }

    private void exponentiate(double[] logPolicy) {
        for (int i = 0; i < policy.length; i++) {
            policy[i] = FastMath.exp(logPolicy[i]);
            if (!(policy[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("logPolicy[" + i + "] = " + logPolicy[i]
                        + " must be the logarithm of a probability; check how it is computed");
            }
        }
    }

    private void requireTables(double[] logPolicy, double[] v, double[] q) {
        Require.exactly("logPolicy", logPolicy, policy.length);
        Require.exactly("v", v, states);
        Require.exactly("q", q, policy.length);
    }

    /**
     * The rounding of an exact evaluation relative to its values, which grows with the 1/(1−γ) terms of the sum: some 20
     * units in the last place on grids of 25 states.
     */
    static double rounding(double discount) {
        return 40 * Math.ulp(1.0) / (1 - discount);
    }

    static void requireTemperature(double temperature) {
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "temperature = " + temperature + " must be finite and not negative; 0 switches the entropy off");
        }
        if (temperature > 0) {
            Require.temperature(temperature);
        }
    }
}
