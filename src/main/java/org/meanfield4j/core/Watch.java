package org.meanfield4j.core;

/**
 * What an {@link Algorithm} sees of the world outside: whether to stop, how many samples are left, and whom to tell. All
 * of it may be called from any thread.
 */
public interface Watch extends Stop {

    /**
     * Takes samples of the run's budget, all or none; once some were refused, {@link #now()} is true.
     *
     * @param samples how many
     * @return whether they were still within the budget
     */
    boolean take(long samples);

    /**
     * The counter of the run.
     *
     * @return for oracles that count by themselves
     */
    SampleMeter meter();

    /**
     * Says what a reader must know about the result; the same line counts once.
     *
     * @param line one line
     */
    void warn(String line);

    /**
     * An inner solve that the result rests on did not converge: a warning, and the run is not called converged.
     *
     * @param what which one
     * @param residual how far it came
     */
    void notConverged(String what, double residual);
}
