package org.meanfield4j.stationary;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.law.Law;

/** What a game is: its numbers at two laws. A second law tells games apart that agree where they start. */
final class GameIdentity {
    private GameIdentity() {}

    static String of(StationaryGame game) {
        Law initial = game.initialLaw();
        return "game of " + game.states() + " states and " + game.actions() + " actions, discount " + game.discount()
                + ", from " + initial.identity() + ", there " + at(game, initial) + ", elsewhere "
                + at(game, elsewhere(initial));
    }

    /** ½ μ_0 + ½ · (1, 2, …, S) / Σ s. */
    static Law elsewhere(Law initial) {
        double[] p = initial.toArray();
        double sum = 0.5 * p.length * (p.length + 1);
        for (int s = 0; s < p.length; s++) {
            p[s] = 0.5 * p[s] + 0.5 * (s + 1) / sum;
        }
        return Law.proportionalTo(p);
    }

    private static String at(StationaryGame game, Law law) {
        double[] rewards = new double[Require.pairs(game.states(), game.actions())];
        try {
            String kernel = game.kernel(law).identity();
            game.rewards(law, rewards);
            return "kernel " + kernel + " and rewards " + Identity.digest(rewards);
        } catch (RuntimeException | StackOverflowError e) {
            return "refused";
        }
    }
}
