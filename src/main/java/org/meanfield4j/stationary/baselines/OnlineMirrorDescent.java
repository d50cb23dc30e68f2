package org.meanfield4j.stationary.baselines;

import org.meanfield4j.core.Call;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.stationary.PolicyAndLaw;
import org.meanfield4j.stationary.StationaryAlgorithm;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryIterate;
import org.meanfield4j.stationary.StationaryRun;

/**
 * Online mirror descent: scores add up the values of the current policy, the policy is their softmax.
 *
 * <pre>
 * y_k = y_{k−1} + α Q_0^{π_{k−1}}(·, ·; μ^{π_{k−1}}),   π_k = softmax(y_k),   y_0 = 0
 * </pre>
 *
 * with μ^π the stationary law of π. Of a start it takes the policy, positive: y_0 = log π_0; the law is that of the policy.
 * No temperature, no bias. Measured at η = 0 and at μ^{π_k}. Source: Perolat et al.
 * 2021, with stationary laws in place of flows.
 *
 * @param stepSize α &gt; 0, per unit of reward
 * @param iterations K, at least 1
 * @param metricsEvery metrics are recorded at every such iteration, and at the last one
 */
@Withers
public record OnlineMirrorDescent(double stepSize, int iterations, int metricsEvery)
        implements Solver<StationaryGame, StationaryRun>, OnlineMirrorDescentSettings.With {

    @Override
    public StationaryRun solve(StationaryGame game, Call call) {
        return Loop.run(this, Require.given("game", game), Require.given("call", call), new Descent(game, call));
    }

    private final class Descent extends StationaryAlgorithm {
        Descent(StationaryGame game, Call call) {
            super(game, call, null, iterations, metricsEvery);
        }

        /** The scores y are the table; another start than the uniform policy has y_0 = log π_0. */
        @Override
        public StationaryIterate start() {
            StationaryIterate start = StationaryIterate.withTable(game, call);
            if (call.start() != null) {
                PolicyAndLaw.requirePositive(start.logPolicy, start.actions);
                System.arraycopy(start.logPolicy, 0, start.table, 0, start.table.length);
            }
            return start;
        }

        @Override
        public void step(int k, StationaryIterate now, StationaryIterate next, Watch watch) {
            next.keepValuesOf(now);
            metrics().stopWhen(watch);
            mdp.freeze(k == 1 ? metrics().ownLaw(now.policy()) : Law.of(now.law));
            mdp.evaluate(now.logPolicy, 0, next.value, q);
            for (int i = 0; i < q.length; i++) {
                next.table[i] += stepSize * q[i];
            }
            TabularPolicy policy = TabularPolicy.ofLogits(next.states, next.actions, next.table);
            System.arraycopy(policy.logProbabilities(), 0, next.logPolicy, 0, q.length);
            Law law = metrics().ownLaw(policy);
            System.arraycopy(law.toArray(), 0, next.law, 0, next.law.length);
            mdp.freeze(law); // refused where the game breaks its contract
        }
    }

    /** Checks the hyper-parameters. */
    public OnlineMirrorDescent {
        Require.positive("stepSize", stepSize, "try 0.1");
        Require.atLeast("iterations", iterations, 1);
        Require.atLeast("metricsEvery", metricsEvery, 1);
    }

    /**
     * α = 0.1, K = 500, metrics at every iteration.
     *
     * @return the defaults
     */
    public static OnlineMirrorDescent defaults() {
        return new OnlineMirrorDescent(0.1, 500, 1);
    }
}
