package org.meanfield4j.graphon.nonlinear;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.Algorithm;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Column;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Rows;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.bilevel.SlopeStep;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.linear.Flat;

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
 * With f = 0 the direction of K is that of {@link SlopeStep#NATURAL}. The exploitability compares with the best
 * of all policies, not only affine ones, by dynamic programming on the same grid. Source: ours, the paper has linear
 * dynamics.
 *
 * @param lower left end of the grid of states
 * @param upper right end; law and policies must keep away from both
 * @param points how many nodes, at least 2; the spacing may be at most 0.8 of D √dt and √Σ_0
 * @param stepSize η, positive; 0.4 where R = 1
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 */
@Withers
public record NonlinearPolicyGradient(
        double lower, double upper, int points, double stepSize, int innerSteps, int iterations)
        implements Solver<NonlinearGame, NonlinearRun>, NonlinearPolicyGradientSettings.With {
    private static final double EDGE_MASS = 1e-9;

    /**
     * Solves a game. Costs O(N points D√dt / spacing) per inner step, about 5 ms for the experiment, and three of them for
     * the exploitability.
     *
     * @throws IllegalArgumentException if the game has more dimensions or labels than one, the grid is too coarse for its
     *     noise or start, or f is not finite there
     */
    @Override
    public NonlinearRun solve(NonlinearGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Iteration(game, call));
    }

    private final class Iteration implements Algorithm<NonlinearIterate, NonlinearRun> {
        private final NonlinearGame game;
        private final Call call;
        private final NonlinearSweeps sweeps;
        private Column.At<NonlinearIterate> measured;
        private double[] costAndGap;
        private double[] ofStart = {Double.NaN, Double.NaN};

        Iteration(NonlinearGame game, Call call) {
            this.game = game;
            this.call = call;
            this.sweeps =
                    new NonlinearSweeps(StateGrid.of(game.base(), lower, upper, points), game.base(), game.drift());
        }

        @Override
        public NonlinearIterate start() {
            return new NonlinearIterate(game.base(), call.start());
        }

        /** K and G at Z, then Z from a population that uses them. */
        @Override
        public void step(int k, NonlinearIterate now, NonlinearIterate next, Watch watch) {
            sweeps.stopWhen(watch);
            GraphonIterate p = next.affine;
            p.follow(now.affine);
            for (int l = 1; l <= innerSteps; l++) {
                sweeps.laws(p.slopes, p.intercepts, now.affine.aggregate);
                sweeps.improve(stepSize, p.slopes, p.intercepts, now.affine.aggregate);
                if (!p.hasFinitePolicy()) {
                    throw new DivergedException("inner step " + l);
                }
            }
            double edgeMass = sweeps.population(p.slopes, p.intercepts, p.aggregate);
            next.arrive(Flat.rootMeanSquareDistance(p.aggregate, now.affine.aggregate), edgeMass);
        }

        @Override
        public Rows<NonlinearIterate> rows() {
            return NonlinearIterate.rows(at -> measure(at)[0], at -> measure(at)[1], NonlinearIterate.reference(call));
        }

        /** Cost and exploitability, once per row. */
        private double[] measure(Column.At<NonlinearIterate> at) {
            if (at != measured) {
                costAndGap = measure(at.iterate().affine, at.stop());
                measured = at;
            }
            return costAndGap;
        }

        private double[] measure(GraphonIterate p, Stop stop) {
            sweeps.stopWhen(stop);
            return sweeps.costAndGap(p.slopes, p.intercepts, p.aggregate);
        }

        /** The law must not feel the ends of the grid; a run that diverged at once has no row that describes its start. */
        @Override
        public void advise(NonlinearIterate last, StopReason why, Watch watch) {
            if (last.edgeMass() >= EDGE_MASS) {
                watch.warn(String.format(
                        Locale.ROOT,
                        "the ends of the grid of states carry a mass of %.2g; widen lower and upper",
                        last.edgeMass()));
            }
            if (why == StopReason.DIVERGED) {
                ofStart = measure(last.affine, watch);
            }
        }

        @Override
        public int iterations() {
            return iterations;
        }

        @Override
        public NonlinearRun run(NonlinearIterate last, Outcome outcome) {
            return last.run(ofStart, outcome);
        }
    }

    /** Checks the parameters. */
    public NonlinearPolicyGradient {
        if (!(lower < upper) || Double.isInfinite(upper - lower) || points < 2) {
            throw new IllegalArgumentException("grid of " + points + " points from lower = " + lower + " to upper = "
                    + upper + " must be finite, increasing, with 2 points or more; use 381 from -3.5 to 6");
        }
        Require.positive("stepSize η", stepSize, "use 0.4");
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
     * Another grid of states.
     *
     * @param from left end
     * @param to right end
     * @param nodes how many
     * @return a changed copy
     */
    public NonlinearPolicyGradient withGrid(double from, double to, int nodes) {
        return new NonlinearPolicyGradient(from, to, nodes, stepSize, innerSteps, iterations);
    }

    /**
     * Solves a game from its start.
     *
     * @param game d = k = 1, one label
     * @param drift f, finite on the grid
     * @return the run
     * @throws IllegalArgumentException as {@link #solve(NonlinearGame, Call)}
     */
    public NonlinearRun solve(LqGraphonGame game, DoubleUnaryOperator drift) {
        return solve(NonlinearGame.of(Require.given("game", game), drift));
    }
}
