package org.meanfield4j.graphon.modelfree;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.law.Identified;
import org.meanfield4j.core.law.Identity;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.linear.Columns;

/**
 * All that a model-free learner may know about a game: its sizes, what players in a frozen environment pay and which
 * states they visit, and the environment that a population makes. No coefficient, no graphon, no gradient.
 *
 * <p>Slopes K have shape [N, k, d] and are shared; the intercepts of one label have shape [N, k], those of all labels
 * [N, k, M]; the environment of one label has shape [N+1, d], that of all labels [N+1, d, M]; all row-major.
 */
public interface CostOracle extends Identified {

    /**
     * How many labels there are.
     *
     * @return M
     */
    int labels();

    /**
     * How many time steps there are.
     *
     * @return N
     */
    int steps();

    /**
     * The length of a time step.
     *
     * @return dt
     */
    double dt();

    /**
     * The state dimension.
     *
     * @return d
     */
    int stateDimension();

    /**
     * The action dimension.
     *
     * @return k
     */
    int actionDimension();

    /**
     * The environment that a run starts from: the aggregate of the initial states, held constant in time.
     *
     * @return Z, a new array of shape [N+1, d, M]
     */
    double[] initialAggregate();

    /**
     * Nobody acts: K = G = 0 in the first environment.
     *
     * @return where a learner starts that is told nothing else
     */
    default GraphonStart still() {
        return GraphonStart.zero(steps(), stateDimension(), actionDimension(), labels(), initialAggregate());
    }

    /**
     * Work space for paths of players of one label; one per thread.
     *
     * @param paths n, at least 1
     * @param antithetic whether paths come in pairs of opposite noise; n is then even
     * @return the work space, without noise yet
     */
    Rollouts rollouts(int paths, boolean antithetic);

    /**
     * The environment that all players make together, from the empirical means of their states.
     *
     * @param slopes K
     * @param intercepts G of all labels
     * @param paths players per label, at least 1
     * @param antithetic whether they come in pairs of opposite noise
     * @param noise the random numbers of a label
     * @return Z, a new array of shape [N+1, d, M]
     */
    double[] population(
            double[] slopes, double[] intercepts, int paths, boolean antithetic, IntFunction<RandomGenerator> noise);

    /**
     * Sizes, initial environment, and what two players of the first and of the last label pay there under one policy. An
     * oracle that pays otherwise elsewhere only, or does not answer the same noise with the same costs, has to say by
     * itself what it is.
     */
    @Override
    default String identity() {
        double[] sizes = {labels(), steps(), dt(), stateDimension(), actionDimension()};
        double[] environment = initialAggregate();
        String setting = "costs " + Identity.digest(sizes, environment);
        double[] slopes = new double[steps() * actionDimension() * stateDimension()];
        double[] intercepts = new double[steps() * actionDimension()];
        Arrays.fill(slopes, -0.1);
        Arrays.fill(intercepts, 0.1);
        try {
            Rollouts players = rollouts(2, false);
            players.draw(0, Streams.of(1).at(0));
            double firstCost = players.meanCost(slopes, intercepts, Columns.of(environment, labels(), 0));
            players.draw(labels() - 1, Streams.of(1).at(1));
            return setting + ", there "
                    + Identity.digest(new double[] {
                        firstCost, players.meanCost(slopes, intercepts, Columns.of(environment, labels(), labels() - 1))
                    });
        } catch (RuntimeException e) {
            return setting + ", there refused";
        }
    }

    /** Paths of players of one label in a frozen environment. The same noise serves any number of policies. */
    interface Rollouts {

        /**
         * Draws initial states and shocks; they stay until the next call.
         *
         * @param label from 0
         * @param noise the random numbers
         */
        void draw(int label, RandomGenerator noise);

        /**
         * The sample mean of the cost.
         *
         * @param slopes K
         * @param intercepts G of the label
         * @param environment Z of the label
         * @return what the players pay on average
         */
        double meanCost(double[] slopes, double[] intercepts, double[] environment);

        /**
         * The states that the players visit.
         *
         * @param slopes K
         * @param intercepts G of the label
         * @param environment Z of the label
         * @param out receives X, shape [N+1, d, n]
         */
        void states(double[] slopes, double[] intercepts, double[] environment, double[] out);
    }

    /**
     * The simulator of a game: Euler-Maruyama paths with Gaussian initial states.
     *
     * @param game the game
     * @return an oracle that may be used from several threads
     */
    static CostOracle of(LqGraphonGame game) {
        return new LqSimulator(game);
    }
}
