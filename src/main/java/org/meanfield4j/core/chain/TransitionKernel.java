package org.meanfield4j.core.chain;

import java.util.Arrays;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.law.TabularPolicy;

/**
 * A controlled Markov kernel P(s' | s, a) as successor lists: for every state and action the states that can follow and
 * their probabilities (compressed rows, (s, a) row-major). Immutable. Memory O(S·A·b) with b successors per row; no
 * table over pairs of states.
 */
public final class TransitionKernel implements Identified {
    /** Largest accepted distance of a row sum from one. */
    static final double ROW_SUM_TOLERANCE = 1e-9;

    private final int states;
    private final int actions;
    private final int[] rowStart;
    private final int[] successors;
    private final double[] probabilities;
    private final ChainPattern pattern;

    private TransitionKernel(int states, int actions, int[] rowStart, int[] successors, double[] probabilities) {
        this.states = states;
        this.actions = actions;
        this.rowStart = rowStart;
        this.successors = successors;
        this.probabilities = probabilities;
        this.pattern = ChainPattern.of(states, actions, rowStart, successors);
    }

    /** Writes one row of a kernel. */
    @FunctionalInterface
    public interface RowSource {
        /**
         * Adds the successors of a state under an action.
         *
         * @param state 0 … S − 1
         * @param action 0 … A − 1
         * @param row receives the successors
         */
        void write(int state, int action, Row row);
    }

    /** The next state of a deterministic kernel. */
    @FunctionalInterface
    public interface NextState {
        /**
         * Where an action leads.
         *
         * @param state 0 … S − 1
         * @param action 0 … A − 1
         * @return the next state, 0 … S − 1
         */
        int next(int state, int action);
    }

    /** Receives the successors of one state and action. */
    @FunctionalInterface
    public interface Row {
        /**
         * Adds probability to a successor; repeated successors accumulate.
         *
         * @param successor 0 … S − 1
         * @param probability non-negative
         */
        void add(int successor, double probability);
    }

    /**
     * A kernel from its rows.
     *
     * @param states number of states S, positive
     * @param actions number of actions A, positive
     * @param rows adds the successors of each (state, action)
     * @return the kernel
     * @throws IllegalArgumentException if a size is not positive
     * @throws InvalidModelException if a successor is out of range, a probability negative or not finite, or a row does
     *     not sum to one within 1e-9; the message names state, action and sum
     */
    public static TransitionKernel of(int states, int actions, RowSource rows) {
        int pairs = Require.pairs(states, actions);
        Require.given("rows", rows);
        int[] rowStart = new int[pairs + 1];
        int[] successors = new int[longer(pairs, 4)];
        double[] probabilities = new double[successors.length];
        RowBuffer buffer = new RowBuffer(states);
        int filled = 0;
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                buffer.begin(s, a);
                rows.write(s, a, buffer);
                buffer.finish();
                if ((long) filled + buffer.count > successors.length) {
                    int length = longer(Math.max(successors.length, buffer.count), 2);
                    if (length - filled < buffer.count) {
                        throw new InvalidModelException("the kernel of " + states + " states and " + actions
                                + " actions has more than " + filled
                                + " successors, which no array holds; give fewer per state and action");
                    }
                    successors = Arrays.copyOf(successors, length);
                    probabilities = Arrays.copyOf(probabilities, length);
                }
                for (int i = 0; i < buffer.count; i++) {
                    int successor = buffer.touched[i];
                    if (buffer.mass[successor] > 0) {
                        successors[filled] = successor;
                        probabilities[filled++] = buffer.mass[successor];
                    }
                }
                buffer.clear();
                rowStart[s * actions + a + 1] = filled;
            }
        }
        return new TransitionKernel(
                states, actions, rowStart, Arrays.copyOf(successors, filled), Arrays.copyOf(probabilities, filled));
    }

    /**
     * A kernel without chance.
     *
     * @param states number of states S, positive
     * @param actions number of actions A, positive
     * @param next the next state of each (state, action)
     * @return the kernel
     * @throws IllegalArgumentException if a size is not positive
     * @throws InvalidModelException if a next state is out of range
     */
    public static TransitionKernel deterministic(int states, int actions, NextState next) {
        Require.given("next", next);
        return of(states, actions, (s, a, row) -> row.add(next.next(s, a), 1));
    }

    /**
     * This kernel with a slip: with probability p the chosen action is replaced by one drawn uniformly from all A
     * actions, the chosen one included.
     *
     * @param slip p in [0, 1]
     * @return (1 − p) P(· | s, a) + (p / A) Σ_b P(· | s, b)
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public TransitionKernel withSlip(double slip) {
        if (!(slip >= 0 && slip <= 1)) {
            throw new IllegalArgumentException("slip = " + slip + " must lie in [0, 1]; it is a probability");
        }
        if (slip == 0) {
            return this;
        }
        return of(states, actions, new Slipping(slip));
    }

    /** A multiple of a length, or the longest array. */
    private static int longer(int length, int times) {
        return (int) Math.min((long) times * length, Integer.MAX_VALUE - 16);
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
     * The first entry of the successor list of a state and action.
     *
     * @param state 0 … S − 1
     * @param action 0 … A − 1
     * @return index for {@link #successor} and {@link #probability(int)}
     */
    public int start(int state, int action) {
        assert Require.index("state", state, states) + Require.index("action", action, actions) >= 0;
        return rowStart[state * actions + action];
    }

    /**
     * One past the last entry of the successor list of a state and action.
     *
     * @param state 0 … S − 1
     * @param action 0 … A − 1
     * @return index after the last entry
     */
    public int end(int state, int action) {
        assert Require.index("state", state, states) + Require.index("action", action, actions) >= 0;
        return rowStart[state * actions + action + 1];
    }

    /**
     * The successor of an entry; ascending within a list.
     *
     * @param entry from {@link #start} to {@link #end} (exclusive)
     * @return a state
     */
    public int successor(int entry) {
        assert Require.index("entry", entry, successors.length) >= 0;
        return successors[entry];
    }

    /**
     * The probability of an entry.
     *
     * @param entry from {@link #start} to {@link #end} (exclusive)
     * @return positive
     */
    public double probability(int entry) {
        assert Require.index("entry", entry, successors.length) >= 0;
        return probabilities[entry];
    }

    /**
     * How many entries all lists have together.
     *
     * @return the number of positive P(s' | s, a)
     */
    public int entries() {
        return successors.length;
    }

    /**
     * One transition probability. Cost O(log b).
     *
     * @param state 0 … S − 1
     * @param action 0 … A − 1
     * @param next 0 … S − 1
     * @return P(next | state, action)
     */
    public double probability(int state, int action, int next) {
        Require.index("state", state, states);
        Require.index("action", action, actions);
        Require.index("next", next, states);
        int entry = Arrays.binarySearch(successors, start(state, action), end(state, action), next);
        return entry < 0 ? 0 : probabilities[entry];
    }

    /**
     * Expected next values: out(s, a) = Σ_{s'} P(s' | s, a) v(s'). Cost O(S·A·b), no allocation.
     *
     * @param values v, shape [S]
     * @param out shape [S·A], row-major, overwritten
     */
    public void expected(double[] values, double[] out) {
        Require.exactly("values", values, states);
        Require.exactly("out", out, states * actions);
        for (int row = 0; row < out.length; row++) {
            double sum = 0;
            for (int e = rowStart[row]; e < rowStart[row + 1]; e++) {
                sum += probabilities[e] * values[successors[e]];
            }
            out[row] = sum;
        }
    }

    /**
     * The chain that a policy makes of this kernel.
     *
     * @param policy shape [S, A]
     * @return P^π(s' | s) = Σ_a π(a | s) P(s' | s, a)
     * @throws IllegalArgumentException if the shapes differ
     */
    public MarkovChain under(TabularPolicy policy) {
        if (Require.given("policy", policy).states() != states || policy.actions() != actions) {
            throw new IllegalArgumentException("policy has shape [" + policy.states() + ", " + policy.actions()
                    + "], the kernel [" + states + ", " + actions + "]; use a policy of the same model");
        }
        MarkovChain chain = new MarkovChain(this);
        chain.follow(policy.probabilities());
        return chain;
    }

    /** A digest of sizes, successors and probabilities; equal exactly for equal kernels. Cost O(S·A·b). */
    @Override
    public String identity() {
        double[] shape = {states, actions};
        return Identity.digest(
                shape,
                Arrays.stream(rowStart).asDoubleStream().toArray(),
                Arrays.stream(successors).asDoubleStream().toArray(),
                probabilities);
    }

    ChainPattern pattern() {
        return pattern;
    }

    /** Adds to {@code weights}, one per pair of {@link ChainPattern}, the kernel averaged over a policy. */
    void mix(double[] policy, double[] weights) {
        int[] slots = pattern.slots();
        for (int row = 0; row < policy.length; row++) {
            double p = policy[row];
            for (int e = rowStart[row]; e < rowStart[row + 1]; e++) {
                weights[slots[e]] += p * probabilities[e];
            }
        }
    }

    /**
     * Rows with a slip, in O(A·b + A·b') per state with b' successors under all actions together: what a uniformly
     * drawn action leads to is summed up once. Where few actions meet in a successor, the chosen one is added in its
     * turn instead of last, as the definition says, bit by bit.
     */
    private final class Slipping implements RowSource {
        private static final int FEW = 16;

        private final double slip;
        private final double[] common = new double[states];
        /** The first entry of the state that leads to a successor, and from entry to entry the next one. */
        private final int[] first = new int[states];

        private int[] after = new int[0];
        private final int[] meeting = new int[states];
        private int[] reached = new int[8];
        private int count;

        Slipping(double slip) {
            this.slip = slip;
        }

        @Override
        public void write(int state, int action, Row row) {
            if (action == 0) {
                gather(state);
            }
            int own = start(state, action);
            int end = end(state, action);
            for (int i = 0; i < count; i++) {
                int next = reached[i];
                boolean chosen = own < end && successors[own] == next;
                row.add(next, chosen ? withChosen(state, own++) : common[next]);
            }
        }

        /** All successors of a state in increasing order, their entries linked from action to action. */
        private void gather(int state) {
            int from = start(state, 0);
            int to = end(state, actions - 1);
            for (int i = 0; i < count; i++) {
                common[reached[i]] = 0;
                meeting[reached[i]] = 0;
            }
            count = 0;
            after = after.length < to - from ? new int[to - from] : after;
            for (int e = to - 1; e >= from; e--) {
                int next = successors[e];
                if (meeting[next]++ == 0) {
                    reached = count == reached.length ? Arrays.copyOf(reached, 2 * count) : reached;
                    reached[count++] = next;
                    first[next] = -1;
                }
                after[e - from] = first[next];
                first[next] = e;
            }
            for (int e = from; e < to; e++) {
                common[successors[e]] += slip / actions * probabilities[e];
            }
            Arrays.sort(reached, 0, count);
        }

        private double withChosen(int state, int own) {
            int next = successors[own];
            if (meeting[next] > FEW) {
                return common[next] + (1 - slip) * probabilities[own];
            }
            double sum = 0;
            for (int e = first[next]; e >= 0; e = after[e - start(state, 0)]) {
                sum += (slip / actions + (e == own ? 1 - slip : 0)) * probabilities[e];
            }
            return sum;
        }
    }

    /** One row while it is written: dense masses and the list of touched states. */
    private static final class RowBuffer implements Row {
        private final double[] mass;
        private final boolean[] seen;
        private int[] touched = new int[8];
        private int count;
        private int state;
        private int action;

        RowBuffer(int states) {
            mass = new double[states];
            seen = new boolean[states];
        }

        void begin(int newState, int newAction) {
            state = newState;
            action = newAction;
        }

        @Override
        public void add(int successor, double probability) {
            if (successor < 0 || successor >= mass.length) {
                throw new InvalidModelException("kernel row of state " + state + ", action " + action
                        + " leads to state " + successor + "; states are 0 … " + (mass.length - 1));
            }
            if (!(probability >= 0) || probability == Double.POSITIVE_INFINITY) {
                throw new InvalidModelException("kernel row of state " + state + ", action " + action + " gives state "
                        + successor + " the probability " + probability + "; it must be finite and non-negative");
            }
            if (!seen[successor]) {
                seen[successor] = true;
                if (count == touched.length) {
                    touched = Arrays.copyOf(touched, 2 * count);
                }
                touched[count++] = successor;
            }
            mass[successor] += probability;
        }

        void finish() {
            Arrays.sort(touched, 0, count);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += mass[touched[i]];
            }
            if (!(Math.abs(sum - 1) <= ROW_SUM_TOLERANCE)) {
                throw new InvalidModelException("kernel row of state " + state + ", action " + action + " sums to "
                        + sum + "; it must sum to 1 within " + ROW_SUM_TOLERANCE);
            }
        }

        void clear() {
            for (int i = 0; i < count; i++) {
                mass[touched[i]] = 0;
                seen[touched[i]] = false;
            }
            count = 0;
        }
    }
}
