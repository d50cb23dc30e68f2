package org.meanfield4j.stackelberg.continuous;

import org.meanfield4j.core.law.Identified;

/**
 * A Stackelberg game on an interval: s' = s + a + noise, clipped to the box. The population is described by its mean m; the
 * leader posts b drawn from N(ω, σ_b²), ω its only parameter.
 */
public interface ContinuousGame extends Identified {

    /**
     * The lower end of the box.
     *
     * @return the smallest state
     */
    double lowest();

    /**
     * The upper end of the box.
     *
     * @return the largest state
     */
    double highest();

    /**
     * The discount.
     *
     * @return γ in [0, 1)
     */
    double discount();

    /**
     * The weight of the followers' entropy.
     *
     * @return τ &gt; 0
     */
    double temperature();

    /**
     * The standard deviation of the noise of a move.
     *
     * @return in units of the state
     */
    double noise();

    /**
     * Mean of ρ before clipping.
     *
     * @return in units of the state
     */
    double initialMean();

    /**
     * Standard deviation of ρ before clipping.
     *
     * @return in units of the state
     */
    double initialDeviation();

    /**
     * The standard deviation of the leader's action.
     *
     * @return σ_b
     */
    double leaderDeviation();

    /**
     * Where the leader starts.
     *
     * @return ω_0
     */
    double leaderStart();

    /**
     * The estimate of the population's mean at the start.
     *
     * @return m_0
     */
    double meanStart();

    /**
     * What states are multiplied by before they enter a network.
     *
     * @return the scale
     */
    double scale();

    /**
     * The reward of a follower.
     *
     * @param state s
     * @param action a
     * @param leader b
     * @param mean m
     * @return r_f
     */
    double followerReward(double state, double action, double leader, double mean);

    /**
     * The reward of the leader.
     *
     * @param leader b
     * @param mean m
     * @return r_l
     */
    double leaderReward(double leader, double mean);

    /**
     * What is known in closed form, ignoring the box.
     *
     * @return the reference
     */
    Reference reference();

    @Override
    default String identity() {
        return toString();
    }

    /**
     * Closed forms of a game without its box.
     *
     * @param singleLoop ω where the partial gradient vanishes
     * @param singleLoopMean m there
     * @param stackelberg ω of the true Stackelberg optimum
     * @param stackelbergMean m there
     * @param gain K of the followers' optimal policy, mean −K (s − target)
     * @param deviation standard deviation of that policy
     * @param variance v of the population
     */
    record Reference(
            double singleLoop,
            double singleLoopMean,
            double stackelberg,
            double stackelbergMean,
            double gain,
            double deviation,
            double variance) {

        /** From the curvature Q of the follower's problem, p = Q + γp/(1 + γp). */
        static Reference of(
                ContinuousGame game,
                double curvature,
                double singleLoop,
                double singleLoopMean,
                double stackelberg,
                double stackelbergMean) {
            double gamma = game.discount();
            // γp² + (1 − γ − γQ) p − Q = 0
            double linear = 1 - gamma - gamma * curvature;
            double p = (-linear + Math.sqrt(linear * linear + 4 * gamma * curvature)) / (2 * gamma);
            double gain = gamma * p / (1 + gamma * p);
            double variance = game.temperature() / (1 + gamma * p);
            double stays = 1 - gain;
            return new Reference(
                    singleLoop,
                    singleLoopMean,
                    stackelberg,
                    stackelbergMean,
                    gain,
                    Math.sqrt(variance),
                    (variance + game.noise() * game.noise()) / (1 - stays * stays));
        }
    }
}
