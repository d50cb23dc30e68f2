package org.meanfield4j.stationary.games;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;

/** Neighbour lists, distances and places in the plane of connected undirected graphs. */
final class Graphs {
    /** Sweeps of the layout of a small graph; a picture is good long before. */
    private static final int LAYOUT_SWEEPS = 500;

    /** Pairs of nodes that a layout may look at: a tenth of a second. */
    private static final long LAYOUT_WORK = 20_000_000;

    private Graphs() {}

    /** Sorted neighbour lists of a list of edges. */
    static int[][] neighbours(int nodes, int[][] edges) {
        requireNodes(nodes);
        Require.memory("nodes = " + nodes, (long) nodes * nodes / 8, 1, "pairs of nodes", "use fewer nodes");
        boolean[][] adjacency = new boolean[nodes][nodes];
        for (int[] edge : Require.all("edges", edges)) {
            if (edge.length != 2 || Math.min(edge[0], edge[1]) < 0 || Math.max(edge[0], edge[1]) >= nodes) {
                throw new InvalidModelException("edge " + Arrays.toString(edge) + " must be a pair of nodes 0 … "
                        + (nodes - 1) + "; number the nodes from 0");
            }
            if (adjacency[edge[0]][edge[1]]) {
                throw new InvalidModelException(
                        "edge " + Arrays.toString(edge) + " is given twice; give each edge once, in one direction");
            }
            adjacency[edge[0]][edge[1]] = true;
            adjacency[edge[1]][edge[0]] = true;
        }
        return neighbours(adjacency);
    }

    /** Sorted neighbour lists of a symmetric adjacency without loops and isolated nodes. */
    static int[][] neighbours(boolean[][] adjacency) {
        int nodes = Require.all("adjacency", adjacency).size();
        requireNodes(nodes);
        for (int a = 0; a < nodes; a++) {
            if (adjacency[a].length != nodes) {
                throw new InvalidModelException("row " + a + " of the adjacency has " + adjacency[a].length
                        + " entries, must have " + nodes + "; it is square");
            }
        }
        int[][] neighbours = new int[nodes][];
        for (int a = 0; a < nodes; a++) {
            int[] row = new int[nodes];
            int degree = 0;
            for (int b = 0; b < nodes; b++) {
                if (adjacency[a][b] != adjacency[b][a]) {
                    throw new InvalidModelException("adjacency of " + a + " and " + b + " = " + adjacency[a][b]
                            + ", the other way round " + adjacency[b][a] + "; it must be symmetric");
                }
                if (adjacency[a][b]) {
                    row[degree++] = b;
                }
            }
            if (adjacency[a][a]) {
                throw new InvalidModelException("node " + a + " is joined to itself; staying is action 0 already");
            }
            if (degree == 0) {
                throw new InvalidModelException("node " + a + " has no neighbour; join it to another node or drop it");
            }
            neighbours[a] = Arrays.copyOf(row, degree);
        }
        return neighbours;
    }

    private static void requireNodes(int nodes) {
        if (nodes < 2) {
            throw new InvalidModelException("the graph has " + nodes + " nodes, must have at least 2");
        }
    }

    /** Number of edges of a shortest path from a node to each node. */
    static int[] distances(int[][] neighbours, int from) {
        int nodes = neighbours.length;
        if (from < 0 || from >= nodes) {
            throw new InvalidModelException(
                    "target = " + from + " must be a node 0 … " + (nodes - 1) + "; number the nodes from 0");
        }
        int[] distance = new int[nodes];
        Arrays.fill(distance, -1);
        int[] queue = new int[nodes];
        queue[0] = from;
        distance[from] = 0;
        int filled = 1;
        for (int i = 0; i < filled; i++) {
            for (int next : neighbours[queue[i]]) {
                if (distance[next] < 0) {
                    distance[next] = distance[queue[i]] + 1;
                    queue[filled++] = next;
                }
            }
        }
        for (int s = 0; s < nodes; s++) {
            if (distance[s] < 0) {
                throw new InvalidModelException(
                        "node " + s + " cannot be reached from node " + from + "; join the parts of the graph");
            }
        }
        return distance;
    }

    /** Each edge once, smaller node first. */
    static int[][] edges(int[][] neighbours) {
        List<int[]> edges = new ArrayList<>();
        for (int a = 0; a < neighbours.length; a++) {
            for (int b : neighbours[a]) {
                if (a < b) {
                    edges.add(new int[] {a, b});
                }
            }
        }
        return edges.toArray(new int[0][]);
    }

    /** Two concentric rings of n nodes, the first one outside, node 0 on top, clockwise. */
    static double[][] twoRings(int n) {
        double[][] place = new double[2 * n][];
        for (int i = 0; i < 2 * n; i++) {
            double angle = FastMath.PI / 2 - 2 * FastMath.PI * (i % n) / n;
            double radius = i < n ? 1 : 0.5;
            place[i] = new double[] {radius * FastMath.cos(angle), radius * FastMath.sin(angle)};
        }
        return place;
    }

    /**
     * Places whose distances come close to the distances in the graph: stress majorisation with weights d^{-2} (Gansner,
     * Koren, North 2004), node by node, from a circle. O(S²) per sweep; large graphs get fewer sweeps.
     */
    static double[][] layout(int[][] neighbours) {
        int nodes = neighbours.length;
        int[][] d = new int[nodes][];
        double[][] place = new double[nodes][];
        for (int i = 0; i < nodes; i++) {
            d[i] = distances(neighbours, i);
            double angle = 2 * FastMath.PI * i / nodes;
            place[i] = new double[] {FastMath.cos(angle), FastMath.sin(angle)};
        }
        long sweeps = Math.min(LAYOUT_SWEEPS, 1 + LAYOUT_WORK / ((long) nodes * nodes));
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int i = 0; i < nodes; i++) {
                double x = 0;
                double y = 0;
                double total = 0;
                for (int j = 0; j < nodes; j++) {
                    if (j == i) {
                        continue;
                    }
                    double dx = place[i][0] - place[j][0];
                    double dy = place[i][1] - place[j][1];
                    double length = Math.max(FastMath.sqrt(dx * dx + dy * dy), 1e-9);
                    double weight = 1.0 / (d[i][j] * d[i][j]);
                    x += weight * (place[j][0] + d[i][j] * dx / length);
                    y += weight * (place[j][1] + d[i][j] * dy / length);
                    total += weight;
                }
                place[i][0] = x / total;
                place[i][1] = y / total;
            }
        }
        return place;
    }
}
