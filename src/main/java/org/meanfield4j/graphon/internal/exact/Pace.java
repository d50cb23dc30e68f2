package org.meanfield4j.graphon.internal.exact;

import org.meanfield4j.core.Stop;

/** How often a loop over time asks whether to stop: often enough for many labels, cheaply enough for one. */
final class Pace {
    /** A question costs as much as a few dozen numbers. */
    private static final int NUMBERS_PER_QUESTION = 10_000;

    private final int every;
    private int left;
    private Stop stop = Stop.never();

    /** For steps that compute so many numbers each. */
    Pace(int numbers) {
        every = Math.max(1, NUMBERS_PER_QUESTION / numbers);
    }

    void stopWhen(Stop when) {
        stop = when;
    }

    /** Asked before every step. */
    void step() {
        if (--left < 0) {
            left = every - 1;
            stop.check();
        }
    }

    /** Asked before something that lasts. */
    void check() {
        stop.check();
    }
}
