package org.meanfield4j.control;

import org.meanfield4j.core.check.Require;

/** One logit per state and action, and per time if there is a horizon; 0 means none. */
record TablePolicy(int states, int actions, int horizon) implements ControlPolicy {
    TablePolicy {
        Require.pairs(Math.max(horizon, 1), Require.pairs(states, actions));
    }

    @Override
    public int parameters() {
        return Math.max(horizon, 1) * states * actions;
    }

    @Override
    public boolean dependsOnLaw() {
        return false;
    }

    @Override
    public boolean dependsOnTime() {
        return horizon > 0;
    }

    @Override
    public void writeLogits(double[] theta, int time, int state, double[] law, double[] out) {
        System.arraycopy(theta, at(time, state), out, 0, actions);
    }

    @Override
    public void addLogitGradient(
            double[] theta, int time, int state, double[] law, double[] weights, double[] gradient) {
        int at = at(time, state);
        for (int b = 0; b < actions; b++) {
            gradient[at + b] += weights[b];
        }
    }

    private int at(int time, int state) {
        if (horizon == 0) {
            return state * actions;
        }
        if (time >= horizon) {
            throw new IllegalArgumentException("time = " + time + " must be below " + horizon
                    + ", the horizon of the policy; use ControlPolicy.timeTable of the longest horizon");
        }
        return (time * states + state) * actions;
    }
}
