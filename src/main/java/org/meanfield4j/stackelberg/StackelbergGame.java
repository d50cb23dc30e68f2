package org.meanfield4j.stackelberg;

import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.MeanField;

/**
 * A Stackelberg mean-field game with finitely many states and actions: followers who form a population, and one leader
 * who moves first. {@link #builder} makes one from lambdas.
 *
 * <p>The population is described by the law of atoms z(s, a): the states themselves unless a game says otherwise, such as
 * the pairs of inventory and sale that set a price. The leader sees o(s): the state itself, or nothing at all where it
 * posts one action for everybody.
 *
 * <p>The mean field is to be looked at during a call only. Rewards and kernel should be smooth in it: exact gradients take
 * differences inside the simplex.
 */
public interface StackelbergGame extends Identified {

    /**
     * How many states there are.
     *
     * @return S, positive
     */
    int states();

    /**
     * How many actions a follower has.
     *
     * @return A, positive
     */
    int actions();

    /**
     * How many actions the leader has.
     *
     * @return B, positive
     */
    int leaderActions();

    /**
     * The discount.
     *
     * @return γ in [0, 1)
     */
    double discount();

    /**
     * The weight of the followers' entropy.
     *
     * @return τ &gt; 0, in units of reward
     */
    double temperature();

    /**
     * Where trajectories start.
     *
     * @return ρ on S states
     */
    Law initialLaw();

    /**
     * The dynamics: adds P(· | s, a, b, μ) to a row.
     *
     * @param state s
     * @param action a
     * @param leader b
     * @param law μ on the atoms
     * @param row receives successors and probabilities
     */
    void move(int state, int action, int leader, MeanField law, TransitionKernel.Row row);

    /**
     * The reward of a follower.
     *
     * @param state s
     * @param action a
     * @param leader b
     * @param law μ on the atoms
     * @return r_f(s, a, b, μ), finite
     */
    double followerReward(int state, int action, int leader, MeanField law);

    /**
     * The reward of the leader while it meets a follower in a state.
     *
     * @param state s
     * @param leader b
     * @param law μ on the atoms
     * @return r_l(s, b, μ), finite
     */
    double leaderReward(int state, int leader, MeanField law);

    /**
     * Whether the population changes the dynamics.
     *
     * @return false if {@link #move} ignores the law; solvers then build the kernel once, after a look at a second law
     */
    default boolean kernelDependsOnLaw() {
        return false;
    }

    /**
     * How many atoms the mean field has.
     *
     * @return Z, S unless a game says otherwise
     */
    default int atoms() {
        return states();
    }

    /**
     * What a follower adds to the mean field.
     *
     * @param state s
     * @param action a
     * @return z(s, a), 0 … Z − 1; s unless a game says otherwise
     */
    default int atom(int state, int action) {
        assert Require.index("state", state, states()) >= 0 && Require.index("action", action, actions()) >= 0;
        return state;
    }

    /**
     * Whether the leader posts one action for everybody instead of seeing the state.
     *
     * @return false unless a game says otherwise
     */
    default boolean posted() {
        return false;
    }

    /**
     * How many things the leader can tell apart.
     *
     * @return O; S, or 1 if the action is posted, unless a game says otherwise
     */
    default int observations() {
        return posted() ? 1 : states();
    }

    /**
     * What the leader sees of a state.
     *
     * @param state s
     * @return o(s), 0 … O − 1; s, or 0 if the action is posted, unless a game says otherwise
     */
    default int observation(int state) {
        int inside = Require.index("state", state, states());
        return posted() ? 0 : inside;
    }

    /**
     * What the game is, for checkpoints: sizes, atoms, observations, γ, τ and ρ, and its kernel and rewards at two laws, the
     * uniform one and half of it plus half the law proportional to 1, 2, …, Z. A game that throws at a law says "refused"
     * there. Cost: two kernels and two tables of rewards.
     *
     * @return equal for games that agree in all this, bit by bit
     */
    @Override
    default String identity() {
        return FrozenStackelberg.identity(this);
    }

    /**
     * A game from lambdas.
     *
     * @param states S, positive
     * @param actions A, positive
     * @param leaderActions B, positive
     * @return a builder with discount 0.9, temperature 0.5, a uniform initial law and a leader that sees the state
     * @throws IllegalArgumentException if a size is not positive
     */
    static StackelbergGameBuilder builder(int states, int actions, int leaderActions) {
        return new StackelbergGameBuilder(states, actions, leaderActions);
    }
}
