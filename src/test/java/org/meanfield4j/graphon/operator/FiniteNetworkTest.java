package org.meanfield4j.graphon.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.InvalidModelException;

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
}
