package org.meanfield4j.stationary.games;

import java.util.Arrays;
import org.meanfield4j.core.GraphGeometry;
import org.meanfield4j.core.InvalidModelException;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.TransitionKernel;
import org.meanfield4j.stationary.StationaryGame;

/**
 * Crowd game on a connected undirected graph: everyone wants to be near a target node but not in the crowd. Action 0
 * stays, action j moves to the j-th neighbour in increasing order; at a node with fewer neighbours the surplus actions
 * stay, so A = 1 + largest degree. Slip p, and
 *
 * <pre>
 * r(s, a, μ) = w(dist(s, target)) − κ μ(s),     dist in edges.
 * </pre>
 *
 * Source: the paper has a graph-based crowd game; these instances and their numbers are reconstructed.
 */
public final class CrowdGraph implements StationaryGame, GraphGeometry {
    private final String name;
    private final int[][] neighbours;
    private final int target;
    private final double[] attraction;
    private final double congestion;
    private final Setting setting;
    private final double[][] layout;
    private final int[] distance;
    private final int actions;
    private final TransitionKernel kernel;

    private CrowdGraph(
            String name,
            int[][] neighbours,
            int target,
            double[] attraction,
            double congestion,
            Setting setting,
            double[][] layout) {
        this.name = name;
        this.neighbours = neighbours;
        this.target = target;
        this.attraction = attraction;
        this.congestion = congestion;
        this.setting = setting;
        this.layout = layout;
        this.distance = Graphs.distances(neighbours, target);
        this.actions =
                1 + Arrays.stream(neighbours).mapToInt(n -> n.length).max().getAsInt();
        this.kernel = TransitionKernel.deterministic(
                        neighbours.length,
                        actions,
                        (s, a) -> a == 0 || a > neighbours[s].length ? s : neighbours[s][a - 1])
                .withSlip(setting.slip());
    }

    /**
     * The Petersen graph: 10 nodes of degree 3, target 0, w = (1, 0.5, 0), κ = 4, p = 0.1, γ = 0.9. Its symmetry gives
     * an equilibrium with three values only, one per distance.
     *
     * @return the game
     */
    public static CrowdGraph petersen() {
        int[][] edges = new int[15][];
        for (int i = 0; i < 5; i++) {
            edges[3 * i] = new int[] {i, (i + 1) % 5};
            edges[3 * i + 1] = new int[] {i, i + 5};
            edges[3 * i + 2] = new int[] {5 + i, 5 + (i + 2) % 5};
        }
        int[][] neighbours = Graphs.neighbours(10, edges);
        return new CrowdGraph(
                "CrowdGraph(Petersen)",
                neighbours,
                0,
                new double[] {1, 0.5, 0},
                4,
                Setting.standard(10),
                Graphs.twoRings(5));
    }

    /**
     * A broom: handle 3–4–5, bristles 0–1, 0–2, joint 0–3; target 5, w = (1, 0.6, 0.3, 0.1, 0), κ = 2, p = 0.1, γ = 0.9.
     * Degrees differ, which the regular graphs of textbooks do not test.
     *
     * @return the game
     */
    public static CrowdGraph broom() {
        return ofEdges(6, 5, new int[][] {{0, 1}, {0, 2}, {0, 3}, {3, 4}, {4, 5}})
                .named("CrowdGraph(Broom)")
                .withAttraction(1, 0.6, 0.3, 0.1, 0)
                .withCongestion(2);
    }

    /**
     * Your own graph by its edges, with w falling linearly from 1 at the target to 0 at the farthest node, κ = 4,
     * p = 0.1, γ = 0.9.
     *
     * @param nodes S, at least 2
     * @param target the node that attracts, 0 … S − 1
     * @param edges pairs of nodes, each edge once
     * @return the game
     * @throws InvalidModelException if an edge leaves the graph, is a loop or repeated, a node has no neighbour or
     *     cannot be reached; the message names it
     */
    public static CrowdGraph ofEdges(int nodes, int target, int[][] edges) {
        return general(Graphs.neighbours(nodes, edges), target);
    }

    /**
     * Your own graph by its adjacency, other values as {@link #ofEdges}.
     *
     * @param adjacency which nodes are joined, shape [S, S], symmetric, no loops
     * @param target the node that attracts, 0 … S − 1
     * @return the game
     * @throws InvalidModelException if the adjacency is not square or not symmetric, has a loop, or a node has no
     *     neighbour or cannot be reached; the message names it
     */
    public static CrowdGraph ofAdjacency(boolean[][] adjacency, int target) {
        return general(Graphs.neighbours(adjacency), target);
    }

    private static CrowdGraph general(int[][] neighbours, int target) {
        int nodes = neighbours.length;
        int[] distance = Graphs.distances(neighbours, target);
        int farthest = Arrays.stream(distance).max().getAsInt();
        double[] attraction = new double[farthest + 1];
        for (int d = 0; d <= farthest; d++) {
            attraction[d] = 1 - (double) d / farthest;
        }
        return new CrowdGraph(
                "CrowdGraph(" + nodes + " nodes)",
                neighbours,
                target,
                attraction,
                4,
                Setting.standard(nodes),
                Graphs.layout(neighbours));
    }

    private CrowdGraph named(String newName) {
        return new CrowdGraph(newName, neighbours, target, attraction, congestion, setting, layout);
    }

    /**
     * The same game with another attraction.
     *
     * @param w attraction at distance 0, 1, 2, … from the target, finite; at least one value per distance that occurs
     * @return a new game
     * @throws InvalidModelException if a value is missing or not finite
     */
    public CrowdGraph withAttraction(double... w) {
        int farthest = Arrays.stream(distance).max().getAsInt();
        if (w.length <= farthest) {
            throw new InvalidModelException("attraction has " + w.length + " values, the farthest node is " + farthest
                    + " edges away; give " + (farthest + 1) + " values");
        }
        for (int d = 0; d < w.length; d++) {
            Setting.finite("attraction at distance " + d, w[d]);
        }
        return new CrowdGraph(name, neighbours, target, w.clone(), congestion, setting, layout);
    }

    /**
     * The same game with another crowd aversion.
     *
     * @param kappa κ, finite; negative values make company welcome
     * @return a new game
     * @throws InvalidModelException if κ is not finite
     */
    public CrowdGraph withCongestion(double kappa) {
        Setting.finite("congestion", kappa);
        return new CrowdGraph(name, neighbours, target, attraction, kappa, setting, layout);
    }

    /**
     * The same game with another slip.
     *
     * @param slip p in [0, 1]
     * @return a new game
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public CrowdGraph withSlip(double slip) {
        return new CrowdGraph(name, neighbours, target, attraction, congestion, setting.withSlip(slip), layout);
    }

    /**
     * The same game with another discount.
     *
     * @param discount γ in [0, 1)
     * @return a new game
     * @throws IllegalArgumentException if γ is outside [0, 1)
     */
    public CrowdGraph withDiscount(double discount) {
        return new CrowdGraph(name, neighbours, target, attraction, congestion, setting.withDiscount(discount), layout);
    }

    /**
     * The same game from another initial law.
     *
     * @param initialLaw μ_0, one entry per node
     * @return a new game
     * @throws IllegalArgumentException if the size differs
     */
    public CrowdGraph withInitialLaw(Law initialLaw) {
        return new CrowdGraph(
                name, neighbours, target, attraction, congestion, setting.withInitialLaw(initialLaw), layout);
    }

    /**
     * How far a node is from the target.
     *
     * @param state 0 … S − 1
     * @return number of edges of a shortest path
     */
    public int distance(int state) {
        return distance[state];
    }

    @Override
    public int states() {
        return neighbours.length;
    }

    @Override
    public int actions() {
        return actions;
    }

    @Override
    public double discount() {
        return setting.discount();
    }

    @Override
    public TransitionKernel kernel(Law law) {
        return kernel;
    }

    @Override
    public double reward(int state, int action, Law law) {
        return attraction[distance[state]] - congestion * law.get(state);
    }

    @Override
    public Law initialLaw() {
        return setting.initialLaw();
    }

    @Override
    public int[][] edges() {
        return Graphs.edges(neighbours);
    }

    @Override
    public double x(int state) {
        return layout[state][0];
    }

    @Override
    public double y(int state) {
        return layout[state][1];
    }

    @Override
    public String toString() {
        return name;
    }
}
