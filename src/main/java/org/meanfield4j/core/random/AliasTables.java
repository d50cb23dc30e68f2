package org.meanfield4j.core.random;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;

/**
 * Many discrete laws, each ready for drawing in constant time (Walker's alias method, built as in Vose 1991). Row i has
 * one column per outcome; a draw takes 32 random bits: the integer part of {@code bits · columns} picks the column, the
 * fraction is compared with the column's threshold and picks the column's own outcome or its alias. The choice is
 * arithmetic, not a branch: a branch would be mispredicted on every other draw and double the cost.
 *
 * <p>Probabilities are rounded to 2^-32 relative to a column; an outcome of probability zero is never drawn. Memory is
 * 12 bytes an outcome and 8 a row.
 */
public final class AliasTables {
    private static final double SCALE = 0x1p31;
    private static final long CERTAIN = 0x7FFF_FFFFL;

    /** Per row: first column in the high half, number of columns in the low half. */
    private final long[] rows;
    /** Per column: threshold of 31 bits in the high half, alias outcome in the low half. */
    private final long[] columns;
    /** Per column: its own outcome. */
    private final int[] own;

    private final double[] weight;
    private final int[] stack;

    /**
     * Tables over given outcomes, all rows still empty of probabilities: call {@link #setRow} for each before drawing.
     *
     * @param offsets first column of each row and, last, the number of columns, shape [rows + 1]
     * @param outcomes what each column stands for, shape [columns]
     */
    public AliasTables(int[] offsets, int[] outcomes) {
        int last = Require.given("offsets", offsets).length - 1;
        if (last < 0 || offsets[0] < 0 || offsets[last] > Require.given("outcomes", outcomes).length) {
            throw new IllegalArgumentException("offsets = " + (last < 0 ? "[]" : offsets[0] + " … " + offsets[last])
                    + " must lead from 0 to the number of outcomes; give the first column of each row and their end");
        }
        rows = new long[last];
        int widest = 0;
        for (int i = 0; i < rows.length; i++) {
            int width = (int) Require.atLeast("offsets: columns of row " + i, offsets[i + 1] - (long) offsets[i], 0);
            rows[i] = (long) offsets[i] << 32 | width;
            widest = Math.max(widest, width);
        }
        columns = new long[outcomes.length];
        own = outcomes.clone();
        weight = new double[widest];
        stack = new int[widest];
    }

    /**
     * One law over the outcomes 0..n-1, row 0.
     *
     * @param p a law, shape [n]
     * @return its table
     * @throws org.meanfield4j.core.check.InvalidModelException if p is no law
     */
    public static AliasTables ofLaw(double... p) {
        Require.law("law", p);
        int[] outcomes = new int[p.length];
        Arrays.setAll(outcomes, i -> i);
        AliasTables table = new AliasTables(new int[] {0, p.length}, outcomes);
        table.setRow(0, p, 0);
        return table;
    }

    /**
     * The laws P(· | s, a) of a kernel, row s·A + a. Costs O(S·A·b) with b successors a pair.
     *
     * @param kernel P
     * @return its tables
     */
    public static AliasTables ofKernel(TransitionKernel kernel) {
        int rows = Require.given("kernel", kernel).states() * kernel.actions();
        int[] offsets = new int[rows + 1];
        int[] outcomes = new int[kernel.entries()];
        double[] p = new double[kernel.entries()];
        for (int s = 0, row = 0; s < kernel.states(); s++) {
            for (int a = 0; a < kernel.actions(); a++) {
                offsets[++row] = kernel.end(s, a);
            }
        }
        for (int e = 0; e < p.length; e++) {
            outcomes[e] = kernel.successor(e);
            p[e] = kernel.probability(e);
        }
        AliasTables tables = new AliasTables(offsets, outcomes);
        for (int row = 0; row < rows; row++) {
            tables.setRow(row, p, offsets[row]);
        }
        return tables;
    }

    /**
     * Sets the probabilities of a row. Costs O(columns of the row); not thread-safe; the probabilities are not checked.
     *
     * @param row the row
     * @param p non-negative, summing to one over the row up to rounding
     * @param from where the row starts in {@code p}
     */
    public void setRow(int row, double[] p, int from) {
        assert Require.index("row", row, rows.length) >= 0;
        int first = (int) (rows[row] >>> 32);
        int width = (int) rows[row];
        assert Require.part("p", p, "from", from, "columns of the row", width);
        int small = 0;
        int large = width;
        for (int j = 0; j < width; j++) {
            weight[j] = p[from + j] * width;
            if (weight[j] < 1) {
                stack[small++] = j;
            } else {
                stack[--large] = j;
            }
        }
        while (small > 0 && large < width) {
            int poor = stack[--small];
            int rich = stack[large];
            columns[first + poor] = (long) (weight[poor] * SCALE) << 32 | own[first + rich];
            weight[rich] -= 1 - weight[poor];
            if (weight[rich] < 1) {
                large++;
                stack[small++] = rich;
            }
        }
        // What is left has weight one up to rounding: the column is certain of its own outcome.
        while (small > 0) {
            certain(first + stack[--small]);
        }
        while (large < width) {
            certain(first + stack[large++]);
        }
    }

    private void certain(int column) {
        columns[column] = CERTAIN << 32 | own[column];
    }

    /**
     * One outcome of a row.
     *
     * @param row the row
     * @param random takes one number from it
     * @return the outcome
     */
    public int draw(int row, RandomGenerator random) {
        assert Require.given("random", random) != null;
        return draw(row, random.nextLong() >>> 32);
    }

    /**
     * One outcome of a row, from bits: two draws cost one 64-bit number.
     *
     * @param row the row
     * @param bits 32 uniform random bits in the low half, the high half zero
     * @return the outcome
     */
    public int draw(int row, long bits) {
        assert Require.index("row", row, rows.length) >= 0 && halfWord(bits);
        long range = rows[row];
        long scaled = bits * (int) range;
        int column = (int) (range >>> 32) + (int) (scaled >>> 32);
        long entry = columns[column];
        int alias = (int) entry;
        int takeOwn = (((int) scaled >>> 1) - (int) (entry >>> 32)) >> 31;
        return alias ^ ((alias ^ own[column]) & takeOwn);
    }

    /**
     * Tables of equal width whose outcomes are the columns themselves, such as the pairs s·A + a of a policy; still empty
     * of probabilities.
     *
     * @param rows how many rows
     * @param width columns per row; outcome j of row i is i·width + j
     * @return the tables, for {@link #drawColumn} or {@link #draw(int, long)}
     */
    public static AliasTables ofColumns(int rows, int width) {
        if (rows < 1 || width < 1) {
            throw new IllegalArgumentException("rows = " + rows + ", width = " + width + ": both must be at least 1");
        }
        long columns = (long) rows * width;
        Require.memory("rows · width = " + rows + " · " + width, columns, 2, "alias tables", "use fewer of either");
        int[] offsets = new int[rows + 1];
        Arrays.setAll(offsets, i -> i * width);
        int[] outcomes = new int[rows * width];
        Arrays.setAll(outcomes, i -> i);
        return new AliasTables(offsets, outcomes);
    }

    /**
     * The same outcome as {@link #draw(int, long)} in two thirds of the time, for tables made by {@link #ofColumns}: where a
     * row starts and what a column stands for need no look-up.
     *
     * @param row the row
     * @param width columns per row, as given to {@link #ofColumns}
     * @param bits 32 uniform random bits in the low half, the high half zero
     * @return the column
     */
    public int drawColumn(int row, int width, long bits) {
        assert Require.index("row (a state)", row, rows.length) >= 0 && halfWord(bits) && isWidth(width);
        long scaled = bits * width;
        int column = row * width + (int) (scaled >>> 32);
        long entry = columns[column];
        int alias = (int) entry;
        int takeOwn = (((int) scaled >>> 1) - (int) (entry >>> 32)) >> 31;
        return alias ^ ((alias ^ column) & takeOwn);
    }

    private static boolean halfWord(long bits) {
        if (bits >>> 32 != 0) {
            throw new IllegalArgumentException("bits = " + bits + " must lie in [0, 2^32); shift them right by 32");
        }
        return true;
    }

    private boolean isWidth(int width) {
        if (width != (int) rows[0]) {
            throw new IllegalArgumentException(
                    "width = " + width + " must be " + (int) rows[0] + ", the columns of a row of these tables");
        }
        return true;
    }
}
