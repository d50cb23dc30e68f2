package org.meanfield4j.stationary.players;

import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.StationaryGame;

/**
 * What one of N players gains by leaving a policy that all others keep following independently: the exact ε_N of the
 * N-player game, against the mean-field limit ε_∞ = E_0(π).
 *
 * <p>The others are independent draws of the stationary law μ = μ^π, the deviating player sits at s itself. If the
 * reward is affine in the law and the dynamics ignore it, expectations pass through and
 *
 * <pre>r_N(s, a) = r(s, a, (N−1)/N μ + 1/N δ_s),     ε_N(π) = φ_0 of the decision problem with rewards r_N, from μ.</pre>
 *
 * Source: reconstructed.
 */
public final class NPlayerGap {
    /** Curvature of the reward that counts as rounding, relative to its size. */
    private static final double AFFINE = 1e-9;

    private final StationaryGame game;
    private final TabularPolicy policy;
    private final Law law;

    private NPlayerGap(StationaryGame game, TabularPolicy policy, Law law) {
        this.game = game;
        this.policy = policy;
        this.law = law;
    }

    /**
     * The gap of a policy.
     *
     * @param game a game whose reward is affine in the law and whose kernel ignores it
     * @param policy π, with one recurrent class
     * @return the gap, for any number of players
     * @throws IllegalArgumentException if the shapes differ
     * @throws InvalidModelException if the kernel depends on the law, the reward is not affine in it, or the policy has
     *     more than one recurrent class
     */
    public static NPlayerGap compute(StationaryGame game, TabularPolicy policy) {
        if (Require.given("game", game).kernelDependsOnLaw()) {
            throw new InvalidModelException(
                    "kernel of " + game + " depends on the law; the exact N-player gap needs one that does not");
        }
        Law law = new Metrics(game).stationaryLaw(policy);
        for (int s = 0; s < game.states(); s++) {
            Law alone = Law.pointMass(game.states(), s);
            for (int a = 0; a < game.actions(); a++) {
                double half = game.reward(s, a, law.mix(0.5, alone));
                double chord = 0.5 * (game.reward(s, a, law) + game.reward(s, a, alone));
                if (!(Math.abs(half - chord) <= AFFINE * (1 + Math.abs(chord)))) {
                    throw new InvalidModelException("reward of state " + s + ", action " + a + " = " + half
                            + " between two laws, " + chord
                            + " by its chord: it must be affine in the law for an exact N-player gap");
                }
            }
        }
        return new NPlayerGap(game, policy, law);
    }

    /**
     * ε_N, the gain of the best deviation among N players.
     *
     * @param players N, at least 1
     * @return at least 0, a discounted sum
     * @throws IllegalArgumentException if N &lt; 1
     */
    public double among(long players) {
        Require.atLeast("players", players, 1);
        return new Metrics(new SeenByOne(game, law, 1.0 / players)).exploitability(policy, 0, law);
    }

    /**
     * ε_∞, the mean-field limit.
     *
     * @return E_0(π), at least 0, a discounted sum
     */
    public double limit() {
        return new Metrics(game).exploitability(policy, 0, law);
    }

    /** The decision problem of one player whose own weight in the crowd is not zero. */
    private record SeenByOne(StationaryGame game, Law others, double ownWeight) implements StationaryGame {
        @Override
        public int states() {
            return game.states();
        }

        @Override
        public int actions() {
            return game.actions();
        }

        @Override
        public double discount() {
            return game.discount();
        }

        @Override
        public TransitionKernel kernel(Law law) {
            return game.kernel(law);
        }

        @Override
        public double reward(int state, int action, Law law) {
            return game.reward(state, action, others.mix(ownWeight, Law.pointMass(states(), state)));
        }
    }
}
