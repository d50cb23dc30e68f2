package org.meanfield4j.stackelberg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;

/**
 * What N followers and their leader earn when they play a fixed pair of policies, and how far their empirical law is from
 * the mean field. They start from ρ; the law of their current atoms enters rewards and kernel; a leader that sees nothing
 * acts once a step for all.
 *
 * @param followers N
 * @param gap mean of ‖μ^N − μ*‖₁
 * @param independentGap what independent followers would have, Σ_z √(2 μ_z (1 − μ_z) / (π N))
 * @param leaderReward mean per step
 * @param leaderDeviation standard deviation of the leader's reward of a step
 * @param followerReward mean per step and follower, with the entropy bonus
 */
public record FiniteFollowers(
        int followers,
        double gap,
        double independentGap,
        double leaderReward,
        double leaderDeviation,
        double followerReward) {

    /**
     * Simulates followers at an equilibrium.
     *
     * @param equilibrium what they play, and the law they are compared with
     * @param followers N, at least 1
     * @param discarded steps before anything counts
     * @param steps that count, at least 1
     * @param seed of the random numbers
     * @return means over the steps that count
     */
    public static FiniteFollowers compute(
            StackelbergEquilibrium equilibrium, int followers, int discarded, int steps, long seed) {
        return compute(equilibrium, followers, discarded, steps, seed, Monitor.silent());
    }

    /**
     * Simulates followers at an equilibrium.
     *
     * @param equilibrium what they play, and the law they are compared with
     * @param followers N, at least 1
     * @param discarded steps before anything counts
     * @param steps that count, at least 1
     * @param seed of the random numbers
     * @param monitor may stop the simulation
     * @return means over the steps that count
     */
    public static FiniteFollowers compute(
            StackelbergEquilibrium equilibrium, int followers, int discarded, int steps, long seed, Monitor monitor) {
        Require.given("equilibrium", equilibrium);
        Require.atLeast("followers", followers, 1);
        Require.memory("followers = " + followers, followers, 2, "their states and actions", "use fewer");
        Require.atLeast("discarded", discarded, 0);
        Require.atLeast("steps", steps, 1);
        return Loop.watch(Monitor.Plan.of("Finite followers"), monitor, watch -> {
            Crowd crowd = new Crowd(equilibrium, followers, Streams.of(seed).at(followers));
            for (long t = 0; t < (long) discarded + steps; t++) {
                watch.check();
                crowd.step(t >= discarded);
            }
            return crowd.found();
        });
    }

    private static final class Crowd {
        private final StackelbergGame game;
        private final FrozenStackelberg frozen;
        private final StackelbergEquilibrium equilibrium;
        private final RandomGenerator random;
        private final StackelbergOracle oracle;
        private final double[] law;
        private final double[] pi;
        private final double[] phi;
        private final int[] states;
        private final int[] actions;
        private final int[] leads;
        private final SummaryStatistics gap = new SummaryStatistics();
        private final SummaryStatistics leader = new SummaryStatistics();
        private final SummaryStatistics follower = new SummaryStatistics();

        Crowd(StackelbergEquilibrium equilibrium, int followers, RandomGenerator random) {
            this.equilibrium = equilibrium;
            this.game = equilibrium.game();
            this.random = random;
            this.frozen = new FrozenStackelberg(game);
            this.law = new double[game.atoms()];
            this.oracle = new StackelbergOracle(frozen);
            oracle.take(law);
            this.pi = equilibrium.follower().probabilities();
            this.phi = equilibrium.leader().probabilities();
            this.states = new int[followers];
            this.actions = new int[followers];
            this.leads = new int[followers];
            Arrays.setAll(states, j -> oracle.start(random.nextLong() >>> 32));
        }

        void step(boolean counts) {
            int n = states.length;
            boolean posted = game.observations() == 1;
            int common = posted ? StackelbergOracle.act(phi, 0, frozen.leaderActions, random.nextLong() >>> 32) : 0;
            Arrays.fill(law, 0);
            for (int j = 0; j < n; j++) {
                long bits = random.nextLong();
                actions[j] = StackelbergOracle.act(pi, states[j] * frozen.actions, frozen.actions, bits >>> 32);
                int row = frozen.seen[states[j]] * frozen.leaderActions;
                leads[j] =
                        posted ? common : StackelbergOracle.act(phi, row, frozen.leaderActions, bits & ActorCritic.LOW);
                law[frozen.atom[states[j] * frozen.actions + actions[j]]] += 1.0 / n;
            }
            double earned = 0;
            double paid = 0;
            for (int j = 0; j < n; j++) {
                int s = states[j];
                if (counts) {
                    double p = pi[s * frozen.actions + actions[j]];
                    earned += game.followerReward(s, actions[j], leads[j], oracle.law()) - frozen.tau * FastMath.log(p);
                    paid += game.leaderReward(s, leads[j], oracle.law());
                }
                states[j] = oracle.next(s, actions[j], leads[j], random.nextLong() >>> 32);
            }
            if (counts) {
                double distance = 0;
                for (int z = 0; z < law.length; z++) {
                    distance += Math.abs(law[z] - equilibrium.law().get(z));
                }
                gap.addValue(distance);
                follower.addValue(earned / n);
                leader.addValue(paid / n);
            }
        }

        FiniteFollowers found() {
            double independent = 0;
            for (int z = 0; z < law.length; z++) {
                double p = equilibrium.law().get(z);
                independent += Math.sqrt(2 * p * (1 - p) / (Math.PI * states.length));
            }
            return new FiniteFollowers(
                    states.length,
                    gap.getMean(),
                    independent,
                    leader.getMean(),
                    leader.getStandardDeviation(),
                    follower.getMean());
        }
    }
}
