package org.meanfield4j.stationary.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;

class CrowdGraphTest {
    /** Products of three decimal numbers: a few roundings. */
    private static final double ROUNDING = 1e-15;

    @Test
    void petersenIsThreeRegularWithSixNodesAtDistanceTwo() {
        CrowdGraph game = CrowdGraph.petersen();

        assertEquals(10, game.states());
        assertEquals(4, game.actions());
        assertEquals(15, game.edges().length);
        for (int s = 0; s < 10; s++) {
            // Nodes 1, 4, 5 are the neighbours of node 0; the diameter is 2.
            assertEquals(s == 0 ? 0 : s == 1 || s == 4 || s == 5 ? 1 : 2, game.distance(s));
        }
        // Node 7 has the neighbours 2, 5, 9 in increasing order: 2–7, and 5–7, 7–9 of the inner star.
        TransitionKernel kernel = game.kernel(Law.uniform(10));
        assertEquals(0.925, kernel.probability(7, 1, 2), ROUNDING);
        assertEquals(0.925, kernel.probability(7, 2, 5), ROUNDING);
        assertEquals(0.925, kernel.probability(7, 3, 9), ROUNDING);
        assertEquals(0.025, kernel.probability(7, 3, 7), ROUNDING);
    }

    @Test
    void surplusActionsOfTheBroomStay() {
        CrowdGraph game = CrowdGraph.broom();
        TransitionKernel kernel = game.kernel(Law.uniform(6));

        assertEquals(4, game.actions());
        // Node 4 has two neighbours, 3 and 5: actions 0 and 3 stay, and so does the slip to either of them.
        for (int stay : new int[] {0, 3}) {
            assertEquals(0.025, kernel.probability(4, stay, 3), ROUNDING);
            assertEquals(0.95, kernel.probability(4, stay, 4), ROUNDING);
            assertEquals(0.025, kernel.probability(4, stay, 5), ROUNDING);
        }
        assertEquals(0.925, kernel.probability(4, 1, 3), ROUNDING);
        assertEquals(0.05, kernel.probability(4, 1, 4), ROUNDING);
        assertEquals(0.025, kernel.probability(4, 1, 5), ROUNDING);
        // Attraction by distance to node 5: joint 0.1, bristle 0, node 3 0.3, target 1; κ = 2.
        assertEquals(0.1 - 2.0 / 6, game.reward(0, 2, Law.uniform(6)), ROUNDING);
        assertEquals(0 - 2.0 / 6, game.reward(1, 0, Law.uniform(6)), ROUNDING);
        assertEquals(0.3 - 2.0 / 6, game.reward(3, 0, Law.uniform(6)), ROUNDING);
        assertEquals(1 - 2.0 / 6, game.reward(5, 0, Law.uniform(6)), ROUNDING);
    }

    @Test
    void edgesAndAdjacencyDescribeTheSameGame() {
        boolean[][] adjacency = new boolean[6][6];
        for (int[] edge : CrowdGraph.broom().edges()) {
            adjacency[edge[0]][edge[1]] = true;
            adjacency[edge[1]][edge[0]] = true;
        }
        CrowdGraph game = CrowdGraph.ofAdjacency(adjacency, 5);

        assertArrayEquals(CrowdGraph.broom().edges(), game.edges());
        // Distance 4 of at most 4: the default attraction has fallen to 0; κ = 4.
        assertEquals(-4.0 / 6, game.reward(1, 0, Law.uniform(6)), ROUNDING);
    }

    @Test
    void neighboursAreDrawnNearerThanOthers() {
        CrowdGraph path = CrowdGraph.ofEdges(5, 0, new int[][] {{0, 3}, {3, 1}, {1, 4}, {4, 2}});
        int[] order = {0, 3, 1, 4, 2};

        double step = distance(path, order[0], order[1]);
        for (int i = 0; i + 2 < order.length; i++) {
            assertTrue(distance(path, order[i], order[i + 2]) > 1.5 * step);
        }
    }

    private static double distance(CrowdGraph g, int a, int b) {
        return Math.hypot(g.x(a) - g.x(b), g.y(a) - g.y(b));
    }

    @Test
    void changedCopiesLeaveTheOriginalAsItIs() {
        CrowdGraph game = CrowdGraph.petersen();
        CrowdGraph other = game.withSlip(0.2)
                .withDiscount(0.5)
                .withCongestion(1)
                .withAttraction(2, 1, 0, -1)
                .withInitialLaw(Law.pointMass(10, 3));

        assertEquals(0.85, other.kernel(other.initialLaw()).probability(7, 1, 2), ROUNDING);
        assertEquals(0.5, other.discount());
        assertEquals(2 - 0.1, other.reward(0, 0, Law.uniform(10)), ROUNDING);
        assertEquals(1, other.initialLaw().get(3));
        assertEquals(0.925, game.kernel(game.initialLaw()).probability(7, 1, 2), ROUNDING);
        assertEquals(0.9, game.discount());
        assertEquals(1 - 0.4, game.reward(0, 0, Law.uniform(10)), ROUNDING);
        assertEquals(0.1, game.initialLaw().get(3));
        assertEquals(game.toString(), other.toString());
    }

    @Test
    void refusesBrokenGraphsWithTheNodeThatIsWrong() {
        refused("node 2 has no neighbour", () -> CrowdGraph.ofEdges(3, 0, new int[][] {{0, 1}}));
        refused("joined to itself", () -> CrowdGraph.ofEdges(2, 0, new int[][] {{0, 1}, {1, 1}}));
        refused("given twice", () -> CrowdGraph.ofEdges(2, 0, new int[][] {{0, 1}, {1, 0}}));
        refused("pair of nodes", () -> CrowdGraph.ofEdges(2, 0, new int[][] {{0, 2}}));
        refused("cannot be reached", () -> CrowdGraph.ofEdges(4, 0, new int[][] {{0, 1}, {2, 3}}));
        refused("target = 7", () -> CrowdGraph.ofEdges(2, 7, new int[][] {{0, 1}}));
        refused("symmetric", () -> CrowdGraph.ofAdjacency(new boolean[][] {{false, true}, {false, false}}, 0));
        refused("square", () -> CrowdGraph.ofAdjacency(new boolean[][] {{false, true}, {true}}, 0));
        refused("give 3 values", () -> CrowdGraph.petersen().withAttraction(1, 0));
        refused("congestion = NaN", () -> CrowdGraph.petersen().withCongestion(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> CrowdGraph.petersen().withSlip(1.1));
        assertThrows(IllegalArgumentException.class, () -> CrowdGraph.petersen().withDiscount(1));
        assertThrows(IllegalArgumentException.class, () -> CrowdGraph.petersen().withInitialLaw(Law.uniform(3)));
    }

    @Test
    void takesACrowdPenaltyOfOnesOwn() {
        CrowdGraph game = CrowdGraph.petersen().withCrowdPenalty("mu^2", m -> 100 * m * m);

        assertEquals(1 - 100 * 0.01, game.reward(0, 0, Law.uniform(10)), ROUNDING);
        assertNotEquals(CrowdGraph.petersen().identity(), game.identity());
    }

    private static void refused(String part, Runnable construction) {
        String message =
                assertThrows(InvalidModelException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
