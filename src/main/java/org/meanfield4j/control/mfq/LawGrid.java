package org.meanfield4j.control.mfq;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;

/**
 * The laws on S states whose probabilities are multiples of 1/m: C(m + S − 1, S − 1) points, numbered in lexicographic
 * order of their counts.
 */
public final class LawGrid {
    private static final int MOST = 10_000_000;

    private final int states;
    private final int cells;
    /** C(n + k, k) at [n][k]: how many ways to spread n units over k + 1 states. */
    private final long[][] ways;

    /**
     * A grid.
     *
     * @param states S, at least 2
     * @param cells m, at least 1
     * @throws IllegalArgumentException if there are more than ten million points
     */
    public LawGrid(int states, int cells) {
        Require.atLeast("states", states, 2);
        Require.atLeast("cells", cells, 1);
        Require.memory(
                "states · cells = " + states + " · " + cells,
                (cells + 1L) * states,
                1,
                "the numbers of laws",
                "use a coarser grid");
        this.states = states;
        this.cells = cells;
        ways = new long[cells + 1][states];
        for (int n = 0; n <= cells; n++) {
            ways[n][0] = 1;
            for (int k = 1; k < states; k++) {
                ways[n][k] = Math.min(MOST + 1L, ways[n][k - 1] + (n > 0 ? ways[n - 1][k] : 0));
            }
        }
        if (ways[cells][states - 1] > MOST) {
            throw new IllegalArgumentException("cells = " + cells + " makes more than " + MOST + " laws on " + states
                    + " states; use a coarser grid");
        }
    }

    /**
     * How many laws there are.
     *
     * @return the number of points
     */
    public int points() {
        return (int) ways[cells][states - 1];
    }

    /**
     * A law of the grid.
     *
     * @param point its number, from 0
     * @return the law, shape [S]
     */
    public double[] law(int point) {
        Require.index("point", point, points());
        double[] law = new double[states];
        long rest = point;
        int units = cells;
        for (int i = 0; i < states - 1; i++) {
            int taken = 0;
            for (long below = ways[units][states - 2 - i]; rest >= below; below = ways[units - taken][states - 2 - i]) {
                rest -= below;
                taken++;
            }
            law[i] = (double) taken / cells;
            units -= taken;
        }
        law[states - 1] = (double) units / cells;
        return law;
    }

    /**
     * The number of the nearest law of the grid in Euclid's distance: m μ rounded down, the remaining units to the largest
     * remainders, ties to the lower state.
     *
     * @param law μ, shape [S]
     * @return the point
     */
    public int nearest(double[] law) {
        Require.room("law", law, states);
        assert Arrays.stream(law).allMatch(mass -> mass >= 0 && mass <= 2) : "law must hold probabilities";
        int[] units = new int[states];
        double[] remainder = new double[states];
        int left = cells;
        for (int i = 0; i < states; i++) {
            // What is a whole number up to rounding stays one.
            units[i] = (int) Math.floor(law[i] * cells + 1e-12);
            remainder[i] = law[i] * cells - units[i];
            left -= units[i];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < states; i++) {
                largest = remainder[i] > remainder[largest] ? i : largest;
            }
            units[largest]++;
            remainder[largest]--;
        }
        return number(units);
    }

    private int number(int[] units) {
        long number = 0;
        int left = cells;
        for (int i = 0; i < states - 1; i++) {
            for (int taken = 0; taken < units[i]; taken++) {
                number += ways[left - taken][states - 2 - i];
            }
            left -= units[i];
        }
        return (int) number;
    }

    @Override
    public String toString() {
        return points() + " laws on " + states + " states, " + Arrays.toString(law(0)) + " to "
                + Arrays.toString(law(points() - 1));
    }
}
