package org.meanfield4j.core.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.meanfield4j.core.Call;
import org.meanfield4j.core.State;
import org.meanfield4j.core.files.AtomicFile;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.text.SafeText;

/** The checkpoint of one run: tried before the first step, never in the way of the run, never over another run. */
final class CheckpointFile {
    private final Path path;
    private final int every;
    /** How far the file has come; a run that repeats an earlier one writes only what is new. */
    private int written = -1;

    private String identity;
    /** How the file was left; every write makes a new one. */
    private List<Object> left;

    CheckpointFile(Call call) {
        this.path = call.checkpoint();
        this.every = call.checkpointEvery();
    }

    /** Tries the place, before anything is computed. */
    void open(RunIdentity identity) {
        if (path == null) {
            return;
        }
        this.identity = identity.text();
        State there = ours();
        try {
            AtomicFile.requireWritable(path);
        } catch (IOException e) {
            throw new CheckpointException(
                    "checkpoint " + path + " cannot be written (" + AtomicFile.reason(path, e)
                            + "); choose a writable folder with free space",
                    e);
        }
        written = there == null ? -1 : there.iteration();
        left = mark();
    }

    private State ours() {
        State there = State.readIfThere(path);
        if (there != null && !there.identity().equals(identity)) {
            throw new CheckpointException("checkpoint " + path + " is of another run, " + there.solver() + " on "
                    + there.model() + " after " + there.iteration() + " iterations; choose another file, or delete it");
        }
        return there;
    }

    /** Time and, where the system tells, the number of the file; null without a file. */
    private List<Object> mark() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return Arrays.asList(file.lastModifiedTime(), file.size(), file.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    void write(Supplier<State> state, int k, RunWatch watch) {
        if (path != null && k % every == 0) {
            close(state, k, watch);
        }
    }

    /** A file that cannot be written costs a warning, not the run. */
    void close(Supplier<State> state, int k, RunWatch watch) {
        if (path == null || k <= written) {
            return;
        }
        try {
            List<Object> found = mark();
            if (found != null && !found.equals(left)) {
                ours();
                watch.warn(
                        "checkpoint shared",
                        "checkpoint " + path + " was written by somebody else while this run used it; give each run a"
                                + " file of its own");
            }
            state.get().write(path);
            written = k;
            left = mark();
        } catch (RuntimeException | OutOfMemoryError e) {
            watch.warn("checkpoint", e instanceof CheckpointException ? e.getMessage() : SafeText.line(e));
        }
    }
}
