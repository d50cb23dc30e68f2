package org.meanfield4j.core.geometry;

/**
 * States that are the free cells of a rectangular room, so that a law over them can be drawn as the room. A game on a
 * grid implements it.
 *
 * <p>Cells are numbered row by row from the top left: cell = row · cols + col, row 0 at the top. Walls are cells that
 * are no state. Policies over the five moves order them stay, up, right, down, left.
 */
public interface GridGeometry {

    /**
     * Height of the room.
     *
     * @return how many rows, positive
     */
    int rows();

    /**
     * Width of the room.
     *
     * @return how many columns, positive
     */
    int cols();

    /**
     * How many states there are, the cells that are not walls.
     *
     * @return the number of states S, positive
     */
    int states();

    /**
     * Where a state is.
     *
     * @param state 0 … S − 1
     * @return its cell, row · cols + col; different for different states
     */
    int cellOf(int state);
}
