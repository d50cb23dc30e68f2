package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.Streams;

class PolicySamplerTest {
    private static final TabularPolicy POLICY = TabularPolicy.ofProbabilities(2, 3, 0.2, 0.3, 0.5, 0.7, 0.1, 0.2);
    private static final double[] REWARD = {1, 2, 3, 4, 5, 6};
    private static final double TEMPERATURE = 0.5;
    private static final int DRAWS = 60_000;

    private static PolicySampler sampler() {
        PolicySampler sampler = new PolicySampler(2, 3);
        sampler.set(POLICY.logProbabilities(), REWARD, TEMPERATURE);
        return sampler;
    }

    /** A single lane, the last of an odd number, and lanes in pairs. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyLaneDrawsFromItsRowAndNoOther(int lanes) {
        PolicySampler sampler = sampler();
        var random = Streams.of(3).at(lanes);
        int[] states = new int[lanes + 1];
        int[] pairs = new int[lanes + 1];
        double[][] often = new double[lanes][6];

        for (int n = 0; n < DRAWS; n++) {
            for (int i = 0; i < lanes; i++) {
                states[i] = (i + n) % 2;
            }
            pairs[lanes] = -1;
            sampler.act(states, pairs, lanes, random);
            for (int i = 0; i < lanes; i++) {
                often[i][pairs[i]] += 2.0 / DRAWS;
            }
        }

        assertEquals(-1, pairs[lanes], "a lane that was not asked for");
        for (double[] lane : often) {
            for (int pair = 0; pair < 6; pair++) {
                assertEquals(POLICY.probability(pair / 3, pair % 3), lane[pair], 0.015, "pair " + pair);
            }
        }
    }

    @Test
    void theSameBitsEarnDiscountedRewardsLessTheTemperatureTimesTheLogProbability() {
        PolicySampler sampler = sampler();
        int[] states = {0, 1, 1, 0, 1};
        int[] drawn = new int[5];
        int[] pairs = new int[5];
        double[] returns = {10, 20, 30, 40, 50};

        sampler.act(states, drawn, 5, Streams.of(4).at(0));
        sampler.actAndEarn(states, pairs, 5, Streams.of(4).at(0), 0.9, returns);

        for (int i = 0; i < 5; i++) {
            assertEquals(drawn[i], pairs[i], "lane " + i);
            double logPi = Math.log(POLICY.probability(pairs[i] / 3, pairs[i] % 3));
            double expected = 10 * (i + 1) + 0.9 * (REWARD[pairs[i]] - TEMPERATURE * logPi);
            assertEquals(expected, returns[i], 1e-12, "lane " + i);
        }
    }
}
