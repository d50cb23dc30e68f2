package org.meanfield4j.stationary.games;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;

/** A connected undirected graph with a target node, and a place in the plane for every node. Immutable. */
public final class Graph {
    private final int[][] neighbours;
    private final double[][] layout;
    private final int[] distance;
    private final int farthest;

    Graph(int[][] neighbours, int target, double[][] layout) {
        this.neighbours = neighbours;
        this.layout = layout;
        this.distance = Graphs.distances(neighbours, target);
        this.farthest = Arrays.stream(distance).max().getAsInt();
    }

    /** Action 0 stays, action j moves to the j-th neighbour in increasing order, surplus actions stay. */
    Moves moves() {
        int actions =
                1 + Arrays.stream(neighbours).mapToInt(n -> n.length).max().getAsInt();
        return Moves.of(nodes(), actions, (s, a) -> a == 0 || a > neighbours[s].length ? s : neighbours[s][a - 1]);
    }

    /**
     * How many nodes there are.
     *
     * @return S
     */
    public int nodes() {
        return neighbours.length;
    }

    /**
     * How far a node is from the target.
     *
     * @param node 0 … S − 1
     * @return number of edges of a shortest path
     */
    public int distance(int node) {
        return distance[Require.index("node", node, distance.length)];
    }

    /**
     * How far the farthest node is from the target.
     *
     * @return at least 1
     */
    public int farthest() {
        return farthest;
    }

    int[][] edges() {
        return Graphs.edges(neighbours);
    }

    double x(int node) {
        return layout[Require.index("state", node, layout.length)][0];
    }

    double y(int node) {
        return layout[Require.index("state", node, layout.length)][1];
    }

    @Override
    public String toString() {
        return "Graph[" + nodes() + " nodes]";
    }
}
