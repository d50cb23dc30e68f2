package org.meanfield4j.core;

import java.time.Duration;
import java.util.function.Function;

/** Small time budgets on machines that may be busy. */
public final class Budgets {
    private Budgets() {}

    /**
     * What a solver returns under a budget of 50 ms, or of twice as much while not even its start is there in time: it then
     * throws, as promised.
     */
    public static <T> T spend(Function<Duration, T> solve) {
        for (long millis = 50; ; millis *= 2) {
            try {
                return solve.apply(Duration.ofMillis(millis));
            } catch (StoppedException e) {
                if (millis > 2000) {
                    throw e;
                }
            }
        }
    }

    /** The shortest of up to ten times that something takes, which ends with one that is short enough. */
    public static Duration shortest(Duration enough, Runnable work) {
        Duration shortest = Duration.ofDays(1);
        for (int i = 0; i < 10 && shortest.compareTo(enough) > 0; i++) {
            long began = System.nanoTime();
            work.run();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            shortest = took.compareTo(shortest) < 0 ? took : shortest;
        }
        return shortest;
    }
}
