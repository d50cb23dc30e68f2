package org.meanfield4j.stationary;

import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Law;

/**
 * A stationary mean-field game with finitely many states and actions: (S, A, P, r, γ) and a law to start from. Small
 * enough to implement in a notebook cell; {@link #builder} makes one from lambdas. Solvers check what they are handed
 * once, at the door ({@link FrozenMdp}).
 */
public interface StationaryGame extends Identified {

    /**
     * How many states there are.
     *
     * @return S, positive
     */
    int states();

    /**
     * How many actions there are.
     *
     * @return A, positive
     */
    int actions();

    /**
     * The discount.
     *
     * @return γ in [0, 1)
     */
    double discount();

    /**
     * The dynamics when the population has a given law.
     *
     * @param law μ on S states
     * @return P_μ(s' | s, a); always the same object if {@link #kernelDependsOnLaw()} is false
     */
    TransitionKernel kernel(Law law);

    /**
     * The reward when the population has a given law.
     *
     * @param state s, 0 … S − 1
     * @param action a, 0 … A − 1
     * @param law μ on S states
     * @return r(s, a, μ), finite
     */
    double reward(int state, int action, Law law);

    /**
     * All rewards for one law. Override it where they share work, such as a convolution of the law.
     *
     * @param law μ on S states
     * @param out r(s, a, μ), shape [S·A], row-major, every entry overwritten
     */
    default void rewards(Law law, double[] out) {
        Require.given("law", law);
        Require.room("out", out, states() * actions());
        for (int s = 0, i = 0; s < states(); s++) {
            for (int a = 0; a < actions(); a++, i++) {
                out[i] = reward(s, a, law);
            }
        }
    }

    /**
     * Whether the population changes the dynamics.
     *
     * @return false if {@link #kernel} ignores the law; solvers then build it once, after a look at a second law
     */
    default boolean kernelDependsOnLaw() {
        return false;
    }

    /**
     * The law of the population at the start.
     *
     * @return μ_0, uniform unless a game says otherwise
     */
    default Law initialLaw() {
        return Law.uniform(states());
    }

    /**
     * What the game is, for checkpoints: sizes, discount and initial law, and its kernel and rewards at two laws, the
     * initial one and half of it plus half the law proportional to 1, 2, …, S. A game that throws at a law says
     * "refused" there. Neither the name of the class nor lambdas count. Cost: two kernels and two tables of rewards.
     *
     * @return equal for games that agree in all this, bit by bit
     */
    @Override
    default String identity() {
        return GameIdentity.of(this);
    }

    /**
     * A game from lambdas.
     *
     * @param states S, positive
     * @param actions A, positive
     * @return a builder with discount 0.9, no slip and a uniform initial law
     * @throws IllegalArgumentException if a size is not positive
     */
    static StationaryGameBuilder builder(int states, int actions) {
        return new StationaryGameBuilder(states, actions);
    }

    /**
     * A game from an existing one: its sizes, dynamics, reward, discount and initial law, of which any can be replaced.
     *
     * <pre>{@code
     * var room = CrowdGrid.corner(5);
     * var quiet = StationaryGame.builder(room).reward((s, a, mu) -> room.reward(s, a, mu) - (a == 0 ? 0 : 0.1)).build();
     * show(Plots.grid(solver.solve(quiet).law(), room));
     * }</pre>
     *
     * @param game what to start from; unchanged
     * @return a builder
     */
    static StationaryGameBuilder builder(StationaryGame game) {
        Require.given("game", game);
        StationaryGameBuilder builder = builder(game.states(), game.actions())
                .name(game + ", changed")
                .reward(game::reward)
                .discount(game.discount())
                .initialLaw(game.initialLaw());
        return game.kernelDependsOnLaw()
                ? builder.kernel(game::kernel)
                : builder.kernel(game.kernel(game.initialLaw()));
    }
}
