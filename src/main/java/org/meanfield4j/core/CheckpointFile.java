package org.meanfield4j.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** The checkpoint of one run: tried before the first step, never in the way of the run, never over another run. */
final class CheckpointFile {
    private final Path path;
    private final int every;
    private final Object solver;
    private final Object game;
    private final Call call;
    private final Set<String> free;
    private String identity;
    /** How far the file has come; a run that repeats an earlier one writes only what is new. */
    private int written = -1;

    CheckpointFile(Call call, Object solver, Object game, Set<String> free) {
        this.path = call.checkpoint();
        this.every = call.checkpointEvery();
        this.call = call;
        this.solver = solver;
        this.game = game;
        this.free = free;
    }

    /** Settings, game, reference and start by value. */
    String identity() {
        if (identity == null) {
            String start = call.goOn() != null ? startOf(call.goOn()) : startOf(call.start());
            identity = Identity.of(solver, free) + " on " + Identity.of(game) + " against "
                    + Identity.of(call.reference()) + START + start;
        }
        return identity;
    }

    private static final String START = " from ";

    private static String startOf(Start start) {
        if (start == null) {
            return "the start of the game";
        }
        if (start instanceof State state) {
            String whole = state.identity();
            return whole.substring(whole.lastIndexOf(START) + START.length());
        }
        return Identity.digest(
                start.arrays().values().stream().map(ArrayFiles.Array::values).toArray(double[][]::new));
    }

    /** Refuses to continue another run. */
    void requireSame(State state, int iterations) {
        if (!state.identity().equals(identity())) {
            throw new IllegalArgumentException("the run to continue is of " + state.identity() + ", not of "
                    + identity()
                    + "; only " + String.join(", ", free.stream().sorted().toList())
                    + " and how the solver is called may change; startingFrom takes any run");
        }
    }

    /** Tries the place, before anything is computed. */
    void open(Supplier<State> state, int k) {
        if (path == null) {
            return;
        }
        State there = State.readIfThere(path);
        if (there != null && !there.identity().equals(identity())) {
            throw new CheckpointException("checkpoint " + path + " is of another run, " + there.solver() + " on "
                    + there.model() + " after " + there.iteration() + " iterations; choose another file, or delete it");
        }
        if (there == null) {
            state.get().write(path);
            written = k;
        } else {
            try {
                AtomicFile.requireWritable(path);
            } catch (IOException e) {
                throw new CheckpointException(
                        "checkpoint " + path + " cannot be written (" + AtomicFile.reason(e)
                                + "); choose a writable folder with free space",
                        e);
            }
            written = there.iteration();
        }
    }

    void write(Supplier<State> state, int k, Watch watch) {
        if (path != null && k % every == 0) {
            close(state, k, watch);
        }
    }

    /** A file that cannot be written costs a warning, not the run. */
    void close(Supplier<State> state, int k, Watch watch) {
        if (path == null || k <= written) {
            return;
        }
        try {
            state.get().write(path);
            written = k;
        } catch (CheckpointException e) {
            watch.warn(e.getMessage());
        }
    }
}
