package org.meanfield4j.stackelberg;

import java.util.function.IntBinaryOperator;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;

/**
 * Builds a {@link StackelbergGame} from lambdas; dynamics and two rewards are enough. A toll that keeps a crowd from one
 * place:
 *
 * <pre>{@code
 * var game = StackelbergGame.builder(2, 2, 2)
 *         .move((s, a, b, mu, row) -> { row.add(a, 0.9); row.add(1 - a, 0.1); })
 *         .followerReward((s, a, b, mu) -> s == 0 ? 1 - 0.5 * b - mu.get(0) : 0)
 *         .leaderReward((s, b, mu) -> s == 0 ? 0.5 * b - mu.get(0) : 0)
 *         .build();
 * }</pre>
 *
 * A kernel that looks at {@code mu} needs {@link #kernelDependsOnLaw()}.
 */
public final class StackelbergGameBuilder {
    private final int states;
    private final int actions;
    private final int leaderActions;
    private String name = "Stackelberg game of one's own";
    private Move move;
    private FollowerReward followerReward;
    private LeaderReward leaderReward;
    private boolean kernelDependsOnLaw;
    private double discount = 0.9;
    private double temperature = 0.5;
    private Law initialLaw;
    private int atoms;
    private IntBinaryOperator atom = (s, a) -> s;
    private boolean posted;

    StackelbergGameBuilder(int states, int actions, int leaderActions) {
        Require.pairs(states, Require.pairs(actions, leaderActions));
        this.states = states;
        this.actions = actions;
        this.leaderActions = leaderActions;
        this.initialLaw = Law.uniform(states);
        this.atoms = states;
    }

    /** Dynamics P(· | s, a, b, μ). */
    @FunctionalInterface
    public interface Move {
        /**
         * Adds the successors.
         *
         * @param state s
         * @param action a
         * @param leader b
         * @param law μ
         * @param row receives successors and probabilities
         */
        void write(int state, int action, int leader, MeanField law, TransitionKernel.Row row);
    }

    /** A reward r_f(s, a, b, μ). */
    @FunctionalInterface
    public interface FollowerReward {
        /**
         * The reward.
         *
         * @param state s
         * @param action a
         * @param leader b
         * @param law μ
         * @return r_f, finite
         */
        double of(int state, int action, int leader, MeanField law);
    }

    /** A reward r_l(s, b, μ). */
    @FunctionalInterface
    public interface LeaderReward {
        /**
         * The reward.
         *
         * @param state s
         * @param leader b
         * @param law μ
         * @return r_l, finite
         */
        double of(int state, int leader, MeanField law);
    }

    /**
     * What a run calls the game.
     *
     * @param newName readable
     * @return this
     */
    public StackelbergGameBuilder name(String newName) {
        name = Require.given("name", newName);
        return this;
    }

    /**
     * The dynamics.
     *
     * @param newMove adds P(· | s, a, b, μ) to a row
     * @return this
     */
    public StackelbergGameBuilder move(Move newMove) {
        move = Require.given("move", newMove);
        return this;
    }

    /**
     * Says that the dynamics look at the law.
     *
     * @return this
     */
    public StackelbergGameBuilder kernelDependsOnLaw() {
        kernelDependsOnLaw = true;
        return this;
    }

    /**
     * The reward of a follower.
     *
     * @param newReward r_f(s, a, b, μ)
     * @return this
     */
    public StackelbergGameBuilder followerReward(FollowerReward newReward) {
        followerReward = Require.given("followerReward", newReward);
        return this;
    }

    /**
     * The reward of the leader.
     *
     * @param newReward r_l(s, b, μ)
     * @return this
     */
    public StackelbergGameBuilder leaderReward(LeaderReward newReward) {
        leaderReward = Require.given("leaderReward", newReward);
        return this;
    }

    /**
     * The discount.
     *
     * @param gamma γ in [0, 1)
     * @return this
     */
    public StackelbergGameBuilder discount(double gamma) {
        discount = Require.discount(gamma);
        return this;
    }

    /**
     * The weight of the followers' entropy.
     *
     * @param tau τ &gt; 0
     * @return this
     */
    public StackelbergGameBuilder temperature(double tau) {
        Require.temperature(tau);
        temperature = tau;
        return this;
    }

    /**
     * Where trajectories start.
     *
     * @param rho ρ on the states
     * @return this
     */
    public StackelbergGameBuilder initialLaw(Law rho) {
        Law.requireSize("initial law", rho, states);
        initialLaw = rho;
        return this;
    }

    /**
     * A mean field on other atoms than the states.
     *
     * @param count Z, at least 1
     * @param newAtom z(s, a), 0 … Z − 1
     * @return this
     */
    public StackelbergGameBuilder atoms(int count, IntBinaryOperator newAtom) {
        atoms = (int) Require.atLeast("atoms", count, 1);
        atom = Require.given("atom", newAtom);
        return this;
    }

    /**
     * A leader that posts one action for everybody instead of seeing the state.
     *
     * @return this
     */
    public StackelbergGameBuilder postedAction() {
        posted = true;
        return this;
    }

    /**
     * The game.
     *
     * @return a game with these parts
     * @throws IllegalArgumentException if dynamics or a reward are missing
     */
    public StackelbergGame build() {
        require("move", move);
        require("followerReward", followerReward);
        require("leaderReward", leaderReward);
        return new Built(
                name,
                states,
                actions,
                leaderActions,
                discount,
                temperature,
                initialLaw,
                move,
                followerReward,
                leaderReward,
                kernelDependsOnLaw,
                atoms,
                atom,
                posted);
    }

    private static void require(String part, Object given) {
        if (given == null) {
            throw new IllegalArgumentException(
                    part + " is missing: a game needs dynamics and two rewards; call ." + part + "(…) before build()");
        }
    }

    private record Built(
            String name,
            int states,
            int actions,
            int leaderActions,
            double discount,
            double temperature,
            Law initialLaw,
            Move dynamics,
            FollowerReward follower,
            LeaderReward leader,
            boolean kernelDependsOnLaw,
            int atoms,
            IntBinaryOperator atomOf,
            boolean posted)
            implements StackelbergGame {
        @Override
        public void move(int state, int action, int leaderAction, MeanField law, TransitionKernel.Row row) {
            dynamics.write(state, action, leaderAction, law, row);
        }

        @Override
        public double followerReward(int state, int action, int leaderAction, MeanField law) {
            return follower.of(state, action, leaderAction, law);
        }

        @Override
        public double leaderReward(int state, int leaderAction, MeanField law) {
            return leader.of(state, leaderAction, law);
        }

        @Override
        public int atom(int state, int action) {
            return atomOf.applyAsInt(state, action);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
