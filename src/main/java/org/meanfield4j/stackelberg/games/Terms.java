package org.meanfield4j.stackelberg.games;

/** The complaints that the games of this package share. */
final class Terms {
    private Terms() {}

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " = " + value + " must be finite");
        }
    }
}
