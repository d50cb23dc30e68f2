package org.meanfield4j.stationary;

import org.meanfield4j.core.Law;
import org.meanfield4j.core.TabularPolicy;

/** The one-line complaints that the classes of this package share. */
final class Checks {
    private Checks() {}

    static double discount(double gamma) {
        if (!(gamma >= 0 && gamma < 1)) {
            throw new IllegalArgumentException("discount = " + gamma + " must lie in [0, 1); try 0.9");
        }
        return gamma;
    }

    static void temperature(double eta) {
        if (!(eta > 0 && eta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature = " + eta + " must be positive and finite; try 0.3");
        }
    }

    static void outerStep(double beta) {
        if (!(beta > 0 && beta <= 1)) {
            throw new IllegalArgumentException("step beta = " + beta + " must lie in (0, 1]; try 0.05");
        }
    }

    static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + " must be at least 1");
        }
    }

    static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " = " + value + " must lie in [0, 1]; it is a probability");
        }
    }

    static void size(String name, Law law, int states) {
        if (law.size() != states) {
            throw new IllegalArgumentException(
                    name + " has " + law.size() + " entries, the game has " + states + " states; give one per state");
        }
    }

    static void shape(TabularPolicy policy, int states, int actions) {
        if (policy.states() != states || policy.actions() != actions) {
            throw new IllegalArgumentException("policy has shape [" + policy.states() + ", " + policy.actions()
                    + "], the game [" + states + ", " + actions + "]; use a policy of the same game");
        }
    }
}
