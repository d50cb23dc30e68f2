package org.meanfield4j.stationary.baselines;

import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryRun;

/**
 * Damped best-response iteration: a share β of the population moves to the greedy best response.
 *
 * <pre>
 * π_k = greedy best response to μ_{k−1}, ties shared equally;   m_k = its stationary law
 * μ_k = μ_{k−1} + β (m_k − μ_{k−1})
 * </pre>
 *
 * The reported policy is the one the mixed population follows, the average weighted with the population: with
 * j_k = (1−β) j_{k−1} + β m_k(s) π_k(a|s), j_0 = μ_0(s)/A, it is j_k/Σ_a j_k. Of a start it takes the law μ_0,
 * to which the first policy responds; the policy only weighs in the average: j_0 = μ_0(s) π_0(a|s). Measured at η = 0.
 *
 * @param stepSize β in (0, 1]
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
@Withers
public record DampedBestResponse(double stepSize, int iterations, int metricsEvery)
        implements Solver<StationaryGame, StationaryRun>, DampedBestResponseSettings.With {

    @Override
    public StationaryRun solve(StationaryGame game, Call call) {
        return Loop.run(
                this,
                game,
                call,
                new ResponseIteration(game, call, 0, Schedule.constant(stepSize), iterations, metricsEvery));
    }

    /** Checks the hyper-parameters. */
    public DampedBestResponse {
        Require.outerStep(stepSize);
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
    }

    /**
     * β = 0.05, K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static DampedBestResponse defaults() {
        return new DampedBestResponse(0.05, 500, 1);
    }
}
