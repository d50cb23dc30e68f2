package org.meanfield4j.stationary;

import org.meanfield4j.core.Stop;
import org.meanfield4j.core.chain.MarkovChain;

/** The movement of the population. */
public final class Population {
    private Population() {}

    /** out = μ + β (μP^M − μ). */
    static void move(MarkovChain chain, double[] mu, int kernelSteps, double beta, double[] out, Stop stop) {
        double[] y = pushed(chain, mu, kernelSteps, stop);
        for (int s = 0; s < mu.length; s++) {
            out[s] = mu[s] + beta * (y[s] - mu[s]);
        }
    }

    /** μP^M, a new array. */
    static double[] pushed(MarkovChain chain, double[] mu, int kernelSteps, Stop stop) {
        double[] y = mu.clone();
        double[] next = new double[mu.length];
        for (int m = 0; m < kernelSteps; m++) {
            stop.check();
            chain.push(y, next);
            double[] swap = y;
            y = next;
            next = swap;
        }
        return y;
    }
}
