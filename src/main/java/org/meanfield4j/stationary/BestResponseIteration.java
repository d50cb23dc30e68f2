package org.meanfield4j.stationary;

import org.meanfield4j.core.Law;
import org.meanfield4j.core.Monitor;

/**
 * Best-response iteration, the plain fixed-point map: everyone moves to the greedy best response at once.
 *
 * <pre>μ_k = stationary law of the greedy best response π_k to μ_{k−1}, ties shared equally</pre>
 *
 * Cycles on most congestion games. Measured at η = 0 and at μ_k.
 *
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
public record BestResponseIteration(int iterations, int metricsEvery) {

    /** Checks the hyper-parameters. */
    public BestResponseIteration {
        BaselineLoop.check(iterations, metricsEvery);
    }

    /**
     * K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static BestResponseIteration defaults() {
        return new BestResponseIteration(500, 1);
    }

    /**
     * Another number of iterations.
     *
     * @param k K ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if k &lt; 1
     */
    public BestResponseIteration withIterations(int k) {
        return new BestResponseIteration(k, metricsEvery);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if every &lt; 1
     */
    public BestResponseIteration withMetricsEvery(int every) {
        return new BestResponseIteration(iterations, every);
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
        BestResponder responder = new BestResponder(game, 0);
        return BaselineLoop.run(
                this, game, 0, iterations, metricsEvery, monitor, new ResponseIteration(responder, game.initialLaw()));
    }

    /** μ ← stationary law of the best response to μ. */
    static final class ResponseIteration implements BaselineLoop.Iteration {
        private final BestResponder responder;
        private Law law;

        ResponseIteration(BestResponder responder, Law start) {
            this.responder = responder;
            this.law = start;
        }

        @Override
        public BaselineLoop.Pair next(int k) {
            BaselineLoop.Pair pair = responder.respond(law);
            law = pair.law();
            return pair;
        }
    }
}
