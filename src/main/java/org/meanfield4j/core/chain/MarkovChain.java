package org.meanfield4j.core.chain;

import java.util.Arrays;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * The chain P^π(s' | s) = Σ_a π(a | s) P(s' | s, a) that a policy makes of a {@link TransitionKernel}, sparse. Laws are
 * row vectors: the law after one step is μP. {@link #follow} changes the policy in place, so that a solver that tries
 * thousands of policies allocates nothing. Not thread-safe.
 *
 * <p>Linear systems are solved directly within the band of the kernel, or iteratively to the same accuracy where that
 * is cheaper; no S×S table is ever built.
 */
public final class MarkovChain {
    /** Band eliminations dearer than this many multiplications are replaced by the iterative solver. */
    private static final long DIRECT_COST = 1_000_000;

    private static final int MOST_POWER_STEPS = 10_000_000;

    private final TransitionKernel kernel;
    private final ChainPattern pattern;
    private final double[] weights;
    private final boolean direct;
    private BandLu discounted;
    private double factoredDiscount = Double.NaN;
    private BiCgStab iterative;
    private Stop stop = Stop.never();

    /**
     * The chain of a kernel under the uniform policy.
     *
     * @param kernel P, S states and A actions
     */
    public MarkovChain(TransitionKernel kernel) {
        this.kernel = Require.given("kernel", kernel);
        this.pattern = kernel.pattern();
        this.weights = new double[pattern.columns().length];
        long band = pattern.band();
        this.direct = kernel.states() * band * band <= DIRECT_COST;
        double[] uniform = new double[kernel.states() * kernel.actions()];
        Arrays.fill(uniform, 1.0 / kernel.actions());
        follow(uniform);
    }

    /**
     * Lets long solves be stopped.
     *
     * @param when asked once per row or iteration of a linear solve, which then throws {@link StoppedException}
     */
    public void stopWhen(Stop when) {
        stop = Require.given("when", when);
    }

    /**
     * Changes the policy. Cost: one multiplication per entry of the kernel.
     *
     * @param policy π(a | s), shape [S·A], row-major; each row a law (not checked)
     */
    public void follow(double[] policy) {
        Require.exactly("policy", policy, kernel.states() * kernel.actions());
        Arrays.fill(weights, 0);
        kernel.mix(policy, weights);
        factoredDiscount = Double.NaN;
    }

    /**
     * How many states there are.
     *
     * @return S
     */
    public int states() {
        return kernel.states();
    }

    /**
     * One transition probability.
     *
     * @param state 0 … S − 1
     * @param next 0 … S − 1
     * @return P^π(next | state)
     */
    public double probability(int state, int next) {
        Require.index("state", state, states());
        Require.index("next", next, states());
        int[] start = pattern.rowStart();
        int entry = Arrays.binarySearch(pattern.columns(), start[state], start[state + 1], next);
        return entry < 0 ? 0 : weights[entry];
    }

    /**
     * One step of a law, out = μP.
     *
     * @param law μ, shape [S]
     * @param out shape [S], overwritten; not {@code law}
     */
    public void push(double[] law, double[] out) {
        Require.exactly("law", law, states());
        Require.room("out", out, states());
        int[] start = pattern.rowStart();
        int[] columns = pattern.columns();
        Arrays.fill(out, 0, law.length, 0);
        for (int s = 0; s < law.length; s++) {
            double mass = law[s];
            for (int e = start[s]; e < start[s + 1]; e++) {
                out[columns[e]] += mass * weights[e];
            }
        }
    }

    /**
     * One step of a law.
     *
     * @param law μ on S states
     * @return μP
     */
    public Law push(Law law) {
        double[] out = new double[states()];
        Law.requireSize("law", law, states());
        push(law.toArray(), out);
        return Law.of(out);
    }

    /**
     * Expected next values, out(s) = Σ_{s'} P^π(s' | s) v(s').
     *
     * @param values v, shape [S]
     * @param out shape [S], overwritten; not {@code values}
     */
    public void expected(double[] values, double[] out) {
        Require.exactly("values", values, states());
        Require.room("out", out, states());
        int[] start = pattern.rowStart();
        int[] columns = pattern.columns();
        for (int s = 0; s < values.length; s++) {
            double sum = 0;
            for (int e = start[s]; e < start[s + 1]; e++) {
                sum += weights[e] * values[columns[e]];
            }
            out[s] = sum;
        }
    }

    /**
     * Solves (I − γP) V = r: the discounted value of a reward per state.
     *
     * @param reward r, shape [S]
     * @param discount γ in [0, 1)
     * @param value V, shape [S]; on entry a first guess (used only by the iterative solver), on exit the solution; not
     *     {@code reward}
     */
    public void discountedValue(double[] reward, double discount, double[] value) {
        Require.exactly("reward", reward, states());
        Require.discount(discount);
        Require.exactly("value", value, states());
        if (direct) {
            System.arraycopy(reward, 0, value, 0, reward.length);
            factored(discount).solve(value);
        } else {
            iterative().solve(this::expected, discount, reward, value, stop);
        }
    }

    /**
     * The occupation measure d = (1 − γ) ρ (I − γP)^{-1}: the law of the state after a geometric number of steps.
     *
     * @param start ρ, shape [S]
     * @param discount γ in [0, 1)
     * @param occupation d, shape [S], overwritten; not {@code start}
     */
    public void occupation(double[] start, double discount, double[] occupation) {
        Require.exactly("start", start, states());
        Require.discount(discount);
        Require.exactly("occupation", occupation, states());
        if (direct) {
            System.arraycopy(start, 0, occupation, 0, start.length);
            factored(discount).solveTransposed(occupation);
        } else {
            iterative().solve(this::push, discount, start, occupation, stop);
        }
        for (int s = 0; s < start.length; s++) {
            occupation[s] *= 1 - discount;
        }
    }

    /**
     * The stationary law μ = μP, by elimination.
     *
     * @return μ
     * @throws org.meanfield4j.core.check.InvalidModelException if the chain has more than one recurrent class, so that it has no single
     *     stationary law, or falls apart at double precision; the message names one state of each of two classes
     */
    public Law stationaryLaw() {
        double[] law = new double[states()];
        stationaryLaw(law);
        return Law.of(law);
    }

    /**
     * The stationary law into a given array; the form without checks on the result for inner loops.
     *
     * @param out μ, shape [S], overwritten
     * @throws org.meanfield4j.core.check.InvalidModelException as {@link #stationaryLaw()}
     */
    public void stationaryLaw(double[] out) {
        Require.room("out", out, states());
        int anchor = new RecurrentState(pattern, weights).find();
        int size = states();
        long table = (2L * pattern.band() + 1) * size;
        if (table > Integer.MAX_VALUE || table * 8 > Runtime.getRuntime().maxMemory() / 4) {
            powerIteration(out);
            return;
        }
        BandGth elimination = new BandGth(size, pattern.band());
        int[] start = pattern.rowStart();
        int[] columns = pattern.columns();
        for (int s = 0; s < size; s++) {
            for (int e = start[s]; e < start[s + 1]; e++) {
                elimination.add(s, columns[e], weights[e]);
            }
        }
        elimination.solve(anchor, out, stop);
        normalise(out);
    }

    private void powerIteration(double[] out) {
        double[] next = new double[states()];
        Arrays.fill(out, 0, next.length, 1.0 / next.length);
        for (int step = 0; step < MOST_POWER_STEPS; step++) {
            stop.check();
            push(out, next);
            double change = 0;
            for (int s = 0; s < next.length; s++) {
                double lazy = 0.5 * (out[s] + next[s]);
                change += Math.abs(lazy - out[s]);
                out[s] = lazy;
            }
            if (change < 1e-14) {
                normalise(out);
                return;
            }
        }
        throw new ArithmeticException("the stationary law did not settle in " + MOST_POWER_STEPS
                + " steps; the chain mixes too slowly for power iteration");
    }

    private void normalise(double[] law) {
        double sum = 0;
        for (int s = 0; s < states(); s++) {
            sum += law[s];
        }
        if (!(sum < Double.POSITIVE_INFINITY)) {
            throw BandGth.fallsApart();
        }
        for (int s = 0; s < states(); s++) {
            law[s] /= sum;
        }
    }

    private BandLu factored(double discount) {
        if (discounted == null) {
            discounted = new BandLu(states(), pattern.band());
        }
        if (factoredDiscount != discount) {
            discounted.clear();
            int[] start = pattern.rowStart();
            int[] columns = pattern.columns();
            for (int s = 0; s < states(); s++) {
                discounted.add(s, s, 1);
                for (int e = start[s]; e < start[s + 1]; e++) {
                    discounted.add(s, columns[e], -discount * weights[e]);
                }
            }
            discounted.factor(stop);
            factoredDiscount = discount;
        }
        return discounted;
    }

    private BiCgStab iterative() {
        if (iterative == null) {
            iterative = new BiCgStab(states());
        }
        return iterative;
    }
}
