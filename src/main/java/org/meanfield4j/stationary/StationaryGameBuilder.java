package org.meanfield4j.stationary;

import java.util.function.Function;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * Builds a {@link StationaryGame} from lambdas; a reward and a next state are enough.
 *
 * <pre>{@code
 * var game = StationaryGame.builder(11, 3)
 *         .next((s, a) -> Math.floorMod(s + a - 1, 11))
 *         .reward((s, a, mu) -> -Math.abs(s - 5) / 5.0 - 4 * mu.get(s))
 *         .slip(0.1)
 *         .build();
 * }</pre>
 */
public final class StationaryGameBuilder {
    private final int states;
    private final int actions;
    private String name = "game of one's own";
    private Reward reward;
    private Function<Law, TransitionKernel> kernel;
    private boolean kernelDependsOnLaw;
    private double slip;
    private double discount = 0.9;
    private Law initialLaw;

    StationaryGameBuilder(int states, int actions) {
        Require.pairs(states, actions);
        this.states = states;
        this.actions = actions;
        this.initialLaw = Law.uniform(states);
    }

    /** A reward r(s, a, μ). */
    @FunctionalInterface
    public interface Reward {
        /**
         * The reward.
         *
         * @param state s
         * @param action a
         * @param law μ
         * @return r(s, a, μ), finite
         */
        double of(int state, int action, Law law);
    }

    /**
     * What a run calls the game.
     *
     * @param newName readable
     * @return this
     */
    public StationaryGameBuilder name(String newName) {
        name = Require.given("name", newName);
        return this;
    }

    /**
     * The reward.
     *
     * @param newReward r(s, a, μ)
     * @return this
     */
    public StationaryGameBuilder reward(Reward newReward) {
        reward = Require.given("reward", newReward);
        return this;
    }

    /**
     * Dynamics without chance; combine with {@link #slip}.
     *
     * @param next the next state of each state and action
     * @return this
     */
    public StationaryGameBuilder next(TransitionKernel.NextState next) {
        return kernel(TransitionKernel.deterministic(states, actions, next));
    }

    /**
     * Dynamics that ignore the population.
     *
     * @param newKernel P(s' | s, a)
     * @return this
     */
    public StationaryGameBuilder kernel(TransitionKernel newKernel) {
        Require.given("kernel", newKernel);
        kernel = law -> newKernel;
        kernelDependsOnLaw = false;
        return this;
    }

    /**
     * Dynamics that depend on the population. The lambda takes the law alone; states and actions come one level below:
     *
     * <pre>{@code
     * .kernel(mu -> TransitionKernel.of(2, 2, (s, a, row) -> {
     *     row.add(s, 1 - 0.5 * mu.get(0)); row.add(1 - s, 0.5 * mu.get(0)); }))
     * }</pre>
     *
     * <p>{@code kernel((s, a, mu) -> …)} does not compile: "no suitable method found for kernel((s,a,mu)->…)", with
     * "incompatible parameter types in lambda expression" below it, means that the lambda must be {@code mu -> …}.
     *
     * @param newKernel μ ↦ P_μ
     * @return this
     */
    public StationaryGameBuilder kernel(Function<Law, TransitionKernel> newKernel) {
        kernel = Require.given("kernel", newKernel);
        kernelDependsOnLaw = true;
        return this;
    }

    /**
     * With this probability the chosen action is replaced by one drawn uniformly from all actions, the chosen one
     * included.
     *
     * @param probability p in [0, 1]
     * @return this
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public StationaryGameBuilder slip(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("slip = " + probability + " must lie in [0, 1]; it is a probability");
        }
        slip = probability;
        return this;
    }

    /**
     * The discount.
     *
     * @param gamma γ in [0, 1)
     * @return this
     * @throws IllegalArgumentException if γ is outside [0, 1)
     */
    public StationaryGameBuilder discount(double gamma) {
        discount = Require.discount(gamma);
        return this;
    }

    /**
     * The law to start from.
     *
     * @param law μ_0 on S states
     * @return this
     * @throws IllegalArgumentException if the law has another size
     */
    public StationaryGameBuilder initialLaw(Law law) {
        Law.requireSize("initial law", law, states);
        initialLaw = law;
        return this;
    }

    /**
     * The game.
     *
     * @return an immutable game, its kernel and reward checked at the initial law
     * @throws IllegalStateException if the reward or the dynamics are missing
     * @throws org.meanfield4j.core.check.InvalidModelException if kernel or reward break their contract
     */
    public StationaryGame build() {
        if (reward == null || kernel == null) {
            throw new IllegalStateException("the game has no " + (reward == null ? "reward" : "dynamics") + "; call "
                    + (reward == null ? "reward((s, a, mu) -> …)" : "next((s, a) -> …) or kernel(…)")
                    + " before build()");
        }
        Function<Law, TransitionKernel> dynamics;
        if (slip == 0) {
            dynamics = kernel;
        } else if (kernelDependsOnLaw) {
            Function<Law, TransitionKernel> firm = kernel;
            double p = slip;
            dynamics = law -> firm.apply(law).withSlip(p);
        } else {
            TransitionKernel slipping = kernel.apply(initialLaw).withSlip(slip);
            dynamics = law -> slipping;
        }
        StationaryGame game =
                new LambdaGame(name, states, actions, discount, dynamics, kernelDependsOnLaw, reward, initialLaw);
        new FrozenMdp(game, initialLaw);
        return game;
    }

    private record LambdaGame(
            String name,
            int states,
            int actions,
            double discount,
            Function<Law, TransitionKernel> dynamics,
            boolean kernelDependsOnLaw,
            Reward rewardFunction,
            Law initialLaw)
            implements StationaryGame {
        @Override
        public TransitionKernel kernel(Law law) {
            return dynamics.apply(law);
        }

        @Override
        public double reward(int state, int action, Law law) {
            return rewardFunction.of(state, action, law);
        }

        @Override
        public String toString() {
            return name + " (" + states + " states, " + actions + " actions)";
        }
    }
}
