package org.meanfield4j.plot;

import org.meanfield4j.core.check.Require;
import org.meanfield4j.plot.internal.tree.Words;

/** Checks of what a notebook hands in, with messages of one line. */
final class Check {
    private Check() {}

    static void sameLength(String name, int length, String other, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    name + " has " + length + " values, " + other + " has " + expected + "; both must be equally long");
        }
    }

    static void notEmpty(String name, int length) {
        if (length == 0) {
            throw new IllegalArgumentException(name + " is empty; give at least one value");
        }
    }

    static void within(String name, double value, double low, double high) {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    name + " = " + value + " must be between " + Words.number(low) + " and " + Words.number(high));
        }
    }

    static void ascending(String name, double... places) {
        notEmpty(name, Require.given(name, places).length);
        for (int i = 0; i < places.length; i++) {
            if (!Double.isFinite(places[i]) || i > 0 && places[i] <= places[i - 1]) {
                throw new IllegalArgumentException(name + " = …" + (i == 0 ? "" : " " + places[i - 1] + ",") + " "
                        + places[i] + " … must be finite and ascending; sort them");
            }
        }
    }

    static double[] range(String name, double low, double high) {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
            throw new IllegalArgumentException(
                    name + " = [" + low + ", " + high + "] must be finite with the lower end first");
        }
        return new double[] {low, high};
    }
}
