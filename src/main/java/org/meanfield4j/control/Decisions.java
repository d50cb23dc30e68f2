package org.meanfield4j.control;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.text.Digits;

/**
 * Decisions of simulated trajectories, one per row, for policies that look at many at once. The arrays are work space,
 * filled and read in place.
 *
 * @param times t, shape [R]
 * @param states x, shape [R]
 * @param actions a, shape [R]; {@link ControlPolicy#probabilities(double[], Decisions, int, int, double[])} ignores them
 * @param laws the law that was shown, shape [R, S]
 * @param memory what a policy keeps of a row from its probabilities for its scores at the same parameters, shape
 *     [R, {@link ControlPolicy#memory()}]; empty if nothing is kept
 */
public record Decisions(int[] times, int[] states, int[] actions, double[] laws, double[] memory) {
    private static final double[] NOTHING = {};

    /** Checks that nothing is missing. */
    public Decisions {
        Require.given("times", times);
        Require.given("states", states);
        Require.given("actions", actions);
        Require.given("laws", laws);
        Require.given("memory", memory);
    }

    /**
     * Decisions of which policies keep nothing.
     *
     * @param times t, shape [R]
     * @param states x, shape [R]
     * @param actions a, shape [R]
     * @param laws the law that was shown, shape [R, S]
     */
    public Decisions(int[] times, int[] states, int[] actions, double[] laws) {
        this(times, states, actions, laws, NOTHING);
    }

    /** The same rows, of which scores are computed from the start. */
    Decisions forgotten() {
        return new Decisions(times, states, actions, laws);
    }

    /**
     * Space for decisions.
     *
     * @param rows R, at least 0
     * @param numberOfStates S, positive
     * @return zeros
     * @throws IllegalArgumentException if the laws do not fit the memory
     */
    public static Decisions space(int rows, int numberOfStates) {
        Require.atLeast("rows", rows, 0);
        Require.atLeast("numberOfStates", numberOfStates, 1);
        Require.memory(
                "rows · numberOfStates = " + rows + " · " + numberOfStates,
                (long) rows * numberOfStates,
                1,
                "the laws shown",
                "use fewer trajectories");
        return new Decisions(new int[rows], new int[rows], new int[rows], new double[rows * numberOfStates]);
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
