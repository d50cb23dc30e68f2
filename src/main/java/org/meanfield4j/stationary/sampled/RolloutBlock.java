package org.meanfield4j.stationary.sampled;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.random.AliasTables;

/**
 * The rollouts of one block, all lanes in step. A rollout starts in s_0, draws a_0 uniformly, and returns
 *
 * <pre>G = r(s_0,a_0) + Σ_{t=1..T} γ^t [ r(s_t,a_t) − η log π(a_t|s_t) ],   a_t ~ π(·|s_t) for t ≥ 1.</pre>
 *
 * The entropy of the first action is left out because that action is not drawn from π. Allocates nothing after its
 * construction; one thread at a time.
 */
final class RolloutBlock {
    private final int actions;
    private final int truncation;
    private final double discount;
    private final AliasTables walkLength;
    private final int[] walking;
    private final int[] states;
    private final int[] pairs;
    private final double[] returns;

    RolloutBlock(int lanes, int actions, int truncation, double discount) {
        this.actions = actions;
        this.truncation = truncation;
        this.discount = discount;
        this.walkLength = AliasTables.ofLaw(truncatedGeometric(truncation, discount));
        this.walking = new int[truncation + 2];
        this.states = new int[lanes];
        this.pairs = new int[lanes];
        this.returns = new double[lanes];
    }

    /** P(n) = (1−γ) γ^n for n &lt; T and γ^T for n = T: how many steps are taken before the state is accepted. */
    static double[] truncatedGeometric(int truncation, double discount) {
        double[] p = new double[truncation + 1];
        double power = 1;
        for (int n = 0; n < truncation; n++) {
            p[n] = (1 - discount) * power;
            power *= discount;
        }
        p[truncation] = power;
        return p;
    }

    /** Puts each lane in a draw of ν. */
    void restart(RestartOracle oracle, int lanes) {
        oracle.reset(states, lanes);
    }

    /** Puts each lane in a draw of the occupation measure d_{ν,π}; see {@link RestartMode#OCCUPATION}. */
    void restartByOccupation(RestartOracle oracle, RandomGenerator random, PolicySampler policy, int lanes, Stop stop) {
        // Lanes are independent and alike, so only the number of lanes still walking matters, not which ones they are.
        Arrays.fill(walking, 0);
        for (int i = 0; i < lanes; i++) {
            walking[walkLength.draw(0, random.nextLong() >>> 32)]++;
        }
        for (int t = truncation - 1; t >= 0; t--) {
            walking[t] += walking[t + 1];
        }
        oracle.reset(states, lanes);
        for (int t = 1; walking[t] > 0 && !stop.now(); t++) {
            policy.act(states, pairs, walking[t], random);
            oracle.step(pairs, states, walking[t]);
        }
    }

    /** Puts the only lane in a state, see {@link RestartMode#NO_RESTART}. */
    void startAt(int state) {
        states[0] = state;
    }

    /** Moves the only lane on by one step with the action of the end of its rollout; the state it is then in. */
    int leave(RestartOracle oracle) {
        oracle.step(pairs, states, 1);
        return states[0];
    }

    /**
     * Rolls out from where the lanes are.
     *
     * @param reward r(s,a), shape [S·A]
     * @param firstPairs receives s_0·A + a_0 of each lane from index {@code from} on
     * @param totals receives G of each lane from index {@code from} on
     */
    void rollOut(
            RestartOracle oracle,
            RandomGenerator random,
            PolicySampler policy,
            int lanes,
            double[] reward,
            int[] firstPairs,
            double[] totals,
            int from,
            Stop stop) {
        for (int i = 0; i < lanes; i++) {
            pairs[i] = states[i] * actions + (int) ((random.nextLong() >>> 32) * actions >>> 32);
            firstPairs[from + i] = pairs[i];
            returns[i] = reward[pairs[i]];
        }
        double power = 1;
        for (int t = 1; t <= truncation && !stop.now(); t++) {
            power *= discount;
            oracle.step(pairs, states, lanes);
            policy.actAndEarn(states, pairs, lanes, random, power, returns);
        }
        System.arraycopy(returns, 0, totals, from, lanes);
    }
}
