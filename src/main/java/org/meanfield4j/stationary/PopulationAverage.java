package org.meanfield4j.stationary;

import org.meanfield4j.core.Law;
import org.meanfield4j.core.TabularPolicy;

/**
 * The iteration of {@link DampedBestResponse} and {@link FictitiousPlay}: the population moves to greedy best responses
 * in shares β_k, and its average policy is reported.
 *
 * <pre>
 * π_k = greedy best response to μ_{k−1},   m_k = its stationary law
 * μ_k = (1−β_k) μ_{k−1} + β_k m_k,         j_k = (1−β_k) j_{k−1} + β_k m_k(s) π_k(a|s),   j_0 = μ_0(s)/A
 * reported: π̄_k = j_k / Σ_a j_k at μ_k
 * </pre>
 */
final class PopulationAverage implements BaselineLoop.Iteration {
    private final BestResponder responder;
    private final Schedule step;
    private final int states;
    private final int actions;
    private final double[] joint;
    private Law law;

    PopulationAverage(StationaryGame game, Schedule step) {
        this.responder = new BestResponder(game, 0);
        this.step = step;
        this.states = game.states();
        this.actions = game.actions();
        this.law = game.initialLaw();
        this.joint = new double[states * actions];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = law.get(i / actions) / actions;
        }
    }

    @Override
    public BaselineLoop.Pair next(int k) {
        double beta = step.at(k);
        BaselineLoop.Pair best = responder.respond(law);
        law = law.mix(beta, best.law());
        double[] average = new double[joint.length];
        for (int s = 0; s < states; s++) {
            double mass = 0;
            for (int a = 0, i = s * actions; a < actions; a++, i++) {
                joint[i] += beta * (best.law().get(s) * best.policy().probability(s, a) - joint[i]);
                mass += joint[i];
            }
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                // A state that nobody has ever visited keeps the uniform policy of the start.
                average[i] = mass > 0 ? joint[i] / mass : 1.0 / actions;
            }
        }
        return new BaselineLoop.Pair(TabularPolicy.ofProbabilities(states, actions, average), law);
    }
}
