package org.meanfield4j.graphon.internal.exact;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.linear.Flat;

/** The Hessian of J2 in the intercepts of one label at the best slope, the same for every label and environment. */
public final class InterceptHessian {
    private InterceptHessian() {}

    /** Its N k eigenvalues; R in continuous time. */
    public static double[] eigenvalues(LqGraphonGame game, Stop stop) {
        return eigenvalues(game, new BestResponse(OuterMap.along(game, 0)).slope, stop);
    }

    /** At any slope, shape [N, k, d]. */
    public static double[] eigenvalues(LqGraphonGame game, double[] slope, Stop stop) {
        LqGraphonGame scalar = OuterMap.along(game, 0);
        MeanProblem problem = new MeanProblem(scalar, ActionTiming.EVERY_STEP, scalar.steps());
        int n = scalar.steps() * scalar.actionDimension();
        double[] still = new double[(scalar.steps() + 1) * scalar.stateDimension()];
        double[] mean = new double[still.length];
        double[] intercept = new double[n];
        double[] column = new double[n];
        double[] hessian = new double[n * n];
        for (int c = 0; c < n; c++) {
            stop.check();
            intercept[c] = 1;
            problem.means(slope, intercept, still, mean);
            problem.gradients(slope, intercept, still, mean, column, null);
            intercept[c] = 0;
            System.arraycopy(column, 0, hessian, c * n, n);
        }
        Flat.symmetrise(hessian, 0, n);
        return Arrays.copyOf(
                new EigenDecomposition(SmallMatrix.unchecked(n, n, hessian).asReal()).getRealEigenvalues(), n);
    }
}
