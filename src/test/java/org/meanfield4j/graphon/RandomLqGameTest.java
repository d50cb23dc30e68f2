package org.meanfield4j.graphon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.random.Streams;

class RandomLqGameTest {
    /** Order of the entries: A, B, Ā, Q, Q̄, H, R, Q_T, Q̄_T, H_T, D, Σ_0. */
    private static double[] entries(LqGraphonGame game) {
        LqCoefficients c = game.coefficients();
        return List.of(
                        c.dynamics().drift(),
                        c.dynamics().control(),
                        c.dynamics().coupling(),
                        c.runningCost().stateWeight(),
                        c.runningCost().trackingWeight(),
                        c.runningCost().tracking(),
                        c.actionWeight(),
                        c.terminalCost().stateWeight(),
                        c.terminalCost().trackingWeight(),
                        c.terminalCost().tracking(),
                        c.noise().volatility(),
                        c.noise().initialCovariance())
                .stream()
                .mapToDouble(m -> m.get(0, 0))
                .toArray();
    }

    @Test
    void everyCoefficientFillsItsRange() {
        double[] low = {-0.5, 0.5, -0.5, 0, 0.5, -1, 0.5, 0, 0, -1, 0.1, 0.05};
        double[] high = {0.5, 1.5, 0.5, 1, 3, 1.5, 2, 1, 2, 1.5, 1, 0.5};
        double[][] drawn = IntStream.range(0, 200)
                .mapToObj(i -> entries(RandomLqGame.draw(Streams.of(1).at(i), 1)))
                .toArray(double[][]::new);
        for (int e = 0; e < low.length; e++) {
            int entry = e;
            double[] values =
                    Arrays.stream(drawn).mapToDouble(d -> d[entry]).sorted().toArray();
            double width = high[e] - low[e];
            assertTrue(values[0] >= low[e] && values[199] <= high[e], "entry " + e);
            assertTrue(values[0] < low[e] + 0.05 * width && values[199] > high[e] - 0.05 * width, "entry " + e);
        }
    }

    @Test
    void theSameNumbersGiveTheSameGameAndTheCouplingMultipliesWhatIsTracked() {
        double[] once = entries(RandomLqGame.draw(Streams.of(1).at(7), 1));
        double[] thrice = entries(RandomLqGame.draw(Streams.of(1).at(7), 3));

        assertEquals(
                RandomLqGame.draw(Streams.of(1).at(7), 1).identity(),
                RandomLqGame.draw(Streams.of(1).at(7), 1).identity());
        once[5] *= 3;
        once[9] *= 3;
        assertArrayEquals(once, thrice);
        assertThrows(
                IllegalArgumentException.class,
                () -> RandomLqGame.draw(Streams.of(1).at(7), Double.NaN));
    }
}
