package org.meanfield4j.stationary.sampled;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.random.AliasTables;

/**
 * The learner's side of a step: draws actions from π and adds up regularised rewards r(s,a) − η log π(a|s). Read by many
 * threads while rollouts run, changed only between them.
 */
public final class PolicySampler {
    private final int actions;
    private final AliasTables tables;
    private final double[] earned;
    private final double[] probabilities;

    /**
     * A sampler that follows no policy yet.
     *
     * @param states S
     * @param actions A
     */
    public PolicySampler(int states, int actions) {
        int pairs = Require.pairs(states, actions);
        this.actions = actions;
        tables = AliasTables.ofColumns(states, actions);
        earned = new double[pairs];
        probabilities = new double[actions];
    }

    /** Takes over all states of a policy: O(S·A). */
    public void set(double[] logPolicy, double[] reward, double temperature) {
        Require.exactly("logPolicy", logPolicy, earned.length);
        Require.exactly("reward", reward, earned.length);
        Require.finite("temperature", temperature);
        for (int s = 0; s * actions < logPolicy.length; s++) {
            setState(s, logPolicy, reward, temperature);
        }
    }

    /** Takes over one state of a policy: O(A). */
    void setState(int state, double[] logPolicy, double[] reward, double temperature) {
        int first = state * actions;
        for (int a = 0; a < actions; a++) {
            double logPi = logPolicy[first + a];
            probabilities[a] = FastMath.exp(logPi);
            earned[first + a] = reward[first + a] - temperature * logPi;
        }
        tables.setRow(state, probabilities, 0);
    }

    /** Draws a ~ π(·|s) in each lane. */
    public void act(int[] states, int[] pairs, int lanes, RandomGenerator random) {
        assert lanesFit(states, pairs, lanes) && Require.given("random", random) != null;
        AliasTables pi = tables;
        int width = actions;
        for (int i = 1; i < lanes; i += 2) {
            long bits = random.nextLong();
            pairs[i - 1] = pi.drawColumn(states[i - 1], width, bits >>> 32);
            pairs[i] = pi.drawColumn(states[i], width, bits & 0xFFFF_FFFFL);
        }
        if ((lanes & 1) == 1) {
            pairs[lanes - 1] = pi.drawColumn(states[lanes - 1], width, random.nextLong() >>> 32);
        }
    }

    private static boolean lanesFit(int[] states, int[] pairs, int lanes) {
        if (lanes < 0
                || lanes > Require.given("states", states).length
                || lanes > Require.given("pairs", pairs).length) {
            throw new IndexOutOfBoundsException("lanes = " + lanes + " must be at least 0 and fit the "
                    + Require.given("states", states).length + " states and "
                    + Require.given("pairs", pairs).length + " pairs");
        }
        return true;
    }

    /** Draws a ~ π(·|s) in each lane and adds discount · (r(s,a) − η log π(a|s)) to its return. */
    void actAndEarn(int[] states, int[] pairs, int lanes, RandomGenerator random, double discount, double[] returns) {
        AliasTables pi = tables;
        int width = actions;
        double[] reward = earned;
        for (int i = 1; i < lanes; i += 2) {
            long bits = random.nextLong();
            int even = pi.drawColumn(states[i - 1], width, bits >>> 32);
            int odd = pi.drawColumn(states[i], width, bits & 0xFFFF_FFFFL);
            pairs[i - 1] = even;
            pairs[i] = odd;
            returns[i - 1] += discount * reward[even];
            returns[i] += discount * reward[odd];
        }
        if ((lanes & 1) == 1) {
            int last = pi.drawColumn(states[lanes - 1], width, random.nextLong() >>> 32);
            pairs[lanes - 1] = last;
            returns[lanes - 1] += discount * reward[last];
        }
    }
}
