package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.games.CrowdGrid;

class RestartOracleTest {

    @Test
    void stepsFollowTheKernelAtTheFrozenLaw() {
        // given: moving down from cell 7 into the half-full cell 12 of the game with capacities
        CrowdGrid game = CrowdGrid.kinetic();
        double[] mu = new double[25];
        Arrays.fill(mu, 0.02);
        mu[12] = 0.12;
        mu[24] = 0.42;
        Law law = Law.of(mu);
        int lanes = 1000;
        int rounds = 400;
        RestartOracle oracle =
                RestartOracle.of(game, law, Law.pointMass(25, 7), Streams.of(41).at());

        // when
        double[] share = new double[25];
        int[] states = new int[lanes];
        int[] pairs = new int[lanes];
        for (int n = 0; n < rounds; n++) {
            oracle.reset(states, lanes);
            for (int i = 0; i < lanes; i++) {
                assertEquals(7, states[i]);
                pairs[i] = states[i] * 5 + 3;
            }
            oracle.step(pairs, states, lanes);
            for (int i = 0; i < lanes; i++) {
                share[states[i]] += 1.0 / (lanes * rounds);
            }
        }

        // then: the kernel of CrowdGridTest.cellsThatFillUp (which does not look at μ(24)); four standard errors of
        // 4·10^5 draws
        double[] expected = new double[25];
        expected[12] = 0.552;
        expected[7] = 0.392;
        expected[2] = expected[6] = expected[8] = 0.0186667;
        assertArrayEquals(expected, share, 4 * Math.sqrt(0.25 / (lanes * rounds)));
        assertEquals((long) lanes * rounds, oracle.samples());
    }

    @Test
    void anOddNumberOfLanesIsDrawnInFull() {
        RestartOracle oracle = RestartOracle.of(
                CrowdGrid.corner(5).withSlip(0),
                Law.uniform(25),
                Law.pointMass(25, 0),
                Streams.of(42).at());
        int[] states = {9, 9, 9, 9};

        oracle.reset(states, 3);
        assertArrayEquals(new int[] {0, 0, 0, 9}, states);
        oracle.step(new int[] {2, 3, 0, 0}, states, 3);

        assertArrayEquals(new int[] {1, 5, 0, 9}, states);
        assertEquals(3, oracle.samples());
    }

    @Test
    void aRestartLawOfAnotherSizeIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RestartOracle.of(
                        CrowdGrid.corner(5),
                        Law.uniform(25),
                        Law.uniform(24),
                        Streams.of(43).at()));
    }
}
