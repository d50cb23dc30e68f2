package org.meanfield4j.stackelberg;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.text.Digits;

/**
 * The exact values of a pair of policies at the mean field that it induces, per step: (1 − γ) ρᵀV.
 *
 * @param stateLaw law of the states
 * @param law m(π, φ), law of the atoms
 * @param leaderReward (1 − γ) J_l
 * @param followerReward (1 − γ) J_f, with the entropy bonus
 * @param plainFollowerReward (1 − γ) J_fu, without it
 * @param regularisedExploitability what the soft best response gains: (1 − γ) ρᵀ(V_f^* − V_f), with the entropy bonus
 * @param exploitability what the best response gains without the bonus
 * @param followerValue V_f, shape [S]
 * @param leaderValue V_l, shape [S]
 */
public record StackelbergEvaluation(
        Law stateLaw,
        Law law,
        double leaderReward,
        double followerReward,
        double plainFollowerReward,
        double regularisedExploitability,
        double exploitability,
        double[] followerValue,
        double[] leaderValue) {

    /** Checks that nothing is missing. */
    public StackelbergEvaluation {
        Require.given("stateLaw", stateLaw);
        Require.given("law", law);
        Require.given("followerValue", followerValue);
        Require.given("leaderValue", leaderValue);
    }

    /**
     * Evaluates a pair of policies.
     *
     * @param game the game
     * @param follower π, shape [S, A]
     * @param leader φ, shape [O, B]
     * @return laws and values; a few linear solves of size S
     * @throws IllegalArgumentException if a policy has another shape
     * @throws org.meanfield4j.core.check.InvalidModelException if the game breaks its contract
     */
    public static StackelbergEvaluation compute(StackelbergGame game, TabularPolicy follower, TabularPolicy leader) {
        Require.given("game", game);
        Require.given("follower", follower);
        TabularPolicy.requireShape(follower, game.states(), game.actions());
        StackelbergEquilibrium.requireLeader(game, leader);
        return compute(
                new FrozenStackelberg(game),
                follower.probabilities(),
                leader.probabilities(),
                Law.uniform(game.atoms()).toArray());
    }

    /** The same from tables; the law is a first guess and not kept. */
    static StackelbergEvaluation compute(FrozenStackelberg frozen, double[] pi, double[] phi, double[] guess) {
        double[] law = guess.clone();
        double[] stateLaw = new double[frozen.states];
        frozen.induce(pi, phi, law, stateLaw);
        double[] leaderValue = new double[frozen.states];
        double[] value = new double[frozen.states];
        double[] plain = new double[frozen.states];
        double[] best = new double[frozen.states];
        frozen.leaderValue(phi, leaderValue);
        frozen.followerValue(pi, frozen.tau, value);
        frozen.followerValue(pi, 0, plain);
        double[] response = pi.clone();
        System.arraycopy(value, 0, best, 0, best.length);
        frozen.bestRespond(phi, frozen.tau, response, best);
        double regularised = frozen.perStep(best) - frozen.perStep(value);
        frozen.bestRespond(phi, 0, response, best);
        return new StackelbergEvaluation(
                Law.proportionalTo(stateLaw),
                Law.proportionalTo(law),
                frozen.perStep(leaderValue),
                frozen.perStep(value),
                frozen.perStep(plain),
                regularised,
                frozen.perStep(best) - frozen.perStep(plain),
                value,
                leaderValue);
    }

    @Override
    public String toString() {
        return Digits.record(this);
    }
}
