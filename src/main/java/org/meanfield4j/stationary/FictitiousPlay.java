package org.meanfield4j.stationary;

import org.meanfield4j.core.Monitor;

/**
 * Fictitious play: best responses to the average of all past laws, which weighs each of them equally.
 *
 * <pre>
 * π_k = greedy best response to μ_{k−1}, ties shared equally;   m_k = its stationary law
 * μ_k = μ_{k−1} + 1/(k+1) (m_k − μ_{k−1})
 * </pre>
 *
 * The reported policy is the one the mixed population follows, the average weighted with the population: with
 * j_k = (1−β_k) j_{k−1} + β_k m_k(s) π_k(a|s), j_0 = μ_0(s)/A, it is j_k/Σ_a j_k. Measured at η = 0 and at μ_k.
 *
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
public record FictitiousPlay(int iterations, int metricsEvery) {

    /** Checks the hyper-parameters. */
    public FictitiousPlay {
        BaselineLoop.check(iterations, metricsEvery);
    }

    /**
     * K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static FictitiousPlay defaults() {
        return new FictitiousPlay(500, 1);
    }

    /**
     * Another number of iterations.
     *
     * @param k K ≥ 1
     * @return a changed copy
     * @throws IllegalArgumentException if k &lt; 1
     */
    public FictitiousPlay withIterations(int k) {
        return new FictitiousPlay(k, metricsEvery);
    }

    /**
     * Fewer metrics, for large games where they cost more than the algorithm.
     *
     * @param every at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if every &lt; 1
     */
    public FictitiousPlay withMetricsEvery(int every) {
        return new FictitiousPlay(iterations, every);
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
        var iteration = new PopulationAverage(game, Schedule.harmonic());
        return BaselineLoop.run(this, game, 0, iterations, metricsEvery, monitor, iteration);
    }
}
