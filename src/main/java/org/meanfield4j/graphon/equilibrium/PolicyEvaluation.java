package org.meanfield4j.graphon.equilibrium;

import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.exact.Exploitability;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;

/**
 * What affine policies cost in a given environment, and the exact gradients of that cost. The cost splits into
 * J^x = J1(K) + J2^x(K, G; Z): the noise around the mean, which only the shared slope moves, and the mean. Gradients are
 * those of the discrete cost divided by the length of a block. Costs O(N (d³ + M d²)).
 */
public final class PolicyEvaluation {
    private final int stateDimension;
    private final double slopeCost;
    private final double[] meanCosts;
    private final LabelPaths means;
    private final double[] value;
    private final double[] covariance;
    private final double[] directions;
    private final double[] slopeGradients;
    private final LabelPaths interceptGradients;

    private PolicyEvaluation(LqGraphonGame game, GraphonPolicy policy, LabelPaths aggregate, ActionTiming timing) {
        int blocks = policy.blocks();
        SlopeProblem slopes = new SlopeProblem(game, timing, blocks);
        MeanProblem problem = new MeanProblem(game, timing, blocks);
        double[] k = policy.rawSlopes();
        double[] g = policy.intercepts().raw();
        double[] z = aggregate.raw();
        int dd = slopes.d * slopes.d;
        stateDimension = slopes.d;
        value = new double[(slopes.steps + 1) * dd];
        covariance = new double[value.length];
        directions = new double[k.length];
        slopeGradients = new double[k.length];
        slopes.values(k, value);
        slopes.covariances(k, covariance);
        slopes.directions(k, value, covariance, false, directions);
        slopes.gradients(k, value, covariance, slopeGradients);
        slopeCost = slopes.cost(k, covariance);
        double[] mean = new double[z.length];
        double[] gradient = new double[g.length];
        problem.means(k, g, z, mean);
        problem.gradients(k, g, z, mean, gradient, null);
        meanCosts = problem.costs(k, g, z, mean);
        means = new LabelPaths(slopes.d, game.labels(), mean);
        interceptGradients = new LabelPaths(slopes.k, game.labels(), gradient);
    }

    /**
     * Evaluates policies that act at every step.
     *
     * @param game the game
     * @param policy one block per step
     * @param aggregate the environment Z, N + 1 times, d components
     * @return the evaluation
     * @throws IllegalArgumentException if the shapes do not fit the game
     */
    public static PolicyEvaluation compute(LqGraphonGame game, GraphonPolicy policy, LabelPaths aggregate) {
        return compute(game, policy, aggregate, ActionTiming.EVERY_STEP);
    }

    /**
     * Evaluates policies.
     *
     * @param game the game
     * @param policy as many blocks as divide the steps
     * @param aggregate the environment Z, N + 1 times, d components
     * @param timing what is held over a block
     * @return the evaluation
     * @throws IllegalArgumentException if the shapes do not fit the game
     */
    public static PolicyEvaluation compute(
            LqGraphonGame game, GraphonPolicy policy, LabelPaths aggregate, ActionTiming timing) {
        Require.given("policy", policy).requireFit(game, timing);
        requireFit(game, aggregate);
        return new PolicyEvaluation(game, policy, aggregate, timing);
    }

    private static void requireFit(LqGraphonGame game, LabelPaths aggregate) {
        if (Require.given("aggregate", aggregate).times()
                        != Require.given("game", game).steps() + 1
                || aggregate.components() != game.stateDimension()
                || aggregate.labels() != game.labels()) {
            throw new IllegalArgumentException("aggregate has " + aggregate.times() + " times, "
                    + aggregate.components() + " components and " + aggregate.labels() + " labels, " + game + " needs "
                    + (game.steps() + 1) + ", " + game.stateDimension() + " and " + game.labels()
                    + "; build it for this game");
        }
    }

    /**
     * The aggregate that a population makes which uses a policy at every step.
     *
     * @param game the game
     * @param policy one block per step
     * @return Z = W_M μ, N + 1 times, d components
     */
    public static LabelPaths populationAggregate(LqGraphonGame game, GraphonPolicy policy) {
        Require.given("policy", policy).requireFit(game, ActionTiming.EVERY_STEP);
        int d = game.stateDimension();
        double[] mean = new double[(game.steps() + 1) * d * game.labels()];
        double[] aggregate = new double[mean.length];
        new MeanProblem(game, ActionTiming.EVERY_STEP, policy.blocks())
                .population(policy.rawSlopes(), policy.intercepts().raw(), mean, aggregate);
        return new LabelPaths(d, game.labels(), aggregate);
    }

    /**
     * The best response of every label to an environment that is given, such as a forecast; at its own aggregate it is the
     * equilibrium.
     *
     * @param game the game
     * @param aggregate the environment Z, N + 1 times, d components
     * @return the best policy of all, which is affine: one block per step
     * @throws IllegalArgumentException if the environment does not fit the game
     */
    public static GraphonPolicy bestResponse(LqGraphonGame game, LabelPaths aggregate) {
        return bestResponse(game, aggregate, ActionTiming.EVERY_STEP, 0);
    }

    /**
     * As {@link #bestResponse(LqGraphonGame, LabelPaths)}, among policies that act less often than the state moves.
     *
     * @param game the game
     * @param aggregate the environment Z, N + 1 times, d components
     * @param timing what is held over a block of steps
     * @param actions N_a, must divide the steps N; 0 means one per step
     * @return the best policy of the kind, one block per action
     * @throws IllegalArgumentException if parameters are held over several steps, or a size does not fit
     */
    public static GraphonPolicy bestResponse(
            LqGraphonGame game, LabelPaths aggregate, ActionTiming timing, int actions) {
        requireFit(game, aggregate);
        int d = game.stateDimension();
        Checks.actions(timing, actions);
        BestResponse response = new BestResponse(game, timing, Checks.blocks(actions, game));
        double[] intercepts = new double[response.blocks * game.actionDimension() * game.labels()];
        response.intercepts(aggregate.raw(), intercepts);
        return new GraphonPolicy(d, response.slope, new LabelPaths(game.actionDimension(), game.labels(), intercepts));
    }

    /**
     * The label-average gain of the best deviation from a policy in the environment that the policy makes.
     *
     * @param game the game
     * @param policy one block per step
     * @return the exploitability, at least 0
     */
    public static double exploitability(LqGraphonGame game, GraphonPolicy policy) {
        return exploitability(game, policy, Stop.never());
    }

    /**
     * As {@link #exploitability(LqGraphonGame, GraphonPolicy)}, within a solver or an experiment.
     *
     * @param game the game
     * @param policy one block per step
     * @param stop asked on the way
     * @return the exploitability, at least 0
     */
    public static double exploitability(LqGraphonGame game, GraphonPolicy policy, Stop stop) {
        return exploitability(game, policy, ActionTiming.EVERY_STEP, stop);
    }

    /**
     * As {@link #exploitability(LqGraphonGame, GraphonPolicy)}, where the deviation acts as seldom as the policy. The column
     * of a run lets it act at every step.
     *
     * @param game the game
     * @param policy as many blocks as divide the steps
     * @param timing what is held over a block, by policy and deviation
     * @return the exploitability, at least 0
     * @throws IllegalArgumentException if parameters are held over several steps
     */
    public static double exploitability(LqGraphonGame game, GraphonPolicy policy, ActionTiming timing) {
        return exploitability(game, policy, timing, Stop.never());
    }

    private static double exploitability(LqGraphonGame game, GraphonPolicy policy, ActionTiming timing, Stop stop) {
        Require.given("stop", stop);
        Require.given("policy", policy).requireFit(game, timing);
        BestResponse response = new BestResponse(game, timing, policy.blocks());
        MeanProblem means = new MeanProblem(game, timing, policy.blocks());
        SlopeProblem slopes = new SlopeProblem(game, timing, policy.blocks());
        double[] mean = new double[(game.steps() + 1) * game.stateDimension() * game.labels()];
        double[] aggregate = new double[mean.length];
        double[] k = policy.rawSlopes();
        double[] g = policy.intercepts().raw();
        means.stopWhen(stop);
        means.population(k, g, mean, aggregate);
        Exploitability gap = new Exploitability(game, response, slopes, means, timing);
        gap.stopWhen(stop);
        return gap.of(k, g, mean, aggregate);
    }

    /**
     * The cost of the noise, the same for every label.
     *
     * @return J1
     */
    public double slopeCost() {
        return slopeCost;
    }

    /**
     * The cost of the means.
     *
     * @return J2, shape [M]
     */
    public double[] meanCosts() {
        return meanCosts.clone();
    }

    /**
     * The mean states.
     *
     * @return μ, N + 1 times, d components
     */
    public LabelPaths means() {
        return means;
    }

    /**
     * The value matrices of the noise.
     *
     * @return P, shape [N + 1, d, d]; with held actions one matrix per block and one at the end
     */
    public double[] values() {
        return value.clone();
    }

    /**
     * The covariances of the state.
     *
     * @return S, shape [N + 1, d, d]; with held actions one matrix per block and one at the end
     */
    public double[] covariances() {
        return covariance.clone();
    }

    /**
     * The preconditioned slope directions.
     *
     * @return g = R K + B'P A_K, shape [blocks, k, d]
     */
    public double[] slopeDirections() {
        return directions.clone();
    }

    /**
     * The gradient of J1 in the slope.
     *
     * @return g S, shape [blocks, k, d]
     */
    public double[] slopeGradients() {
        return slopeGradients.clone();
    }

    /**
     * The gradient of J2 in the intercepts.
     *
     * @return R u + B'λ, one time per block, k components
     */
    public LabelPaths interceptGradients() {
        return interceptGradients;
    }

    /**
     * The state dimension.
     *
     * @return d
     */
    public int stateDimension() {
        return stateDimension;
    }
}
