package org.meanfield4j.stationary;

import org.meanfield4j.core.Law;
import org.meanfield4j.core.MarkovChain;

/** The movement of the population. */
final class Population {
    private Population() {}

    /** μ + β (μP^M − μ). */
    static Law pushed(MarkovChain chain, Law law, int kernelSteps, double beta) {
        double[] mu = law.toArray();
        double[] y = mu.clone();
        double[] next = new double[mu.length];
        for (int m = 0; m < kernelSteps; m++) {
            chain.push(y, next);
            double[] swap = y;
            y = next;
            next = swap;
        }
        for (int s = 0; s < mu.length; s++) {
            mu[s] += beta * (y[s] - mu[s]);
        }
        return Law.of(mu);
    }
}
