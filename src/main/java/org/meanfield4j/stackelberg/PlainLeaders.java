package org.meanfield4j.stackelberg;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;

/**
 * Leaders that need no learning: do nothing, post one action, look one step ahead, or try everything. What a learnt leader is
 * worth shows beside them.
 */
public final class PlainLeaders {
    private static final long MOST_LEADERS = 10_000;

    private PlainLeaders() {}

    /**
     * The leader that does nothing on purpose.
     *
     * @param game the game
     * @return the uniform policy, shape [O, B]
     */
    public static TabularPolicy uniform(StackelbergGame game) {
        Require.given("game", game);
        return TabularPolicy.uniform(game.observations(), game.leaderActions());
    }

    /**
     * A leader with one action per observation.
     *
     * @param game the game
     * @param actions one per observation, or one for all
     * @return the deterministic policy, shape [O, B]
     * @throws IllegalArgumentException if their number or one of them does not fit
     */
    public static TabularPolicy deterministic(StackelbergGame game, int... actions) {
        Require.given("game", game);
        Require.given("actions", actions);
        int seen = game.observations();
        int width = game.leaderActions();
        if (actions.length != 1 && actions.length != seen) {
            throw new IllegalArgumentException("actions has " + actions.length + " entries, must be 1 or " + seen
                    + ", one per observation of the leader");
        }
        double[] p = new double[seen * width];
        for (int o = 0; o < seen; o++) {
            int b = actions[actions.length == 1 ? 0 : o];
            if (b < 0 || b >= width) {
                throw new IllegalArgumentException("leader action = " + b + " must lie in 0 … " + (width - 1));
            }
            p[o * width + b] = 1;
        }
        return TabularPolicy.ofProbabilities(seen, width, p);
    }

    /**
     * The equilibria of all leaders that always do the same.
     *
     * @param game the game
     * @return B equilibria, by action
     */
    public static List<StackelbergEquilibrium> constants(StackelbergGame game) {
        return IntStream.range(0, Require.given("game", game).leaderActions())
                .mapToObj(b -> StackelbergEquilibrium.compute(game, deterministic(game, b)))
                .toList();
    }

    /**
     * The best leader that always does the same.
     *
     * @param game the game
     * @return the first equilibrium with the largest Φ
     */
    public static StackelbergEquilibrium bestConstant(StackelbergGame game) {
        return best(constants(game), StackelbergEquilibrium::objective);
    }

    /**
     * The best deterministic leader, by trying all B^O.
     *
     * @param game the game
     * @return the first equilibrium with the largest Φ
     * @throws IllegalArgumentException if there are more than 10 000
     */
    public static StackelbergEquilibrium bestDeterministic(StackelbergGame game) {
        Require.given("game", game);
        int seen = game.observations();
        int width = game.leaderActions();
        double count = Math.pow(width, seen);
        if (count > MOST_LEADERS) {
            throw new IllegalArgumentException("leader has " + width + "^" + seen
                    + " deterministic policies, more than " + MOST_LEADERS + "; use LeaderAscent from several starts");
        }
        return best(
                IntStream.range(0, (int) count)
                        .mapToObj(number -> {
                            int[] actions = new int[seen];
                            for (int o = seen - 1, rest = number; o >= 0; o--, rest /= width) {
                                actions[o] = rest % width;
                            }
                            return StackelbergEquilibrium.compute(game, deterministic(game, actions));
                        })
                        .toList(),
                StackelbergEquilibrium::objective);
    }

    /**
     * The myopic leader: posts the action that is best for its next reward, Σ_s ρ(s) r_l(s, b, μ_b), at the equilibrium law
     * μ_b that the action induces.
     *
     * @param game the game
     * @return the equilibrium of that action
     */
    public static StackelbergEquilibrium myopic(StackelbergGame game) {
        List<StackelbergEquilibrium> all = constants(game);
        return best(all, equilibrium -> nextReward(game, all.indexOf(equilibrium), equilibrium.law()));
    }

    private static double nextReward(StackelbergGame game, int b, Law law) {
        double[] rewards = new double[game.states()];
        Arrays.setAll(rewards, s -> game.leaderReward(s, b, law));
        return game.initialLaw().expectation(rewards);
    }

    private static StackelbergEquilibrium best(
            List<StackelbergEquilibrium> all, ToDoubleFunction<StackelbergEquilibrium> value) {
        StackelbergEquilibrium best = all.get(0);
        for (StackelbergEquilibrium each : all) {
            best = value.applyAsDouble(each) > value.applyAsDouble(best) ? each : best;
        }
        return best;
    }
}
