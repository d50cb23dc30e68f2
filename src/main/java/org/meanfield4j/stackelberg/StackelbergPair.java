package org.meanfield4j.stackelberg;

import org.meanfield4j.core.Iterate;

/** An iterate that stands for a pair of policies and a law. */
interface StackelbergPair extends Iterate {

    /**
     * Fills the tables of both policies.
     *
     * @param pi receives π, shape [S·A]
     * @param phi receives φ, shape [O·B]
     */
    void policies(double[] pi, double[] phi);

    /**
     * The mean field as the method has it.
     *
     * @return the array itself, shape [Z]
     */
    double[] law();
}
