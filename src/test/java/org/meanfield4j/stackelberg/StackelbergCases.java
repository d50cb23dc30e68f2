package org.meanfield4j.stackelberg;

import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stackelberg.games.EquilibriumPricing;
import org.meanfield4j.stackelberg.games.MarketEntrance;
import org.meanfield4j.stackelberg.games.ShopPositioning;

/** The games and policies of the specification's check values. */
final class StackelbergCases {
    private StackelbergCases() {}

    static TabularPolicy uniformFollower(StackelbergGame game) {
        return TabularPolicy.uniform(game.states(), game.actions());
    }

    static TabularPolicy uniformLeader(StackelbergGame game) {
        return TabularPolicy.uniform(game.observations(), game.leaderActions());
    }

    /** π(a|s) ∝ 1 + ((3s + 5a) mod 7). */
    static TabularPolicy unevenFollower(StackelbergGame game) {
        return proportional(game.states(), game.actions(), 3, 5, 7);
    }

    /** φ(b|o) ∝ 1 + ((2o + 3b) mod 5). */
    static TabularPolicy unevenLeader(StackelbergGame game) {
        return proportional(game.observations(), game.leaderActions(), 2, 3, 5);
    }

    private static TabularPolicy proportional(int rows, int columns, int perRow, int perColumn, int modulus) {
        double[] logits = new double[rows * columns];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.log(1 + (perRow * (i / columns) + perColumn * (i % columns)) % modulus);
        }
        return TabularPolicy.ofLogits(rows, columns, logits);
    }

    /** The leader that does one action per observation for certain. */
    static TabularPolicy deterministic(StackelbergGame game, int... chosen) {
        double[] p = new double[game.observations() * game.leaderActions()];
        for (int o = 0; o < game.observations(); o++) {
            p[o * game.leaderActions() + chosen[chosen.length == 1 ? 0 : o]] = 1;
        }
        return TabularPolicy.ofProbabilities(game.observations(), game.leaderActions(), p);
    }

    /** Market entrance with every constant different. */
    static MarketEntrance marketX() {
        return new MarketEntrance(
                0.6,
                1.4,
                0.7,
                0.8,
                0.35,
                0.8,
                0.7,
                1.6,
                0.4,
                0.3,
                0.1,
                new MarketEntrance.Fills(0.85, 0.5, 0.1),
                Law.of(0.5, 0.2, 0.3),
                false);
    }

    /** Shop positioning with every constant different. */
    static ShopPositioning shopX() {
        return new ShopPositioning(
                7, 0.07, 0.3, 0.85, 2, 6, 0.15, 0.7, 0, 0.8, Law.of(0.05, 0.7, 0.25), Law.uniform(7), true);
    }

    /** Equilibrium pricing with every constant different. */
    static EquilibriumPricing pricingX() {
        return new EquilibriumPricing(
                4,
                1,
                3,
                EquilibriumPricing.Levels.of(1.5, 2.5, 4),
                0.25,
                0.85,
                0.7,
                0.6,
                1.8,
                new EquilibriumPricing.Costs(0.25, 0.15, 0.05, 0.4, 0.03),
                1.2,
                0.03,
                Law.uniform(5),
                true);
    }
}
