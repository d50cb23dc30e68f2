package org.meanfield4j.stationary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.chain.MarkovChain;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.loop.Loop;

/**
 * Which outer step sizes let MF-TRPO settle, from the Jacobian J of {@link PopulationOperator} at an equilibrium on
 * zero-sum directions, with eigenvalues λ_i:
 *
 * <pre>
 * C = λ_max((J + J')/2)            one-sided Lipschitz constant, the theory's assumption A-2 asks C &lt; 1
 * Λ = ‖J‖_2                        Lipschitz constant
 * β_stab = min_i 2(1 − Re λ_i)/|1 − λ_i|²      μ ← μ + β(Γ_M(μ) − μ) is locally stable iff β &lt; β_stab
 * β_eff(L)                         the same for L inner steps from the last policy, which lags behind: with
 *                                  a = 1/(L+1), stable iff every [[a, (1−a)λ_i], [βa, 1−β+β(1−a)λ_i]] has
 *                                  spectral radius below 1
 * </pre>
 *
 * Memory damps real negative eigenvalues (β_eff &gt; β_stab) and may destabilise complex ones (β_eff &lt; β_stab). The
 * statements are local: they decide what happens near the equilibrium. Cost: 2S evaluations of Γ and O(S³). Source:
 * reconstructed.
 */
public final class StabilityAnalysis {
    private static final double LARGEST_STEP = 1e100;

    /** The differences of the Jacobian step 1e-6 away: an equilibrium that is a thousand times nearer is exact. */
    private static final double ACCURACY = 1e-9;

    private final Equilibrium equilibrium;
    private final int kernelSteps;
    private final double oneSidedLipschitz;
    private final double lipschitz;
    private final Complex[] eigenvalues;

    private StabilityAnalysis(Equilibrium equilibrium, int kernelSteps, RealMatrix jacobian) {
        this.equilibrium = equilibrium;
        this.kernelSteps = kernelSteps;
        this.oneSidedLipschitz = largestOfSymmetricPart(jacobian);
        this.lipschitz = new SingularValueDecomposition(jacobian).getNorm();
        EigenDecomposition eigen = new EigenDecomposition(jacobian);
        this.eigenvalues = new Complex[jacobian.getRowDimension()];
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = new Complex(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i));
        }
    }

    /**
     * Analyses a game at the equilibrium that its initial law leads to.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param kernelSteps M, at least 1
     * @return the analysis
     * @throws IllegalArgumentException if η or M is out of range
     * @throws ArithmeticException if no equilibrium was found
     * @throws org.meanfield4j.core.StoppedException if the thread was interrupted
     */
    public static StabilityAnalysis compute(StationaryGame game, double temperature, int kernelSteps) {
        return compute(game, temperature, kernelSteps, Monitor.silent());
    }

    /**
     * Analyses a game at the equilibrium that its initial law leads to, while a monitor watches.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param kernelSteps M, at least 1
     * @param monitor may stop the analysis
     * @return the analysis
     * @throws IllegalArgumentException if η or M is out of range
     * @throws ArithmeticException if no equilibrium was found
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static StabilityAnalysis compute(StationaryGame game, double temperature, int kernelSteps, Monitor monitor) {
        return Loop.watch(Monitor.Plan.of("StabilityAnalysis"), monitor, watch -> {
            Equilibrium equilibrium = Equilibrium.compute(game, temperature, monitor.part());
            watch.check();
            return compute(equilibrium, kernelSteps, watch);
        });
    }

    /**
     * Analyses a game at a given equilibrium.
     *
     * @param equilibrium the equilibrium
     * @param kernelSteps M, at least 1
     * @return the analysis
     * @throws IllegalArgumentException if M is out of range
     * @throws ArithmeticException if the residual of the equilibrium is 1e-9 or more
     * @throws org.meanfield4j.core.StoppedException if the thread was interrupted
     */
    public static StabilityAnalysis compute(Equilibrium equilibrium, int kernelSteps) {
        return compute(equilibrium, kernelSteps, Monitor.silent());
    }

    /**
     * Analyses a game at a given equilibrium while a monitor watches.
     *
     * @param equilibrium the equilibrium
     * @param kernelSteps M, at least 1
     * @param monitor may stop the analysis
     * @return the analysis
     * @throws IllegalArgumentException if M is out of range
     * @throws ArithmeticException if the residual of the equilibrium is 1e-9 or more
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static StabilityAnalysis compute(Equilibrium equilibrium, int kernelSteps, Monitor monitor) {
        return Loop.watch(
                Monitor.Plan.of("StabilityAnalysis"), monitor, watch -> compute(equilibrium, kernelSteps, watch));
    }

    private static StabilityAnalysis compute(Equilibrium equilibrium, int kernelSteps, Stop stop) {
        if (!(Require.given("equilibrium", equilibrium).residual() < ACCURACY)) {
            throw new ArithmeticException("residual of the equilibrium = " + equilibrium.residual() + " must be below "
                    + ACCURACY + "; start Equilibrium.find elsewhere or raise the temperature");
        }
        PopulationOperator gamma = new PopulationOperator(equilibrium.game(), equilibrium.temperature(), kernelSteps);
        gamma.stopWhen(stop);
        Law law = equilibrium.law();
        return new StabilityAnalysis(equilibrium, kernelSteps, ZeroSum.jacobian(gamma, law, ZeroSum.basis(law.size())));
    }

    /**
     * How often the kernel pushes the population per outer step.
     *
     * @return M
     */
    public int kernelSteps() {
        return kernelSteps;
    }

    /**
     * Where the analysis was made.
     *
     * @return the equilibrium
     */
    public Equilibrium equilibrium() {
        return equilibrium;
    }

    /**
     * The one-sided Lipschitz constant.
     *
     * @return C; below 1 if assumption A-2 holds at the equilibrium
     */
    public double oneSidedLipschitz() {
        return oneSidedLipschitz;
    }

    /**
     * The weaker reading of assumption A-2, one policy on both sides: how much (P^π*)^M contracts zero-sum vectors.
     *
     * @return C_b, the largest eigenvalue of the symmetric part of (P^π*)^M on zero-sum directions
     */
    public double mixing() {
        return Loop.watch(Monitor.Plan.of("StabilityAnalysis.mixing"), Monitor.silent(), this::mixing);
    }

    private double mixing(Stop stop) {
        RealMatrix basis = ZeroSum.basis(equilibrium.law().size());
        double[][] powers = new double[basis.getRowDimension()][];
        MarkovChain chain = equilibrium.game().kernel(equilibrium.law()).under(equilibrium.policy());
        for (int s = 0; s < powers.length; s++) {
            double[] from = Law.pointMass(powers.length, s).toArray();
            for (int m = 0; m < kernelSteps; m++) {
                stop.check();
                double[] to = new double[from.length];
                chain.push(from, to);
                from = to;
            }
            powers[s] = from;
        }
        return largestOfSymmetricPart(basis.transpose()
                .multiply(new Array2DRowRealMatrix(powers, false))
                .multiply(basis));
    }

    private static double largestOfSymmetricPart(RealMatrix matrix) {
        double[] values =
                new EigenDecomposition(matrix.add(matrix.transpose()).scalarMultiply(0.5)).getRealEigenvalues();
        return Arrays.stream(values).max().orElseThrow();
    }

    /**
     * The Lipschitz constant.
     *
     * @return Λ ≥ |λ_i|
     */
    public double lipschitz() {
        return lipschitz;
    }

    /**
     * The eigenvalues of J.
     *
     * @return λ_i, S − 1 of them, one zero for a single state; a copy
     */
    public Complex[] eigenvalues() {
        return eigenvalues.clone();
    }

    /**
     * The largest real part of an eigenvalue.
     *
     * @return max Re λ_i; no step size is stable if it is 1, to the 1e-6 of J, or more
     */
    public double spectralAbscissa() {
        double largest = Double.NEGATIVE_INFINITY;
        for (Complex lambda : eigenvalues) {
            largest = Math.max(largest, lambda.getReal());
        }
        return largest;
    }

    /**
     * β_stab, for exact best responses (L → ∞).
     *
     * @return the step size where stability ends; 0 if no step size is stable
     */
    public double stableStep() {
        return threshold(0);
    }

    /**
     * β_eff(L), for L inner steps from the last policy.
     *
     * @param innerSteps L, at least 1
     * @return the step size where stability ends; 0 if no step size is stable
     * @throws IllegalArgumentException if L &lt; 1
     */
    public double stableStep(int innerSteps) {
        return threshold(memory(innerSteps));
    }

    /**
     * The eigenvalue that becomes unstable first as the step grows.
     *
     * @param innerSteps L, at least 1
     * @return the λ_i with the smallest threshold, {@link #stableStep(int)}; of a complex pair the one with Im λ &gt; 0
     * @throws IllegalArgumentException if L &lt; 1
     */
    public Complex critical(int innerSteps) {
        double a = memory(innerSteps);
        Complex critical = Arrays.stream(eigenvalues)
                .min(Comparator.comparingDouble(lambda -> OuterStep.threshold(a, lambda)))
                .orElseThrow();
        return critical.getImaginary() < 0 ? critical.conjugate() : critical;
    }

    /**
     * The factor by which the error falls, or grows, per outer step near the equilibrium.
     *
     * @param beta β &gt; 0
     * @param innerSteps L, at least 1
     * @return the largest spectral radius of the 2×2 matrices
     * @throws IllegalArgumentException if an argument is out of range
     */
    public double errorFactor(double beta, int innerSteps) {
        if (!(beta > 0 && beta <= LARGEST_STEP)) {
            throw new IllegalArgumentException(
                    "beta = " + beta + " must be positive and at most " + LARGEST_STEP + "; try 0.05");
        }
        double a = memory(innerSteps);
        double largest = 0;
        for (Complex lambda : eigenvalues) {
            largest = Math.max(largest, OuterStep.spectralRadius(a, beta, lambda));
        }
        return largest;
    }

    /**
     * Says before a run whether an outer step size will settle, and which one will.
     *
     * @param beta β &gt; 0
     * @param innerSteps L, at least 1
     * @return one line
     * @throws IllegalArgumentException if an argument is out of range
     */
    public String advise(double beta, int innerSteps) {
        double factor = errorFactor(beta, innerSteps);
        double threshold = stableStep(innerSteps);
        String where = format(
                " on %s at η = %s, M = %d, L = %d",
                equilibrium.game(), equilibrium.temperature(), kernelSteps, innerSteps);
        if (threshold == 0) {
            boolean rotates = false;
            for (Complex lambda : eigenvalues) {
                rotates |= lambda.getReal() >= 1 && lambda.getImaginary() != 0;
            }
            if (spectralAbscissa() <= 1 + OuterStep.ACCURACY) {
                return "No step size settles" + where
                        + ": the equilibrium neither attracts nor repels (Re λ = 1), as on a chain with several"
                        + " classes, where the end depends on the start; add a slip, or raise η.";
            }
            return "No step size settles" + where
                    + format(": the equilibrium repels (Re λ = %.3f), and the population ", spectralAbscissa())
                    + (rotates ? "will circle around it" : "will move to another equilibrium")
                    + "; raise η.";
        }
        double advised = Math.min(1, twoDigitsDown(0.8 * threshold));
        if (factor < 1) {
            return format(
                    "β = %s will settle%s: the error falls by the factor %s per outer step; stable below β = %.4f.",
                    beta, where, format(factor > 0.9999 ? "%.8f" : "%.4f", factor), threshold);
        }
        return format(
                "β = %s will oscillate%s: stable only below β = %.4f; take β = %s, error factor %.4f per outer step.",
                beta, where, threshold, advised, errorFactor(advised, innerSteps));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static double twoDigitsDown(double value) {
        return new BigDecimal(value)
                .round(new MathContext(2, RoundingMode.DOWN))
                .doubleValue();
    }

    private static double memory(int innerSteps) {
        Require.atLeast("innerSteps", innerSteps, 1);
        return 1.0 / (innerSteps + 1);
    }

    private double threshold(double a) {
        double smallest = Double.POSITIVE_INFINITY;
        for (Complex lambda : eigenvalues) {
            smallest = Math.min(smallest, OuterStep.threshold(a, lambda));
        }
        return smallest;
    }

    @Override
    public String toString() {
        double step = stableStep();
        return format(
                "%s at η = %s, M = %d: C = %.3f, Λ = %.3f, β_stab = %s",
                equilibrium.game(),
                equilibrium.temperature(),
                kernelSteps,
                oneSidedLipschitz,
                lipschitz,
                step == 0 ? "none" : format("%.4f", step));
    }
}
