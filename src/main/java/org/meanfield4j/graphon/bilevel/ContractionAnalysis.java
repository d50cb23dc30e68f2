package org.meanfield4j.graphon.bilevel;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.SmallMatrix;
import org.meanfield4j.graphon.internal.exact.BestResponse;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.exact.InterceptHessian;
import org.meanfield4j.graphon.internal.exact.OuterMap;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Arnoldi;
import org.meanfield4j.graphon.internal.linear.Flat;
import org.meanfield4j.graphon.operator.ExtremeEigenvalues;

/**
 * Whether the outer loop of {@link BilevelPolicyGradient} contracts. With exact best responses, the outer iteration is
 * a linear map of the aggregate. Its spectral radius ρ &lt; 1 is necessary and sufficient for convergence with exact
 * best responses; κ &lt; 1, its largest absolute row sum along the leading eigenvector of W, is sufficient. With L
 * inner steps the rate is |q + (1 - q) ξ| for the worst eigenvalue ξ of the map, q = (1 - η_G h)^L, h between the
 * extreme eigenvalues of the Hessian of J2; so few inner steps slow ξ in (0, 1) and damp ξ &lt; 0, which converges up
 * to ξ > -(1 + q) / (1 - q). Source: condition (2.25) and Assumption 2.9 of the paper, reconstructed.
 *
 * @param game what was analysed
 * @param graphonEigenvalue the eigenvalue of W_M of largest absolute value
 * @param selfConsistent the map of {@link AggregateUpdate#SELF_CONSISTENT}
 * @param frozen the map of {@link AggregateUpdate#FROZEN}
 * @param smallestCurvature the smallest eigenvalue of the Hessian of J2 in the intercepts at K*
 * @param largestCurvature the largest one; steps η_G above 2 divided by it diverge
 */
public record ContractionAnalysis(
        LqGraphonGame game,
        double graphonEigenvalue,
        OuterSpectrum selfConsistent,
        OuterSpectrum frozen,
        double smallestCurvature,
        double largestCurvature) {
    /** Checks that nothing is missing. */
    public ContractionAnalysis {
        Require.given("game", game);
        Require.given("selfConsistent", selfConsistent);
        Require.given("frozen", frozen);
    }

    /** How close to 1 an eigenvalue of the outer map leaves no digits to an exact solver. */
    private static final double RESONANCE = 1e-7;

    /**
     * One outer map.
     *
     * @param spectralRadius ρ, the largest absolute eigenvalue
     * @param supNorm κ, the largest absolute row sum along the leading eigenvector of W
     * @param leading the real part of the eigenvalue of largest absolute value, with its sign
     * @param largest the largest real part of an eigenvalue, at least 0
     * @param smallest the smallest real part of an eigenvalue, at most 0
     */
    public record OuterSpectrum(
            double spectralRadius, double supNorm, double leading, double largest, double smallest) {}

    /**
     * Analyses a game. Costs O((N max(d, k))³) and a few dozen applications of the aggregate.
     *
     * @param game the game
     * @return the analysis
     */
    public static ContractionAnalysis compute(LqGraphonGame game) {
        return compute(game, Monitor.silent());
    }

    /**
     * Analyses a game while a monitor watches.
     *
     * @param game the game
     * @param monitor may stop the analysis
     * @return the analysis
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static ContractionAnalysis compute(LqGraphonGame game, Monitor monitor) {
        return Loop.watch(Monitor.Plan.of("ContractionAnalysis"), monitor, watch -> compute(game, watch));
    }

    static ContractionAnalysis compute(LqGraphonGame game, Stop stop) {
        ExtremeEigenvalues extreme =
                ExtremeEigenvalues.of(Require.given("game", game).aggregate(), stop);
        double[] curvature = InterceptHessian.eigenvalues(game, stop);
        return new ContractionAnalysis(
                game,
                extreme.leading(),
                spectrum(game, extreme, AggregateUpdate.SELF_CONSISTENT, stop),
                spectrum(game, extreme, AggregateUpdate.FROZEN, stop),
                Arrays.stream(curvature).min().orElseThrow(),
                Arrays.stream(curvature).max().orElseThrow());
    }

    private static OuterSpectrum spectrum(
            LqGraphonGame game, ExtremeEigenvalues extreme, AggregateUpdate update, Stop stop) {
        BestResponse response = new BestResponse(OuterMap.along(game, 0));
        double[] map = OuterMap.matrix(game, response, extreme.leading(), update, stop);
        Complex[] along = eigenvalues(map, stop);
        Complex lead =
                Arrays.stream(along).reduce((a, b) -> b.abs() > a.abs() ? b : a).orElseThrow();
        double largest = 0;
        double smallest = 0;
        double radius = lead.abs();
        double other = extreme.leading() == extreme.largest() ? extreme.smallest() : extreme.largest();
        // Where the other end of the spectrum is 0 up to rounding, its map is rounding too, on which the eigenvalue
        // solver of Commons Math gives up; its eigenvalues would not be extreme ones.
        Complex[] across = FastMath.abs(other) <= 1e-12 * FastMath.abs(extreme.leading())
                ? new Complex[0]
                : eigenvalues(OuterMap.matrix(game, response, other, update, stop), stop);
        for (Complex[] values : new Complex[][] {along, across}) {
            for (Complex v : values) {
                largest = FastMath.max(largest, v.getReal());
                smallest = FastMath.min(smallest, v.getReal());
                radius = FastMath.max(radius, v.abs());
            }
        }
        return new OuterSpectrum(radius, supNorm(map), lead.getReal(), largest, smallest);
    }

    private static double supNorm(double[] map) {
        int n = (int) FastMath.round(FastMath.sqrt(map.length));
        double norm = 0;
        for (int r = 0; r < n; r++) {
            double sum = 0;
            for (int c = 0; c < n; c++) {
                sum += FastMath.abs(map[r * n + c]);
            }
            norm = FastMath.max(norm, sum);
        }
        return norm;
    }

    private static Complex[] eigenvalues(double[] map, Stop stop) {
        int n = (int) FastMath.round(FastMath.sqrt(map.length));
        return Arnoldi.eigenvalues((in, out) -> Flat.multiply(map, 0, in, 0, out, 0, n, n, 1), n, stop);
    }

    /**
     * One outer map.
     *
     * @param update which environment follows an outer iteration
     * @return its spectrum
     */
    public OuterSpectrum outer(AggregateUpdate update) {
        return Require.given("update", update) == AggregateUpdate.FROZEN ? frozen : selfConsistent;
    }

    /**
     * The part of an intercept error that inner steps leave.
     *
     * @param interceptStepSize η_G
     * @param innerSteps L
     * @return q = (1 - η_G h)^L with h in the middle of the curvatures
     */
    public double remainder(double interceptStepSize, int innerSteps) {
        Require.finite("interceptStepSize", interceptStepSize);
        Require.atLeast("innerSteps", innerSteps, 1);
        double h = 0.5 * (smallestCurvature + largestCurvature);
        return FastMath.pow(1 - interceptStepSize * h, innerSteps);
    }

    /**
     * The rate law, of the environment or of the slopes, whichever is slower: exact in continuous time for SELF_CONSISTENT,
     * approximate for FROZEN with Ā ≠ 0, JOINT and held actions. With a cold start q is not carried on, and the rate is
     * that towards the error which stays.
     *
     * @param solver the solver
     * @return the predicted factor per outer iteration, at least 1 if it does not converge
     */
    public double predictedRate(BilevelPolicyGradient solver) {
        OuterSpectrum outer = outer(Require.given("solver", solver).aggregateUpdate());
        double q = remainder(solver.interceptStepSize(), solver.innerSteps());
        double kept = solver.coldStart() ? 0 : q;
        double means = FastMath.max(
                FastMath.abs(kept + (1 - q) * outer.largest()), FastMath.abs(kept + (1 - q) * outer.smallest()));
        return solver.coldStart() ? means : FastMath.max(means, slopeRemainder(solver));
    }

    /** The part of a small slope error that inner steps leave: the Hessian of J2 at K* is also what NATURAL sees. */
    private double slopeRemainder(BilevelPolicyGradient solver) {
        double[] h = switch (solver.slopeStep()) {
            case GAUSS_NEWTON -> new double[] {1};
            case NATURAL -> new double[] {smallestCurvature, largestCurvature};
            case PLAIN, JOINT -> slopeCurvatures();
        };
        double factor = Arrays.stream(h)
                .map(v -> FastMath.abs(1 - solver.slopeStepSize() * v))
                .max()
                .orElseThrow();
        return FastMath.pow(factor, solver.innerSteps());
    }

    /** Of every step, the extreme eigenvalues of the Hessian of J1 in K_i at K*: those of w_i times those of S_i. */
    private double[] slopeCurvatures() {
        LqGraphonGame scalar = OuterMap.along(game, 0);
        BestResponse best = new BestResponse(scalar);
        SlopeProblem problem = new SlopeProblem(scalar, ActionTiming.EVERY_STEP, scalar.steps());
        double[] covariance = new double[best.value.length];
        problem.covariances(best.slope, covariance);
        int k = problem.k;
        int d = problem.d;
        double[] w = new double[k * k];
        double[] out = new double[2 * problem.steps];
        for (int i = 0; i < problem.steps; i++) {
            problem.curvature(best.value, i, w);
            SmallMatrix curvature = SmallMatrix.unchecked(k, k, w);
            double[] s = Arrays.copyOfRange(covariance, i * d * d, (i + 1) * d * d);
            SmallMatrix spread = SmallMatrix.unchecked(d, d, s);
            out[2 * i] = curvature.smallestEigenvalue() * spread.smallestEigenvalue();
            out[2 * i + 1] = curvature.largestEigenvalue() * spread.largestEigenvalue();
        }
        return out;
    }

    /**
     * What to expect of a run from K = G = 0, before it runs. Tries the inner steps on a single label.
     *
     * @param solver the solver
     * @return one line: contraction, predicted rate, and what to change where it will not converge
     */
    public String advice(BilevelPolicyGradient solver) {
        Require.given("solver", solver);
        double[] zero =
                new double[Checks.blocks(solver.actions(), game) * game.actionDimension() * game.stateDimension()];
        String smaller = SafeSteps.smaller(solver, game, zero, Stop.never());
        return smaller == null || solver.interceptStepSize() >= 2 / largestCurvature
                ? outerAdvice(solver, Stop.never())
                : "slopeStepSize = " + solver.slopeStepSize() + " and interceptStepSize = " + solver.interceptStepSize()
                        + " do not settle with " + solver.slopeStep() + "; " + smaller;
    }

    /** Whether an eigenvalue of W_M times one of the outer map for λ = 1 is 1, at whichever places of the two spectra. */
    private boolean isResonant(Stop stop) {
        BestResponse response = new BestResponse(OuterMap.along(game, 0));
        Complex[] map = eigenvalues(OuterMap.matrix(game, response, 1, AggregateUpdate.FROZEN, stop), stop);
        return Arrays.stream(ExtremeEigenvalues.leading(game.aggregate(), stop))
                .anyMatch(l -> Arrays.stream(map)
                        .anyMatch(v -> v.multiply(l).subtract(1).abs() < RESONANCE));
    }

    /** As {@link #advice}, where the inner steps are known to settle. */
    String outerAdvice(BilevelPolicyGradient solver, Stop stop) {
        OuterSpectrum outer = outer(solver.aggregateUpdate());
        double rate = predictedRate(solver);
        double bound = 2 / largestCurvature;
        String condition =
                outer.supNorm() < 1 ? "contraction guaranteed, κ = %.4f < 1" : "κ = %.4f ≥ 1 guarantees nothing";
        String outcome;
        if (solver.interceptStepSize() >= bound) {
            outcome = String.format(
                    Locale.ROOT,
                    "interceptStepSize = %s will overflow; stay below %.4f",
                    solver.interceptStepSize(),
                    bound);
        } else if (solver.slopeStepSize() == 0 || solver.interceptStepSize() == 0) {
            outcome = "a step size of 0 leaves slopes or intercepts where they start; use 0.4 times the scale of R⁻¹";
        } else if (frozen.largest() > 1 - RESONANCE && isResonant(stop)) {
            outcome =
                    "resonance: there is no unique equilibrium and no solver finds one; change the graphon, the horizon"
                            + " or H";
        } else if (rate < 1) {
            outcome = String.format(Locale.ROOT, "ρ = %.4f, expect rate %.4f", outer.spectralRadius(), rate);
            if (solver.coldStart()) {
                double left = FastMath.max(
                        remainder(solver.interceptStepSize(), solver.innerSteps()), slopeRemainder(solver));
                outcome += String.format(
                        Locale.ROOT,
                        ", down to an error that stays: coldStart brings back %.2g of the first one",
                        left);
            }
        } else if (outer.largest() >= 1 && !solver.coldStart()) {
            outcome = String.format(
                    Locale.ROOT,
                    "ρ = %.4f, will diverge for every step size and L; use GraphonEquilibrium.direct",
                    outer.spectralRadius());
        } else {
            outcome = String.format(
                    Locale.ROOT,
                    "ρ = %.4f, rate %.4f diverges; use fewer inner steps%s",
                    outer.spectralRadius(),
                    rate,
                    -frozen.smallest() < -selfConsistent.smallest()
                                    && solver.aggregateUpdate() != AggregateUpdate.FROZEN
                            ? " or FROZEN"
                            : "");
        }
        return String.format(Locale.ROOT, condition, outer.supNorm()) + "; " + outcome;
    }
}
