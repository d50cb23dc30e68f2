package org.meanfield4j.control;

import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.check.Require;

/** What all policies do with their logits: the row softmax, its scores, and many rows one by one. */
final class PolicyRows {
    private PolicyRows() {}

    /** For {@code assert}: complains about arguments that are none; true otherwise. */
    static boolean asked(ControlPolicy policy, double[] theta, int time, int state, double[] law) {
        Require.room("theta", theta, policy.parameters());
        Require.atLeast("time", time, 0);
        Require.index("state", state, policy.states());
        Require.room("law", law, policy.states());
        for (double mass : law) {
            Require.finite("law", mass);
        }
        return true;
    }

    /** For {@code assert}: complains about rows that are not there; true otherwise. */
    static boolean asked(ControlPolicy policy, double[] theta, Decisions decisions, int from, int to) {
        Require.room("theta", theta, policy.parameters());
        int rows = Require.given("decisions", decisions).times().length;
        if (from < 0 || from > to || to > rows) {
            throw new IllegalArgumentException("from = " + from + ", to = " + to + " must be within 0 and " + rows
                    + ", the decisions; the last row is not counted");
        }
        return true;
    }

    /** For {@code assert}: complains about an array that is too short; true otherwise. */
    static boolean room(String name, double[] array, int least) {
        Require.room(name, array, least);
        return true;
    }

    /** Softmax of a row in place. */
    static void softmax(double[] z, int offset, int length, int time, int state) {
        double max = Double.NEGATIVE_INFINITY;
        for (int b = offset; b < offset + length; b++) {
            max = Math.max(max, z[b]);
        }
        if (!(Math.abs(max) <= Double.MAX_VALUE)) { // Math.max keeps NaN
            throw new DivergedException("the largest logit of the policy at time " + time + ", state " + state + " is "
                    + max + ", must be finite; use a smaller step size");
        }
        double sum = 0;
        for (int b = offset; b < offset + length; b++) {
            z[b] = Elementary.exp(z[b] - max);
            sum += z[b];
        }
        for (int b = offset; b < offset + length; b++) {
            z[b] /= sum;
        }
    }

    /** From probabilities p to w (1{a = b} − p(b)), in place: the gradient of w log p(a) in the logits. */
    static void scoreWeights(double[] p, int offset, int length, int action, double weight) {
        for (int b = offset; b < offset + length; b++) {
            p[b] *= -weight;
        }
        p[offset + action] += weight;
    }

    /** From probabilities p to p(b) (w(b) − Σ_a w(a) p(a)), in place: the gradient of Σ w p in the logits. */
    static void probabilityWeights(double[] p, double[] weights, int offset) {
        double mean = 0;
        for (int b = 0; b < p.length; b++) {
            mean += weights[offset + b] * p[b];
        }
        for (int b = 0; b < p.length; b++) {
            p[b] *= weights[offset + b] - mean;
        }
    }

    /** From derivatives of logits in S numbers, shape [S, A], to those of probabilities p, in place. */
    static void softmaxDerivative(double[] p, double[] out, int states) {
        int actions = p.length;
        for (int i = 0; i < states; i++) {
            double mean = 0;
            for (int b = 0; b < actions; b++) {
                mean += p[b] * out[i * actions + b];
            }
            for (int b = 0; b < actions; b++) {
                out[i * actions + b] = p[b] * (out[i * actions + b] - mean);
            }
        }
    }

    static void probabilities(
            ControlPolicy policy, double[] theta, Decisions decisions, int from, int to, double[] out) {
        int states = policy.states();
        double[] law = new double[states];
        double[] row = new double[policy.actions()];
        for (int r = from; r < to; r++) {
            System.arraycopy(decisions.laws(), r * states, law, 0, states);
            policy.probabilities(theta, decisions.times()[r], decisions.states()[r], law, row);
            System.arraycopy(row, 0, out, (r - from) * row.length, row.length);
        }
    }

    static void addScores(
            ControlPolicy policy,
            double[] theta,
            Decisions decisions,
            int from,
            int to,
            double[] weights,
            double[] gradient) {
        int states = policy.states();
        double[] law = new double[states];
        for (int r = from; r < to; r++) {
            System.arraycopy(decisions.laws(), r * states, law, 0, states);
            policy.addScore(
                    theta,
                    decisions.times()[r],
                    decisions.states()[r],
                    decisions.actions()[r],
                    law,
                    weights[r],
                    gradient);
        }
    }
}
