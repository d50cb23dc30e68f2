package org.meanfield4j.control;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;

/**
 * Recorded trajectories of one length: states y_0 … y_L, actions a_0 … a_{L−1}, and the noises Λ_t that shifted the law
 * seen at each time. Estimates are functions of what is recorded here, whoever recorded it. Structure of arrays, time by
 * time: entry k of time t is number {@code t · count + k}. Filled in place, used again in every update; not thread-safe
 * across the same trajectory.
 */
public final class Trajectories {
    final int count;
    final int steps;
    final int states;
    /** How many times have a noise: L + 1 where the end is seen through a law too, L of auxiliary trajectories. */
    final int seen;
    /** y, shape [L + 1, count]. */
    final int[] state;
    /** a, shape [L, count]. */
    final int[] action;
    /** Λ, shape [seen, count, S]. */
    final double[] noise;
    /** M, shape [seen, count, S]; follows from the noises, and filled only where somebody looks at it. */
    final double[] law;
    /** Times, states, actions and laws as a policy reads them: row t · count + k. */
    final Decisions decisions;

    Trajectories(int count, int steps, int states, boolean endSeen) {
        this(count, steps, states, endSeen, 0);
    }

    /** Trajectories that have room for what a policy keeps of each decision. */
    Trajectories(int count, int steps, int states, boolean endSeen, int memory) {
        this.count = count;
        this.steps = steps;
        this.states = states;
        this.seen = endSeen ? steps + 1 : steps;
        Require.memory(
                "trajectories = " + count,
                (long) seen * count * states,
                2,
                "recorded laws and noises",
                "use fewer trajectories or a shorter horizon");
        state = new int[(steps + 1) * count];
        action = new int[steps * count];
        noise = new double[seen * count * states];
        law = new double[noise.length];
        int[] times = new int[steps * count];
        Arrays.setAll(times, row -> row / count);
        decisions = new Decisions(times, state, action, law, new double[steps * count * memory]);
    }

    /** M_t = softmax(l_t + ε Λ_t) of some trajectories at one time. */
    void perturb(PopulationFlow flow, double size, int t, int from, int to) {
        double[] logits = flow.logits();
        for (int k = from; k < to; k++) {
            int at = (t * count + k) * states;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < states; i++) {
                law[at + i] = logits[t * states + i] + size * noise[at + i];
                max = Math.max(max, law[at + i]);
            }
            double sum = 0;
            for (int i = at; i < at + states; i++) {
                law[i] = law[i] == max ? 1 : Elementary.exp(law[i] - max);
                sum += law[i];
            }
            for (int i = at; i < at + states; i++) {
                law[i] /= sum;
            }
        }
    }

    /** M_t = μ_t of some trajectories at one time. */
    void show(PopulationFlow flow, int t, int from, int to) {
        for (int k = from; k < to; k++) {
            System.arraycopy(flow.laws(), t * states, law, (t * count + k) * states, states);
        }
    }

    /**
     * Trajectories written out, such as those of an example worked by hand.
     *
     * @param states y, shape [count, L + 1]
     * @param actions a, shape [count, L]
     * @param noises Λ, shape [count, L + 1, S] for main trajectories, [count, L, S] for auxiliary ones
     * @return the trajectories
     * @throws IllegalArgumentException if the lengths do not fit together
     */
    public static Trajectories of(int[][] states, int[][] actions, double[][][] noises) {
        Require.all("states", states);
        Require.all("actions", actions);
        Require.all("noises", noises);
        int count = states.length;
        if (count == 0 || actions.length != count || noises.length != count || noises[0].length == 0) {
            throw new IllegalArgumentException("states, actions and noises are of " + count + ", " + actions.length
                    + " and " + noises.length + " trajectories, must be of the same number, at least 1; give one each");
        }
        int steps = actions[0].length;
        Require.all("noises", noises[0]);
        Trajectories made = new Trajectories(count, steps, noises[0][0].length, noises[0].length > steps);
        for (int k = 0; k < count; k++) {
            if (states[k].length != steps + 1 || actions[k].length != steps || noises[k].length != made.seen) {
                throw new IllegalArgumentException("trajectory " + k + " has " + states[k].length + " states, "
                        + actions[k].length + " actions, " + noises[k].length + " noises, must have " + (steps + 1)
                        + ", " + steps + ", " + made.seen + "; all are of one length");
            }
            for (int t = 0; t <= steps; t++) {
                made.state[t * count + k] = Require.index("state", states[k][t], made.states);
                if (t < steps) {
                    made.action[t * count + k] = (int) Require.atLeast("action", actions[k][t], 0);
                }
                if (t < made.seen) {
                    System.arraycopy(noises[k][t], 0, made.noise, (t * count + k) * made.states, made.states);
                }
            }
        }
        return made;
    }

    /**
     * How many there are.
     *
     * @return the number of trajectories
     */
    public int count() {
        return count;
    }

    /**
     * How long they are.
     *
     * @return L, the number of actions in each
     */
    public int steps() {
        return steps;
    }

    /**
     * The states of one trajectory.
     *
     * @param k from 0
     * @return a copy, shape [L + 1]
     */
    public int[] states(int k) {
        return column(state, steps + 1, Require.index("trajectory k", k, count));
    }

    /**
     * The actions of one trajectory.
     *
     * @param k from 0
     * @return a copy, shape [L]
     */
    public int[] actions(int k) {
        return column(action, steps, Require.index("trajectory k", k, count));
    }

    /**
     * The noise that shifted the law at one time.
     *
     * @param t the time, from 0
     * @param k the trajectory, from 0
     * @return a copy of Λ_t, shape [S]
     */
    public double[] noise(int t, int k) {
        int at = (Require.index("time t", t, seen) * count + Require.index("trajectory k", k, count)) * states;
        return Arrays.copyOfRange(noise, at, at + states);
    }

    private int[] column(int[] table, int rows, int k) {
        int[] out = new int[rows];
        Arrays.setAll(out, t -> table[t * count + k]);
        return out;
    }
}
