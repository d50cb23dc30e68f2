package org.meanfield4j.stationary;

import org.meanfield4j.core.law.TabularPolicy;

/** What the inner loop of MF-TRPO starts from at an outer step. */
public enum WarmStart {
    /** Keep the policy, restart the inner step sizes at ℓ = 0. No floor from a finite number of inner steps. */
    RESET_STEP,
    /** Start from the uniform policy: the version that the theory bounds directly, with a floor of order 1/L. */
    COLD,
    /** Keep policy and step sizes: one running average over all outer steps, slow. */
    CONTINUE;

    /** Complains about a policy to start from that the first inner step could not go on from. */
    public void requireStart(double[] logPolicy, int actions) {
        if (this != COLD) {
            PolicyAndLaw.requirePositive(logPolicy, actions);
        }
    }

    /** Writes the policy that an outer step starts from. */
    public void policy(double[] last, double[] out, int actions) {
        double[] from = this == COLD
                ? TabularPolicy.uniform(out.length / actions, actions).logProbabilities()
                : last;
        System.arraycopy(from, 0, out, 0, out.length);
    }

    /** ℓ of the first inner step of outer step k. */
    public int firstInnerStep(int k, int innerSteps) {
        return this == CONTINUE ? (k - 1) * innerSteps : 0;
    }
}
