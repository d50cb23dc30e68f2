package org.meanfield4j.stationary;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.law.Law;

/** The directions in which a law can move: vectors of S entries with sum zero, in an orthonormal basis. */
final class ZeroSum {
    /** Step of the differences: truncation 1e-12 and rounding 1e-14/1e-6 are both below 1e-7 of the derivative. */
    private static final double STEP = 1e-6;

    private ZeroSum() {}

    /**
     * Helmert's basis, shape [S, S−1]: column j is (1, …, 1, −(j+1), 0, …)/√((j+1)(j+2)). One state has no direction:
     * a column of zeros stands for it, since libraries know no matrix without columns.
     */
    static RealMatrix basis(int states) {
        double[][] b = new double[states][Math.max(1, states - 1)];
        for (int j = 0; j < states - 1; j++) {
            double scale = 1 / FastMath.sqrt((j + 1.0) * (j + 2));
            for (int i = 0; i <= j; i++) {
                b[i][j] = scale;
            }
            b[j + 1][j] = -(j + 1) * scale;
        }
        return new Array2DRowRealMatrix(b, false);
    }

    /**
     * The Jacobian of Γ at μ on zero-sum directions, shape [S−1, S−1] in {@link #basis}, by differences along e_i − μ.
     * They stay on the simplex on the forward side always and on the backward side if μ(i) ≥ h: central differences
     * there, one-sided ones of the same order elsewhere. 2S evaluations of Γ, which its stop ends.
     */
    static RealMatrix jacobian(PopulationOperator gamma, Law law, RealMatrix basis) {
        int states = law.size();
        double[] centre = new double[states];
        gamma.apply(law, centre);
        double[] ahead = new double[states];
        double[] other = new double[states];
        double[][] columns = new double[states][states];
        for (int i = 0; i < states; i++) {
            gamma.apply(towards(law, i, STEP), ahead);
            boolean central = (1 + STEP) * law.get(i) >= STEP;
            gamma.apply(towards(law, i, central ? -STEP : 2 * STEP), other);
            for (int s = 0; s < states; s++) {
                double difference = central ? ahead[s] - other[s] : 4 * (ahead[s] - centre[s]) - (other[s] - centre[s]);
                columns[s][i] = difference / (2 * STEP);
            }
        }
        // For zero-sum v: Σ_i v_i (e_i − μ) = v, so the columns act on v as the Jacobian does.
        return basis.transpose()
                .multiply(new Array2DRowRealMatrix(columns, false))
                .multiply(basis);
    }

    private static Law towards(Law law, int state, double step) {
        double[] p = law.toArray();
        for (int s = 0; s < p.length; s++) {
            p[s] *= 1 - step;
        }
        p[state] = Math.max(0, p[state] + step);
        return Law.of(p);
    }
}
