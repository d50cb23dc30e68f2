package org.meanfield4j.control;

import org.meanfield4j.core.check.Require;

/** Logits w_0 + w_1 t + Σ_i w_{2+i} μ(i), one w per state and action. */
record LinearPolicy(int states, int actions) implements ControlPolicy {
    LinearPolicy {
        Require.pairs(states + 2, Require.pairs(states, actions));
    }

    @Override
    public int parameters() {
        return states * actions * (states + 2);
    }

    @Override
    public boolean dependsOnLaw() {
        return true;
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    @Override
    public void writeLogits(double[] theta, int time, int state, double[] law, double[] out) {
        for (int b = 0; b < actions; b++) {
            int at = at(state, b);
            double z = theta[at] + theta[at + 1] * time;
            for (int i = 0; i < states; i++) {
                z += theta[at + 2 + i] * law[i];
            }
            out[b] = z;
        }
    }

    @Override
    public void addLogitGradient(
            double[] theta, int time, int state, double[] law, double[] weights, double[] gradient) {
        for (int b = 0; b < actions; b++) {
            int at = at(state, b);
            gradient[at] += weights[b];
            gradient[at + 1] += weights[b] * time;
            for (int i = 0; i < states; i++) {
                gradient[at + 2 + i] += weights[b] * law[i];
            }
        }
    }

    @Override
    public void logitLawDerivative(double[] theta, int time, int state, double[] law, double[] out) {
        for (int i = 0; i < states; i++) {
            for (int b = 0; b < actions; b++) {
                out[i * actions + b] = theta[at(state, b) + 2 + i];
            }
        }
    }

    private int at(int state, int action) {
        return (state * actions + action) * (states + 2);
    }
}
