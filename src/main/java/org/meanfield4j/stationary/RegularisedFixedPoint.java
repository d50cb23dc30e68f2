package org.meanfield4j.stationary;

import org.meanfield4j.core.Monitor;

/**
 * Regularised fixed-point iteration: everyone moves to the soft best response at once, an outer step β = 1.
 *
 * <pre>μ_k = stationary law of π_k, the best response to μ_{k−1} at temperature η</pre>
 *
 * Converges where the regularised best response is a contraction, that is for large η only. Measured at η and μ_k.
 *
 * @param temperature η &gt; 0
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
public record RegularisedFixedPoint(double temperature, int iterations, int metricsEvery) {

    /** Checks the hyper-parameters. */
    public RegularisedFixedPoint {
        Checks.temperature(temperature);
        BaselineLoop.check(iterations, metricsEvery);
    }

    /**
     * η = 0.3, K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static RegularisedFixedPoint defaults() {
        return new RegularisedFixedPoint(0.3, 500, 1);
    }

    /**
     * Another temperature.
     *
     * @param eta η &gt; 0
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RegularisedFixedPoint withTemperature(double eta) {
        return new RegularisedFixedPoint(eta, iterations, metricsEvery);
    }

    /**
     * Another number of iterations.
     *
     * @param k K ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if k &lt; 1
     */
    public RegularisedFixedPoint withIterations(int k) {
        return new RegularisedFixedPoint(temperature, k, metricsEvery);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if every &lt; 1
     */
    public RegularisedFixedPoint withMetricsEvery(int every) {
        return new RegularisedFixedPoint(temperature, iterations, every);
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
        var iteration =
                new BestResponseIteration.ResponseIteration(new BestResponder(game, temperature), game.initialLaw());
        return BaselineLoop.run(this, game, temperature, iterations, metricsEvery, monitor, iteration);
    }
}
