package org.meanfield4j.control;

import org.meanfield4j.core.check.Require;

/** p(1 | x) = sigmoid(θ(x)): the logits (0, θ(x)). */
record LogitPolicy(int states) implements ControlPolicy {
    LogitPolicy {
        Require.atLeast("states", states, 1);
    }

    @Override
    public int actions() {
        return 2;
    }

    @Override
    public int parameters() {
        return states;
    }

    @Override
    public boolean dependsOnLaw() {
        return false;
    }

    @Override
    public boolean dependsOnTime() {
        return false;
    }

    @Override
    public void writeLogits(double[] theta, int time, int state, double[] law, double[] out) {
        out[0] = 0;
        out[1] = theta[state];
    }

    @Override
    public void addLogitGradient(
            double[] theta, int time, int state, double[] law, double[] weights, double[] gradient) {
        gradient[state] += weights[1];
    }
}
