package org.meanfield4j.stationary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meanfield4j.core.Checkpoint;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Law;

/**
 * An iterate of {@link SampledMfTrpo} with all that the next one depends on; random streams need no state.
 *
 * @param outer k, how many outer steps are complete
 * @param samples drawn so far
 * @param walker the state of the trajectory without restarts
 * @param logPolicy log π_L
 * @param members log-policies that the population follows
 * @param law μ_k
 * @param history its rows so far; grows
 */
record SampledState(
        int outer, long samples, int walker, double[] logPolicy, List<double[]> members, Law law, History history) {
    private static final String KIND = "SampledMfTrpo";
    private static final int VERSION = 2;

    /** Writes the checkpoint that the solver asks for, if it does. */
    void write(SampledMfTrpo solver, StationaryGame game) {
        if (solver.checkpoint() == null) {
            return;
        }
        double[] flat = new double[members.size() * logPolicy.length];
        for (int j = 0; j < members.size(); j++) {
            System.arraycopy(members.get(j), 0, flat, j * logPolicy.length, logPolicy.length);
        }
        new Checkpoint(KIND, VERSION)
                .put("solver", solverText(solver))
                .put("laws", laws(solver))
                .put("game", game.toString())
                .put("rewards", rewards(game))
                .put("counters", outer, samples, walker)
                .put("logPolicy", logPolicy)
                .put("members", flat)
                .put("law", law.toArray())
                .put("history", history)
                .write(solver.checkpoint());
    }

    static SampledState read(SampledMfTrpo solver, StationaryGame game) {
        if (solver.checkpoint() == null) {
            throw new IllegalArgumentException(
                    "checkpoint = null: there is nothing to resume from; set it with withCheckpoint(file, every)");
        }
        Checkpoint c = Checkpoint.read(solver.checkpoint(), KIND, VERSION);
        String was = c.text("solver");
        if (!was.equals(solverText(solver)) || !Arrays.equals(c.doubles("laws"), laws(solver))) {
            throw new IllegalArgumentException("checkpoint " + solver.checkpoint() + " is of " + was
                    + "; only outerSteps, threads, sampleBudget and checkpoints may change");
        }
        if (!c.text("game").equals(game.toString()) || !Arrays.equals(c.doubles("rewards"), rewards(game))) {
            throw new IllegalArgumentException("checkpoint " + solver.checkpoint() + " is of the game " + c.text("game")
                    + " with other rewards or another name than " + game + "; resume with the same game");
        }
        long[] counters = c.longs("counters");
        double[] logPolicy = c.doubles("logPolicy");
        double[] flat = c.doubles("members");
        List<double[]> members = new ArrayList<>();
        for (int from = 0; from < flat.length; from += logPolicy.length) {
            members.add(Arrays.copyOfRange(flat, from, from + logPolicy.length));
        }
        return new SampledState(
                (int) counters[0],
                counters[1],
                (int) counters[2],
                logPolicy,
                members,
                Law.of(c.doubles("law")),
                c.history("history"));
    }

    /** The hyper-parameters that the iterates depend on; laws are compared in full by {@link #laws}. */
    private static String solverText(SampledMfTrpo solver) {
        return solver.withOuterSteps(1).toString();
    }

    private static double[] laws(SampledMfTrpo solver) {
        double[] restart = array(solver.sampling().restartLaw());
        double[] equilibrium = array(solver.equilibrium());
        double[] both = Arrays.copyOf(restart, restart.length + equilibrium.length);
        System.arraycopy(equilibrium, 0, both, restart.length, equilibrium.length);
        return both;
    }

    private static double[] array(Law law) {
        return law == null ? new double[0] : law.toArray();
    }

    /** A fingerprint of the game: the name of a game of lambdas does not tell its rewards. */
    private static double[] rewards(StationaryGame game) {
        double[] r = new double[game.states() * game.actions()];
        game.rewards(game.initialLaw(), r);
        return r;
    }
}
