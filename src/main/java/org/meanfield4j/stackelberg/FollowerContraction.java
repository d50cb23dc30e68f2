package org.meanfield4j.stackelberg;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.law.TabularPolicy;

/**
 * How strongly the followers' equilibrium attracts: the derivative of F(μ) = m(BR(φ, μ), φ) at μ*(φ). Below one the
 * undamped fixed point converges near it; the paper's Assumption 4 asks for a contraction, which holds at temperatures that
 * are large enough.
 *
 * @param norm max_{i,j} ‖DF(e_i − e_j)‖₁ / 2, the norm of DF on differences of laws
 * @param radius spectral radius of DF there
 */
public record FollowerContraction(double norm, double radius) {
    /** Singular values of DF below this are the error of its differences. */
    private static final double NEGLIGIBLE = 1e-8;

    /**
     * Differentiates the map at the equilibrium of a leader.
     *
     * @param game the game
     * @param leader φ, shape [O, B]
     * @return norm and radius
     * @throws ArithmeticException if the equilibrium does not settle
     */
    public static FollowerContraction compute(StackelbergGame game, TabularPolicy leader) {
        StackelbergEquilibrium.requireLeader(game, leader);
        StackelbergEquilibrium.Point point =
                new StackelbergEquilibrium.Point(new FrozenStackelberg(game), Stop.never());
        double[] phi = leader.probabilities();
        point.settle(phi);
        RealMatrix derivative = new ImplicitResponse(point, phi).contraction();
        int atoms = derivative.getColumnDimension();
        double norm = 0;
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                norm = Math.max(
                        norm,
                        derivative
                                        .getColumnVector(i)
                                        .subtract(derivative.getColumnVector(j))
                                        .getL1Norm()
                                / 2);
            }
        }
        return new FollowerContraction(norm, radius(derivative));
    }

    /** The spectral radius; the map answers through few numbers such as a price, and only that part is decomposed. */
    private static double radius(RealMatrix derivative) {
        SingularValueDecomposition svd = new SingularValueDecomposition(derivative);
        double[] sizes = svd.getSingularValues();
        int rank =
                (int) DoubleStream.of(sizes).filter(size -> size > NEGLIGIBLE).count();
        if (rank == 0) {
            return 0;
        }
        RealMatrix core = svd.getS().multiply(svd.getVT()).multiply(svd.getU()).getSubMatrix(0, rank - 1, 0, rank - 1);
        EigenDecomposition spectrum = new EigenDecomposition(core);
        return IntStream.range(0, rank)
                .mapToDouble(i -> Math.hypot(spectrum.getRealEigenvalue(i), spectrum.getImagEigenvalue(i)))
                .max()
                .orElseThrow();
    }
}
