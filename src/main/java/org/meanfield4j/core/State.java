package org.meanfield4j.core;

import org.meanfield4j.core.law.Start;

import org.meanfield4j.core.check.Require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.core.files.CheckpointException;

/**
 * A run in full, as {@link Solver#continuing} needs it: which solver on which model, the iterate, samples, history and
 * tracks. In memory it is held by the run, in a file it is a checkpoint. Immutable.
 */
public final class State implements Start {
    private static final int VERSION = 3;
    private static final String ITERATE = "iterate/";
    private static final String TRACK = "track/";

    private final String solver;
    private final String model;
    private final Supplier<String> identity;
    private final String start;
    private final Map<String, String> warnings;
    private final boolean settled;
    private final int iteration;
    private final long samples;
    private final Map<String, Object> iterate;
    private final Map<String, int[]> shapes;
    private final History history;
    private final Map<String, double[]> tracks;

    private State(
            String solver,
            String model,
            Supplier<String> identity,
            String start,
            Map<String, String> warnings,
            boolean settled,
            int iteration,
            long samples,
            Map<String, Object> iterate,
            Map<String, int[]> shapes,
            History history,
            Map<String, double[]> tracks) {
        this.solver = solver;
        this.model = model;
        this.identity = identity;
        this.start = start;
        this.warnings = warnings;
        this.settled = settled;
        this.iteration = iteration;
        this.samples = samples;
        this.iterate = iterate;
        this.shapes = shapes;
        this.history = history;
        this.tracks = tracks;
    }

    /** Refers to the arrays of the iterate and to the history; copies the tracks. */
    static State of(
            String solver,
            String model,
            RunIdentity identity,
            Watch watch,
            int iteration,
            long samples,
            Iterate iterate,
            History history,
            List<Track> tracks) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        Map<String, int[]> shapes = new LinkedHashMap<>();
        iterate.fields(new Iterate.Fields() {
            @Override
            public void numbers(String name, double[] values, int... shape) {
                unique(arrays.put(name, values), name);
                shapes.put(name, shape.length == 0 ? new int[] {values.length} : shape);
            }

            @Override
            public void logs(String name, double[] values, int... shape) {
                numbers(name, values, shape);
            }

            @Override
            public void counts(String name, long[] values) {
                unique(arrays.put(name, values), name);
            }
        });
        Map<String, double[]> flat = new LinkedHashMap<>();
        for (Track track : tracks) {
            flat.put(track.name(), track.array().values());
        }
        return new State(
                solver,
                model,
                identity::text,
                identity.start(),
                watch.warnings(),
                watch.settled(),
                iteration,
                samples,
                arrays,
                shapes,
                history,
                flat);
    }

    private static void unique(Object earlier, String name) {
        if (earlier != null) {
            throw new IllegalArgumentException(
                    "the iterate has two fields named '" + name + "'; give each a name of its own");
        }
    }

    /**
     * The solver that made the run.
     *
     * @return its class name
     */
    public String solver() {
        return solver;
    }

    /**
     * The model.
     *
     * @return as readers know it
     */
    public String model() {
        return model;
    }

    /** Where its first part started. */
    String start() {
        return start;
    }

    /**
     * What its first part was given to start from.
     *
     * @return a digest of its numbers; empty for the start of the game
     */
    public Optional<String> startedFrom() {
        return Optional.of(start).filter(s -> !s.equals(RunIdentity.START_OF_THE_GAME));
    }

    /** What its watch has to say, by topic. */
    Map<String, String> warnings() {
        return warnings;
    }

    /** Whether every inner solve has converged so far. */
    boolean settled() {
        return settled;
    }

    /** Settings, model and start by value. */
    String identity() {
        return identity.get();
    }

    /**
     * How many iterations are complete.
     *
     * @return k
     */
    public int iteration() {
        return iteration;
    }

    /**
     * How many samples were drawn.
     *
     * @return 0 for exact solvers
     */
    public long samples() {
        return samples;
    }

    /** The rows so far, without the closing one. */
    History history() {
        return history;
    }

    /** Copies: a state does not change. */
    @Override
    public Map<String, ArrayFiles.Array> arrays() {
        Map<String, ArrayFiles.Array> arrays = new LinkedHashMap<>();
        iterate.forEach((name, values) -> {
            if (values instanceof double[] doubles) {
                arrays.put(
                        name,
                        new ArrayFiles.Array(doubles.clone(), shapes.getOrDefault(name, new int[] {doubles.length})));
            }
        });
        return arrays;
    }

    /** Fills an iterate of the same layout. */
    void restore(Iterate into) {
        into.fields(new Iterate.Fields() {
            @Override
            public void numbers(String name, double[] values, int... shape) {
                double[] from = entry(name, double[].class, values.length);
                System.arraycopy(from, 0, values, 0, values.length);
            }

            @Override
            public void logs(String name, double[] values, int... shape) {
                numbers(name, values, shape);
            }

            @Override
            public void counts(String name, long[] values) {
                System.arraycopy(entry(name, long[].class, values.length), 0, values, 0, values.length);
            }
        });
    }

    /** Fills tracks of the same names. */
    void restore(List<Track> into) {
        for (Track track : into) {
            track.restore(tracks.getOrDefault(track.name(), new double[0]));
        }
    }

    private <T> T entry(String name, Class<T> type, int length) {
        Object values = iterate.get(name);
        if (!type.isInstance(values) || java.lang.reflect.Array.getLength(values) != length) {
            throw new CheckpointException("the run of " + solver + " on " + model + " has no " + type.getSimpleName()
                    + " '" + name + "' of length " + length + "; it is of another version of the library");
        }
        return type.cast(values);
    }

    /** Writes a checkpoint. */
    void write(Path file) {
        Checkpoint checkpoint = new Checkpoint(solver, VERSION)
                .put("model", model)
                .put("identity", identity())
                .put("start", start)
                .put("topics", String.join("\n", warnings.keySet()))
                .put("warnings", String.join("\n", warnings.values()))
                .put("counters", iteration, samples, settled ? 1 : 0)
                .put("history.columns", String.join("\n", history.columns()))
                .put("history", history.toArray());
        iterate.forEach((name, values) -> {
            if (values instanceof double[] doubles) {
                checkpoint.put(ITERATE + name, doubles);
                checkpoint.put(
                        ITERATE + name + ".shape",
                        Arrays.stream(shapes.get(name)).asLongStream().toArray());
            } else {
                checkpoint.put(ITERATE + name, (long[]) values);
            }
        });
        tracks.forEach((name, values) -> checkpoint.put(TRACK + name, values));
        checkpoint.write(file);
    }

    /**
     * Reads a checkpoint, of any solver.
     *
     * @param file that a run wrote
     * @return the state
     * @throws CheckpointException if the file is missing, foreign or damaged
     */
    public static State read(Path file) {
        Checkpoint c = Checkpoint.read(Require.given("file", file), VERSION);
        Map<String, Object> iterate = new LinkedHashMap<>();
        Map<String, int[]> shapes = new LinkedHashMap<>();
        Map<String, double[]> tracks = new LinkedHashMap<>();
        for (String entry : c.names()) {
            if (entry.startsWith(TRACK)) {
                tracks.put(entry.substring(TRACK.length()), c.doubles(entry));
            } else if (entry.startsWith(ITERATE) && entry.endsWith(".shape")) {
                shapes.put(
                        entry.substring(ITERATE.length(), entry.length() - ".shape".length()),
                        Arrays.stream(c.longs(entry)).mapToInt(Math::toIntExact).toArray());
            } else if (entry.startsWith(ITERATE)) {
                iterate.put(entry.substring(ITERATE.length()), c.value(entry));
            }
        }
        String identity = c.text("identity");
        long[] counters = c.longs("counters");
        return new State(
                c.kind(),
                c.text("model"),
                () -> identity,
                c.text("start"),
                warnings(c),
                counters[2] == 1,
                Math.toIntExact(counters[0]),
                counters[1],
                iterate,
                shapes,
                History.of(List.of(c.text("history.columns").split("\n")), c.doubles("history")),
                tracks);
    }

    private static Map<String, String> warnings(Checkpoint c) {
        List<String> topics = c.text("topics").lines().toList();
        List<String> lines = c.text("warnings").lines().toList();
        Map<String, String> warnings = new LinkedHashMap<>();
        for (int i = 0; i < topics.size(); i++) {
            warnings.put(topics.get(i), lines.get(i));
        }
        return warnings;
    }

    /** The checkpoint at a path, or null if there is no file. */
    static State readIfThere(Path file) {
        boolean empty = Files.isRegularFile(file) && file.toFile().length() == 0;
        return Files.exists(file) && !empty ? read(file) : null;
    }
}
