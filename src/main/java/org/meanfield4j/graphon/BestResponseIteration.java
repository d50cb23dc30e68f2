package org.meanfield4j.graphon;

import org.apache.commons.math3.util.FastMath;

/** Z ← W mean(K*, G(Z); Z), which contracts when every |eigenvalue of W| times the outer map's spectral radius is < 1. */
final class BestResponseIteration {
    private static final int LIMIT = 400;
    /** Root mean square change at which rounding is all that moves. */
    private static final double TOLERANCE = 1e-15;

    private BestResponseIteration() {}

    /** Improves the aggregate in place; the number of iterations, or -1 if it does not settle. */
    static int run(LqGraphonGame game, BestResponse response, double[] aggregate) {
        MeanProblem problem = new MeanProblem(game, ActionTiming.EULER, game.steps());
        double[] intercept = new double[game.steps() * game.actionDimension() * game.labels()];
        double[] mean = new double[aggregate.length];
        double[] next = new double[aggregate.length];
        double previous = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= LIMIT; n++) {
            response.intercepts(aggregate, intercept);
            problem.means(response.slope, intercept, aggregate, mean);
            problem.aggregate(mean, next);
            double size = FastMath.sqrt(Flat.dot(next, 0, next, 0, next.length) / next.length);
            double change = Flat.rootMeanSquareDistance(next, aggregate);
            System.arraycopy(next, 0, aggregate, 0, next.length);
            double floor = TOLERANCE * FastMath.max(1, size);
            if (change < floor || (change < 100 * floor && change >= previous)) {
                return n;
            }
            if (!(change < Double.MAX_VALUE) || (n >= 30 && change > 0.99 * previous)) {
                return -1;
            }
            previous = change;
        }
        return -1;
    }
}
