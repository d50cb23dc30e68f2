package org.meanfield4j.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /**
     * What work returns that must end at once, though it would go on for long: within 10 s on a machine that may be busy.
     * How many milliseconds it is on an idle one, {@code StopBenchmark} measures.
     */
    public static <T> T endsAtOnce(Supplier<T> work) {
        long began = System.nanoTime();
        T result = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took::toString);
        return result;
    }
}
