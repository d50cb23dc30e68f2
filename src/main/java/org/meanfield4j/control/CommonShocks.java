package org.meanfield4j.control;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.law.Law;

/**
 * A problem whose dynamics are shaken by one random shock per time, the same for the whole population: z_t = z with
 * probability q_z, independent over time. Given a path of shocks the population flow is deterministic; the value is the
 * average over paths. {@link MfReinforce} estimates one flow per path. Taken as a plain problem it has the average kernel
 * and the average reward, which is a wrong model: its flow is that of no path. Reconstructed extension.
 */
public final class CommonShocks implements MeanFieldControlProblem {
    private static final int MOST_PATHS = 100_000;

    private final Law shocks;
    private final List<MeanFieldControlProblem> given;

    /**
     * A problem per shock.
     *
     * @param shocks q, one probability per shock
     * @param given the problem that holds while a shock does; all of the same sizes, discount and laws
     * @throws IllegalArgumentException if the sizes differ
     */
    public CommonShocks(Law shocks, List<MeanFieldControlProblem> given) {
        this.shocks = Require.given("shocks", shocks);
        this.given = Require.all("given", given);
        if (given.size() != shocks.size()) {
            throw new IllegalArgumentException(
                    "given has " + given.size() + " problems, must have " + shocks.size() + ", one per shock");
        }
        for (MeanFieldControlProblem problem : given) {
            if (problem.states() != states()
                    || problem.actions() != actions()
                    || problem.horizon() != horizon()
                    || problem.discount() != discount()) {
                throw new IllegalArgumentException("problem of shock " + given.indexOf(problem)
                        + " differs in states, actions, horizon or discount from the first; give problems of one kind");
            }
        }
    }

    /**
     * The problem on one path of shocks.
     *
     * @param path z_0, z_1 …; at times after the last one the last shock goes on
     * @return a problem that depends on time
     */
    public MeanFieldControlProblem path(int... path) {
        Require.given("path", path);
        for (int z : path) {
            Require.index("shock of the path", z, given.size());
        }
        return new Path(this, path.clone());
    }

    /**
     * The problem of somebody who does not see the shocks: average kernel and average reward.
     *
     * @return a problem without noise
     */
    public MeanFieldControlProblem averaged() {
        return new Path(this, new int[0]);
    }

    /**
     * Draws one shock per time.
     *
     * @param random where draws come from
     * @return z_0 … z_{T−1}
     */
    public int[] draw(RandomGenerator random) {
        Require.given("random", random);
        int[] path = new int[horizon()];
        for (int t = 0; t < path.length; t++) {
            double u = random.nextDouble();
            while (path[t] < shocks.size() - 1 && u >= shocks.get(path[t])) {
                u -= shocks.get(path[t]++);
            }
        }
        return path;
    }

    /**
     * The exact value, averaged over all paths.
     *
     * @param policy the architecture
     * @param theta θ, shape [p]
     * @param law μ_0, shape [S]
     * @param horizon T
     * @return V(θ; μ_0)
     * @throws IllegalArgumentException if there are more than 100 000 paths
     */
    public double value(ControlPolicy policy, double[] theta, double[] law, int horizon) {
        Require.atLeast("horizon", horizon, 0);
        double paths = Math.pow(shocks.size(), horizon);
        if (paths > MOST_PATHS) {
            throw new IllegalArgumentException("horizon = " + horizon + " makes " + paths + " paths of shocks, must be "
                    + "at most " + MOST_PATHS + "; use a shorter validation horizon");
        }
        double value = 0;
        int[] path = new int[horizon];
        for (int number = 0; number < (int) paths; number++) {
            double probability = 1;
            for (int t = 0, rest = number; t < horizon; t++, rest /= shocks.size()) {
                path[t] = rest % shocks.size();
                probability *= shocks.get(path[t]);
            }
            MeanFieldControlProblem problem = path(path);
            value += probability
                    * PopulationFlow.exact(problem, policy, theta, law, horizon).value(problem, policy, theta);
        }
        return value;
    }

    @Override
    public int states() {
        return given.get(0).states();
    }

    @Override
    public int actions() {
        return given.get(0).actions();
    }

    @Override
    public int horizon() {
        return given.get(0).horizon();
    }

    @Override
    public double discount() {
        return given.get(0).discount();
    }

    /** The average over shocks. */
    @Override
    public void kernelRow(int time, int state, int action, double[] law, double[] row) {
        assert ProblemChecks.asked(this, time, state, action, law, "row", row, states());
        double[] one = new double[row.length];
        Arrays.fill(row, 0);
        for (int z = 0; z < given.size(); z++) {
            given.get(z).kernelRow(time, state, action, law, one);
            for (int y = 0; y < row.length; y++) {
                row[y] += shocks.get(z) * one[y];
            }
        }
    }

    /** The average over shocks. */
    @Override
    public double reward(int time, int state, int action, double[] law) {
        assert ProblemChecks.asked(this, time, state, action, law);
        double sum = 0;
        for (int z = 0; z < given.size(); z++) {
            sum += shocks.get(z) * given.get(z).reward(time, state, action, law);
        }
        return sum;
    }

    @Override
    public double terminalReward(int state, double[] law) {
        assert ProblemChecks.asked(this, 0, state, 0, law);
        return given.get(0).terminalReward(state, law);
    }

    @Override
    public boolean kernelDependsOnLaw() {
        return given.stream().anyMatch(MeanFieldControlProblem::kernelDependsOnLaw);
    }

    @Override
    public boolean rewardsDependOnLaw() {
        return given.stream().anyMatch(MeanFieldControlProblem::rewardsDependOnLaw);
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    @Override
    public void drawTrainingLaw(RandomGenerator random, double[] law) {
        Require.given("random", random);
        Require.room("law", law, states());
        given.get(0).drawTrainingLaw(random, law);
    }

    @Override
    public Law validationLaw() {
        return given.get(0).validationLaw();
    }

    @Override
    public int validationHorizon() {
        return given.get(0).validationHorizon();
    }

    @Override
    public String identity() {
        return "common noise " + shocks.identity() + " "
                + given.stream().map(Identity::of).toList();
    }

    @Override
    public String toString() {
        return "common noise of " + given.size() + " shocks on " + Identity.name(given.get(0));
    }

    /** One path: at each time the problem of its shock. */
    private record Path(CommonShocks noise, int[] shocks) implements MeanFieldControlProblem {
        /** Without shocks the average. */
        private MeanFieldControlProblem at(int time) {
            return shocks.length == 0 ? noise : noise.given.get(shocks[Math.min(time, shocks.length - 1)]);
        }

        @Override
        public void drawTrainingLaw(RandomGenerator random, double[] law) {
            noise.drawTrainingLaw(random, law);
        }

        @Override
        public int states() {
            return noise.states();
        }

        @Override
        public int actions() {
            return noise.actions();
        }

        @Override
        public int horizon() {
            return noise.horizon();
        }

        @Override
        public double discount() {
            return noise.discount();
        }

        @Override
        public void kernelRow(int time, int state, int action, double[] law, double[] row) {
            at(time).kernelRow(time, state, action, law, row);
        }

        @Override
        public double reward(int time, int state, int action, double[] law) {
            return at(time).reward(time, state, action, law);
        }

        @Override
        public double terminalReward(int state, double[] law) {
            return noise.terminalReward(state, law);
        }

        @Override
        public boolean kernelDependsOnLaw() {
            return noise.kernelDependsOnLaw();
        }

        @Override
        public boolean rewardsDependOnLaw() {
            return noise.rewardsDependOnLaw();
        }

        @Override
        public boolean dependsOnTime() {
            return true;
        }

        @Override
        public Law validationLaw() {
            return noise.validationLaw();
        }

        @Override
        public int validationHorizon() {
            return noise.validationHorizon();
        }

        @Override
        public String toString() {
            return noise + ", shocks " + Arrays.toString(shocks);
        }
    }
}
