package org.meanfield4j.stationary;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles.Array;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.Streams;

/**
 * A policy and a law: where a solver of stationary games may start, and what a solver of one's own makes of it.
 *
 * @param policy π
 * @param law μ
 */
public record PolicyAndLaw(TabularPolicy policy, Law law) implements Start {
    /** Checks that nothing is missing. */
    public PolicyAndLaw {
        Require.given("policy", policy);
        Require.given("law", law);
    }

    /** The name of log π, shape [S, A], among the arrays of a start. */
    public static final String LOG_POLICY = "log policy";

    /** The name of μ, shape [S], among the arrays of a start. */
    public static final String LAW = "law";

    @Override
    public Map<String, Array> arrays() {
        return Map.of(
                LOG_POLICY,
                new Array(policy.logProbabilities(), policy.states(), policy.actions()),
                LAW,
                Array.vector(law.toArray()));
    }

    /**
     * A random start: every row of the policy and the law drawn from Dirichlet(1, …, 1), that is uniformly among all
     * laws. What a solver uses of a start is said where it is described: some take the law only.
     *
     * <pre>{@code
     * Sweep.seeds(1, 10, seed -> solver.startingFrom(PolicyAndLaw.random(game, seed)).solve(game))
     * }</pre>
     *
     * @param game gives the numbers of states and actions
     * @param seed the same seed gives the same bits
     * @return policy and law, all entries positive
     */
    public static PolicyAndLaw random(StationaryGame game, long seed) {
        int states = Require.given("game", game).states();
        int actions = game.actions();
        Streams streams = Streams.of(seed);
        double[] logits = exponentials(streams.at(0), Require.pairs(states, actions));
        Arrays.setAll(logits, i -> StrictMath.log(logits[i]));
        return new PolicyAndLaw(
                TabularPolicy.ofLogits(states, actions, logits),
                Law.proportionalTo(exponentials(streams.at(1), states)));
    }

    /** Over their sum they are Dirichlet(1, …, 1). */
    private static double[] exponentials(RandomGenerator random, int n) {
        double[] drawn = new double[n];
        Arrays.setAll(drawn, i -> Math.max(Double.MIN_NORMAL, random.nextExponential()));
        return drawn;
    }

    /** The start that a call names, or the uniform policy at the initial law; complains about another size. */
    public static PolicyAndLaw of(StationaryGame game, Start start) {
        Require.given("game", game);
        TabularPolicy policy = TabularPolicy.uniform(game.states(), game.actions());
        if (start == null) {
            return new PolicyAndLaw(policy, game.initialLaw());
        }
        Map<String, Array> arrays = start.arrays();
        if (!arrays.containsKey(LAW) && !arrays.containsKey(LOG_POLICY)) {
            throw new IllegalArgumentException("the start holds " + arrays.keySet() + ", neither '" + LOG_POLICY
                    + "' nor '" + LAW + "'; start from a run of a stationary game");
        }
        Law law = arrays.containsKey(LAW) ? Law.of(arrays.get(LAW).values()) : game.initialLaw();
        Law.requireSize("law of the start", law, game.states());
        if (arrays.containsKey(LOG_POLICY)) {
            Array log = arrays.get(LOG_POLICY);
            if (!Arrays.equals(log.shape(), new int[] {game.states(), game.actions()})) {
                throw new IllegalArgumentException(
                        "policy of the start has shape " + Arrays.toString(log.shape()) + ", the game [" + game.states()
                                + ", " + game.actions() + "]; start from a run of the same game");
            }
            policy = TabularPolicy.ofLogProbabilities(game.states(), game.actions(), log.values());
        }
        return new PolicyAndLaw(policy, law);
    }

    /** Complains about a policy to start from with zeros, for a solver that adds to log π: no step leaves −∞ again. */
    public static void requirePositive(double[] logPolicy, int actions) {
        Require.atLeast("actions", actions, 1);
        for (int i = 0; i < Require.given("logPolicy", logPolicy).length; i++) {
            if (logPolicy[i] == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("policy of the start has probability 0.0 in state " + i / actions
                        + ", action " + i % actions + ", it must be positive: no step of this solver leaves log 0;"
                        + " mix it with the uniform policy");
            }
        }
    }
}
