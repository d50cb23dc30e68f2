package org.meanfield4j.graphon;

import java.util.Arrays;
import org.meanfield4j.core.Checkpoint;
import org.meanfield4j.core.History;

/**
 * An iterate of {@link ModelFreePolicyGradient} with all that the next one depends on; random streams need no state.
 *
 * @param outer how many outer iterations are complete
 * @param paths drawn so far
 * @param slope K, shape [N, k, d]
 * @param intercept G, shape [N, k, M]
 * @param aggregate Z, shape [N+1, d, M]
 * @param history its rows so far; grows
 */
record ModelFreeState(int outer, long paths, double[] slope, double[] intercept, double[] aggregate, History history) {
    private static final String KIND = "ModelFreePolicyGradient";
    private static final int VERSION = 1;

    /** Writes the checkpoint that the solver asks for, if it does. */
    void write(ModelFreePolicyGradient solver, CostOracle oracle) {
        if (solver.checkpoint() == null) {
            return;
        }
        new Checkpoint(KIND, VERSION)
                .put("solver", solver.toString())
                .put("game", oracle.toString())
                .put("initialAggregate", oracle.initialAggregate())
                .put("counters", outer, paths)
                .put("slope", slope)
                .put("intercept", intercept)
                .put("aggregate", aggregate)
                .put("history", history)
                .write(solver.checkpoint());
    }

    static ModelFreeState read(ModelFreePolicyGradient solver, CostOracle oracle) {
        if (solver.checkpoint() == null) {
            throw new IllegalArgumentException(
                    "checkpoint = null: there is nothing to resume from; set it with withCheckpoint(file, every)");
        }
        Checkpoint c = Checkpoint.read(solver.checkpoint(), KIND, VERSION);
        if (!c.text("solver").equals(solver.toString())) {
            throw new IllegalArgumentException("checkpoint " + solver.checkpoint() + " is of " + c.text("solver")
                    + ", not of " + solver + "; only iterations, threads and checkpoints may change");
        }
        if (!c.text("game").equals(oracle.toString())
                || !Arrays.equals(c.doubles("initialAggregate"), oracle.initialAggregate())) {
            throw new IllegalArgumentException("checkpoint " + solver.checkpoint() + " is of the game " + c.text("game")
                    + ", not of " + oracle + "; resume with the same game");
        }
        long[] counters = c.longs("counters");
        return new ModelFreeState(
                (int) counters[0],
                counters[1],
                c.doubles("slope"),
                c.doubles("intercept"),
                c.doubles("aggregate"),
                c.history("history"));
    }
}
