package org.meanfield4j.core;

import java.nio.file.Path;
import java.util.Set;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.core.numerics.Parallel;

/**
 * How a solver is called, as opposed to what it computes: who watches, where it starts, what it is measured against,
 * where it saves itself, when it has to stop. Mostly made by the methods of {@link Solver}.
 *
 * @param monitor watches and stops the run
 * @param start where to start, or null for the start of the game
 * @param goOn the run to continue, or null
 * @param reference an equilibrium to measure the distance from, or null
 * @param checkpoint where the state is written, or null
 * @param checkpointEvery after how many iterations it is written; also at the end of a run
 * @param until the column that ends the run, or null
 * @param atMost the value of that column that ends the run
 * @param keep the iterations whose iterates are kept in the run
 * @param sampleBudget the most samples a run may draw
 * @param threads how many threads at most; the result is the same to the bit
 */
@Withers
public record Call(
        Monitor monitor,
        Start start,
        State goOn,
        Object reference,
        Path checkpoint,
        int checkpointEvery,
        String until,
        double atMost,
        Set<Integer> keep,
        long sampleBudget,
        int threads)
        implements CallSettings.With {

    /** Checks the numbers. */
    public Call {
        Require.given("monitor", monitor);
        keep = Set.copyOf(Require.all("keep", keep));
        keep.forEach(k -> Require.atLeast("kept iteration", k, 0));
        Require.atLeast("checkpointEvery", checkpointEvery, 1);
        Require.atLeast("sampleBudget", sampleBudget, 1);
        Require.atLeast("threads", threads, 1);
        if (start != null && goOn != null) {
            throw new IllegalArgumentException(
                    "startingFrom and continuing exclude each other: a run begins at k = 0 or"
                            + " goes on; leave one out");
        }
        if (Double.isNaN(atMost)) {
            throw new IllegalArgumentException("until " + until + " <= NaN never holds; give a number");
        }
    }

    /**
     * From the start of the game to the last iteration, on all processors, nothing written.
     *
     * @param monitor watches and stops the run
     * @return the call
     */
    public static Call of(Monitor monitor) {
        return new Call(monitor, null, null, null, null, 1, null, 0, Set.of(), Long.MAX_VALUE, Parallel.threads());
    }

    /**
     * The equilibrium to measure against.
     *
     * @param type what the solver can measure against
     * @param <T> what the solver can measure against
     * @return the equilibrium, or null if there is none
     * @throws IllegalArgumentException if it is something else
     */
    public <T> T reference(Class<T> type) {
        Require.given("type", type);
        if (reference != null && !type.isInstance(reference)) {
            throw new IllegalArgumentException(
                    "reference is a " + reference.getClass().getSimpleName() + ", this solver measures against a "
                            + type.getSimpleName());
        }
        return type.cast(reference);
    }
}
