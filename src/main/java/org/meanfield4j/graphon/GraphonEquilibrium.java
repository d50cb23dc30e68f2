package org.meanfield4j.graphon;

import java.util.Arrays;

/**
 * The Nash equilibrium of a discretised game, exact up to rounding: policies that are best responses to the aggregate
 * they produce. Immutable.
 */
public final class GraphonEquilibrium {
    private final GraphonPolicy policy;
    private final LabelPaths means;
    private final LabelPaths aggregate;
    private final double[] value;
    private final double slopeCost;
    private final double[] meanCosts;
    private final String method;

    private GraphonEquilibrium(LqGraphonGame game, BestResponse response, double[] aggregate, String method) {
        int d = game.stateDimension();
        int labels = game.labels();
        int steps = game.steps();
        double[] intercept = new double[steps * game.actionDimension() * labels];
        double[] mean = new double[aggregate.length];
        response.intercepts(aggregate, intercept);
        MeanProblem means = new MeanProblem(game, ActionTiming.EULER, steps);
        means.means(response.slope, intercept, aggregate, mean);
        SlopeProblem slopes = new SlopeProblem(game, ActionTiming.EULER, steps);
        double[] covariance = new double[response.value.length];
        slopes.covariances(response.slope, covariance);
        this.slopeCost = slopes.cost(response.slope, covariance);
        this.meanCosts = means.costs(response.slope, intercept, aggregate, mean);
        this.policy = new GraphonPolicy(d, response.slope, new LabelPaths(game.actionDimension(), labels, intercept));
        this.means = new LabelPaths(d, labels, mean);
        this.aggregate = new LabelPaths(d, labels, aggregate);
        this.value = response.value;
        this.method = method;
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
                : new GraphonEquilibrium(
                        game, response, aggregate, "best-response iteration, " + iterations + " iterations");
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
        return new GraphonEquilibrium(
                game, response, DirectSolver.aggregate(game), "linear systems along the eigenvectors of the aggregate");
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
        return "GraphonEquilibrium(J1 = %.6g, mean J2 = %.6g, by %s)"
                .formatted(slopeCost, Arrays.stream(meanCosts).average().orElseThrow(), method);
    }
}
