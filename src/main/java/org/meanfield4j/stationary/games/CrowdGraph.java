package org.meanfield4j.stationary.games;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.geometry.GraphGeometry;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.stationary.StationaryGame;

/**
 * Crowd game on a connected undirected graph: everyone wants to be near a target node but not in the crowd. Action 0
 * stays, action j moves to the j-th neighbour in increasing order; at a node with fewer neighbours the surplus actions
 * stay, so A = 1 + largest degree. Slip p, and
 *
 * <pre>
 * r(s, a, μ) = w(dist(s, target)) − f(μ(s)),     dist in edges, f(m) = κm by default.
 * </pre>
 *
 * Source: the paper has a graph-based crowd game; these instances and their numbers are reconstructed.
 *
 * @param name what a run calls the game
 * @param graph nodes, edges and target
 * @param moves along the edges, with slip p
 * @param attraction w at distance 0, 1, 2, … from the target, finite; at least one value per distance that occurs
 * @param crowdPenalty f
 * @param discount γ in [0, 1)
 * @param initialLaw μ_0, one entry per node
 */
@Withers
public record CrowdGraph(
        String name,
        Graph graph,
        Moves moves,
        List<Double> attraction,
        CrowdPenalty crowdPenalty,
        double discount,
        Law initialLaw)
        implements StationaryGame, GraphGeometry, CrowdGraphSettings.With {

    /** Checks sizes and numbers. */
    public CrowdGraph {
        Require.given("name", name);
        Require.given("graph", graph);
        Require.given("moves", moves);
        Require.given("crowdPenalty", crowdPenalty);
        attraction = Require.all("attraction", attraction);
        if (attraction.size() <= graph.farthest()) {
            throw new InvalidModelException("attraction has " + attraction.size() + " values, the farthest node is "
                    + graph.farthest() + " edges away; give " + (graph.farthest() + 1) + " values");
        }
        for (int d = 0; d < attraction.size(); d++) {
            Terms.finite("attraction at distance " + d, attraction.get(d));
        }
        Terms.check(graph.nodes(), moves.kernel().actions(), moves, discount, initialLaw);
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
        return standard("CrowdGraph(Petersen)", new Graph(neighbours, 0, Graphs.twoRings(5)));
    }

    /**
     * A broom: handle 3–4–5, bristles 0–1, 0–2, joint 0–3; target 5, w = (1, 0.6, 0.3, 0.1, 0), κ = 2, p = 0.1, γ = 0.9.
     * Degrees differ, which the regular graphs of textbooks do not test.
     *
     * @return the game
     */
    public static CrowdGraph broom() {
        return ofEdges(6, 5, new int[][] {{0, 1}, {0, 2}, {0, 3}, {3, 4}, {4, 5}})
                .withName("CrowdGraph(Broom)")
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
        Graph graph = new Graph(neighbours, target, Graphs.layout(neighbours));
        return standard("CrowdGraph(" + graph.nodes() + " nodes)", graph);
    }

    /** w falls linearly from 1 at the target to 0 at the farthest node; κ = 4, p = 0.1, γ = 0.9. */
    private static CrowdGraph standard(String name, Graph graph) {
        List<Double> attraction = IntStream.rangeClosed(0, graph.farthest())
                .mapToObj(d -> 1 - (double) d / graph.farthest())
                .toList();
        return new CrowdGraph(
                name,
                graph,
                graph.moves(),
                attraction,
                CrowdPenalty.linear(4),
                Terms.DISCOUNT,
                Law.uniform(graph.nodes()));
    }

    /**
     * The same game with another attraction.
     *
     * @param w attraction at distance 0, 1, 2, … from the target, finite; at least one value per distance that occurs
     * @return a new game
     * @throws InvalidModelException if a value is missing or not finite
     */
    public CrowdGraph withAttraction(double... w) {
        return withAttraction(
                Arrays.stream(Require.given("attraction", w)).boxed().toList());
    }

    /**
     * The linear crowd penalty f(m) = κm.
     *
     * @param kappa κ; negative values make company welcome
     * @return a new game
     * @throws InvalidModelException if κ is not finite
     */
    public CrowdGraph withCongestion(double kappa) {
        Terms.finite("congestion", kappa);
        return withCrowdPenalty(CrowdPenalty.linear(kappa));
    }

    /**
     * A crowd penalty of one's own, such as {@code withCrowdPenalty("mu^2", m -> m * m)}.
     *
     * @param called what readers call it
     * @param penalty f, finite on [0, 1]; checked whenever a solver evaluates it
     * @return a new game
     */
    public CrowdGraph withCrowdPenalty(String called, DoubleUnaryOperator penalty) {
        return withCrowdPenalty(new CrowdPenalty(called, penalty));
    }

    /**
     * The same game with another slip.
     *
     * @param slip p in [0, 1]
     * @return a new game
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public CrowdGraph withSlip(double slip) {
        return withMoves(moves.slipping(slip));
    }

    /**
     * How far a node is from the target.
     *
     * @param state 0 … S − 1
     * @return number of edges of a shortest path
     */
    public int distance(int state) {
        return graph.distance(Require.index("state", state, states()));
    }

    @Override
    public int states() {
        return graph.nodes();
    }

    @Override
    public int actions() {
        return moves.kernel().actions();
    }

    @Override
    public TransitionKernel kernel(Law law) {
        return moves.kernel();
    }

    @Override
    public double reward(int state, int action, Law law) {
        Terms.pair(state, action, law, this);
        return attraction.get(graph.distance(state)) - crowdPenalty.of().applyAsDouble(law.get(state));
    }

    @Override
    public void rewards(Law law, double[] out) {
        Require.given("law", law);
        Require.room("out", out, states() * actions());
        int n = actions();
        for (int s = 0; s < states(); s++) {
            Arrays.fill(out, s * n, (s + 1) * n, reward(s, 0, law));
        }
    }

    @Override
    public int[][] edges() {
        return graph.edges();
    }

    @Override
    public double x(int state) {
        return graph.x(state);
    }

    @Override
    public double y(int state) {
        return graph.y(state);
    }

    @Override
    public String toString() {
        return name;
    }
}
