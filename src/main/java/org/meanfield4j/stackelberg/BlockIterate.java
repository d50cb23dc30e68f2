package org.meanfield4j.stackelberg;

import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;
import org.meanfield4j.core.Run;

/**
 * What a {@link BlockAlgorithm} carries from block to block.
 *
 * @param <R> the run it becomes
 */
public interface BlockIterate<R extends Run> extends Iterate {

    /**
     * Integers of the method; the first is how much of the run is complete, in the unit of its length.
     *
     * @return the array itself
     */
    long[] counts();

    /**
     * The run.
     *
     * @param outcome history, origin and what a continued run needs
     * @return the run
     */
    R run(Outcome outcome);
}
