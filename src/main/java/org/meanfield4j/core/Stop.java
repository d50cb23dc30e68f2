package org.meanfield4j.core;

/**
 * Whether to stop, asked by everything that can last longer than a few milliseconds: the inner loops of solvers, of
 * linear solvers, of metrics. Cheap, and safe to ask from any thread.
 */
@FunctionalInterface
public interface Stop {

    /**
     * Whether whoever asks should give up now.
     *
     * @return true once the caller has interrupted, or time or samples are used up; stays true
     */
    boolean now();

    /**
     * Gives up if it is time to.
     *
     * @throws StoppedException if {@link #now()}
     */
    default void check() {
        if (now()) {
            throw new StoppedException();
        }
    }

    /**
     * For short work that nobody waits for.
     *
     * @return never true
     */
    static Stop never() {
        return () -> false;
    }
}
