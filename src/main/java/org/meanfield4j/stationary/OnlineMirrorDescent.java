package org.meanfield4j.stationary;

import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.TabularPolicy;

/**
 * Online mirror descent: scores add up the values of the current policy, the policy is their softmax.
 *
 * <pre>
 * y_k = y_{k−1} + α Q_0^{π_{k−1}}(·, ·; μ^{π_{k−1}}),   π_k = softmax(y_k),   y_0 = 0
 * </pre>
 *
 * with μ^π the stationary law of π. No temperature, no bias. Measured at η = 0 and at μ^{π_k}. Source: Perolat et al.
 * 2021, with stationary laws in place of flows.
 *
 * @param rate α &gt; 0, per unit of reward
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
public record OnlineMirrorDescent(double rate, int iterations, int metricsEvery) {

    /** Checks the hyper-parameters. */
    public OnlineMirrorDescent {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate = " + rate + " must be positive and finite; try 0.1");
        }
        BaselineLoop.check(iterations, metricsEvery);
    }

    /**
     * α = 0.1, K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static OnlineMirrorDescent defaults() {
        return new OnlineMirrorDescent(0.1, 500, 1);
    }

    /**
     * Another learning rate.
     *
     * @param alpha α &gt; 0
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public OnlineMirrorDescent withRate(double alpha) {
        return new OnlineMirrorDescent(alpha, iterations, metricsEvery);
    }

    /**
     * Another number of iterations.
     *
     * @param k K ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if k &lt; 1
     */
    public OnlineMirrorDescent withIterations(int k) {
        return new OnlineMirrorDescent(rate, k, metricsEvery);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if every &lt; 1
     */
    public OnlineMirrorDescent withMetricsEvery(int every) {
        return new OnlineMirrorDescent(rate, iterations, every);
    }

    /**
     * Solves a game from its initial law.
     *
     * @param game the game
     * @return the last policy and law, and the history of {@link Metrics}
     */
    public StationaryRun solve(StationaryGame game) {
        return solve(game, Monitor.silent());
    }

    /**
     * Solves a game while a monitor watches.
     *
     * @param game the game
     * @param monitor sees every iteration and may stop the run, which then returns its last complete iterate
     * @return the last policy and law, and the history of {@link Metrics}; {@link
     *     org.meanfield4j.core.StopReason#DIVERGED} with a warning if the game broke its contract in mid-run
     */
    public StationaryRun solve(StationaryGame game, Monitor monitor) {
        return BaselineLoop.run(this, game, 0, iterations, metricsEvery, monitor, new Descent(game, rate));
    }

    private static final class Descent implements BaselineLoop.Iteration {
        private final double rate;
        private final FrozenMdp frozen;
        private final Metrics laws;
        private final double[] scores;
        private final double[] value;
        private final double[] q;
        private TabularPolicy policy;
        private Law law;

        Descent(StationaryGame game, double rate) {
            this.rate = rate;
            this.frozen = new FrozenMdp(game, game.initialLaw());
            this.laws = new Metrics(game);
            this.scores = new double[game.states() * game.actions()];
            this.value = new double[game.states()];
            this.q = new double[scores.length];
            this.policy = TabularPolicy.uniform(game.states(), game.actions());
            this.law = laws.stationaryLaw(policy);
        }

        @Override
        public BaselineLoop.Pair next(int k) {
            frozen.freeze(law);
            frozen.evaluate(policy.logProbabilities(), 0, value, q);
            for (int i = 0; i < scores.length; i++) {
                scores[i] += rate * q[i];
            }
            policy = TabularPolicy.ofLogits(frozen.states(), frozen.actions(), scores);
            law = laws.stationaryLaw(policy);
            return new BaselineLoop.Pair(policy, law);
        }
    }
}
