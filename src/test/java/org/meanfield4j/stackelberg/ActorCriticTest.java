package org.meanfield4j.stackelberg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.core.numerics.Softmax;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/** What the inner loop does in a clever way, against its slow and obvious twin. */
class ActorCriticTest {

    /** The first action whose cumulated probability exceeds the number. */
    private static int slowAct(double[] policy, int row, int actions, long bits) {
        double left = bits * 0x1p-32;
        for (int a = 0; a < actions - 1; a++) {
            left -= policy[row + a];
            if (left < 0) {
                return a;
            }
        }
        return actions - 1;
    }

    @Test
    void anActionIsTheFirstWhoseCumulatedProbabilityExceedsTheNumber() {
        RandomGenerator random = Streams.of(1).at();
        double[][] policies = {{0.3, 0.7}, {0, 1}, {1, 0}, {0.25, 0.25, 0.25, 0.25}, {0, 0, 0.5, 0, 0.5}, {1}};
        for (double[] policy : policies) {
            double[] table = new double[policy.length + 2];
            System.arraycopy(policy, 0, table, 1, policy.length);
            long[] edges = {0, 1, 1L << 30, (1L << 30) - 1, 1L << 31, (1L << 32) - 1};
            for (int i = 0; i < 10_000; i++) {
                long bits = i < edges.length ? edges[i] : random.nextLong() >>> 32;
                assertEquals(
                        slowAct(table, 1, policy.length, bits), StackelbergOracle.act(table, 1, policy.length, bits));
            }
        }
    }

    @Test
    void aRowIsTheSoftmaxOfItsLogits() {
        RandomGenerator random = Streams.of(2).at();
        double[] out = new double[9];
        double[] known = new double[9];
        for (int i = 0; i < 1000; i++) {
            double[] x = random.doubles(9, -30, 30).toArray();
            int width = 1 + i % 7;
            double logSum = ActorCritic.softmax(x, 2, width, out);
            Softmax.softmax(x, 2, width, 1, known, 2);
            assertEquals(Softmax.logSumExp(x, 2, width, 1), logSum, 1e-14);
            assertArrayEquals(known, out, 1e-15);
        }
    }

    @Test
    void afterManyUpdatesTheTablesAreThoseOfTheLogits() {
        StackelbergGame game = EquilibriumPricing.of(5);
        ActorCritic learner = new ActorCritic(new FrozenStackelberg(game));
        StackelbergIterate x = new StackelbergIterate(game, null, 3);
        learner.take(x);
        RandomGenerator random = Streams.of(3).at();
        Transition at = new Transition();
        for (int k = 0; k < 2000; k++) {
            at.draw(learner, random.nextInt(6), learner, random.nextInt(6), random);
            if (k < 1000) {
                AcSmfg.defaults().update(learner, k, at);
            } else {
                learner.ascend(at.state, at.action, at.leader, 0.01, -0.01);
                learner.ascend(at.still, at.stillAction, at.leader, 0.02, 0.03);
                learner.refresh(at.state);
                learner.refresh(at.still);
            }
        }
        double[] pi = new double[54];
        double[] phi = new double[4];
        x.policies(pi, phi);
        assertArrayEquals(pi, learner.pi, 1e-15);
        assertArrayEquals(phi, learner.phi, 1e-15);
    }

    @Test
    void theMeanFieldStaysOnTheSimplexSoThatProjectingChangesNothing() {
        double[] mu = Law.uniform(7).toArray();
        Estimate law = new Estimate(mu);
        RandomGenerator random = Streams.of(4).at();
        for (int k = 0; k < 1000; k++) {
            law.follow(random.nextInt(7), TimeScales.defaults().at(k).meanField());
            assertArrayEquals(Simplex.project(mu), mu, 1e-15);
        }
    }

    @Test
    void aShopReachesEveryPlaceAsFarAsItIsAway() {
        for (int places = 3; places <= 8; places++) {
            Law slip = ShopPositioning.of(0.05).slip();
            ShopPositioning shop = new ShopPositioning(
                    places, 0.05, 0.2, 0.9, 1, 0, 0.1, 0.5, 0, 0.7, slip, Law.uniform(places), true);
            Law law = FrozenStackelberg.elsewhere(places);
            for (int b = 0; b < places; b++) {
                double reached = 0;
                for (int x = 0; x < places; x++) {
                    reached += law.get(x) * Math.exp(-shop.distance(x, b) / 0.7);
                }
                assertEquals(reached - 0.05 * shop.distance(b, 0), shop.leaderReward(0, b, law), 1e-15);
            }
        }
    }

    @Test
    void stepSizesOfAnIterationAreThoseOfEachStep() {
        TimeScales steps = TimeScales.of(0.5, 3, 2, 3).withExponents(0.6, 0.5, 0.4, 0.5);
        for (long k = 0; k < 100; k++) {
            TimeScales.Sizes sizes = steps.at(k);
            assertEquals(0.5 / Math.pow(k + 1.0, 0.6), sizes.leader(), 1e-15);
            assertEquals(Math.min(1, 3 / Math.sqrt(k + 1.0)), sizes.meanField(), 1e-15);
            assertEquals(2 / Math.pow(k + 1.0, 0.4), sizes.follower(), 1e-15);
            assertEquals(Math.min(1, steps.critic().at(k)), sizes.critic(), 1e-15);
        }
    }

    @Test
    void turnsAlternateAndEachSideCountsItsOwnIterations() {
        long[] next = new long[2];
        for (long sample = 0; sample < 30_000; sample += 500) {
            Turn turn = Turn.of(sample, sample + 500, 1000);
            int side = turn.followers() ? 0 : 1;
            assertEquals(sample % 3000 < 2000, turn.followers());
            assertEquals(next[side], turn.first());
            assertEquals(turn.followers() ? 250 : 500, turn.last() - turn.first());
            next[side] = turn.last();
        }
        assertArrayEquals(new long[] {10_000, 10_000}, next);
    }
}
