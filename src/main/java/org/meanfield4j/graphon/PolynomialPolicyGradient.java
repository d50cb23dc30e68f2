package org.meanfield4j.graphon;

import java.util.Objects;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.RunInfo;

/**
 * The bilevel policy gradient over policies that are polynomials: K and every G(·, x) of a degree in time, G optionally
 * of a degree in the label too. The parameters move by θ ← θ - η ⟨φ, direction⟩ with the mean over the grid as inner
 * product, so with an orthonormal basis the directions are projected on the class and the rate is kept until the floor
 * of the class; with monomials the condition of their Gram matrix slows everything down. Reconstructed.
 *
 * @param solver steps, iterations and updates
 * @param timeDegree degree in time, at least 0
 * @param labelDegree degree of the intercepts in the label, or {@link #ANY_LABEL}
 * @param basis which polynomials carry the parameters
 */
public record PolynomialPolicyGradient(BilevelPolicyGradient solver, int timeDegree, int labelDegree, Basis basis) {
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

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if a degree is out of range
     */
    public PolynomialPolicyGradient {
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(basis, "basis");
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
     * A copy with other steps, iterations and updates.
     *
     * @param s the settings
     * @return the copy
     */
    public PolynomialPolicyGradient withSolver(BilevelPolicyGradient s) {
        return new PolynomialPolicyGradient(s, timeDegree, labelDegree, basis);
    }

    /**
     * A copy with intercepts of a degree in the label.
     *
     * @param degree at least 0, or {@link #ANY_LABEL}
     * @return the copy
     */
    public PolynomialPolicyGradient withLabelDegree(int degree) {
        return new PolynomialPolicyGradient(solver, timeDegree, degree, basis);
    }

    /**
     * A copy on another basis of the same polynomials.
     *
     * @param b the basis
     * @return the copy
     */
    public PolynomialPolicyGradient withBasis(Basis b) {
        return new PolynomialPolicyGradient(solver, timeDegree, labelDegree, b);
    }

    /**
     * Runs from K = G = 0, measured against the equilibrium over all affine policies.
     *
     * @param game the game
     * @return the run
     * @throws IllegalArgumentException as {@link BilevelPolicyGradient#solve(LqGraphonGame)}, or if there are fewer grid
     *     points than polynomials
     */
    public GraphonRun solve(LqGraphonGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Runs from K = G = 0, measured against the equilibrium over all affine policies.
     *
     * @param game the game
     * @param monitor watches and stops the run
     * @return the run
     * @throws IllegalArgumentException as {@link #solve(LqGraphonGame)}
     */
    public GraphonRun solve(LqGraphonGame game, Monitor monitor) {
        int blocks = solver.blocks(game);
        GraphonRun run = new BilevelIteration(
                        solver,
                        game,
                        GraphonStart.zero(game, blocks),
                        GraphonEquilibrium.of(game),
                        monitor,
                        projection(game, blocks))
                .run();
        RunInfo info = run.info();
        return new GraphonRun(
                new RunInfo(this, info.model(), info.stopped(), info.seed(), info.samples(), info.wallTime()),
                run.history(),
                run.inner(),
                run.policy(),
                run.aggregate(),
                run.reference(),
                run.advice());
    }

    /**
     * What the class cannot reach: root mean squares of the part of an equilibrium policy outside the class.
     *
     * @param game the game
     * @param equilibrium its equilibrium
     * @return the errors of K* and of G*
     */
    public double[] floors(LqGraphonGame game, GraphonEquilibrium equilibrium) {
        PolynomialProjection best = withBasis(Basis.ORTHONORMAL).projection(game, game.steps());
        double[] slope = equilibrium.policy().slopes();
        double[] intercept = equilibrium.policy().intercepts().toArray();
        best.slopes(slope);
        best.intercepts(intercept);
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
