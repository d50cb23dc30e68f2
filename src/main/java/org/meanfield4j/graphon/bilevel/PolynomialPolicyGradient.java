package org.meanfield4j.graphon.bilevel;

import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.equilibrium.GraphonEquilibrium;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The bilevel policy gradient over policies that are polynomials: K and every G(·, x) of a degree in time, G optionally
 * of a degree in the label too. The parameters move by θ ← θ - η ⟨φ, direction⟩ with the mean over the grid as inner
 * product, so with an orthonormal basis the directions are projected on the class and the rate is kept until the floor
 * of the class; with monomials the condition of their Gram matrix slows everything down. Reconstructed.
 *
 * @param solver steps, iterations and updates
 * @param timeDegree degree in time, at least 0
 * @param labelDegree degree of the intercepts in the label, at least 0, or {@link #ANY_LABEL}
 * @param basis which polynomials carry the parameters
 */
@Withers
public record PolynomialPolicyGradient(BilevelPolicyGradient solver, int timeDegree, int labelDegree, Basis basis)
        implements Solver<LqGraphonGame, GraphonRun>, PolynomialPolicyGradientSettings.With {
    /** No restriction in the label. */
    public static final int ANY_LABEL = -1;

    /** Bases of the same polynomials, on grid points t_i = i / N in time and midpoints in the label. */
    public enum Basis {
        /** Orthonormal on the grid. */
        ORTHONORMAL,
        /** Powers of 2t - 1. */
        CENTERED_POWERS,
        /** Powers of t. */
        POWERS
    }

    @Override
    public GraphonRun solve(LqGraphonGame game, Call call) {
        return Loop.run(
                this,
                Require.given("game", game),
                Require.given("call", call),
                solver.new Iteration(game, call, projection(game, Checks.blocks(solver.actions(), game))));
    }

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if a degree is out of range
     */
    public PolynomialPolicyGradient {
        Require.given("solver", solver);
        Require.given("basis", basis);
        if (timeDegree < 0 || timeDegree > 20) {
            throw new IllegalArgumentException(
                    "timeDegree = " + timeDegree + " must be in 0..20; higher powers are not independent in doubles");
        }
        if (labelDegree < ANY_LABEL || labelDegree > 20) {
            throw new IllegalArgumentException(
                    "labelDegree = " + labelDegree + " must be in 0..20, or ANY_LABEL = -1 for no restriction");
        }
    }

    /**
     * Orthonormal polynomials in time, any function of the label.
     *
     * @param timeDegree degree in time, at least 0
     * @return the solver with the default steps
     */
    public static PolynomialPolicyGradient ofDegree(int timeDegree) {
        return new PolynomialPolicyGradient(BilevelPolicyGradient.defaults(), timeDegree, ANY_LABEL, Basis.ORTHONORMAL);
    }

    /**
     * What the class cannot reach: root mean squares of the part of an equilibrium policy outside the class.
     *
     * @param game the game
     * @param equilibrium its equilibrium
     * @return the errors of K* and of G*
     */
    public double[] floors(LqGraphonGame game, GraphonEquilibrium equilibrium) {
        Require.given("game", game);
        Require.given("equilibrium", equilibrium);
        PolynomialProjection best = withBasis(Basis.ORTHONORMAL).projection(game, game.steps());
        double[] slope = equilibrium.policy().slopes();
        double[] intercept = equilibrium.policy().intercepts().toArray();
        best.slopes(slope);
        best.intercepts(intercept, Stop.never());
        return new double[] {
            Flat.rootMeanSquareDistance(slope, equilibrium.policy().rawSlopes()),
            Flat.rootMeanSquareDistance(
                    intercept, equilibrium.policy().intercepts().raw())
        };
    }

    /**
     * The largest eigenvalue of the Gram matrix of the basis in time: steps are to be divided by it.
     *
     * @param points how many grid points there are in time
     * @return 1 for the orthonormal basis
     */
    public double gramNorm(int points) {
        return PolynomialProjection.gramNorm(PolynomialProjection.time(timeDegree, points, basis));
    }

    private PolynomialProjection projection(LqGraphonGame game, int blocks) {
        return new PolynomialProjection(
                PolynomialProjection.time(timeDegree, blocks, basis),
                labelDegree == ANY_LABEL ? null : PolynomialProjection.label(labelDegree, game.labels(), basis),
                game.actionDimension(),
                game.stateDimension(),
                game.labels());
    }
}
