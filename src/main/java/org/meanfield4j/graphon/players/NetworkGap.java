package org.meanfield4j.graphon.players;

import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.equilibrium.PolicyEvaluation;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.modelfree.CostOracle;
import org.meanfield4j.graphon.operator.FiniteNetwork;
import org.meanfield4j.graphon.operator.Graphon;

/**
 * How far the equilibrium of a graphon game is from a game of finitely many players on a network sampled from the
 * graphon. The first two distances and the realised one fall as M^(-1/2); the exploitability, quadratic in them, as 1/M.
 *
 * @param players M
 * @param interceptRmse distance of the equilibrium intercepts of network and graphon
 * @param aggregateRmse distance of their equilibrium aggregates
 * @param exploitability what the average player of the network would save by leaving the graphon policy alone, in the
 *     mean environment that the policy makes on the network
 * @param realisedRmse distance of the aggregates that M players with their own noise see, when all use the graphon
 *     policy, from the equilibrium aggregate of the graphon
 */
public record NetworkGap(
        int players, double interceptRmse, double aggregateRmse, double exploitability, double realisedRmse) {

    /**
     * Samples a network and measures it. Costs O(M²) and some 25 aggregates of a whole path on the network.
     *
     * @param game coefficients, horizon, steps and initial means
     * @param graphon W, values in [0, 1]
     * @param players M, at least 2
     * @param seed of network and noise
     * @return the distances
     * @throws IllegalArgumentException if M &lt; 2
     * @throws org.meanfield4j.core.check.InvalidModelException if W leaves [0, 1]
     */
    public static NetworkGap compute(LqGraphonGame game, Graphon graphon, int players, long seed) {
        return compute(game, graphon, players, seed, Monitor.silent());
    }

    /**
     * As {@link #compute(LqGraphonGame, Graphon, int, long)}, while a monitor watches.
     *
     * @param game coefficients, horizon, steps and initial means
     * @param graphon W, values in [0, 1]
     * @param players M, at least 2
     * @param seed of network and noise
     * @param monitor may stop the work
     * @return the distances
     * @throws IllegalArgumentException if M &lt; 2
     * @throws org.meanfield4j.core.check.InvalidModelException if W leaves [0, 1]
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static NetworkGap compute(LqGraphonGame game, Graphon graphon, int players, long seed, Monitor monitor) {
        return Loop.watch(
                Monitor.Plan.of("NetworkGap"), monitor, watch -> compute(game, graphon, players, seed, watch));
    }

    private static NetworkGap compute(LqGraphonGame game, Graphon graphon, int players, long seed, Stop stop) {
        LqGraphonGame limit = game.withGraphon(graphon, players);
        LqGraphonGame network =
                limit.withAggregate(FiniteNetwork.sample(graphon, players, seed, stop), "network of " + graphon);
        GraphonEquilibrium atLimit = GraphonEquilibrium.compute(limit, stop);
        GraphonEquilibrium atNetwork = GraphonEquilibrium.compute(network, stop);
        double[] slope = atLimit.policy().rawSlopes();
        double[] intercept = atLimit.policy().intercepts().raw();
        double[] z = atLimit.aggregate().raw();
        Streams noise = Streams.of(seed).child(players);
        IntFunction<RandomGenerator> perPlayer = x -> {
            stop.check();
            return noise.at(x);
        };
        return new NetworkGap(
                players,
                Flat.rootMeanSquareDistance(atNetwork.policy().intercepts().raw(), intercept),
                Flat.rootMeanSquareDistance(atNetwork.aggregate().raw(), z),
                PolicyEvaluation.exploitability(network, atLimit.policy(), stop),
                Flat.rootMeanSquareDistance(
                        CostOracle.of(network).population(slope, intercept, 1, false, perPlayer), z));
    }
}
