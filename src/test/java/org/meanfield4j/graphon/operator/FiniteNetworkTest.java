package org.meanfield4j.graphon.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.graphon.LqCoefficients;
import org.meanfield4j.graphon.LqDynamics;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.LqNoise;
import org.meanfield4j.graphon.LqRunningCost;
import org.meanfield4j.graphon.LqTerminalCost;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.linear.Flat;

class FiniteNetworkTest {

    @Test
    void isASymmetricGraphWithoutLoops() {
        int m = 60;
        FiniteNetwork network = FiniteNetwork.sample(Graphon.uniformAttachment(), m, 4);
        double[] table = network.toArray();
        int links = 0;
        for (int i = 0; i < m; i++) {
            assertEquals(0, table[i * m + i]);
            int[] sorted = network.neighbours(i);
            Arrays.sort(sorted);
            assertArrayEquals(sorted, network.neighbours(i));
            for (int j = 0; j < m; j++) {
                assertEquals(table[j * m + i], table[i * m + j]);
                assertTrue(table[i * m + j] == 0 || table[i * m + j] == 1.0 / m);
                links += table[i * m + j] > 0 ? 1 : 0;
            }
        }
        assertEquals(links, 2 * network.links());
    }

    /** The number of links is a sum of independent draws; four standard deviations. */
    @Test
    void linksComeWithTheProbabilityOfTheGraphon() {
        int m = 400;
        double expected = 0;
        double variance = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                double p = 1 - (i + 0.5) / m;
                expected += p;
                variance += p * (1 - p);
            }
        }

        assertEquals(
                expected,
                FiniteNetwork.sample(Graphon.uniformAttachment(), m, 9).links(),
                4 * Math.sqrt(variance));
    }

    @Test
    void sureLinksMakeTheCompleteGraph() {
        FiniteNetwork complete = FiniteNetwork.sample(Graphon.constant(1), 5, 1);

        assertArrayEquals(new int[] {0, 1, 3, 4}, complete.neighbours(2));
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThrows(InvalidModelException.class, () -> FiniteNetwork.sample(Graphon.constant(1.3), 5, 1));
        assertThrows(IllegalArgumentException.class, () -> FiniteNetwork.sample(Graphon.constant(0.5), 1, 1));
    }

    @Test
    void yourOwnNetworkIsRefusedInOneLineWhereItIsNone() {
        boolean[][] path = {{false, true, false}, {true, false, true}, {false, true, false}};
        FiniteNetwork network = FiniteNetwork.ofAdjacency(path);
        assertEquals(2, network.links());
        assertArrayEquals(new int[] {0, 2}, network.neighbours(1));
        assertArrayEquals(new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0}, Flat.scaled(network.toArray(), 3), 1e-15);
        for (boolean[][] wrong : new boolean[][][] {
            {{false}}, {{false, true}, {false, false}}, {{true, false}, {false, false}}, {{false, false}, {false}}
        }) {
            var e = assertThrows(InvalidModelException.class, () -> FiniteNetwork.ofAdjacency(wrong));
            assertTrue(e.getMessage().startsWith("adjacency"), e.getMessage());
        }
    }

    /**
     * Three players on a path with costs, means and noise of their own, solved without the library: every player's mean
     * control makes the derivative of the own cost vanish while the others' means stand still. All is quadratic, so central
     * differences are exact.
     */
    @Test
    void aSmallNetworkWithCostsOfOnesOwnIsSolvedAsByHand() {
        boolean[][] path = {{false, true, false}, {true, false, true}, {false, true, false}};
        LqGraphonGame game = LqGraphonGame.base()
                .withCoefficients(new LqCoefficients(
                        LqDynamics.scalar(-0.3, 1.2, 0.7),
                        LqRunningCost.scalar(0.4, 1.5, 0.8, 0.6),
                        LqTerminalCost.scalar(0.2, 0.9, 1.1),
                        LqNoise.scalar(0.3, 0.1)))
                .withSteps(6)
                .withAggregate(FiniteNetwork.ofAdjacency(path), "path")
                .withInitialMeans(1, -2, 3);

        GraphonEquilibrium e = GraphonEquilibrium.compute(game);

        double[] none = misses(new double[18]);
        double[][] slope = new double[18][18];
        for (int c = 0; c < 18; c++) {
            double[] unit = new double[18];
            unit[c] = 1;
            double[] there = misses(unit);
            for (int r = 0; r < 18; r++) {
                slope[r][c] = none[r] - there[r];
            }
        }
        double[] control = new LUDecomposition(new Array2DRowRealMatrix(slope))
                .getSolver()
                .solve(new ArrayRealVector(none))
                .toArray();
        for (int i = 0; i < 6; i++) {
            for (int x = 0; x < 3; x++) {
                double u = e.policy().slope(i).get(0, 0) * e.means().get(i, 0, x)
                        + e.policy().intercepts().get(i, 0, x);
                assertEquals(control[x * 6 + i], u, 1e-9);
            }
        }
    }

    /** The derivative of every player's cost in the own controls, shape [3, 6]. */
    private static double[] misses(double[] control) {
        double[][] z = new double[7][3];
        double[] mean = {1, -2, 3};
        for (int i = 0; i <= 6; i++) {
            z[i] = new double[] {mean[1] / 3, (mean[0] + mean[2]) / 3, mean[1] / 3};
            for (int x = 0; x < 3 && i < 6; x++) {
                mean[x] += (-0.3 * mean[x] + 1.2 * control[x * 6 + i] + 0.7 * z[i][x]) / 6;
            }
        }
        double[] out = new double[18];
        for (int r = 0; r < 18; r++) {
            double[] more = control.clone();
            double[] less = control.clone();
            more[r] += 1;
            less[r] -= 1;
            out[r] = (cost(r / 6, more, z) - cost(r / 6, less, z)) / 2;
        }
        return out;
    }

    private static double cost(int player, double[] control, double[][] z) {
        double x = new double[] {1, -2, 3}[player];
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            double u = control[player * 6 + i];
            double away = x - 0.8 * z[i][player];
            sum += (0.4 * x * x + 1.5 * away * away + 0.6 * u * u) / 12;
            x += (-0.3 * x + 1.2 * u + 0.7 * z[i][player]) / 6;
        }
        double away = x - 1.1 * z[6][player];
        return sum + (0.2 * x * x + 0.9 * away * away) / 2;
    }
}
