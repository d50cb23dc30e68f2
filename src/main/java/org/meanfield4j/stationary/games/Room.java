package org.meanfield4j.stationary.games;

import java.util.Arrays;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;

/**
 * A rectangular room with walls: numbers its free cells row by row from the top left and says where moves lead. Every
 * free cell can be reached from every other. Immutable.
 */
public final class Room {
    /** Moves: stay, up, right, down, left. */
    static final int MOVES = 5;

    private static final int[] ROW_MOVE = {0, -1, 0, 1, 0};
    private static final int[] COL_MOVE = {0, 0, 1, 0, -1};

    private final int rows;
    private final int cols;
    private final int[] cellOf;
    private final int[] rowOf;
    private final int[] colOf;
    private final int[] stateOf;

    /**
     * A room.
     *
     * @param rows height
     * @param cols width; at least two cells together
     * @param walls pairs {row, col}, shape [W, 2]
     * @throws IllegalArgumentException if a size is not positive, there is only one cell, or a wall is outside
     * @throws InvalidModelException if the walls cut the room into parts; the message names a cell of each
     */
    public Room(int rows, int cols, int[][] walls) {
        if (rows < 1 || cols < 1 || (long) rows * cols < 2 || (long) rows * cols > 1_000_000) {
            throw new IllegalArgumentException("room of " + rows + " x " + cols
                    + " cells: both sides must be at least 1, with 2 to 1000000 cells together");
        }
        this.rows = rows;
        this.cols = cols;
        stateOf = new int[rows * cols];
        for (int[] wall : Require.all("walls", walls)) {
            stateOf[cell("wall", wall)] = -1;
        }
        int free = 0;
        int[] cells = new int[stateOf.length];
        for (int cell = 0; cell < stateOf.length; cell++) {
            if (stateOf[cell] == 0) {
                stateOf[cell] = free;
                cells[free++] = cell;
            }
        }
        if (free == 0) {
            throw new InvalidModelException(
                    "walls cover all " + stateOf.length + " cells of the room; leave at least one free");
        }
        cellOf = Arrays.copyOf(cells, free);
        rowOf = Arrays.stream(cellOf).map(cell -> cell / cols).toArray();
        colOf = Arrays.stream(cellOf).map(cell -> cell % cols).toArray();
        requireConnected();
    }

    /** Stay, up, right, down, left; into a wall stays. */
    Moves moves() {
        return Moves.of(states(), MOVES, this::move);
    }

    /**
     * Height.
     *
     * @return rows
     */
    public int rows() {
        return rows;
    }

    /**
     * Width.
     *
     * @return columns
     */
    public int cols() {
        return cols;
    }

    /**
     * How many free cells there are.
     *
     * @return S
     */
    public int states() {
        return cellOf.length;
    }

    int cells() {
        return stateOf.length;
    }

    int walls() {
        return stateOf.length - cellOf.length;
    }

    int cellOf(int state) {
        return cellOf[state];
    }

    /** The state of a cell, or −1 − cell where a wall covers it. */
    int stateAt(int cell) {
        return stateOf[cell] < 0 ? -1 - cell : stateOf[cell];
    }

    int row(int state) {
        return rowOf[state];
    }

    int col(int state) {
        return colOf[state];
    }

    /** Steps from cell to cell, through walls. */
    int distance(int a, int b) {
        return Math.abs(row(a) - row(b)) + Math.abs(col(a) - col(b));
    }

    /** The state of a cell, which must be free; {@code name} says what it is in the message. */
    int stateOf(String name, int... place) {
        int state = stateOf[cell(name, place)];
        if (state < 0) {
            throw new IllegalArgumentException(
                    name + " (" + place[0] + "," + place[1] + ") is on a wall; put it on a free cell");
        }
        return state;
    }

    int move(int state, int action) {
        int row = row(state) + ROW_MOVE[action];
        int col = col(state) + COL_MOVE[action];
        boolean outside = row < 0 || row >= rows || col < 0 || col >= cols;
        int next = outside ? -1 : stateOf[row * cols + col];
        return next < 0 ? state : next;
    }

    private int cell(String name, int[] place) {
        if (place.length != 2 || place[0] < 0 || place[0] >= rows || place[1] < 0 || place[1] >= cols) {
            throw new IllegalArgumentException(name + " = " + Arrays.toString(place) + " must be {row, col} inside the "
                    + rows + " x " + cols + " room, counted from 0");
        }
        return place[0] * cols + place[1];
    }

    private void requireConnected() {
        boolean[] reached = new boolean[states()];
        int[] queue = new int[states()];
        int tail = 1;
        reached[0] = true;
        for (int head = 0; head < tail; head++) {
            for (int a = 1; a < MOVES; a++) {
                int next = move(queue[head], a);
                if (!reached[next]) {
                    reached[next] = true;
                    queue[tail++] = next;
                }
            }
        }
        for (int s = 0; s < states(); s++) {
            if (!reached[s]) {
                throw new InvalidModelException("walls leave cell (" + row(s) + "," + col(s)
                        + ") unreachable from cell (" + row(0) + "," + col(0) + "); open a door between them");
            }
        }
    }

    @Override
    public String toString() {
        return "Room[" + rows + "x" + cols + ", " + walls() + " walls]";
    }
}
