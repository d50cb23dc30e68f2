package org.meanfield4j.graphon.equilibrium;

import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.linear.Flat;

/** Z ← W mean(K*, G(Z); Z), which contracts when every |eigenvalue of W| times the outer map's spectral radius is < 1. */
final class BestResponseIteration {
    private static final int LIMIT = 400;
    /** Root mean square change at which rounding is all that moves. */
    private static final double TOLERANCE = 1e-15;

    /** After how many iterations, and the last change relative to the size of the aggregate. */
    record Settled(int iterations, double change) {}

    private BestResponseIteration() {}

    /** Improves the aggregate in place; null if it does not settle. */
    static Settled run(LqGraphonGame game, BestResponse response, double[] aggregate, Stop stop) {
        MeanProblem problem = new MeanProblem(game, response.timing, response.blocks);
        problem.stopWhen(stop);
        response.stopWhen(stop);
        stop.check();
        double[] intercept = new double[response.blocks * game.actionDimension() * game.labels()];
        double[] mean = new double[aggregate.length];
        stop.check();
        double[] next = new double[aggregate.length];
        double previous = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= LIMIT; n++) {
            response.intercepts(aggregate, intercept);
            problem.means(response.slope, intercept, aggregate, mean);
            problem.aggregate(mean, next);
            double size = FastMath.sqrt(Flat.dot(next, 0, next, 0, next.length) / next.length);
            double change = Flat.rootMeanSquareDistance(next, aggregate);
            stop.check();
            System.arraycopy(next, 0, aggregate, 0, next.length);
            double floor = TOLERANCE * FastMath.max(1, size);
            if (change < floor || (change < 100 * floor && change >= previous)) {
                return new Settled(n, change / FastMath.max(1, size));
            }
            if (!(change < Double.MAX_VALUE) || (n >= 30 && change > 0.99 * previous)) {
                return null;
            }
            previous = change;
        }
        return null;
    }
}
