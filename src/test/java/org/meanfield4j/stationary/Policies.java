package org.meanfield4j.stationary;

import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.meanfield4j.core.random.Streams;

/** Random policies and laws, and how far two policies are apart. */
final class Policies {
    private Policies() {}

    static TabularPolicy randomPolicy(int states, int actions, long seed) {
        var random = Streams.of(seed).at();
        double[] logits = random.doubles((long) states * actions, -2, 2).toArray();
        return TabularPolicy.ofLogits(states, actions, logits);
    }

    static Law randomLaw(int states, long seed) {
        return Law.proportionalTo(
                Streams.of(seed).at(1).doubles(states, 0.01, 1).toArray());
    }

    static double totalVariation(TabularPolicy p, TabularPolicy q) {
        double worst = 0;
        for (int s = 0; s < p.states(); s++) {
            double sum = 0;
            for (int a = 0; a < p.actions(); a++) {
                sum += 0.5 * Math.abs(p.probability(s, a) - q.probability(s, a));
            }
            worst = Math.max(worst, sum);
        }
        return worst;
    }
}
