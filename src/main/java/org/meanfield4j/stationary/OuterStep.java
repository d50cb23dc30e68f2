package org.meanfield4j.stationary;

import org.apache.commons.math3.complex.Complex;

/**
 * One outer step of MF-TRPO near an equilibrium, for one eigenvalue λ of the Jacobian of the population operator. The
 * old policy keeps the weight a = 1/(L+1), a = 0 for exact best responses, and the errors of policy and law follow
 *
 * <pre>[[a, (1−a)λ], [βa, 1−β+β(1−a)λ]].</pre>
 */
final class OuterStep {
    /** Intervals in which the first sign change is looked for: the cubic has at most three roots. */
    private static final int PIECES = 1000;

    private static final int BISECTIONS = 60;

    /** Eigenvalues are as accurate as the Jacobian: nearer to 1 they are as good as 1, and the law never forgets. */
    static final double ACCURACY = 1e-6;

    private OuterStep() {}

    /** The larger modulus of the roots of z² − (a + 1 − β + β(1−a)λ) z + a(1−β). */
    static double spectralRadius(double a, double beta, Complex lambda) {
        Complex trace = lambda.multiply(beta * (1 - a)).add(a + 1 - beta);
        Complex root = trace.multiply(trace).subtract(4 * a * (1 - beta)).sqrt();
        return 0.5 * Math.max(trace.add(root).abs(), trace.subtract(root).abs());
    }

    /**
     * The smallest β at which one eigenvalue becomes unstable, 0 if none is stable. With u = 1 − (1−a)Re λ and v = (1−a)Im λ the Schur–Cohn condition on z² − (1+a−βu+iβv)z + a(1−β) is, divided by
     * β,
     *
     * <pre>(u − a)(2(1+a) − β(a+u)) (1−a+aβ)² &gt; β v² (1+a−aβ)².</pre>
     *
     * It holds at β = 0 iff u &gt; a, that is Re λ &lt; 1 (to {@link #ACCURACY}), and fails at β = 2(1+a)/(a+u), the threshold for v = 0.
     */
    static double threshold(double a, Complex lambda) {
        double u = 1 - (1 - a) * lambda.getReal();
        double v = (1 - a) * lambda.getImaginary();
        if (!(lambda.getReal() < 1 - ACCURACY)) {
            return 0;
        }
        double high = 2 * (1 + a) / (a + u);
        if (v == 0) {
            return high;
        }
        // The cubic may have three roots below the bound: bracket the first one, then bisect.
        double low = 0;
        for (int i = 1; i <= PIECES; i++) {
            double beta = high * i / PIECES;
            if (margin(a, u, v, beta) <= 0) {
                high = beta;
                break;
            }
            low = beta;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = 0.5 * (low + high);
            if (margin(a, u, v, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double margin(double a, double u, double v, double beta) {
        double minus = 1 - a + a * beta;
        double plus = 1 + a - a * beta;
        return (u - a) * (2 * (1 + a) - beta * (a + u)) * minus * minus - beta * v * v * plus * plus;
    }
}
