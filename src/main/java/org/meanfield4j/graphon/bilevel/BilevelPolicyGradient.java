package org.meanfield4j.graphon.bilevel;

import static org.meanfield4j.graphon.ActionTiming.EVERY_STEP;
import static org.meanfield4j.graphon.AggregateUpdate.SELF_CONSISTENT;
import static org.meanfield4j.graphon.bilevel.SlopeStep.NATURAL;
import static org.meanfield4j.graphon.bilevel.UpdateOrder.GAUSS_SEIDEL;
import static org.meanfield4j.graphon.bilevel.UpdateOrder.JACOBI;

import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.internal.exact.Checks;

/**
 * Algorithm 1 of Plank and Zhang (arXiv 2506.05894; steps reconstructed): policy gradient for linear-quadratic graphon
 * mean-field games with known coefficients.
 *
 * <pre>
 * K = 0, G = 0, Z_i = W m_0
 * repeat iterations times
 *     repeat innerSteps times, Z frozen
 *         K ← K - η_K direction(K)                 one slope for all labels
 *         G(x) ← G(x) - η_G ∇_G J2(K, G, Z)(x)     for every label
 *     Z ← W mean(K, G)
 * </pre>
 *
 * <p>Gradients are exact, of the discrete cost divided by the length of a block: steps mean the same on every time grid.
 * Costs O(N (d³ + M d²)) per inner step plus an aggregate per outer one; measured against the game's own equilibrium.
 *
 * @param slopeStep direction of the slope update
 * @param slopeStepSize η_K, at least 0
 * @param interceptStepSize η_G, at least 0
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 * @param aggregateUpdate which environment follows an outer iteration
 * @param order whether the intercept gradient sees the new slope
 * @param timing how often players act
 * @param actions how many blocks share the steps of the game when something is held; 0 means one per step, which is the
 *     only choice for {@link ActionTiming#EVERY_STEP}
 * @param coldStart whether K and G return to the start at every outer iteration, which leaves an error that never dies
 */
@Withers
public record BilevelPolicyGradient(
        SlopeStep slopeStep,
        double slopeStepSize,
        double interceptStepSize,
        int innerSteps,
        int iterations,
        AggregateUpdate aggregateUpdate,
        UpdateOrder order,
        ActionTiming timing,
        int actions,
        boolean coldStart)
        implements Solver<LqGraphonGame, GraphonRun>, BilevelPolicyGradientSettings.With {

    @Override
    public GraphonRun solve(LqGraphonGame game, Call call) {
        return Loop.run(this, game, call, new Iteration(game, call, DirectionFilter.NONE));
    }

    /** One run, over the policies that a filter lets through. */
    final class Iteration implements GraphonAlgorithm<GraphonIterate> {
        private final LqGraphonGame game;
        private final Call call;
        private final DirectionFilter filter;
        private final GraphonMetrics<GraphonIterate> metrics;
        private InnerStep inner;

        Iteration(LqGraphonGame game, Call call, DirectionFilter filter) {
            this.game = Require.given("game", game);
            this.call = Require.given("call", call);
            this.filter = filter;
            metrics = new GraphonMetrics<>(game, timing, Checks.blocks(actions, game), aggregateUpdate, call, x -> x);
        }

        @Override
        public GraphonIterate start() {
            return new GraphonIterate(GraphonStart.of(game, Checks.blocks(actions, game), call.start()), coldStart);
        }

        @Override
        public void prepare(GraphonIterate now, Watch watch) {
            inner = new InnerStep(BilevelPolicyGradient.this, game, Checks.blocks(actions, game), filter, watch);
            inner.requireCovariance(now.slopes);
            metrics.prepare(watch);
        }

        /** K_n and G_n at Z_{n−1}, then Z_n. */
        @Override
        public void step(int n, GraphonIterate now, GraphonIterate next, Watch watch) {
            next.follow(now);
            boolean oldSlope = order == JACOBI || slopeStep == SlopeStep.JOINT;
            for (int l = 1; l <= innerSteps; l++) {
                watch.check();
                if (!oldSlope) {
                    inner.moveSlopes(next.slopes); // K ← K - η_K direction(K)
                }
                inner.interceptGradients(next.slopes, next.intercepts, now.aggregate); // ∇_G J2(K, G, Z)
                if (oldSlope) {
                    inner.moveSlopes(next.slopes);
                }
                inner.moveIntercepts(next.intercepts); // G ← G - η_G ∇_G J2
                metrics.inner((n - 1) * (double) innerSteps + l, l, next);
            }
            // Z ← W mean(K, G)
            metrics.remember(n, next, inner.environment(next.slopes, next.intercepts, now.aggregate, next.aggregate));
        }

        @Override
        public boolean brisk() {
            return Checks.brisk(game, innerSteps);
        }

        @Override
        public int iterations() {
            return iterations;
        }

        @Override
        public GraphonMetrics<GraphonIterate> metrics() {
            return metrics;
        }

        @Override
        public void advise(GraphonIterate last, StopReason why, Watch watch) {
            SafeSteps.advise(BilevelPolicyGradient.this, game, call, why, watch);
        }
    }

    /** Checks the parameters. */
    public BilevelPolicyGradient {
        Require.given("slopeStep", slopeStep);
        Require.given("aggregateUpdate", aggregateUpdate);
        Require.given("order", order);
        Checks.step("slopeStepSize", slopeStepSize);
        Checks.step("interceptStepSize", interceptStepSize);
        Checks.positive("innerSteps", innerSteps, 10);
        Checks.positive("iterations", iterations, 20);
        Checks.actions(timing, actions);
    }

    /**
     * The settings of the experiments: NATURAL, η_K = η_G = 0.4, L = 10, 20 outer iterations, SELF_CONSISTENT,
     * GAUSS_SEIDEL, an action at every step.
     *
     * @return the defaults
     */
    public static BilevelPolicyGradient defaults() {
        return new BilevelPolicyGradient(
                NATURAL, 0.4, 0.4, 10, 20, SELF_CONSISTENT, GAUSS_SEIDEL, EVERY_STEP, 0, false);
    }

    /**
     * The same step size for slope and intercepts.
     *
     * @param eta η_K = η_G, at least 0
     * @return a changed copy
     */
    public BilevelPolicyGradient withStepSize(double eta) {
        return withStepSizes(eta, eta);
    }

    /**
     * Both step sizes.
     *
     * @param etaK η_K, at least 0
     * @param etaG η_G, at least 0
     * @return a changed copy
     */
    public BilevelPolicyGradient withStepSizes(double etaK, double etaG) {
        return withSlopeStepSize(etaK).withInterceptStepSize(etaG);
    }

    /**
     * Acts less often than the state moves.
     *
     * @param t what is held over a block of steps
     * @param blocks N_a, must divide the steps N of the game; 0 means one per step
     * @return a changed copy
     */
    public BilevelPolicyGradient withTiming(ActionTiming t, int blocks) {
        return withActions(0).withTiming(t).withActions(blocks);
    }

    @Override
    public String toString() {
        return "BilevelPolicyGradient(" + slopeStep + ", ηK=" + slopeStepSize + ", ηG=" + interceptStepSize + ", L="
                + innerSteps + ", " + aggregateUpdate
                + (order == JACOBI ? ", JACOBI" : "") + (timing == EVERY_STEP ? "" : ", " + timing + " " + actions)
                + (coldStart ? ", cold start" : "") + ")";
    }
}
