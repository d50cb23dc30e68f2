package org.meanfield4j.graphon.internal.exact;

import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.operator.LowRankAggregate;

/**
 * The map from the aggregate a player expects along one eigenvector of W to the aggregate that best responses to it
 * produce, as a matrix over time and component, found by feeding unit impulses through the best response and the
 * forward pass. For a frozen environment it is λ times a matrix that does not depend on the graphon.
 */
public final class OuterMap {
    private OuterMap() {}

    /** One label whose aggregate is λ times its own mean, started at zero. */
    public static LqGraphonGame along(LqGraphonGame game, double lambda) {
        double[] zero = new double[game.stateDimension()];
        return game.withInitialMean(x -> zero)
                .withAggregate(
                        new LowRankAggregate(1, new double[] {1}, new double[] {lambda}), "eigenvalue " + lambda);
    }

    /**
     * The matrix, shape [(N+1)d, (N+1)d], row-major; column c is the answer to a unit impulse at c. The best response is
     * that of one label.
     */
    public static double[] matrix(
            LqGraphonGame game, BestResponse response, double lambda, AggregateUpdate update, Stop stop) {
        LqGraphonGame scalar = along(game, lambda);
        MeanProblem means = new MeanProblem(scalar, response.timing, response.blocks);
        int n = (scalar.steps() + 1) * scalar.stateDimension();
        double[] impulse = new double[n];
        double[] mean = new double[n];
        double[] answer = new double[n];
        double[] intercept = new double[response.blocks * scalar.actionDimension()];
        double[] matrix = new double[n * n];
        for (int c = 0; c < n; c++) {
            stop.check();
            impulse[c] = 1;
            response.intercepts(impulse, intercept);
            if (update == AggregateUpdate.FROZEN) {
                means.means(response.slope, intercept, impulse, mean);
                means.aggregate(mean, answer);
            } else {
                means.population(response.slope, intercept, mean, answer);
            }
            impulse[c] = 0;
            for (int r = 0; r < n; r++) {
                matrix[r * n + c] = answer[r];
            }
        }
        return matrix;
    }
}
