package org.meanfield4j.core;

import java.util.Set;

/**
 * What a solver hands to the loop: a start, a step that fills the next iterate from the last, what a row measures,
 * and the run that comes out. Everything else, watching, stopping, budgets, files, faults, is the loop's. One object
 * serves one run; its fields are buffers, never state that the next step depends on.
 *
 * @param <S> the iterate
 * @param <R> the run
 */
public interface Algorithm<S extends Iterate, R extends Run> {

    /**
     * How many iterations are planned.
     *
     * @return K, at least 1
     */
    int iterations();

    /**
     * What is recorded.
     *
     * @return columns and tracks; asked once, before anything else
     */
    Rows<S> rows();

    /**
     * A new iterate at the start; called more than once. Complains about what does not fit the game.
     *
     * @return the iterate
     */
    S start();

    /**
     * Prepares what takes long, such as a reference to measure against, and what the first step expects.
     *
     * @param now the iterate that the first step starts from: the start, or that of a continued run
     * @param watch asked whether to stop
     */
    default void prepare(S now, Watch watch) {}

    /**
     * Whether start, preparation and first step are through in a few milliseconds for certain: little of the library's own
     * arithmetic, nothing that a user wrote. They are then done in the caller's thread, which saves a small run a quarter
     * of a millisecond; otherwise they are set aside, so that a stop need not wait for them.
     *
     * @return false unless the algorithm knows
     */
    default boolean brisk() {
        return false;
    }

    /**
     * One iteration of the algorithm.
     *
     * @param k the number of the iteration, from 1
     * @param now the last iterate; not to be changed
     * @param next to be filled, whatever it holds
     * @param watch asked whether to stop, and told of samples and of inner solves that did not converge
     */
    void step(int k, S now, S next, Watch watch);

    /**
     * Adds to the tracks what belongs to a row.
     *
     * @param k how many iterations led to the iterate
     * @param iterate the iterate
     */
    default void recorded(int k, S iterate) {}

    /**
     * What is worth saying in the end, such as step sizes that would have held. Only for {@link StopReason#DIVERGED} may
     * it take long.
     *
     * @param last the last complete iterate
     * @param why the run stopped
     * @param watch takes warnings; asked whether to stop
     */
    default void advise(S last, StopReason why, Watch watch) {}

    /**
     * The run.
     *
     * @param last the last complete iterate; belongs to the run from now on
     * @param outcome history, origin and what a continued run needs
     * @return the run
     */
    R run(S last, Outcome outcome);

    /**
     * The seed of the random numbers.
     *
     * @return the seed; 0 if there are none
     */
    default long seed() {
        return 0;
    }

    /**
     * The settings of the solver that may change when a run is continued.
     *
     * @return names of record components
     */
    default Set<String> free() {
        return Set.of("outerSteps", "iterations");
    }
}
