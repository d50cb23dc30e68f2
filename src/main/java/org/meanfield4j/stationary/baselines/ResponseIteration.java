package org.meanfield4j.stationary.baselines;

import org.meanfield4j.core.Call;
import org.meanfield4j.core.Watch;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.stationary.Schedule;
import org.meanfield4j.stationary.StationaryAlgorithm;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.StationaryIterate;

/**
 * Fictitious play, damped and plain best response and the soft fixed point: one algorithm with a step β_k and a
 * temperature.
 *
 * <pre>
 * π_k = best response to μ_{k−1} at η, ties shared at η = 0;   m_k = its stationary law
 * μ_k = (1−β_k) μ_{k−1} + β_k m_k,   j_k = (1−β_k) j_{k−1} + β_k m_k(s) π_k(a|s),   j_0 = μ_0(s) π_0(a|s)
 * reported: π̄_k = j_k / Σ_a j_k at μ_k, which is π_k itself where β = 1
 * </pre>
 */
final class ResponseIteration extends StationaryAlgorithm {
    private final double temperature;
    private final Schedule step;

    ResponseIteration(
            StationaryGame game, Call call, double temperature, Schedule step, int iterations, int metricsEvery) {
        super(game, call, temperature > 0 ? Schedule.constant(temperature) : null, iterations, metricsEvery);
        this.temperature = temperature;
        this.step = step;
    }

    @Override
    public StationaryIterate start() {
        StationaryIterate start = StationaryIterate.withTable(game, call);
        TabularPolicy policy = start.policy();
        for (int i = 0; i < start.table.length; i++) {
            int s = i / start.actions;
            start.table[i] = call.start() == null
                    ? start.law[s] / start.actions
                    : start.law[s] * policy.probability(s, i % start.actions);
        }
        return start;
    }

    @Override
    public void step(int k, StationaryIterate now, StationaryIterate next, Watch watch) {
        mdp.freeze(Law.of(now.law));
        next.keepValuesOf(now);
        mdp.optimum(temperature, next.response, next.value, q);
        TabularPolicy response = TabularPolicy.ofLogProbabilities(next.states, next.actions, next.response);
        metrics().stopWhen(watch);
        Law settled = metrics().ownLaw(response);
        double beta = step.at(k);
        System.arraycopy(Law.of(now.law).mix(beta, settled).toArray(), 0, next.law, 0, next.law.length);
        TabularPolicy reported = average(next, beta, settled, response);
        System.arraycopy(reported.logProbabilities(), 0, next.logPolicy, 0, next.logPolicy.length);
        mdp.freeze(Law.of(next.law)); // refused where the game breaks its contract
    }

    private static TabularPolicy average(StationaryIterate next, double beta, Law settled, TabularPolicy response) {
        double[] joint = next.table;
        double[] average = new double[joint.length];
        for (int s = 0; s < next.states; s++) {
            double mass = 0;
            for (int a = 0, i = s * next.actions; a < next.actions; a++, i++) {
                joint[i] += beta * (settled.get(s) * response.probability(s, a) - joint[i]);
                mass += joint[i];
            }
            for (int i = s * next.actions; i < (s + 1) * next.actions; i++) {
                // A state that nobody has ever visited keeps the uniform policy.
                average[i] = mass > 0 ? joint[i] / mass : 1.0 / next.actions;
            }
        }
        return beta == 1 ? response : TabularPolicy.ofProbabilities(next.states, next.actions, average);
    }
}
