package org.meanfield4j.graphon.neural;

import java.util.Set;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.nd4j.Dense;
import org.meanfield4j.graphon.ActionTiming;
import org.meanfield4j.graphon.AggregateUpdate;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.GraphonAlgorithm;
import org.meanfield4j.graphon.bilevel.GraphonIterate;
import org.meanfield4j.graphon.bilevel.GraphonMetrics;
import org.meanfield4j.graphon.bilevel.GraphonRun;
import org.meanfield4j.graphon.internal.exact.Checks;
import org.meanfield4j.graphon.internal.exact.MeanProblem;
import org.meanfield4j.graphon.internal.exact.SlopeProblem;
import org.meanfield4j.graphon.internal.linear.Flat;

/**
 * The bilevel policy gradient with affine policies whose slope and intercept are neural networks of time and label,
 *
 * <pre>
 * K_i = network(2 t_i / T - 1),                 one hidden tanh layer
 * G_i(x) = network(2 t_i / T - 1, 2 x - 1),     two hidden tanh layers
 * repeat iterations times
 *     repeat innerSteps times, Z frozen: pull g_i / N back through the first network and ∇_G J2 / (N M) through the
 *         second, and move each by Adam; the step size falls to 0 along a cosine over the run
 *     Z ← W mean(K, G)
 * </pre>
 *
 * where g is the exact preconditioned slope direction. It shows what a general parametrisation costs: the error falls
 * fast at first, then sublinearly, because the networks only reach functions near the equilibrium. Runs on ND4J.
 * Reconstructed; not in the paper.
 *
 * @param stepSize of Adam at the start, positive
 * @param innerSteps L, at least 1
 * @param iterations outer iterations, at least 1
 * @param slopeWidth of the hidden layer of K, at least 1
 * @param interceptWidth of the two hidden layers of G, at least 1
 * @param seed of the initial weights
 */
@Withers
public record NeuralPolicyGradient(
        double stepSize, int innerSteps, int iterations, int slopeWidth, int interceptWidth, long seed)
        implements Solver<LqGraphonGame, GraphonRun>, NeuralPolicyGradientSettings.With {

    /**
     * Runs from Z = W m_0 and drawn weights, measured against the equilibrium of the same discrete game.
     *
     * @throws UnsupportedOperationException if ND4J does not load on this machine
     */
    @Override
    public GraphonRun solve(LqGraphonGame game, Call call) {
        if (!Dense.backend().equals("nd4j")) {
            throw new UnsupportedOperationException("NeuralPolicyGradient needs ND4J, but large products run on "
                    + Dense.backend() + "; use BilevelPolicyGradient");
        }
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Descent(game, call));
    }

    private final class Descent implements GraphonAlgorithm<NeuralIterate> {
        private final LqGraphonGame game;
        private final Call call;
        private final GraphonMetrics<NeuralIterate> metrics;
        private final PolicyNetworks networks;
        private final SlopeProblem slopes;
        private final MeanProblem means;
        private final double[] value;
        private final double[] direction;
        private final double[] gradient;
        private final double[] mean;

        Descent(LqGraphonGame game, Call call) {
            this.game = game;
            this.call = call;
            int n = game.steps();
            metrics = new GraphonMetrics<>(
                    game, ActionTiming.EVERY_STEP, n, AggregateUpdate.SELF_CONSISTENT, call, x -> x.affine);
            networks = new PolicyNetworks(NeuralPolicyGradient.this, game);
            slopes = new SlopeProblem(game, ActionTiming.EVERY_STEP, n);
            means = new MeanProblem(game, ActionTiming.EVERY_STEP, n);
            value = new double[(n + 1) * slopes.d * slopes.d];
            direction = new double[n * slopes.k * slopes.d];
            gradient = new double[n * slopes.k * game.labels()];
            mean = new double[(n + 1) * slopes.d * game.labels()];
        }

        @Override
        public NeuralIterate start() {
            return networks.start(game, call);
        }

        @Override
        public void prepare(NeuralIterate now, Watch watch) {
            means.stopWhen(watch);
            metrics.prepare(watch);
        }

        @Override
        public void step(int n, NeuralIterate now, NeuralIterate next, Watch watch) {
            GraphonIterate policy = next.affine;
            networks.load(now, policy, watch);
            for (int l = 1; l <= innerSteps; l++) {
                watch.check();
                long done = (n - 1) * (long) innerSteps + l - 1;
                move(policy, now.affine.aggregate, done, watch);
                metrics.inner(done + 1, l, policy);
            }
            networks.store(next);
            means.population(policy.slopes, policy.intercepts, mean, policy.aggregate);
            metrics.remember(n, policy, mean);
        }

        /** One step of both networks, after so many others. */
        private void move(GraphonIterate policy, double[] aggregate, long done, Watch watch) {
            double rate = rate(done);
            slopes.values(policy.slopes, value);
            slopes.directions(policy.slopes, value, null, false, direction);
            networks.moveSlopes(Flat.scaled(direction, 1.0 / game.steps()), rate, done, policy.slopes, watch);
            means.means(policy.slopes, policy.intercepts, aggregate, mean);
            means.gradients(policy.slopes, policy.intercepts, aggregate, mean, gradient, null);
            double share = 1.0 / (game.steps() * game.labels());
            networks.moveIntercepts(Flat.scaled(gradient, share), rate, done, policy.intercepts, watch);
        }

        @Override
        public int iterations() {
            return iterations;
        }

        /** None: the step size of every step depends on how many there will be. */
        @Override
        public Set<String> free() {
            return Set.of();
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public GraphonMetrics<NeuralIterate> metrics() {
            return metrics;
        }

        @Override
        public void advise(NeuralIterate last, StopReason why, Watch watch) {
            if (why == StopReason.DIVERGED) {
                watch.warn("use a smaller step size than " + stepSize);
            }
        }
    }

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NeuralPolicyGradient {
        Require.positive("stepSize", stepSize, "use 0.01");
        Checks.positive("innerSteps", innerSteps, 50);
        Checks.positive("iterations", iterations, 20);
        Checks.positive("slopeWidth", slopeWidth, 16);
        Checks.positive("interceptWidth", interceptWidth, 32);
    }

    /**
     * The settings of the experiments: step size 0.01, L = 50, 20 outer iterations, widths 16 and 32, seed 1.
     *
     * @return the defaults
     */
    public static NeuralPolicyGradient defaults() {
        return new NeuralPolicyGradient(0.01, 50, 20, 16, 32, 1);
    }

    /**
     * Other widths.
     *
     * @param slope of the hidden layer of K, at least 1
     * @param intercept of the two hidden layers of G, at least 1
     * @return a changed copy
     */
    public NeuralPolicyGradient withWidths(int slope, int intercept) {
        return withSlopeWidth(slope).withInterceptWidth(intercept);
    }

    /** The step size of a step, counted from 0 over the whole run. */
    double rate(long step) {
        double share = (double) step / ((long) innerSteps * iterations);
        return 0.5 * stepSize * (1 + FastMath.cos(Math.PI * share));
    }
}
