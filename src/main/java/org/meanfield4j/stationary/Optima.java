package org.meanfield4j.stationary;

import org.meanfield4j.core.Iterate.Fields;
import org.meanfield4j.core.law.TabularPolicy;

/** The optima that metrics found last, with and without entropy: the next ones start from there. */
public final class Optima {
    final double[] softPolicy;
    final double[] softValue;
    final double[] hardPolicy;
    final double[] hardValue;

    /**
     * The uniform policy and values of zero.
     *
     * @param states S
     * @param actions A
     */
    public Optima(int states, int actions) {
        softPolicy = TabularPolicy.uniform(states, actions).logProbabilities();
        softValue = new double[states];
        hardPolicy = softPolicy.clone();
        hardValue = new double[states];
    }

    void fields(Fields fields) {
        fields.logs("soft optimum", softPolicy);
        fields.numbers("soft value", softValue);
        fields.logs("hard optimum", hardPolicy);
        fields.numbers("hard value", hardValue);
    }

    void set(Optima other) {
        System.arraycopy(other.softPolicy, 0, softPolicy, 0, softPolicy.length);
        System.arraycopy(other.softValue, 0, softValue, 0, softValue.length);
        System.arraycopy(other.hardPolicy, 0, hardPolicy, 0, hardPolicy.length);
        System.arraycopy(other.hardValue, 0, hardValue, 0, hardValue.length);
    }
}
