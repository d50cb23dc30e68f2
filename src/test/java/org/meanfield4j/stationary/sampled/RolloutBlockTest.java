package org.meanfield4j.stationary.sampled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meanfield4j.core.SampleMeter;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.AliasTables;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.SmallGames;
import org.meanfield4j.stationary.StationaryGame;

class RolloutBlockTest {
    private static final double ETA = 0.3;
    private static final int LANES = 1000;

    private final StationaryGame game = SmallGames.corner();
    private final FrozenMdp mdp = new FrozenMdp(game, Law.uniform(25));
    private final double[] reward = mdp.reward();
    private final AliasTables kernel = AliasTables.ofKernel(mdp.kernel());

    /** The law that the walk length and the walk together must give, at a non-uniform policy and two restart laws. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void walksEndInTheOccupationMeasure(boolean pointRestart) {
        // given: the soft optimum, and ν uniform or at the cell farthest from the point of interest
        Law nu = pointRestart ? Law.pointMass(25, 0) : Law.uniform(25);
        TabularPolicy pi = mdp.optimum(ETA).policy();
        double[] exact = new double[25];
        MarkovChain chain = mdp.kernel().under(pi);
        chain.occupation(nu.toArray(), game.discount(), exact);

        // when: 10^6 draws; T = 200 leaves γ^T = 7e-10 of truncated walks
        double[] drawn = new double[25];
        RolloutBlock block = new RolloutBlock(LANES, 5, 200, game.discount());
        for (int i = 0; i < 1000; i++) {
            RandomGenerator random = Streams.of(11).at(i);
            RestartOracle oracle = oracle(nu, new SampleMeter(Long.MAX_VALUE, 0), random);
            block.restartByOccupation(oracle, random, sampler(pi), LANES, () -> false);
            // Cancelled at once, the rollout only reports where it starts.
            block.rollOut(oracle, random, sampler(pi), LANES, reward, pairs, totals, 0, () -> true);
            for (int pair : pairs) {
                drawn[pair / 5] += 1e-6;
            }
        }

        // then: the total variation of 10^6 draws over 25 states is about Σ sqrt(2 p / (π n)) / 2 <= 0.002
        double tv = 0;
        for (int s = 0; s < 25; s++) {
            tv += Math.abs(drawn[s] - exact[s]) / 2;
        }
        assertTrue(tv < 0.005, "total variation " + tv);
    }

    private final int[] pairs = new int[LANES];
    private final double[] totals = new double[LANES];

    /**
     * Mean returns against T applications of the Bellman operator from V = 0. A non-uniform policy catches the entropy
     * of the first action, and small T an offset by one of the horizon or of the discount's power.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void meanReturnsAreTheTruncatedValues(int truncation) {
        TabularPolicy pi = mdp.optimum(ETA).policy();
        double[] exact = truncatedValues(pi, truncation);
        double[] sum = new double[125];
        double[] squares = new double[125];
        int[] count = new int[125];

        RolloutBlock block = new RolloutBlock(LANES, 5, truncation, game.discount());
        PolicySampler sampler = sampler(pi);
        for (int i = 0; i < 500; i++) {
            RandomGenerator random = Streams.of(12).at(truncation, i);
            RestartOracle oracle = oracle(Law.uniform(25), new SampleMeter(Long.MAX_VALUE, 0), random);
            block.restart(oracle, LANES);
            block.rollOut(oracle, random, sampler, LANES, reward, pairs, totals, 0, () -> false);
            for (int lane = 0; lane < LANES; lane++) {
                sum[pairs[lane]] += totals[lane];
                squares[pairs[lane]] += totals[lane] * totals[lane];
                count[pairs[lane]]++;
            }
        }

        for (int i = 0; i < 125; i++) {
            double mean = sum[i] / count[i];
            double variance = Math.max(0, squares[i] / count[i] - mean * mean);
            // 125 pairs at four standard errors: a false alarm in 1 of 130 seeds; the seed is fixed.
            double tolerance = 4 * Math.sqrt(variance / count[i]) + 1e-9;
            assertEquals(exact[i], mean, tolerance, "pair " + i + " at T = " + truncation);
        }
    }

    @Test
    void truncatedValuesAreThoseOfOtherPrograms() {
        // Q_T of two independent programs at the soft optimum, state 12 and state 0; checks this test's own twin.
        TabularPolicy pi = mdp.optimum(ETA).policy();
        assertArrayEquals(
                new double[] {3.454855, 3.006397, 3.859729, 3.859729, 3.006397},
                Arrays.copyOfRange(truncatedValues(pi, 5), 60, 65),
                1e-6);
        assertArrayEquals(
                new double[] {6.596305, 6.596305, 7.223282, 7.223282, 6.596305},
                Arrays.copyOfRange(truncatedValues(pi, 50), 0, 5),
                1e-6);
    }

    @Test
    void everyStepIsOneSampleAndRestartsAreFree() {
        SampleMeter meter = new SampleMeter(Long.MAX_VALUE, 0);
        RandomGenerator random = Streams.of(13).at();
        RestartOracle oracle = oracle(Law.uniform(25), meter, random);
        RolloutBlock block = new RolloutBlock(LANES, 5, 50, game.discount());

        block.restart(oracle, LANES);
        assertEquals(0, meter.taken());

        block.rollOut(
                oracle, random, sampler(TabularPolicy.uniform(25, 5)), LANES, reward, pairs, totals, 0, () -> false);
        assertEquals(LANES * 50L, meter.taken());
    }

    @Test
    void walksCostGammaOverOneMinusGamma() {
        // E[min(Geom, T)] = γ(1 − γ^T)/(1 − γ) = 8.954 at γ = 0.9, T = 50; standard deviation below 9.5 per walk.
        SampleMeter meter = new SampleMeter(Long.MAX_VALUE, 0);
        RolloutBlock block = new RolloutBlock(LANES, 5, 50, game.discount());
        PolicySampler sampler = sampler(TabularPolicy.uniform(25, 5));
        for (int i = 0; i < 400; i++) {
            RandomGenerator random = Streams.of(14).at(i);
            block.restartByOccupation(oracle(Law.uniform(25), meter, random), random, sampler, LANES, () -> false);
        }
        double expected = 0.9 * (1 - Math.pow(0.9, 50)) / 0.1;
        assertEquals(expected, meter.taken() / 400_000.0, 4 * 9.5 / Math.sqrt(400_000));
    }

    @Test
    void aUsedBlockDoesWhatAFreshOneDoes() {
        PolicySampler sampler = sampler(TabularPolicy.uniform(25, 5));
        RolloutBlock used = new RolloutBlock(LANES, 5, 50, game.discount());
        rollOut(used, sampler, LANES, 1);

        for (int lanes : new int[] {LANES, LANES / 2}) {
            long samples = rollOut(used, sampler, lanes, 2);
            int[] usedPairs = Arrays.copyOf(pairs, lanes);
            double[] usedTotals = Arrays.copyOf(totals, lanes);

            assertEquals(samples, rollOut(new RolloutBlock(LANES, 5, 50, game.discount()), sampler, lanes, 2));
            assertArrayEquals(Arrays.copyOf(pairs, lanes), usedPairs);
            assertArrayEquals(Arrays.copyOf(totals, lanes), usedTotals);
        }
    }

    private long rollOut(RolloutBlock block, PolicySampler sampler, int lanes, int stream) {
        SampleMeter meter = new SampleMeter(Long.MAX_VALUE, 0);
        RandomGenerator random = Streams.of(17).at(stream);
        RestartOracle oracle = oracle(Law.uniform(25), meter, random);
        block.restartByOccupation(oracle, random, sampler, lanes, () -> false);
        block.rollOut(oracle, random, sampler, lanes, reward, pairs, totals, 0, () -> false);
        return meter.taken();
    }

    @Test
    void noStepAllocates() {
        // 800000 oracle steps; a single object a step would be 13 MB.
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        RandomGenerator random = Streams.of(16).at();
        RestartOracle oracle = oracle(Law.uniform(25), new SampleMeter(Long.MAX_VALUE, 0), random);
        RolloutBlock block = new RolloutBlock(LANES, 5, 50, game.discount());
        PolicySampler sampler = sampler(TabularPolicy.uniform(25, 5));

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 16; i++) {
            block.restart(oracle, LANES);
            block.rollOut(oracle, random, sampler, LANES, reward, pairs, totals, 0, () -> false);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < 100_000, allocated + " bytes in 800000 steps");
    }

    @Test
    void theMeterNeverExceedsItsBudget() {
        SampleMeter meter = new SampleMeter(1234, 0);
        RandomGenerator random = Streams.of(15).at();
        RestartOracle oracle = oracle(Law.uniform(25), meter, random);
        RolloutBlock block = new RolloutBlock(500, 5, 50, game.discount());

        block.restart(oracle, 500);
        block.rollOut(
                oracle, random, sampler(TabularPolicy.uniform(25, 5)), 500, reward, pairs, totals, 0, meter::exhausted);

        assertTrue(meter.exhausted());
        assertEquals(1000, meter.taken());
    }

    private RestartOracle oracle(Law nu, SampleMeter meter, RandomGenerator random) {
        return new GameOracle(AliasTables.ofLaw(nu.toArray()), kernel, meter, random);
    }

    private PolicySampler sampler(TabularPolicy pi) {
        PolicySampler sampler = new PolicySampler(25, 5);
        sampler.set(pi.logProbabilities(), reward, ETA);
        return sampler;
    }

    /** Q_T = r + γ P V_T, with V_T the T-fold application of V ← Σ π (r + γPV − η log π) to 0, and Q_0 = r. */
    private double[] truncatedValues(TabularPolicy pi, int truncation) {
        double[] v = new double[25];
        double[] q = reward.clone();
        for (int t = 0; t < truncation; t++) {
            for (int s = 0; s < 25; s++) {
                v[s] = 0;
                for (int a = 0; a < 5; a++) {
                    v[s] += pi.probability(s, a) * (q[s * 5 + a] - ETA * pi.logProbability(s, a));
                }
            }
            mdp.kernel().expected(v, q);
            for (int i = 0; i < q.length; i++) {
                q[i] = reward[i] + game.discount() * q[i];
            }
        }
        return q;
    }
}
