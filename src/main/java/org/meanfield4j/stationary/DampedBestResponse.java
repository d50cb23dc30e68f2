package org.meanfield4j.stationary;

import org.meanfield4j.core.Monitor;

/**
 * Damped best-response iteration: a share β of the population moves to the greedy best response.
 *
 * <pre>
 * π_k = greedy best response to μ_{k−1}, ties shared equally;   m_k = its stationary law
 * μ_k = μ_{k−1} + β (m_k − μ_{k−1})
 * </pre>
 *
 * The reported policy is the one the mixed population follows, the average weighted with the population: with
 * j_k = (1−β_k) j_{k−1} + β_k m_k(s) π_k(a|s), j_0 = μ_0(s)/A, it is j_k/Σ_a j_k. Measured at η = 0 and at μ_k.
 *
 * @param step β in (0, 1]
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
public record DampedBestResponse(double step, int iterations, int metricsEvery) {

    /** Checks the hyper-parameters. */
    public DampedBestResponse {
        Checks.outerStep(step);
        BaselineLoop.check(iterations, metricsEvery);
    }

    /**
     * β = 0.05, K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static DampedBestResponse defaults() {
        return new DampedBestResponse(0.05, 500, 1);
    }

    /**
     * Another step size.
     *
     * @param beta β in (0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public DampedBestResponse withStep(double beta) {
        return new DampedBestResponse(beta, iterations, metricsEvery);
    }

    /**
     * Another number of iterations.
     *
     * @param k K ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if k &lt; 1
     */
    public DampedBestResponse withIterations(int k) {
        return new DampedBestResponse(step, k, metricsEvery);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if every &lt; 1
     */
    public DampedBestResponse withMetricsEvery(int every) {
        return new DampedBestResponse(step, iterations, every);
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
        var iteration = new PopulationAverage(game, Schedule.constant(step));
        return BaselineLoop.run(this, game, 0, iterations, metricsEvery, monitor, iteration);
    }
}
