package org.meanfield4j.core.geometry;

/**
 * States that are the nodes of an undirected graph, with a place in the plane for each, so that a law over them can be
 * drawn on the graph. A game on a graph implements it.
 */
public interface GraphGeometry {

    /**
     * How many states there are, one per node.
     *
     * @return the number of states S, positive
     */
    int states();

    /**
     * The edges, each once.
     *
     * @return pairs of nodes {a, b}, shape [E, 2]; a fresh copy
     */
    int[][] edges();

    /**
     * Horizontal place of a node, in any unit that {@link #y} shares.
     *
     * @param state 0 … S − 1
     * @return x, to the right
     */
    double x(int state);

    /**
     * Vertical place of a node.
     *
     * @param state 0 … S − 1
     * @return y, upwards
     */
    double y(int state);
}
