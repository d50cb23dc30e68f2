package org.meanfield4j.stackelberg;

import java.util.Locale;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;

/**
 * The mean-field equilibrium of the followers under a fixed leader, (π*, μ*) with π* the soft best response to (φ, μ*) and
 * μ* the law that π* induces, and what the leader earns there: the Stackelberg objective Φ(φ).
 *
 * <p>Found by the damped fixed point μ ← (1 − w) μ + w m(BR(φ, μ), φ), w = ½; where that cycles, as at low temperatures,
 * w = 0.2, 0.05, 0.01 go on from there.
 *
 * @param game the game
 * @param leader φ
 * @param follower π*
 * @param stateLaw law of the states
 * @param law μ*, law of the atoms
 * @param objective Φ(φ) = (1 − γ) J_l(φ, π*, μ*)
 * @param followerReward (1 − γ) J_f there, with the entropy bonus
 * @param exploitability what a best response without the bonus gains there: the bias of the temperature
 * @param sweeps how many were needed
 */
public record StackelbergEquilibrium(
        StackelbergGame game,
        TabularPolicy leader,
        TabularPolicy follower,
        Law stateLaw,
        Law law,
        double objective,
        double followerReward,
        double exploitability,
        int sweeps) {
    /** Checks that nothing is missing. */
    public StackelbergEquilibrium {
        Require.given("game", game);
        Require.given("leader", leader);
        Require.given("follower", follower);
        Require.given("stateLaw", stateLaw);
        Require.given("law", law);
    }

    static final double TOLERANCE = 1e-12;
    private static final double[] WEIGHTS = {0.5, 0.2, 0.05, 0.01};
    private static final int MOST_SWEEPS = 3000;

    /**
     * Finds the equilibrium of a leader.
     *
     * @param game the game
     * @param leader φ, shape [O, B]
     * @return the equilibrium
     * @throws ArithmeticException if no damping settles; the message names the length of the cycle
     */
    public static StackelbergEquilibrium compute(StackelbergGame game, TabularPolicy leader) {
        return compute(game, leader, Monitor.silent());
    }

    /**
     * Finds the equilibrium of a leader.
     *
     * @param game the game
     * @param leader φ, shape [O, B]
     * @param monitor may stop the search
     * @return the equilibrium
     * @throws ArithmeticException if no damping settles; the message names the length of the cycle
     */
    public static StackelbergEquilibrium compute(StackelbergGame game, TabularPolicy leader, Monitor monitor) {
        requireLeader(game, leader);
        return Loop.watch(Monitor.Plan.of("Equilibrium of the followers"), monitor, watch -> {
            Point point = new Point(new FrozenStackelberg(game), watch);
            point.settle(leader.probabilities());
            return point.equilibrium(leader);
        });
    }

    static void requireLeader(StackelbergGame game, TabularPolicy leader) {
        Require.given("game", game);
        Require.given("leader", leader);
        if (leader.states() != game.observations() || leader.actions() != game.leaderActions()) {
            throw new IllegalArgumentException("leader policy has shape [" + leader.states() + ", " + leader.actions()
                    + "], the game [" + game.observations() + ", " + game.leaderActions()
                    + "] observations and leader actions; use a policy of the same game");
        }
    }

    /** The fixed point while it is found; one object serves many leaders of one game and starts where the last one ended. */
    static final class Point {
        final FrozenStackelberg frozen;
        final double[] pi;
        final double[] law;
        final double[] stateLaw;
        final double[] value;
        final double[] leaderValue;
        private final double[] next;
        private final Stop stop;
        private int sweeps;

        Point(FrozenStackelberg frozen, Stop stop) {
            this.frozen = frozen;
            this.stop = stop;
            frozen.stopWhen(stop);
            this.pi = new double[frozen.states * frozen.actions];
            this.law = new double[frozen.atoms];
            this.stateLaw = new double[frozen.states];
            this.value = new double[frozen.states];
            this.leaderValue = new double[frozen.states];
            this.next = new double[frozen.atoms];
            restart();
        }

        /** Uniform policy and law. */
        void restart() {
            java.util.Arrays.fill(pi, 1.0 / frozen.actions);
            java.util.Arrays.fill(law, 1.0 / frozen.atoms);
        }

        /** Φ(φ). Afterwards the game is frozen at μ*, the pair followed, and all fields hold what belongs to it. */
        double settle(double[] phi) {
            Estimate view = new Estimate(law);
            sweeps = 0;
            double change = Double.POSITIVE_INFINITY;
            for (double weight : WEIGHTS) {
                for (int sweep = 0; sweep < MOST_SWEEPS && change > TOLERANCE; sweep++, sweeps++) {
                    stop.check();
                    frozen.freeze(view);
                    frozen.bestRespond(phi, frozen.tau, pi, value);
                    frozen.stationary(pi, stateLaw, next);
                    change = 0;
                    for (int z = 0; z < law.length; z++) {
                        change += Math.abs(next[z] - law[z]);
                        law[z] += weight * (next[z] - law[z]);
                    }
                }
            }
            if (change > TOLERANCE) {
                throw new ArithmeticException(cycle(phi, change));
            }
            frozen.freeze(view);
            frozen.bestRespond(phi, frozen.tau, pi, value);
            frozen.stationary(pi, stateLaw, next);
            frozen.leaderValue(phi, leaderValue);
            return frozen.perStep(leaderValue);
        }

        /** The complaint about a fixed point that does not settle, with the length of its cycle. */
        private String cycle(double[] phi, double change) {
            double[] from = law.clone();
            Estimate view = new Estimate(law);
            int length = 0;
            for (int step = 1; step <= 64 && length == 0; step++) {
                frozen.freeze(view);
                frozen.bestRespond(phi, frozen.tau, pi, value);
                frozen.stationary(pi, stateLaw, next);
                double away = 0;
                for (int z = 0; z < law.length; z++) {
                    law[z] += WEIGHTS[WEIGHTS.length - 1] * (next[z] - law[z]);
                    away += Math.abs(law[z] - from[z]);
                }
                length = away < 1e-6 * change ? step : 0;
            }
            return String.format(
                    Locale.ROOT,
                    "the followers' equilibrium did not settle in %d sweeps (change %.1e, %s); damp it more, or use a"
                            + " larger temperature than %s",
                    sweeps,
                    change,
                    length == 0 ? "no cycle up to length 64" : "a cycle of length " + length,
                    frozen.tau);
        }

        StackelbergEquilibrium equilibrium(TabularPolicy leader) {
            double[] phi = leader.probabilities();
            double objective = frozen.perStep(leaderValue);
            double reward = frozen.perStep(value);
            double[] plain = value.clone();
            frozen.followerValue(pi, 0, plain);
            double[] response = pi.clone();
            double[] best = plain.clone();
            frozen.bestRespond(phi, 0, response, best);
            frozen.follow(pi, phi);
            return new StackelbergEquilibrium(
                    frozen.game,
                    leader,
                    TabularPolicy.ofProbabilities(frozen.states, frozen.actions, pi),
                    Law.proportionalTo(stateLaw),
                    Law.proportionalTo(law),
                    objective,
                    reward,
                    frozen.perStep(best) - frozen.perStep(plain),
                    sweeps);
        }
    }
}
