package org.meanfield4j.graphon;

import java.util.Arrays;
import java.util.Locale;

/**
 * A Nash equilibrium: policies that are best responses to the aggregate they produce, exact up to rounding. {@link #of}
 * and {@link #direct} solve the game on its grid, the others solve it in continuous time and sample at the grid.
 * Immutable.
 */
public final class GraphonEquilibrium {
    private final GraphonPolicy policy;
    private final LabelPaths means;
    private final LabelPaths aggregate;
    private final double[] value;
    private final double slopeCost;
    private final double[] meanCosts;
    private final String method;

    /** Takes the arrays without a copy; the value has shape [N + 1, d, d]. */
    GraphonEquilibrium(
            LqGraphonGame game,
            GraphonPolicy policy,
            double[] mean,
            double[] aggregate,
            double[] value,
            String method) {
        int d = game.stateDimension();
        SlopeProblem slopes = new SlopeProblem(game, ActionTiming.EULER, game.steps());
        double[] covariance = new double[value.length];
        slopes.covariances(policy.rawSlopes(), covariance);
        this.slopeCost = slopes.cost(policy.rawSlopes(), covariance);
        this.meanCosts = new MeanProblem(game, ActionTiming.EULER, game.steps())
                .costs(policy.rawSlopes(), policy.intercepts().raw(), aggregate, mean);
        this.policy = policy;
        this.means = new LabelPaths(d, game.labels(), mean);
        this.aggregate = new LabelPaths(d, game.labels(), aggregate);
        this.value = value;
        this.method = method;
    }

    private static GraphonEquilibrium at(LqGraphonGame game, BestResponse response, double[] aggregate, String method) {
        double[] intercept = new double[game.steps() * game.actionDimension() * game.labels()];
        double[] mean = new double[aggregate.length];
        response.intercepts(aggregate, intercept);
        new MeanProblem(game, ActionTiming.EULER, game.steps()).means(response.slope, intercept, aggregate, mean);
        GraphonPolicy policy = new GraphonPolicy(
                game.stateDimension(),
                response.slope,
                new LabelPaths(game.actionDimension(), game.labels(), intercept));
        return new GraphonEquilibrium(game, policy, mean, aggregate, response.value, method);
    }

    /**
     * The equilibrium: best-response iteration while it contracts, otherwise {@link #direct}.
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.InvalidModelException if the game is at a resonance and has no unique equilibrium
     */
    public static GraphonEquilibrium of(LqGraphonGame game) {
        BestResponse response = new BestResponse(game);
        double[] aggregate = game.initialAggregate();
        int iterations = BestResponseIteration.run(game, response, aggregate);
        return iterations < 0
                ? direct(game)
                : at(game, response, aggregate, "best-response iteration, " + iterations + " iterations");
    }

    /**
     * The equilibrium by one linear system per eigenvector of the aggregate. Also valid where best responses do not
     * contract and where the Riccati equation of the equilibrium has a pole. Costs O(M³ + M (N d)³).
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.InvalidModelException if the game is at a resonance and has no unique equilibrium;
     *     the message names the eigenvalue
     */
    public static GraphonEquilibrium direct(LqGraphonGame game) {
        BestResponse response = new BestResponse(game);
        return at(
                game, response, DirectSolver.aggregate(game), "linear systems along the eigenvectors of the aggregate");
    }

    /**
     * The equilibrium of the game in continuous time at the times of the grid, by one Riccati equation per eigenvector
     * of the aggregate. Where that has a pole, the linear equations behind it are used and {@link #method} names
     * eigenvalue and time. Costs are those of the sampled policies in the discrete game. Costs O(M³ + M N d³).
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.InvalidModelException if the game is at a resonance and has no unique equilibrium;
     *     the message names the eigenvalue
     */
    public static GraphonEquilibrium continuous(LqGraphonGame game) {
        return new ContinuousSolver(game, EigenDirection::riccati).solve();
    }

    /**
     * As {@link #continuous}, by the linear equations alone: an independent way to the same numbers that knows no poles.
     *
     * @param game the game
     * @return the equilibrium
     * @throws org.meanfield4j.core.InvalidModelException if the game is at a resonance
     */
    public static GraphonEquilibrium continuousLinear(LqGraphonGame game) {
        return new ContinuousSolver(game, EigenDirection::linear).solve();
    }

    /**
     * As {@link #continuous}, by the closed form of one-dimensional games.
     *
     * @param game a game with d = k = 1
     * @return the equilibrium
     * @throws IllegalArgumentException if the game has more dimensions or B = 0
     * @throws org.meanfield4j.core.InvalidModelException if the game is at a resonance
     */
    public static GraphonEquilibrium closedForm(LqGraphonGame game) {
        return new ContinuousSolver(game, ScalarDirection::new).solve();
    }

    /**
     * The equilibrium policies.
     *
     * @return one block per step
     */
    public GraphonPolicy policy() {
        return policy;
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
     * The aggregate.
     *
     * @return Z = W_M μ, N + 1 times, d components
     */
    public LabelPaths aggregate() {
        return aggregate;
    }

    /**
     * The value matrix of the noise around the mean.
     *
     * @param i from 0 to N
     * @return P_i, shape [d, d]
     */
    public SmallMatrix value(int i) {
        int d = means.components();
        return SmallMatrix.of(d, d, Arrays.copyOfRange(value, i * d * d, (i + 1) * d * d));
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
     * @return J2 of every label, shape [M]
     */
    public double[] meanCosts() {
        return meanCosts.clone();
    }

    /**
     * How it was found.
     *
     * @return the method, for readers
     */
    public String method() {
        return method;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "GraphonEquilibrium(J1 = %.6g, mean J2 = %.6g, by %s)",
                slopeCost,
                Arrays.stream(meanCosts).average().orElseThrow(),
                method);
    }
}
