package org.meanfield4j.graphon.players;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.Graphon;

class NetworkGapTest {
    private static final LqGraphonGame GAME = LqGraphonGame.base().withSteps(50);

    /**
     * Mean over draws against an independent program; its bands are one standard deviation of a draw, here three. Those of
     * src/test/reference/networks.py, which draws other networks, contain the same means.
     */
    @ParameterizedTest
    @CsvSource({"50, 8, 0.055, 0.006", "200, 8, 0.027, 0.001", "800, 2, 0.0137, 0.001"})
    void aggregateErrorOfASampledNetwork(int players, int draws, double expected, double deviation) {
        double sum = 0;
        for (int s = 1; s <= draws; s++) {
            sum += NetworkGap.compute(GAME, Graphon.uniformAttachment(), players, s)
                    .aggregateRmse();
        }
        assertEquals(expected, sum / draws, 3 * deviation);
    }

    /** Distances fall with the root of the players, the exploitability with the players; three octaves, four seeds. */
    @Test
    void gapOfTheGraphonPolicyClosesAtItsRates() {
        SimpleRegression aggregate = new SimpleRegression();
        SimpleRegression realised = new SimpleRegression();
        SimpleRegression exploitability = new SimpleRegression();
        for (int m = 50; m <= 400; m *= 2) {
            for (int s = 1; s <= 4; s++) {
                NetworkGap gap = NetworkGap.compute(GAME, Graphon.uniformAttachment(), m, s);
                aggregate.addData(Math.log(m), Math.log(gap.aggregateRmse()));
                realised.addData(Math.log(m), Math.log(gap.realisedRmse()));
                exploitability.addData(Math.log(m), Math.log(gap.exploitability()));
            }
        }
        assertEquals(-0.5, aggregate.getSlope(), 0.06);
        assertEquals(-0.5, realised.getSlope(), 0.06);
        assertEquals(-1, exploitability.getSlope(), 0.12);
    }
}
