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
 * Best-response iteration, the plain fixed-point map: everyone moves to the greedy best response at once.
 *
 * <pre>μ_k = stationary law of the greedy best response π_k to μ_{k−1}, ties shared equally</pre>
 *
 * Of a start it takes the law only. Cycles on most congestion games. Measured at η = 0.
 *
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
@Withers
public record BestResponseIteration(int iterations, int metricsEvery)
        implements Solver<StationaryGame, StationaryRun>, BestResponseIterationSettings.With {

    @Override
    public StationaryRun solve(StationaryGame game, Call call) {
        return Loop.run(
                this, game, call, new ResponseIteration(game, call, 0, Schedule.constant(1), iterations, metricsEvery));
    }

    /** Checks the hyper-parameters. */
    public BestResponseIteration {
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
    }

    /**
     * K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static BestResponseIteration defaults() {
        return new BestResponseIteration(500, 1);
    }
}
