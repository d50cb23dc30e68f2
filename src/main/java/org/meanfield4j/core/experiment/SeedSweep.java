package org.meanfield4j.core.experiment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.meanfield4j.core.History;
import org.meanfield4j.core.Loop;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.numerics.Parallel;

/**
 * The same solver under several seeds, in parallel.
 *
 * <pre>{@code
 * var sweep = SeedSweep.seeds(1, 20).run(seed -> solver.withSeed(seed).solve(game));
 * Band band = sweep.band("exploitability");
 * }</pre>
 *
 * <p>The result does not depend on the number of threads, nor on the order of the seeds: it is sorted by seed and all
 * sums run in that order. An interrupt ends the sweep and keeps what is there: complete runs, and of the runs that
 * were going on the part that their solver returned.
 *
 * @param seeds distinct, at least one; kept in ascending order
 * @param threads how many threads, at least 1; more than {@link Parallel#threads()} changes nothing
 */
@Withers
public record SeedSweep(List<Long> seeds, int threads) implements SeedSweepSettings.With {

    /** Sorts the seeds and checks that none is repeated. */
    public SeedSweep {
        List<Long> sorted = seeds.stream().sorted().distinct().toList();
        if (seeds.isEmpty() || sorted.size() != seeds.size()) {
            throw new IllegalArgumentException(
                    "seeds = " + seeds + " must be distinct, at least one; e.g. seeds(1, 10)");
        }
        seeds = sorted;
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + " must be at least 1; 1 runs seed after seed");
        }
    }

    /**
     * One run of the solver.
     *
     * @param <R> the kind of run
     */
    @FunctionalInterface
    public interface Task<R extends Run> {
        /**
         * Solves with one seed. Called from several threads at once.
         *
         * @param seed the seed
         * @param monitor to be passed to the solver; it carries the interrupt and the time budget of the sweep
         * @return the run
         */
        R run(long seed, Monitor monitor);
    }

    /**
     * A sweep over given seeds.
     *
     * @param seeds distinct, at least one
     * @return the sweep
     * @throws IllegalArgumentException if there is no seed or one is repeated
     */
    public static SeedSweep of(long... seeds) {
        return new SeedSweep(LongStream.of(seeds).boxed().toList(), Parallel.threads());
    }

    /**
     * A sweep over consecutive seeds.
     *
     * @param first the first seed
     * @param count how many, at least 1
     * @return the sweep over first, first + 1, …
     * @throws IllegalArgumentException if count &lt; 1
     */
    public static SeedSweep seeds(long first, int count) {
        return of(
                LongStream.iterate(first, s -> s + 1).limit(Math.max(count, 0)).toArray());
    }

    /**
     * Runs every seed.
     *
     * @param solve seed to run; called from several threads at once
     * @param <R> the kind of run
     * @return the runs, sorted by seed
     */
    public <R extends Run> SweepResult<R> run(LongFunction<R> solve) {
        return run((seed, monitor) -> solve.apply(seed), Monitor.silent());
    }

    /**
     * Runs a solver with every seed.
     *
     * @param solver the solver of a seed, e.g. {@code defaults()::withSeed}
     * @param game what is solved
     * @param monitor progress, interrupt and time budget of the whole sweep
     * @param <G> the kind of game
     * @param <R> the kind of run
     * @return the runs, sorted by seed
     */
    public <G, R extends Run> SweepResult<R> solve(
            LongFunction<? extends Solver<G, R>> solver, G game, Monitor monitor) {
        return run((seed, child) -> solver.apply(seed).solve(game, child), monitor);
    }

    /**
     * Runs every seed under a monitor. It sees one iteration per finished seed, with the seed and the last value of
     * the run's main column, in the order in which the seeds finish.
     *
     * @param task seed to run; called from several threads at once
     * @param monitor progress, interrupt and time budget of the whole sweep
     * @param <R> the kind of run
     * @return the runs, sorted by seed
     */
    public <R extends Run> SweepResult<R> run(Task<R> task, Monitor monitor) {
        AtomicReferenceArray<R> runs = new AtomicReferenceArray<>(seeds.size());
        Map<Long, RuntimeException> failures = new ConcurrentSkipListMap<>();
        Progress progress = new Progress(monitor);
        StopReason reason = StopReason.FAILED;
        monitor.begin(new Monitor.Plan("SeedSweep", seeds.size(), 0, progress.history, Progress.LAST));
        try {
            boolean started = Parallel.run(seeds.size(), threads, i -> {
                if (!monitor.cancelled()) {
                    try {
                        R run = task.run(seeds.get(i), monitor.part());
                        runs.set(i, run);
                        progress.finished(seeds.get(i), run);
                    } catch (RuntimeException e) {
                        failures.put(seeds.get(i), e);
                    }
                }
            });
            progress.report();
            reason = started && !monitor.cancelled() ? StopReason.COMPLETED : monitor.reason();
        } finally {
            monitor.end(reason);
        }
        int[] done = IntStream.range(0, seeds.size())
                .filter(i -> runs.get(i) != null)
                .toArray();
        if (done.length == 0 && !failures.isEmpty()) {
            throw failures.values().iterator().next();
        }
        return new SweepResult<>(
                seeds.size(),
                IntStream.of(done).mapToObj(i -> seeds.get(i)).toList(),
                IntStream.of(done).mapToObj(runs::get).toList(),
                failures.entrySet().stream()
                        .map(e -> "seed " + e.getKey() + ": " + Loop.line(e.getValue()))
                        .toList());
    }

    @Override
    public String toString() {
        return "SeedSweep" + seeds;
    }

    /** Hands finished seeds to the monitor from the thread that called the sweep, as monitors demand. */
    private static final class Progress {
        static final String LAST = "last value";

        private final Monitor monitor;
        private final Thread caller = Thread.currentThread();
        private final ConcurrentLinkedQueue<double[]> finished = new ConcurrentLinkedQueue<>();
        private final History history = new History("seeds finished", "seed", LAST);

        Progress(Monitor monitor) {
            this.monitor = monitor;
        }

        void finished(long seed, Run run) {
            History h = run.history();
            finished.add(new double[] {seed, h.rows() == 0 ? Double.NaN : h.last(run.mainColumn())});
            if (Thread.currentThread() == caller) {
                report();
            }
        }

        void report() {
            for (double[] row = finished.poll(); row != null; row = finished.poll()) {
                history.add(history.rows() + 1, row[0], row[1]);
                monitor.iterated(history.rows());
            }
        }
    }
}
