package org.meanfield4j.graphon;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.Monitor;

/**
 * The bilevel policy gradient beyond linear dynamics, dX = (A X + f(X) + B u + Ā Z) dt + D dB, for one population with
 * d = k = 1 and Z = w E[X], w the single entry of the aggregate. Policies stay affine, u = K X + G. Laws and values
 * live on a grid of states:
 *
 * <pre>
 * K = 0, G = 0, Z_i = w m_0
 * repeat iterations times
 *     repeat innerSteps times, Z frozen: forward the law of X_i, backward the value V_i of the policy, and
 *         q_i(x) = R u + B d/dm E V_(i+1)(N(m, dt D²)),  m the mean of the step from x under u
 *         K_i ← K_i - η Cov(q_i, X_i) / Var(X_i)
 *         G_i ← G_i - η (E q_i - Cov(q_i, X_i) / Var(X_i) E X_i)
 *     Z ← w mean(K, G), all using the policy
 * </pre>
 *
 * With f = 0 the direction of K is that of {@link SlopeStep#PRECONDITIONED}. The exploitability compares with the best
 * of all policies, not only affine ones, by dynamic programming on the same grid. Source: ours, the paper has linear
 * dynamics.
 *
 * @param lower left end of the grid of states
 * @param upper right end; law and policies must keep away from both
 * @param points how many nodes, at least 2; the spacing may be at most half of D √dt and √Σ_0
 * @param stepSize η, positive; 0.4 where R = 1
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 */
public record NonlinearPolicyGradient(
        double lower, double upper, int points, double stepSize, int innerSteps, int iterations) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NonlinearPolicyGradient {
        if (!(lower < upper) || Double.isInfinite(upper - lower) || points < 2) {
            throw new IllegalArgumentException("grid of " + points + " points from lower = " + lower + " to upper = "
                    + upper + " must be finite, increasing, with 2 points or more; use 381 from -3.5 to 6");
        }
        if (!(stepSize > 0) || Double.isInfinite(stepSize)) {
            throw new IllegalArgumentException("stepSize η = " + stepSize + " must be positive and finite; use 0.4");
        }
        Checks.positive("innerSteps", innerSteps, 10);
        Checks.positive("iterations", iterations, 12);
    }

    /**
     * The settings of the experiment: 381 nodes on [-3.5, 6], η = 0.4, L = 10, 12 outer iterations.
     *
     * @return the defaults
     */
    public static NonlinearPolicyGradient defaults() {
        return new NonlinearPolicyGradient(-3.5, 6, 381, 0.4, 10, 12);
    }

    /**
     * A copy with another grid of states.
     *
     * @param from left end
     * @param to right end
     * @param nodes how many
     * @return the copy
     */
    public NonlinearPolicyGradient withGrid(double from, double to, int nodes) {
        return new NonlinearPolicyGradient(from, to, nodes, stepSize, innerSteps, iterations);
    }

    /**
     * A copy with another step size.
     *
     * @param eta η, positive
     * @return the copy
     */
    public NonlinearPolicyGradient withStepSize(double eta) {
        return new NonlinearPolicyGradient(lower, upper, points, eta, innerSteps, iterations);
    }

    /**
     * A copy with another number of outer iterations.
     *
     * @param n at least 1
     * @return the copy
     */
    public NonlinearPolicyGradient withIterations(int n) {
        return new NonlinearPolicyGradient(lower, upper, points, stepSize, innerSteps, n);
    }

    /**
     * The linear-quadratic game of the experiment as one population: the base game with N = 50, Z = E[X] / 2 and
     * m_0 = 1.5.
     *
     * @return the game
     */
    public static LqGraphonGame base() {
        return LqGraphonGame.base()
                .withSteps(50)
                .withGraphon(Graphon.constant(0.5), 1)
                .withInitialMean(x -> new double[] {1.5});
    }

    /**
     * Runs without a monitor.
     *
     * @param game d = k = 1, one label
     * @param drift f, finite on the grid
     * @return the run
     * @throws IllegalArgumentException as {@link #solve(LqGraphonGame, DoubleUnaryOperator, Monitor)}
     */
    public NonlinearRun solve(LqGraphonGame game, DoubleUnaryOperator drift) {
        return solve(game, drift, Monitor.silent());
    }

    /**
     * Runs. Costs O(N points D√dt / spacing) per inner step, about 5 ms for the experiment.
     *
     * @param game d = k = 1, one label
     * @param drift f, finite on the grid
     * @param monitor watches and stops the run
     * @return the run
     * @throws IllegalArgumentException if the game has more dimensions or labels, the grid is too coarse for its noise
     *     or start, or f is not finite there
     */
    public NonlinearRun solve(LqGraphonGame game, DoubleUnaryOperator drift, Monitor monitor) {
        Objects.requireNonNull(drift, "drift");
        if (game.stateDimension() != 1 || game.actionDimension() != 1 || game.labels() != 1) {
            throw new IllegalArgumentException(
                    "game is " + game + ", expected d = k = M = 1; use Graphon.constant(w) on one label");
        }
        double deviation = Math.abs(game.coefficients().volatility().get(0, 0)) * Math.sqrt(game.dt());
        double start = Math.sqrt(game.coefficients().initialCovariance().get(0, 0));
        double spacing = (upper - lower) / (points - 1);
        if (!(spacing <= 0.5 * Math.min(deviation, start))) {
            throw new IllegalArgumentException("points = " + points + " give a spacing of " + spacing
                    + ", more than half of D √dt = " + deviation + " or of √Σ_0 = " + start + "; use more points");
        }
        return new NonlinearIteration(this, game, drift, monitor, deviation).run();
    }
}
