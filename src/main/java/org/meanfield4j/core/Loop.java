package org.meanfield4j.core;

import org.meanfield4j.core.law.Identity;

import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * The one outer loop of all solvers. It alone knows monitors, clocks, budgets, histories, files and exceptions; an
 * {@link Algorithm} knows the mathematics.
 *
 * <pre>
 * begin → start, or continue → prepare → row of the start
 * for k = first + 1 … K:  step → finite? → row → the next iterate becomes the last one → file → iterated
 * file → closing row → advice → end → run
 * </pre>
 *
 * Whatever happens after the first step has begun, the run comes back with the last complete iterate, and says why it
 * stopped; what happens before reaches the caller as an exception.
 *
 * @param <S> the iterate
 * @param <R> the run
 */
public final class Loop<S extends Iterate, R extends Run> {
    private static final double RAN_AWAY = 1e6;
    private static final double SMALLEST_START = 1e-6;
    private static final long CLOSING_NANOS = 25_000_000;

    private final Object solver;
    private final String model;
    private final Call call;
    private final Algorithm<S, R> algorithm;
    private final Rows<S> rows;
    private final History history;
    private final SampleMeter meter;
    private final Watch watch;
    private final CheckpointFile file;
    private final RunIdentity identity;
    private final boolean brisk;
    private final Aside aside;
    private final Map<Integer, State> kept = new HashMap<>();
    private volatile S now; // set aside, and read here even if that work was left to itself
    private S next;
    private int k;
    private long samples;
    private Optional<Throwable> failure = Optional.empty();

    private Loop(Object solver, Object game, Call call, Algorithm<S, R> algorithm) {
        this.solver = solver;
        this.model = Identity.name(game);
        this.call = call;
        this.algorithm = algorithm;
        this.rows = algorithm.rows();
        this.brisk = algorithm.brisk();
        this.aside = new Aside(!brisk);
        this.identity = new RunIdentity(solver, game, call, algorithm.free());
        this.file = new CheckpointFile(call);
        State from = call.goOn();
        this.history = from == null ? rows.history() : from.history().copy();
        this.k = from == null ? 0 : from.iteration();
        this.samples = from == null ? 0 : from.samples();
        this.meter = new SampleMeter(call.sampleBudget(), samples);
        this.watch = new Watch(call.monitor(), meter);
    }

    /**
     * Runs a solver.
     *
     * @param solver the record of settings, for readers and files
     * @param game what is solved
     * @param call how it is called
     * @param algorithm the mathematics, made for this run
     * @param <S> the iterate
     * @param <R> the run
     * @return the run
     * @throws IllegalArgumentException if settings, game and call do not fit together
     * @throws org.meanfield4j.core.files.CheckpointException if the checkpoint cannot be written, or is of another run
     */
    public static <S extends Iterate, R extends Run> R run(
            Object solver, Object game, Call call, Algorithm<S, R> algorithm) {
        return new Loop<>(solver, game, call, algorithm).run();
    }

    /**
     * Does one long piece of work under a monitor that is no iteration of a solver: an equilibrium, an experiment.
     *
     * @param plan what a reader sees
     * @param monitor watches and stops the work
     * @param work gets what tells it to stop
     * @param <T> what it finds
     * @return what the work returns
     * @throws StoppedException if the work was stopped before it had a result
     */
    public static <T> T watch(Monitor.Plan plan, Monitor monitor, Function<Watch, T> work) {
        Require.given("monitor", monitor);
        StopReason reason = StopReason.FAILED;
        Watch watch = new Watch(monitor, new SampleMeter(Long.MAX_VALUE, 0));
        try {
            monitor.begin(plan);
            T found = new Aside(true).run(watch, () -> work.apply(watch));
            reason = watch.now() ? watch.reason() : StopReason.COMPLETED;
            return found;
        } catch (StoppedException e) {
            reason = watch.reason();
            throw e;
        } finally {
            monitor.end(reason);
        }
    }

    private R run() {
        long began = System.nanoTime();
        StopReason reason = StopReason.FAILED;
        boolean told = false;
        try {
            String name = solver.getClass().getSimpleName();
            call.monitor().begin(new Monitor.Plan(name, algorithm.iterations(), k, history, rows.main()));
            reason = open() ? iterate() : watch.reason();
            State state = state(now);
            History complete = withClosingRow();
            if ((reason == StopReason.COMPLETED || reason == StopReason.BUDGET) && ranAway(complete)) {
                reason = StopReason.DIVERGED;
            }
            file.close(() -> state, k, watch);
            advise(reason);
            StopReason outcome = reason;
            told = true;
            tell(() -> call.monitor().end(outcome));
            RunInfo info = new RunInfo(
                    solver,
                    model,
                    reason,
                    algorithm.seed(),
                    samples,
                    Duration.ofNanos(System.nanoTime() - began),
                    watch.lines(),
                    failure);
            return algorithm.run(now, new Outcome(info, complete, rows.main(), state, kept));
        } finally {
            if (!told) {
                call.monitor().end(reason);
            }
        }
    }

    /** Everything before the first step; false if it was stopped. What goes wrong here reaches the caller. */
    private boolean open() {
        requireColumn();
        file.open(identity);
        try {
            double[] first = brisk ? prepare() : aside.run(watch, this::prepare);
            if (call.goOn() == null) {
                if (first != null) {
                    history.add(first);
                }
                algorithm.recorded(0, now);
                commitTracks();
                keep();
            }
            watch.check();
            next = another();
            return true;
        } catch (CancellationException e) {
            if (now == null || !watch.now()) {
                throw e;
            }
            return false;
        }
    }

    /** The first iterate and all that the steps need; the row of the start, if there is one. */
    private double[] prepare() {
        State from = call.goOn();
        S first = algorithm.start();
        if (from != null) {
            identity.requireSame(solver, model, from);
            requireMore(from);
            from.restore(first);
            from.restore(rows.tracks());
            watch.recall(from);
        }
        now = first;
        if (call.reference() instanceof Approximate reference && !reference.converged()) {
            watch.notConverged("the reference equilibrium", reference.residual());
        }
        algorithm.prepare(first, watch);
        return from == null && rows.fromStart() ? rowOfStart() : null;
    }

    private S another() {
        S another = algorithm.start();
        if (another == now) {
            throw new IllegalStateException("start() must make a new iterate at each call");
        }
        return another;
    }

    private void requireColumn() {
        List<String> columns = rows.columns().stream()
                .filter(column -> !column.counts())
                .map(Column::name)
                .toList();
        if (call.until() != null && !columns.contains(call.until())) {
            throw new IllegalArgumentException("until = '" + call.until()
                    + "' must be one of the columns that can be waited for: " + String.join(", ", columns));
        }
    }

    /** Refuses fewer iterations than were done. */
    private void requireMore(State state) {
        if (state.iteration() > algorithm.iterations()) {
            throw new IllegalArgumentException("the run to continue has done " + state.iteration()
                    + " iterations, more than the " + algorithm.iterations() + " of this solver; ask for more");
        }
    }

    private StopReason iterate() {
        if (described() && met()) {
            return StopReason.CONVERGED; // already at the start, or when the run to continue ended
        }
        while (k < algorithm.iterations()) {
            double[] row;
            try {
                watch.check();
                row = aside.repeat(watch, this::step);
            } catch (Throwable t) {
                rows.tracks().forEach(Track::discard);
                return gaveUp(t);
            }
            S last = now;
            now = next;
            next = last;
            k++;
            samples = meter.taken();
            if (row != null) {
                history.add(row);
            }
            commitTracks();
            keep();
            file.write(() -> state(now), k, watch);
            tell(() -> call.monitor().iterated(k));
            if (row != null && met()) {
                return StopReason.CONVERGED;
            }
        }
        return StopReason.COMPLETED;
    }

    /** Fills the next iterate; its row, or null where none is due. */
    private double[] step() {
        algorithm.step(k + 1, now, next, watch);
        watch.check();
        if (!Iterates.finite(next)) {
            throw new DivergedException("");
        }
        if (!rows.due(k + 1)) {
            return null;
        }
        double[] row = row(k + 1, next, meter.taken(), watch);
        algorithm.recorded(k + 1, next);
        return row;
    }

    private StopReason gaveUp(Throwable t) {
        String where = rows.iteration() + " " + (k + 1);
        if (t instanceof CancellationException && watch.now()) {
            return watch.reason();
        }
        if (t instanceof DivergedException) {
            watch.fail("diverged in " + where + (t.getMessage().isEmpty() ? "" : ", " + t.getMessage()));
            return StopReason.DIVERGED;
        }
        failure = Optional.of(t);
        if (!Iterates.finite(next)) {
            // Whoever complained was handed a number that is none.
            watch.fail("diverged in " + where + ": " + line(t));
            return StopReason.DIVERGED;
        }
        watch.fail("stopped in " + where + ": " + line(t));
        return StopReason.FAILED;
    }

    /** A monitor that throws, such as a figure that cannot be drawn, does not cost the run. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable t) {
            watch.warn("monitor", "the monitor failed: " + line(t));
        }
    }

    private double[] rowOfStart() {
        try {
            return row(0, now, 0, watch);
        } catch (DivergedException e) {
            throw new InvalidModelException(
                    e.getMessage() + " at the start must be finite; check the game, or start elsewhere");
        }
    }

    /** What a throwable says, in one line; the name of its class only where the message needs it. */
    public static String line(Throwable t) {
        boolean ours = t instanceof InvalidModelException || t instanceof IllegalArgumentException;
        String text = t.getMessage() == null || t.getMessage().isBlank()
                ? t.getClass().getSimpleName()
                : (ours ? "" : t.getClass().getSimpleName() + ": ") + t.getMessage();
        return text.replaceAll("\\R", " ");
    }

    /**
     * The metrics of an iterate. One that throws is NaN and a warning; a main column that is not finite means that the
     * iterate is not.
     */
    private double[] row(int at, S iterate, long drawn, Stop stop) {
        List<Column<S>> columns = rows.columns();
        double[] row = new double[columns.size() + 1];
        row[0] = at;
        Column.At<S> place = new Column.At<>(at, iterate, drawn, stop);
        for (int c = 0; c < columns.size(); c++) {
            Column<S> column = columns.get(c);
            try {
                row[c + 1] = column.value().of(place);
            } catch (DivergedException e) {
                throw e;
            } catch (Throwable e) {
                if (e instanceof CancellationException stopped && stop.now()) {
                    throw stopped;
                }
                row[c + 1] = Double.NaN;
                watch.warn(column.name(), column.name() + " could not be computed: " + line(e));
                continue;
            }
            if (!Double.isFinite(row[c + 1])) {
                if (column.name().equals(rows.main()) && !rows.infinite()) {
                    throw new DivergedException(column.name() + " = " + row[c + 1]);
                }
                watch.warn(column.name(), column.name() + " was not finite in some rows");
            }
        }
        return row;
    }

    private void commitTracks() {
        rows.tracks().forEach(Track::commit);
    }

    /** Whether the last row is that of the last iterate. */
    private boolean described() {
        return history.rows() > 0 && history.get(history.rows() - 1, rows.iteration()) == k;
    }

    /** Whether the last row is small enough. */
    private boolean met() {
        return watch.settled() && call.until() != null && history.last(call.until()) <= call.atMost();
    }

    /**
     * Divergence without overflow: the main column is far above its start and rising. A start without an error to speak of,
     * an equilibrium, does not say what is far for steps that are noisy or biased; the row after it does. Errors in units
     * so small that they never reach 1 are not called divergence.
     */
    private boolean ranAway(History complete) {
        int n = complete.rows();
        if (n < 2) {
            return false;
        }
        double start = Math.abs(complete.get(0, rows.main()));
        double first =
                start > SMALLEST_START ? start : Math.max(SMALLEST_START, Math.abs(complete.get(1, rows.main())));
        double last = Math.abs(complete.get(n - 1, rows.main()));
        if (last > RAN_AWAY * first && last > Math.abs(complete.get(n - 2, rows.main()))) {
            watch.fail(String.format(
                    Locale.ROOT, "diverged: %s grew from %.2g to %.2g and rises", rows.main(), first, last));
            return true;
        }
        return false;
    }

    /** The history with a row of the last iterate, where rows are rare; the state of the run never sees it. */
    private History withClosingRow() {
        if (described() || k == 0) {
            return history;
        }
        if (aside.left()) {
            watch.warn("the last iterate has no row: stopped");
            return history;
        }
        long deadline = System.nanoTime() + CLOSING_NANOS;
        // Samples may be used up, but a metric draws none; who has pressed stop does not wait for it.
        Stop stop = watch.now() && !meter.exhausted() ? () -> System.nanoTime() - deadline >= 0 : watch::cancelled;
        try {
            next = next == null ? another() : next;
            Iterates.copy(now, next); // metrics may leave warm starts in the iterate
            double[] row = aside.repeat(stop, CLOSING_NANOS / 2, () -> {
                double[] made = row(k, next, samples, stop);
                algorithm.recorded(k, next);
                return made;
            });
            commitTracks();
            History complete = history.copy();
            complete.add(row);
            return complete;
        } catch (RuntimeException e) {
            rows.tracks().forEach(Track::discard);
            watch.warn("the last iterate has no row: " + (e instanceof CancellationException ? "stopped" : line(e)));
            return history;
        }
    }

    private void advise(StopReason reason) {
        if (aside.left()) {
            return;
        }
        try {
            if (reason == StopReason.DIVERGED) {
                aside.run(watch, () -> {
                    algorithm.advise(now, reason, watch);
                    return now;
                });
            } else {
                algorithm.advise(now, reason, watch);
            }
        } catch (Throwable e) {
            watch.warn("no advice: " + line(e));
        }
    }

    private void keep() {
        if (call.keep().contains(k)) {
            S copy = another();
            Iterates.copy(now, copy);
            kept.put(k, state(copy));
        }
    }

    private State state(S iterate) {
        return State.of(
                solver.getClass().getSimpleName(),
                model,
                identity,
                watch,
                k,
                samples,
                iterate,
                history.copy(),
                rows.tracks());
    }
}
