package org.meanfield4j.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.files.Checkpoint;
import org.meanfield4j.core.files.CheckpointException;
import org.meanfield4j.core.law.Start;

/**
 * A run in full, as {@link Solver#continuing} needs it: which solver on which model, the iterate, samples, history and
 * tracks. In memory it is held by the run, in a file it is a checkpoint. Immutable.
 */
public final class State implements Start {
    private static final int VERSION = 3;
    private static final String ITERATE = "iterate/";
    private static final String TRACK = "track/";

    private final Origin origin;
    private final Map<String, String> warnings;
    private final boolean settled;
    private final int iteration;
    private final long samples;
    private final Map<String, Object> iterate;
    private final Map<String, int[]> shapes;
    private final History history;
    private final Map<String, double[]> tracks;

    /**
     * What a run is.
     *
     * @param solver class name of its settings
     * @param model as readers know it
     * @param identity settings, model and start by value; asked when the state is written or compared
     * @param start what its first part started from: a digest of its numbers, or {@link #OF_THE_GAME}
     */
    public record Origin(String solver, String model, Supplier<String> identity, String start) {
        /** The start that a game has by itself. */
        public static final String OF_THE_GAME = "the start of the game";

        /** Checks that nothing is missing. */
        public Origin {
            Require.given("solver", solver);
            Require.given("model", model);
            Require.given("identity", identity);
            Require.given("start", start);
        }
    }

    private State(
            Origin origin,
            Map<String, String> warnings,
            boolean settled,
            int iteration,
            long samples,
            Map<String, Object> iterate,
            Map<String, int[]> shapes,
            History history,
            Map<String, double[]> tracks) {
        this.origin = origin;
        this.warnings = warnings;
        this.settled = settled;
        this.iteration = iteration;
        this.samples = samples;
        this.iterate = iterate;
        this.shapes = shapes;
        this.history = history;
        this.tracks = tracks;
    }

    /**
     * The state of a run. Refers to the arrays of the iterate and to the history; copies the tracks.
     *
     * @param origin what the run is
     * @param warnings what its watch has to say, by topic
     * @param settled whether every inner solve has converged so far
     * @param iteration how many iterations are complete
     * @param samples how many samples were drawn
     * @param iterate the last one, no longer written to
     * @param history the rows so far, no longer written to
     * @param tracks what grows beside it
     * @return the state
     */
    public static State of(
            Origin origin,
            Map<String, String> warnings,
            boolean settled,
            int iteration,
            long samples,
            Iterate iterate,
            History history,
            List<Track> tracks) {
        Require.given("origin", origin);
        Require.given("warnings", warnings);
        Require.atLeast("iteration", iteration, 0);
        Require.atLeast("samples", samples, 0);
        Require.given("iterate", iterate);
        Require.given("history", history);
        Require.all("tracks", tracks);
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
        return new State(origin, warnings, settled, iteration, samples, arrays, shapes, history, flat);
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
        return origin.solver();
    }

    /**
     * The model.
     *
     * @return as readers know it
     */
    public String model() {
        return origin.model();
    }

    /**
     * What the run is.
     *
     * @return settings, model and start
     */
    public Origin origin() {
        return origin;
    }

    /**
     * What its first part was given to start from.
     *
     * @return a digest of its numbers; empty for the start of the game
     */
    public Optional<String> startedFrom() {
        return Optional.of(origin.start()).filter(s -> !s.equals(Origin.OF_THE_GAME));
    }

    /**
     * What its watch has to say.
     *
     * @return a line by topic
     */
    public Map<String, String> warnings() {
        return warnings;
    }

    /**
     * Whether every inner solve has converged so far.
     *
     * @return false if the run is not to be called converged
     */
    public boolean settled() {
        return settled;
    }

    /**
     * Settings, model and start by value.
     *
     * @return equal for runs of which one can continue the other
     */
    public String identity() {
        return origin.identity().get();
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

    /**
     * The rows so far, without the closing one.
     *
     * @return not to be added to
     */
    public History history() {
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

    /**
     * Fills an iterate of the same layout.
     *
     * @param into takes the numbers
     * @throws CheckpointException if it has other fields
     */
    public void restore(Iterate into) {
        Require.given("into", into).fields(new Iterate.Fields() {
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

    /**
     * Fills tracks of the same names.
     *
     * @param into take the rows
     */
    public void restore(List<Track> into) {
        for (Track track : Require.all("into", into)) {
            track.restore(tracks.getOrDefault(track.name(), new double[0]));
        }
    }

    private <T> T entry(String name, Class<T> type, int length) {
        Object values = iterate.get(name);
        if (!type.isInstance(values) || java.lang.reflect.Array.getLength(values) != length) {
            throw new CheckpointException(
                    "the run of " + origin.solver() + " on " + origin.model() + " has no " + type.getSimpleName() + " '"
                            + name + "' of length " + length + "; it is of another version of the library");
        }
        return type.cast(values);
    }

    /**
     * Writes a checkpoint.
     *
     * @param file replaced as a whole
     * @throws CheckpointException if it cannot be written
     */
    public void write(Path file) {
        Require.given("file", file);
        Checkpoint checkpoint = new Checkpoint(origin.solver(), VERSION)
                .put("model", origin.model())
                .put("identity", identity())
                .put("start", origin.start())
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
                new Origin(c.kind(), c.text("model"), () -> identity, c.text("start")),
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

    /**
     * The checkpoint at a path, if there is one.
     *
     * @param file that a run may have written
     * @return null if there is no file, or an empty one
     * @throws CheckpointException if the file is foreign or damaged
     */
    public static State readIfThere(Path file) {
        Require.given("file", file);
        boolean empty = Files.isRegularFile(file) && file.toFile().length() == 0;
        return Files.exists(file) && !empty ? read(file) : null;
    }
}
