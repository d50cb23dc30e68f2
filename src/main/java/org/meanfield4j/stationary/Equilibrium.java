package org.meanfield4j.stationary;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.meanfield4j.core.Approximate;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.StoppedException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;

/**
 * A regularised mean-field Nash equilibrium to high precision: a fixed point of {@link PopulationOperator}.
 *
 * <pre>
 * repeat μ ← μ + b (Γ_M(μ) − μ)     until the residual is below 1e-4; b halves whenever it stops falling
 * repeat μ ← μ + B y, (I − J) y = B'(Γ_M(μ) − μ)     Newton in the zero-sum directions, with backtracking
 * </pre>
 *
 * The first phase selects among several equilibria as the population itself would from the same start; the second one
 * also converges to equilibria that no population would reach. O(S) evaluations of Γ and O(S³) per Newton step: for
 * games of up to about a thousand states. An interrupt ends the search with the law reached so far.
 * Source: reconstructed.
 *
 * @param game the game
 * @param temperature η
 * @param law μ*
 * @param policy π*, the best response to μ*
 * @param value V* at temperature η, shape [S]
 * @param residual ‖Γ_M(μ*) − μ*‖_1; NaN if the search was stopped before it was known
 */
public record Equilibrium(
        StationaryGame game, double temperature, Law law, TabularPolicy policy, double[] value, double residual)
        implements Approximate {
    /** The largest residual of a converged equilibrium. */
    public static final double TOLERANCE = 1e-12;

    private static final int KERNEL_STEPS = 5;
    private static final double FIRST_DAMPING = 0.05;
    private static final double LEAST_DAMPING = 1e-3;
    private static final double NEWTON_RANGE = 1e-4;
    private static final int MOST_DAMPED_STEPS = 5_000;
    private static final int WINDOW = 50;
    private static final int MOST_NEWTON_STEPS = 50;
    private static final int MOST_BACKTRACKS = 20;

    /** A Jacobian costs 2S evaluations: it is kept while every step cuts the residual to this share. */
    private static final double KEEP_SLOPE = 0.1;

    /** Copies the values, and checks that all is of the size of the game. */
    public Equilibrium {
        Require.temperature(temperature);
        Law.requireSize("law", law, Require.given("game", game).states());
        TabularPolicy.requireShape(policy, game.states(), game.actions());
        if (Require.given("value", value).length != game.states()) {
            throw new IllegalArgumentException("value has " + value.length + " entries, the game has " + game.states()
                    + " states; give one per state");
        }
        value = value.clone();
    }

    /**
     * Finds an equilibrium from the initial law of a game, with M = 5.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @return the equilibrium; ask {@link #converged()}
     * @throws IllegalArgumentException if η is out of range
     */
    public static Equilibrium compute(StationaryGame game, double temperature) {
        return compute(game, temperature, Require.given("game", game).initialLaw());
    }

    /**
     * Finds an equilibrium from a given law, with M = 5.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param start where to start; games with several equilibria may answer with another one for another start
     * @return the equilibrium; ask {@link #converged()}
     * @throws IllegalArgumentException if η is out of range or the size differs
     */
    public static Equilibrium compute(StationaryGame game, double temperature, Law start) {
        return compute(game, temperature, start, KERNEL_STEPS);
    }

    /**
     * Finds an equilibrium from a given law.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param start where to start
     * @param kernelSteps M, at least 1
     * @return the equilibrium; ask {@link #converged()}
     * @throws IllegalArgumentException if η or M is out of range or the size differs
     */
    public static Equilibrium compute(StationaryGame game, double temperature, Law start, int kernelSteps) {
        return compute(game, temperature, start, kernelSteps, Monitor.silent());
    }

    /**
     * Finds an equilibrium from the initial law of a game, with M = 5, while a monitor watches.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param monitor may stop the search, which then returns the law reached so far
     * @return the equilibrium; ask {@link #converged()}
     * @throws IllegalArgumentException if η is out of range
     */
    public static Equilibrium compute(StationaryGame game, double temperature, Monitor monitor) {
        return compute(game, temperature, Require.given("game", game).initialLaw(), KERNEL_STEPS, monitor);
    }

    /**
     * Finds an equilibrium from a given law while a monitor watches.
     *
     * @param game the game
     * @param temperature η &gt; 0
     * @param start where to start
     * @param kernelSteps M, at least 1
     * @param monitor may stop the search, which then returns the law reached so far
     * @return the equilibrium; ask {@link #converged()}
     * @throws IllegalArgumentException if η or M is out of range or the size differs
     */
    public static Equilibrium compute(
            StationaryGame game, double temperature, Law start, int kernelSteps, Monitor monitor) {
        Law.requireSize("start", start, Require.given("game", game).states());
        return Loop.watch(Monitor.Plan.of("Equilibrium"), monitor, watch -> {
            PopulationOperator gamma = new PopulationOperator(game, temperature, kernelSteps);
            gamma.stopWhen(watch);
            Law[] reached = {start};
            double[] residual = {Double.NaN};
            try {
                damped(gamma, reached);
                newton(gamma, reached);
                residual[0] = gap(gamma, reached[0], new double[start.size()]);
            } catch (StoppedException stopped) {
                // The law reached so far, whose residual nobody has waited for.
            }
            return new Equilibrium(game, temperature, reached[0], gamma.bestResponse(), gamma.value(), residual[0]);
        });
    }

    private static void damped(PopulationOperator gamma, Law[] reached) {
        double[] mu = reached[0].toArray();
        double[] gap = new double[mu.length];
        double damping = FIRST_DAMPING;
        double lastWindow = Double.POSITIVE_INFINITY;
        double window = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= MOST_DAMPED_STEPS; i++) {
            reached[0] = Law.of(mu);
            double residual = gap(gamma, reached[0], gap);
            if (residual < NEWTON_RANGE) {
                return;
            }
            window = Math.min(window, residual);
            if (i % WINDOW == 0) {
                if (window >= lastWindow) {
                    damping = Math.max(LEAST_DAMPING, damping / 2);
                }
                lastWindow = window;
                window = Double.POSITIVE_INFINITY;
            }
            for (int s = 0; s < mu.length; s++) {
                mu[s] += damping * gap[s];
            }
        }
        reached[0] = Law.of(mu);
    }

    private static void newton(PopulationOperator gamma, Law[] reached) {
        int size = reached[0].size();
        RealMatrix basis = ZeroSum.basis(size);
        double[] gap = new double[size];
        double residual = gap(gamma, reached[0], gap);
        DecompositionSolver slope = null;
        boolean fresh = false;
        for (int i = 0; i < MOST_NEWTON_STEPS && residual > 0.1 * TOLERANCE; i++) {
            if (slope == null) {
                slope = slope(gamma, reached[0], basis);
                fresh = true;
            }
            if (!slope.isNonSingular()) {
                return;
            }
            RealVector coordinates = slope.solve(MatrixUtils.createRealVector(basis.preMultiply(gap)));
            double[] move = basis.operate(coordinates).toArray();
            double before = residual;
            double[] nextGap = new double[gap.length];
            double share = 1;
            for (int j = 0; j < MOST_BACKTRACKS && residual == before; j++, share /= 2) {
                Law next = moved(reached[0], move, share);
                double nextResidual = next == null ? before : gap(gamma, next, nextGap);
                if (nextResidual < before) {
                    reached[0] = next;
                    gap = nextGap;
                    residual = nextResidual;
                }
            }
            if (residual == before && fresh) {
                // At rounding level no step improves; elsewhere the residual tells the caller.
                return;
            }
            fresh = false;
            if (residual > KEEP_SLOPE * before) {
                slope = null;
            }
        }
    }

    private static DecompositionSolver slope(PopulationOperator gamma, Law law, RealMatrix basis) {
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(basis.getColumnDimension());
        return new LUDecomposition(identity.subtract(ZeroSum.jacobian(gamma, law, basis))).getSolver();
    }

    /** Γ(μ) − μ and its 1-norm. */
    private static double gap(PopulationOperator gamma, Law law, double[] gap) {
        gamma.apply(law, gap);
        double norm = 0;
        for (int s = 0; s < gap.length; s++) {
            gap[s] -= law.get(s);
            norm += Math.abs(gap[s]);
        }
        return norm;
    }

    /** μ plus a share of a move, or null where that leaves the simplex. */
    private static Law moved(Law law, double[] move, double share) {
        double[] next = law.toArray();
        for (int s = 0; s < next.length; s++) {
            next[s] += share * move[s];
            if (!(next[s] >= 0)) {
                return null;
            }
        }
        return Law.of(next);
    }

    /**
     * Whether the residual is below {@link #TOLERANCE}, or the rounding of values near γ = 1, 9e-15/(1 − γ).
     *
     * @return false if damped iteration and Newton's method both got stuck, with the best law found; below η of about
     *     0.01 rounding in the best response alone leaves some 1e-11
     */
    @Override
    public boolean converged() {
        return residual < Math.max(TOLERANCE, FrozenMdp.rounding(game.discount()));
    }

    /**
     * Values at temperature η.
     *
     * @return V*, shape [S], a copy
     */
    @Override
    public double[] value() {
        return value.clone();
    }

    /**
     * The regularised value of the population.
     *
     * @return J_η = Σ_s μ*(s) V*(s), a discounted sum
     */
    public double expectedValue() {
        double sum = 0;
        for (int s = 0; s < value.length; s++) {
            sum += law.get(s) * value[s];
        }
        return sum;
    }

    /**
     * What one deviator gains in the original game, without entropy: the floor that methods with this temperature reach.
     *
     * @return φ_0 of π* and μ*, not negative, in units of a discounted sum; 0 in the limit η → 0
     */
    public double biasFloor() {
        return new Metrics(game).exploitability(policy, 0, law);
    }

    /**
     * What an agent earns per step, without entropy.
     *
     * @return Σ_s,a μ*(s) π*(a|s) r(s, a, μ*); equal to (1−γ) J_0 for every γ, since μ* is stationary
     */
    public double averageReward() {
        double[] reward = new double[game.states() * game.actions()];
        game.rewards(law, reward);
        double sum = 0;
        for (int s = 0, i = 0; s < game.states(); s++) {
            for (int a = 0; a < game.actions(); a++, i++) {
                sum += law.get(s) * policy.probability(s, a) * reward[i];
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Equilibrium e
                && game.equals(e.game)
                && temperature == e.temperature
                && law.equals(e.law)
                && policy.equals(e.policy)
                && residual == e.residual
                && Arrays.equals(value, e.value);
    }

    @Override
    public int hashCode() {
        return law.hashCode();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Equilibrium of %s at η = %s: residual %.1e%s",
                game,
                temperature,
                residual,
                converged() ? "" : ", not converged");
    }
}
