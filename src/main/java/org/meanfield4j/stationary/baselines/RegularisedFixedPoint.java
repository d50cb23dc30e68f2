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
 * Regularised fixed-point iteration: everyone moves to the soft best response at once, an outer step β = 1.
 *
 * <pre>μ_k = stationary law of π_k, the best response to μ_{k−1} at temperature η</pre>
 *
 * Of a start it takes the law only. Converges where the regularised best response is a contraction, that is for large η only. Measured at η and μ_k.
 *
 * @param temperature η &gt; 0
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
@Withers
public record RegularisedFixedPoint(double temperature, int iterations, int metricsEvery)
        implements Solver<StationaryGame, StationaryRun>, RegularisedFixedPointSettings.With {

    @Override
    public StationaryRun solve(StationaryGame game, Call call) {
        return Loop.run(
                this,
                game,
                call,
                new ResponseIteration(game, call, temperature, Schedule.constant(1), iterations, metricsEvery));
    }

    /** Checks the hyper-parameters. */
    public RegularisedFixedPoint {
        Require.temperature(temperature);
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
    }

    /**
     * η = 0.3, K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static RegularisedFixedPoint defaults() {
        return new RegularisedFixedPoint(0.3, 500, 1);
    }
}
