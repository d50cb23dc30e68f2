package org.meanfield4j.stackelberg;

import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;

/**
 * Whether a leader's own action reaches what it sees at once. Methods that follow the partial gradient cannot move a leader
 * whose reward and kernel ignore its action, such as a tax that only the followers feel.
 */
final class LeaderReach {
    private LeaderReach() {}

    static void requireSome(StackelbergGame game) {
        if (!reaches(game, Law.uniform(game.atoms())) && !reaches(game, FrozenStackelberg.elsewhere(game.atoms()))) {
            throw new IllegalArgumentException("neither the leader's reward nor the kernel of " + Identity.name(game)
                    + " depends on the leader's action: the partial gradient is zero and this method cannot move;"
                    + " use LeaderAscent, which differentiates through the followers' equilibrium");
        }
    }

    private static boolean reaches(StackelbergGame game, MeanField law) {
        double[] first = new double[game.states()];
        double[] row = new double[game.states()];
        for (int s = 0; s < game.states(); s++) {
            for (int b = 1; b < game.leaderActions(); b++) {
                if (game.leaderReward(s, b, law) != game.leaderReward(s, 0, law)) {
                    return true;
                }
                for (int a = 0; a < game.actions(); a++) {
                    java.util.Arrays.fill(first, 0);
                    java.util.Arrays.fill(row, 0);
                    game.move(s, a, 0, law, (next, p) -> first[next] += p);
                    game.move(s, a, b, law, (next, p) -> row[next] += p);
                    if (!java.util.Arrays.equals(first, row)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
