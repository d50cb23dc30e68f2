package org.meanfield4j.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;

/**
 * Builds a {@link MeanFieldControlProblem} from lambdas; kernel and running reward are enough. A crowd that shall spread
 * evenly over two rooms, and pays for walking:
 *
 * <pre>{@code
 * var problem = MeanFieldControlProblem.builder(2, 2, 3)
 *         .kernel((t, x, a, mu, row) -> { row[x] = 1 - 0.8 * a; row[1 - x] = 0.8 * a; })
 *         .reward((t, x, a, mu) -> -mu[x] - 0.1 * a)
 *         .build();
 * }</pre>
 *
 * A kernel that looks at {@code mu} needs {@link #kernelDependsOnLaw()}, one that looks at {@code t}
 * {@link #dependsOnTime()}. Laws are arrays of S probabilities, to be read only.
 */
public final class MeanFieldControlProblemBuilder {
    private final int states;
    private final int actions;
    private final int horizon;
    private String name = "mean-field control problem of one's own";
    private Kernel kernel;
    private Reward reward;
    private TerminalReward terminalReward = (x, mu) -> 0;
    private TrainingLaw trainingLaw;
    private boolean kernelDependsOnLaw;
    private boolean dependsOnTime;
    private double discount = 1;
    private Law validationLaw;
    private int validationHorizon;

    MeanFieldControlProblemBuilder(int states, int actions, int horizon) {
        Require.pairs(states, actions);
        this.states = states;
        this.actions = actions;
        this.horizon = (int) Require.atLeast("horizon", horizon, 1);
        this.validationHorizon = horizon;
        this.validationLaw = Law.uniform(states);
    }

    /** A row P(· | x, a, μ) of the kernel. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * Writes the row.
         *
         * @param time t
         * @param state x
         * @param action a
         * @param law μ, shape [S]
         * @param row zeros, receives P(· | x, a, μ), shape [S]
         */
        void write(int time, int state, int action, double[] law, double[] row);
    }

    /** A running reward r(x, a, μ). */
    @FunctionalInterface
    public interface Reward {
        /**
         * The reward.
         *
         * @param time t
         * @param state x
         * @param action a
         * @param law μ, shape [S]
         * @return r, finite
         */
        double of(int time, int state, int action, double[] law);
    }

    /** A terminal reward g(x, μ). */
    @FunctionalInterface
    public interface TerminalReward {
        /**
         * The reward.
         *
         * @param state x
         * @param law μ, shape [S]
         * @return g, finite
         */
        double of(int state, double[] law);
    }

    /** Draws laws to train from. */
    @FunctionalInterface
    public interface TrainingLaw {
        /**
         * Draws one.
         *
         * @param random where the draws come from
         * @param law receives μ_0 with full support, shape [S]
         */
        void draw(RandomGenerator random, double[] law);
    }

    /**
     * What a run calls the problem.
     *
     * @param newName readable
     * @return this
     */
    public MeanFieldControlProblemBuilder name(String newName) {
        name = Require.given("name", newName);
        return this;
    }

    /**
     * The dynamics.
     *
     * @param newKernel writes P(· | x, a, μ) into a row of zeros
     * @return this
     */
    public MeanFieldControlProblemBuilder kernel(Kernel newKernel) {
        kernel = Require.given("kernel", newKernel);
        return this;
    }

    /**
     * Says that the dynamics look at the law.
     *
     * @return this
     */
    public MeanFieldControlProblemBuilder kernelDependsOnLaw() {
        kernelDependsOnLaw = true;
        return this;
    }

    /**
     * Says that dynamics or running reward look at the time.
     *
     * @return this
     */
    public MeanFieldControlProblemBuilder dependsOnTime() {
        dependsOnTime = true;
        return this;
    }

    /**
     * The running reward.
     *
     * @param newReward r(x, a, μ)
     * @return this
     */
    public MeanFieldControlProblemBuilder reward(Reward newReward) {
        reward = Require.given("reward", newReward);
        return this;
    }

    /**
     * The terminal reward, 0 if there is none.
     *
     * @param newReward g(x, μ)
     * @return this
     */
    public MeanFieldControlProblemBuilder terminalReward(TerminalReward newReward) {
        terminalReward = Require.given("terminalReward", newReward);
        return this;
    }

    /**
     * The discount per step.
     *
     * @param gamma γ in (0, 1]
     * @return this
     */
    public MeanFieldControlProblemBuilder discount(double gamma) {
        discount = ProblemChecks.discount(gamma);
        return this;
    }

    /**
     * The laws to train from; uniform on the simplex if there are none.
     *
     * @param sampler draws laws with full support
     * @return this
     */
    public MeanFieldControlProblemBuilder trainingLaw(TrainingLaw sampler) {
        trainingLaw = Require.given("trainingLaw", sampler);
        return this;
    }

    /**
     * One law to train from.
     *
     * @param law μ_0 with full support
     * @return this
     * @throws IllegalArgumentException if a state is empty
     */
    public MeanFieldControlProblemBuilder trainingLaw(Law law) {
        double[] fixed = checked("training law", law);
        return trainingLaw((random, out) -> System.arraycopy(fixed, 0, out, 0, fixed.length));
    }

    /**
     * The law from which policies are judged.
     *
     * @param law μ_0 with full support
     * @return this
     * @throws IllegalArgumentException if a state is empty
     */
    public MeanFieldControlProblemBuilder validationLaw(Law law) {
        checked("validation law", law);
        validationLaw = law;
        return this;
    }

    /**
     * The horizon over which policies are judged.
     *
     * @param steps at least 1
     * @return this
     */
    public MeanFieldControlProblemBuilder validationHorizon(int steps) {
        validationHorizon = (int) Require.atLeast("validationHorizon", steps, 1);
        return this;
    }

    private double[] checked(String what, Law law) {
        Law.requireSize(what, law, states);
        double[] values = law.toArray();
        ProblemChecks.fullSupport(what, values);
        return values;
    }

    /**
     * The problem.
     *
     * @return a problem with these parts
     * @throws IllegalArgumentException if kernel or reward are missing
     * @throws org.meanfield4j.core.check.InvalidModelException if a row of the kernel is not a law or a reward is not finite
     */
    public MeanFieldControlProblem build() {
        require("kernel", kernel);
        require("reward", reward);
        Built built = new Built(
                name,
                states,
                actions,
                horizon,
                kernel,
                reward,
                terminalReward,
                trainingLaw,
                kernelDependsOnLaw,
                dependsOnTime,
                discount,
                validationLaw,
                validationHorizon);
        ProblemChecks.door(built);
        return built;
    }

    private static void require(String part, Object given) {
        if (given == null) {
            throw new IllegalArgumentException(
                    part + " is missing: a problem needs a kernel and a reward; call ." + part + "(…) before build()");
        }
    }

    private record Built(
            String name,
            int states,
            int actions,
            int horizon,
            Kernel dynamics,
            Reward running,
            TerminalReward terminal,
            TrainingLaw sampler,
            boolean kernelDependsOnLaw,
            boolean dependsOnTime,
            double discount,
            Law validationLaw,
            int validationHorizon)
            implements MeanFieldControlProblem {
        @Override
        public void kernelRow(int time, int state, int action, double[] law, double[] row) {
            Arrays.fill(row, 0, states, 0);
            dynamics.write(time, state, action, law, row);
        }

        @Override
        public double reward(int time, int state, int action, double[] law) {
            return running.of(time, state, action, law);
        }

        @Override
        public double terminalReward(int state, double[] law) {
            return terminal.of(state, law);
        }

        @Override
        public void drawTrainingLaw(RandomGenerator random, double[] law) {
            if (sampler == null) {
                MeanFieldControlProblem.super.drawTrainingLaw(random, law);
            } else {
                sampler.draw(random, law);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
